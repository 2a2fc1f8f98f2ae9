"""The items of an agenda are read in the forms in which councils print them."""

import pytest

from corpus.records import Block, BlockKind, Row
from ingest.agenda import Item, item_named, items_of, names_an_item


def line(text, number=None, page=1, kind=BlockKind.PARAGRAPH):
    return Block("d", 0, kind, text, page, number=number)


def row(*cells):
    return Block("d", 0, BlockKind.TABLE_ROW, " | ".join(cells), 1, row=Row(0, 0, cells))


AGENDA = line("A G E N D A", kind=BlockKind.HEADING)


def test_pages_stand_behind_the_title_or_on_a_line_below():
    blocks = [line("Apologies", "1"), line("Harbour dredging (Pages 11 - 84)", "2"), line("Lease of the pier", "3")]
    assert items_of([*blocks, line("(Pages 85 - 90)")]) == [
        Item("1", "Apologies"),
        Item("2", "Harbour dredging", "11", "84"),
        Item("3", "Lease of the pier", "85", "90"),
    ]


def test_the_pages_of_an_appendix_extend_those_of_its_item():
    blocks = [line("Harbour dredging", "2"), line("(Pages 7 - 13)"), line("Appendix 2(a) Plan (Pages 14 - 15)")]
    assert items_of(blocks) == [Item("2", "Harbour dredging", "7", "15")]


def test_items_in_a_table_have_their_pages_in_a_column_of_their_own():
    rows = [row("Item No", "Ward", "", "Page No"), row("7", "", "HARBOUR DREDGING", "5 - 12"), row("8", "All", "LEASE")]
    assert items_of([AGENDA, *rows])[0] == Item("7", "HARBOUR DREDGING", "5", "12")


def test_pages_may_stand_before_the_number():
    blocks = [AGENDA, line("APOLOGIES", "1"), line("- 4 2 MINUTES", "3"), line("5 - 12 3 HARBOUR DREDGING")]
    assert items_of(blocks) == [
        Item("1", "APOLOGIES"),
        Item("2", "MINUTES", "3", "4"),
        Item("3", "HARBOUR DREDGING", "5", "12"),
    ]


def test_pages_without_the_word_are_not_confused_with_years():
    blocks = [AGENDA, line("Minutes 4 - 7", "1"), line("Harbour Strategy 2019 - 2021", "2"), line("Lease 8 - 9", "3")]
    assert items_of(blocks) == [
        Item("1", "Minutes", "4", "7"),
        Item("2", "Harbour Strategy 2019 - 2021"),
        Item("3", "Lease", "8", "9"),
    ]


def test_a_number_without_a_point_is_an_items_where_it_is_the_next():
    blocks = [AGENDA, line("1 Apologies"), line("12 Members sit on it"), line("2 Harbour"), line("3 Lease of the pier")]
    assert [item.number for item in items_of(blocks)] == ["1", "2", "3"]


@pytest.mark.parametrize("following", ["1", "41"])
def test_the_numbers_of_the_minutes_behind_it_are_not_the_agendas(following):
    blocks = [line("Harbour (Pages 1 - 4)", "9"), line("Date of next meeting", "10"), line("Apologies", following)]
    assert [item.number for item in items_of(blocks)] == ["9", "10"]


def test_numbered_paragraphs_of_a_report_are_no_agenda():
    assert items_of([line(f"The harbour is deep in part {n}.", str(n)) for n in range(1, 6)]) == []


def test_an_item_is_found_by_a_title_that_is_alike():
    items = [Item("4", "Harbour dredging programme"), Item("5", "Lease of the pier")]
    assert item_named(items, "PIER LEASE") == items[1]
    assert item_named(items, "Libraries") is None


def test_a_line_of_the_agenda_is_told_from_a_title():
    items = [Item("4", "Harbour dredging", "5", "12")]
    assert names_an_item(items, "4. HARBOUR DREDGING (Pages 5 - 12)")
    assert not names_an_item(items, "Agenda: Cabinet")
