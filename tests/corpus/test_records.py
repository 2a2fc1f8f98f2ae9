import pytest

from corpus.records import Block, BlockKind, Row


def row(text, *cells):
    return Block("d", 0, BlockKind.TABLE_ROW, text, row=Row(0, 0, cells))


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("Harbour | 12 | 14", ("Harbour", "12", "14")),
        ("Total | (250.0) | 4,211.8", ("Total", "", "(250.0)", "4,211.8")),
        ("£70,000", ("", "", "£70,000", "")),
        ("21 | 1 | 12", ("21", "", "1", "12")),  # "1" and "12" stand in other cells too
        ("a | b | a", ("a", "b", "a")),
    ],
)
def test_each_filled_cell_of_a_row_is_found_where_it_stands(text, cells):
    block = row(text, *cells)
    found = [(cell.column, text[cell.start : cell.end]) for cell in block.cells()]
    assert found == [(column, cell) for column, cell in enumerate(cells) if cell]
    assert [cell.start for cell in block.cells()] == sorted(cell.start for cell in block.cells())


def test_a_cell_that_was_printed_in_pieces_is_found_whole():
    (cell, last) = row("Ferry | and pier | 7", "Ferry and pier", "7").cells()
    assert (cell.start, cell.end, last.column) == (0, 16, 1)


def test_a_label_that_runs_down_from_a_row_above_is_left_out():
    assert [cell.column for cell in row("May | 7", "Harbour", "May", "7").cells()] == [1, 2]


def test_another_block_is_one_cell():
    (cell,) = Block("d", 0, BlockKind.PARAGRAPH, "The ferry ran.").cells()
    assert (cell.column, cell.start, cell.end) == (0, 0, 14)
