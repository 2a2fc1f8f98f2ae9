"""The outline shows a pack at a glance: pages, labels, kind, item, title and what stands against a paper."""

from datetime import date
from io import StringIO

from rich.console import Console

from assistant.outline import headings_of, pages_of, print_agenda, print_outline, printed_pages, standing_words
from corpus.records import Document, Paper, PaperKind, Standing

DOCUMENT = Document(
    "d", "pack.pdf", "/p/pack.pdf", "", "application/pdf", 30, "Agenda: Cabinet", "Port Council", "Cabinet"
)


def shown(*papers, labels=None):
    out = StringIO()
    print_outline(DOCUMENT, papers, labels or {}, Console(file=out, width=120))
    return [line.rstrip() for line in out.getvalue().splitlines()]


def test_a_paper_is_a_line_with_its_pages_kind_item_and_title():
    paper = Paper(
        "d", 1, "Harbour dredging", 4, 9, PaperKind.REPORT, "7", officer="Ann Head", first_page=15, last_page=22
    )
    lines = shown(paper, labels={15: "13", 22: "20"})
    assert lines[:2] == ["Agenda: Cabinet", "    Cabinet, Port Council, pack.pdf"]
    assert lines[2] == "pages 15–22 (13–20)     report · item 7: Harbour dredging"
    assert lines[3].strip() == "Ann Head"


def test_what_is_withheld_or_a_draft_is_said_under_it():
    minutes = Paper("d", 0, "Minutes: Cabinet", 0, 3, PaperKind.MINUTES, standing=Standing.DRAFT)
    lease = Paper("d", 1, "Lease", 4, 9, PaperKind.REPORT, "8", meeting_date=date(2020, 3, 5), exempt="paragraph 3")
    lines = [line.strip() for line in shown(minutes, lease)]
    assert lines[lines.index("minutes: Minutes: Cabinet") + 1] == "draft"
    assert lines[-2:] == ["5 March 2020", "withheld: paragraph 3"]


def test_labels_are_shown_only_where_they_differ_and_are_known():
    paper = Paper("d", 0, "Harbour", 0, 3, first_page=4, last_page=4)
    assert pages_of(paper, {4: "4"}) == "page 4"
    assert pages_of(paper, {4: "2"}) == "page 4 (2)"
    assert pages_of(paper, {}) == "page 4"
    assert pages_of(Paper("d", 0, "Harbour", 0, 3), {}) == ""


def test_a_current_paper_needs_no_words():
    assert standing_words(Paper("d", 0, "Harbour", 0, 3)) == ""


def test_the_items_of_the_agenda_are_listed_with_their_printed_pages():
    out = StringIO()
    items = [("1", "Apologies", ""), ("2", "Harbour dredging", printed_pages("13", "20"))]
    print_agenda(items, Console(file=out, width=120))
    lines = [" ".join(line.split()) for line in out.getvalue().splitlines()]
    assert lines == ["Agenda", "item 1 Apologies", "item 2 Harbour dredging printed pages 13–20"]
    assert printed_pages("7", "7") == "printed page 7"


def test_the_headings_of_a_paper_are_given_once_each_with_their_pages(assistant):
    opened = assistant.opened()
    pack = next(d for d in opened.documents.values() if d.name.startswith("Public reports pack"))
    report = next(p for p in opened.papers(pack.id) if p.title.startswith("Children's social care"))
    found = headings_of(opened, report)
    assert ("5.5", "Child protection", 11) in {(one.number, one.text, one.page) for one in found}
    texts = [one.text for one in found]
    assert len(set(texts)) == len(texts)
    assert all(report.first_page <= one.page <= report.last_page for one in found)
