"""Packs come apart where the papers bound in them begin, in the layouts of several councils, and nowhere else."""

import pytest

from corpus.records import PaperKind, Standing
from tests.ingest.packs import outline, page, read_pack

FRONT = (
    "#AGENDA",
    "Place Scrutiny Committee, Thursday 5 March 2020",
    "1. Apologies for absence",
    "2. Minutes of the last meeting (Pages 3 - 4)",
    "3. Harbour dredging (Pages 5 - 6)",
    "4. Lease of the pier (Pages 7 - 8)",
)
BLACKPOOL = ("Report to: Cabinet", "Relevant Officer: Ann Head, Director", "Date of Meeting: 5 March 2020")
KENT = ("From: Ann Head, Cabinet Member", "To: Cabinet, 5 March 2020", "Subject: Harbour dredging")
LEEDS = ("Report of: Director of Place", "Report to: Executive Board", "Date: 5 March 2020", "Subject: Harbour")
SURREY = ("Meeting: Cabinet", "Date: 5 March 2020", "Report title: Harbour dredging", "Lead officer: Ann Head")
MINUTES = (
    "#MINUTES OF THE PLACE SCRUTINY COMMITTEE",
    "Held on Thursday 6 February 2020",
    "Present: Councillor Gull (Chair), Councillors Tern and Plover",
    "1. Apologies",
    "There were none.",
)
MANCHESTER = (
    "#Report for Resolution",
    "Report to: Executive - 5 March 2020",
    "Subject: Harbour dredging",
    "Report of: Director of Place",
)
PLAIN = ("#Report of the Director of Place", "Report to Executive Board", "Date: 5 March 2020", "Subject: Harbour")
ESSEX = ("Report title: Harbour dredging", "Report to: Cabinet", "Report author: Ann Head", "Enquiries to: Tom Tern")
HACKNEY = (
    "TITLE OF REPORT: Harbour dredging",
    "CABINET MEETING DATE: 5 March 2020",
    "CLASSIFICATION: Open",
    "WARD(S) AFFECTED: All",
    "GROUP DIRECTOR: Ann Head",
)
TEXT = ("#Background", "1.1 The harbour will be dredged in the spring.", "1.2 It will cost £40,000.")


HOUSES = {
    "blackpool": BLACKPOOL,
    "kent": KENT,
    "leeds": LEEDS,
    "surrey": SURREY,
    "manchester": MANCHESTER,
    "plain": PLAIN,
    "essex": ESSEX,
    "hackney": HACKNEY,
}


@pytest.mark.parametrize("head", HOUSES.values(), ids=HOUSES)
def test_the_head_of_a_report_begins_a_paper_in_each_house_style(tmp_path, head):
    reading = read_pack(
        tmp_path, page(*FRONT), page(*head, *TEXT), page("2.1 More.", "2.2 The end."), page(*head, *TEXT)
    )
    assert [entry[0] for entry in outline(reading)] == ["agenda", "report", "report"]
    assert [(entry[2], entry[3]) for entry in outline(reading)] == [(1, 1), (2, 3), (4, 4)]


def test_a_pack_with_minutes_reports_and_appendices_comes_apart(tmp_path):
    reading = read_pack(
        tmp_path,
        page(*FRONT),
        page("^Agenda Item 2", *MINUTES),
        page("^Agenda Item 3", *BLACKPOOL, "#HARBOUR DREDGING", *TEXT),
        page("^Appendix 3(a)", "#Works programme", "The works begin in May."),
        page("#Appendix 3(b): Costs", "Diesel is dear."),
        page("^Agenda Item 4", *BLACKPOOL, "#LEASE OF THE PIER", *TEXT),
    )
    assert outline(reading) == [
        ("agenda", "", 1, 1),
        ("minutes", "2", 2, 2),
        ("report", "3", 3, 3),
        ("appendix", "3", 4, 4),
        ("appendix", "3", 5, 5),
        ("report", "4", 6, 6),
    ]
    titles = [paper.title for paper in reading.papers]
    assert titles[3:5] == ["Appendix 3(a): Works programme", "Appendix 3(b): Costs"]
    assert reading.papers[1].standing is Standing.DRAFT
    assert reading.papers[2].officer == "Ann Head, Director"


def test_items_are_found_by_title_where_no_stamp_says_so(tmp_path):
    reading = read_pack(
        tmp_path,
        page(*FRONT),
        page(*BLACKPOOL, "#HARBOUR DREDGING", *TEXT),
        page(*BLACKPOOL, "#LEASE OF THE PIER", *TEXT),
    )
    assert [paper.item for paper in reading.papers] == ["", "3", "4"]


def test_minutes_may_begin_in_the_middle_of_a_page(tmp_path):
    reading = read_pack(tmp_path, page(*FRONT, *MINUTES), page("2. Harbour", "The Committee noted the report."))
    assert outline(reading) == [("agenda", "", 1, 1), ("minutes", "2", 1, 2)]


def test_a_record_of_decision_is_one_and_a_proposed_one_a_draft(tmp_path):
    reading = read_pack(
        tmp_path, page("#PROPOSED RECORD OF DECISION", "Decision taken by: Cabinet", "Key decision: No")
    )
    assert [(paper.kind, paper.standing) for paper in reading.papers] == [(PaperKind.DECISION, Standing.DRAFT)]


def test_in_a_pack_a_paper_may_begin_after_a_blank_page(tmp_path):
    reading = read_pack(
        tmp_path,
        page(*FRONT),
        page(*BLACKPOOL, "#HARBOUR DREDGING", *TEXT),
        page(),
        page("#Harbour Strategy 2020-2025", "The harbour matters to us all."),
    )
    assert outline(reading)[-1] == ("plan", "3", 4, 4)


def test_a_blank_page_does_not_part_a_single_report(tmp_path):
    reading = read_pack(tmp_path, page(*BLACKPOOL, *TEXT), page(), page("#More", "2.1 The harbour is deep."))
    assert outline(reading) == [("report", "", 1, 3)]


@pytest.mark.parametrize(
    "line",
    [
        "Appendix B sets out the costs of the works in full.",
        "See Appendix B for the costs.",
        "Annex A: Information about the area 12",
        "From: here on the harbour is deep.",
        "Minutes of the last meeting were agreed.",
    ],
)
def test_a_page_that_only_speaks_of_papers_does_not_begin_one(tmp_path, line):
    reading = read_pack(tmp_path, page(*BLACKPOOL, *TEXT), page(line, "2.1 The harbour is deep."))
    assert len(reading.papers) == 1


def test_a_running_mark_does_not_begin_a_paper_on_every_page(tmp_path):
    marked = [page("#Appendix B", f"The cost of line {n} is high.") for n in range(3)]
    assert len(read_pack(tmp_path, page(*BLACKPOOL, *TEXT), *marked).papers) == 2


def test_headings_restart_with_each_paper(tmp_path):
    reading = read_pack(
        tmp_path,
        page(*FRONT),
        page(*BLACKPOOL, "#HARBOUR DREDGING", *TEXT),
        page(*BLACKPOOL, "2.1 The lease ends in May."),
    )
    lease = next(block for block in reading.blocks if "lease ends" in block.text)
    assert lease.headings == ()


def test_every_block_is_in_one_paper(tmp_path):
    reading = read_pack(tmp_path, page(*FRONT), page(*MINUTES), page(*BLACKPOOL, *TEXT))
    assert [sum(paper.holds(block) for paper in reading.papers) for block in reading.blocks] == [1] * len(
        reading.blocks
    )


def test_minutes_without_a_title_are_named_for_their_committee(tmp_path):
    reading = read_pack(
        tmp_path,
        page(*FRONT),
        page("#EXECUTIVE BOARD", "WEDNESDAY, 24TH JULY, 2019", "PRESENT: Councillor J Gull in the Chair", "14 Exempt"),
        page(*BLACKPOOL, *TEXT),
    )
    assert (reading.papers[1].title, reading.papers[1].officer) == ("Minutes: Executive Board", "")


def test_a_report_that_names_only_its_author_has_the_title_of_its_item(tmp_path):
    author = ("Report author: Ann Head", "Tel: 01632 960000")
    reading = read_pack(
        tmp_path, page(*FRONT), page("^Agenda Item 3", *author, "1.1 The harbour will be dredged in the spring.")
    )
    assert [paper.title for paper in reading.papers] == ["Agenda", "Harbour dredging"]


def test_a_pack_has_the_title_of_its_agenda_and_not_of_the_first_report(tmp_path):
    reading = read_pack(tmp_path, page("#Agenda", *FRONT[2:]), page(*KENT, *TEXT), page(*KENT, *TEXT))
    assert reading.document.title == "Agenda"
    assert reading.papers[1].title == "Harbour dredging"


def test_the_title_of_an_appendix_is_the_line_under_its_mark(tmp_path):
    reading = read_pack(
        tmp_path,
        page(*BLACKPOOL, *TEXT),
        page("#APPENDIX 6(a)", "Partnership agreement of the boards", "#Introduction", "The boards agree."),
    )
    assert reading.papers[1].title == "APPENDIX 6(a): Partnership agreement of the boards"


def test_a_report_is_told_by_what_it_says_of_itself_though_its_title_names_a_programme(tmp_path):
    title = "#Draft budget and capital programme"
    report = read_pack(tmp_path, page(title, "1.1 This report sets out the budget of the harbour for the year."))
    assert report.papers[0].kind is PaperKind.REPORT
    plan = read_pack(tmp_path, page(title, "1.1 The harbour will be dredged in the spring of the year."), name="b.pdf")
    assert plan.papers[0].kind is PaperKind.PLAN


def test_a_line_that_says_draft_makes_a_draft(tmp_path):
    draft = read_pack(tmp_path, page("#Harbour strategy", "Draft document for consultation", *TEXT))
    assert draft.papers[0].standing is Standing.DRAFT
    final = read_pack(tmp_path, page("#Harbour strategy", "A draft was put out for consultation.", *TEXT), name="b.pdf")
    assert final.papers[0].standing is Standing.CURRENT
