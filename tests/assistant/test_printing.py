"""An answer and the list of papers on a terminal."""

import io
from datetime import date

from rich.console import Console

from assistant.answers import Answer, Citation, Reason, Status
from assistant.printing import day_words, page_of, place, print_answer, print_papers
from corpus.records import Block, BlockKind, Document, State

DAY = date(2019, 6, 3)
DOCUMENT = Document("d", "pack.pdf", "pack.pdf", "", "application/pdf", 20, "Pack", "Wendmouth Council", "Cabinet", DAY)


def citation(page=11, label="9", number="5.6.1"):
    block = Block("d", 4, BlockKind.PARAGRAPH, "There were [bold]378[/bold] children.", page, label, number)
    return Citation(
        1,
        DOCUMENT,
        block,
        0,
        len(block.text),
        "Report",
        "Wendmouth Council",
        "Cabinet",
        DAY,
        page=page,
        page_label=label,
    )


def printed(show, *what):
    out = io.StringIO()
    show(*what, Console(file=out, width=200))
    return out.getvalue()


def test_an_answer_is_printed_with_reading_and_sources():
    read = {"LAC": "looked after children", "period": "2019-05"}
    text = printed(print_answer, Answer("q", Status.ANSWERED, "378 children [1].", (citation(),), read_as=read))
    lines = text.splitlines()
    assert lines[0] == "378 children [1]."
    assert "LAC read as looked after children" in lines[1]
    assert (
        "[1] Report, Wendmouth Council, Cabinet, 3 June 2019, page 9 (page 11 of the file), paragraph 5.6.1, pack.pdf"
    ) in lines
    assert lines[-1] == "    “There were [bold]378[/bold] children.”"  # the paper's words are never markup


def test_what_is_held_is_said_where_the_papers_do_not_say():
    answer = Answer("q", Status.NOT_STATED, "No.", (), Reason.NOT_IN_PAPERS, coverage="2 papers: Wendmouth.")
    assert "Held: 2 papers: Wendmouth." in printed(print_answer, answer)


def test_a_place_leaves_out_what_is_not_known():
    assert page_of(citation(label="11")) == "page 11"
    assert page_of(citation(page=None, label=None)) == ""
    assert place(citation(None, None, None)) == "Report, Wendmouth Council, Cabinet, 3 June 2019, pack.pdf"
    assert day_words(None) == ""


def test_papers_are_listed_with_what_is_wrong_with_them():
    broken = Document("e", "scan.pdf", "scan.pdf", "", "application/pdf", state=State.UNREADABLE, reason="needs OCR")
    lines = printed(print_papers, [DOCUMENT, broken]).splitlines()
    assert lines == [
        "Pack",
        "    Cabinet, Wendmouth Council, 3 June 2019, 20 pages",
        "    pack.pdf",
        "scan.pdf",
        "    scan.pdf",
        "    unreadable: needs OCR",
        "1 of 2 files can be asked.",
    ]
    assert printed(print_papers, []) == "0 of 0 files can be asked.\n"
