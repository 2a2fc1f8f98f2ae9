"""What says that a paper begins, and what only looks as if it did."""

import pytest

from corpus.records import Block, BlockKind, PaperKind
from ingest.agenda import Item
from ingest.extract import Margin
from ingest.starts import Start, starts_of


def blocks_of(*pages):
    """Blocks of pages; a line that begins with "#" is a heading."""
    lines = [(number, text) for number, page in enumerate(pages, 1) for text in page]
    return [
        Block("d", i, BlockKind.HEADING if text[0] == "#" else BlockKind.PARAGRAPH, text.lstrip("#"), page, str(page))
        for i, (page, text) in enumerate(lines)
    ]


HEAD = ("Report to: Cabinet", "Report of: Ann Head", "Date: 5 March 2020")
TEXT = ("The harbour will be dredged in the spring.", "It will cost more than it did.", "The works end in May.")


def test_minutes_without_the_word_begin_with_committee_day_and_those_present():
    blocks = blocks_of((*HEAD, *TEXT), ("#EXECUTIVE BOARD", "WEDNESDAY, 24TH JULY, 2019", "PRESENT: Councillor Gull"))
    assert starts_of(blocks, [])[1] == Start(6, PaperKind.MINUTES)


def test_a_list_with_stars_for_those_present_makes_minutes():
    title = "MINUTES OF THE MEETING OF THE CABINET HELD ON 29 OCTOBER 2019"
    blocks = blocks_of((*HEAD, *TEXT), (title, "Members:", "(* = Present)", "*Mr Gull"))
    assert [start.kind for start in starts_of(blocks, [])] == [PaperKind.REPORT, PaperKind.MINUTES]


def test_an_invitation_to_a_committee_is_no_minutes():
    blocks = blocks_of(
        (*HEAD, *TEXT), ("#EXECUTIVE BOARD", "24 July 2019", "#Agenda", "Present position of the harbour")
    )
    assert len(starts_of(blocks, [])) == 1


def test_a_head_without_colons_begins_a_report():
    plain = ("#Report of the Director of Place", "Report to Executive Board", "Date: 4 September 2019")
    assert [start.kind for start in starts_of(blocks_of(plain, TEXT), [])] == [PaperKind.REPORT]


def test_a_list_of_appendices_at_the_top_of_a_page_begins_none():
    listed = ("Appendix 8(a): Work programme", "Appendix 8(b): Checklist", "Appendix 8(c): Actions")
    assert len(starts_of(blocks_of((*HEAD, *TEXT), listed), [])) == 1


@pytest.mark.parametrize("heading", ["9 | Appendices", "List of appendices:", "8.0 Appendices attached"])
def test_what_stands_under_the_heading_of_appendices_is_a_list(heading):
    assert len(starts_of(blocks_of((*HEAD, *TEXT), (f"#{heading}", "Appendix 1 - Key services")), [])) == 1


def test_an_annex_among_the_sections_of_a_report_is_one_of_them():
    inside = ("#Information about this area", "#Annex A: Information about the area", *TEXT)
    assert len(starts_of(blocks_of(TEXT, inside), [])) == 1


def test_an_annex_that_stands_first_on_its_page_is_a_paper():
    starts = starts_of(blocks_of((*HEAD, *TEXT), ("#Annex A: Costs", *TEXT)), [])
    assert starts[1] == Start(6, PaperKind.APPENDIX, "Annex A")


def test_a_stamp_in_the_margin_names_the_item_and_the_appendix():
    blocks = blocks_of((*HEAD, *TEXT), ("Costs of the works", *TEXT), ("#Lease of the pier", *TEXT))
    margins = [Margin(2, "Item 4 - Appendix B"), Margin(3, "Agenda Item 5")]
    assert starts_of(blocks, [], margins)[1:] == [
        Start(6, PaperKind.APPENDIX, "Appendix B"),
        Start(10, None, item="5"),
    ]


def test_a_running_title_does_not_begin_a_paper_after_a_blank_page():
    blocks = blocks_of((*HEAD, *TEXT), ("Improvement Plan", *TEXT), (), ("Improvement Plan", *TEXT))
    assert len(starts_of(blocks, [Item("1", "Harbour", "1", "9")])) == 1


def test_pages_of_an_agenda_that_fit_no_report_are_not_believed():
    agenda = [Item("1", "Harbour", "2", "3"), Item("2", "Lease", "5", "6")]
    blocks = blocks_of(("#Agenda",), TEXT, HEAD, HEAD, TEXT)
    assert [start.at for start in starts_of(blocks, agenda)] == [0, 4, 7]
