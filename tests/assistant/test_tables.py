"""Tables as grids on a terminal and as comma-separated values."""

import csv
import io

from rich.console import Console

from assistant.tables import PrintedTable, print_tables, tables_of, write_csv
from corpus.records import Block, BlockKind, Row

HEADS = ("Berth", "2018/19 › Plan", "2018/19 › Actual")


def block(ordinal: int, page: int, row: Row | None) -> Block:
    kind = BlockKind.TABLE_ROW if row else BlockKind.PARAGRAPH
    text = " | ".join(row.cells) if row else "Some words."
    return Block("d", ordinal, kind, text, page, str(page - 2), headings=("Report", "Dues"), row=row)


def rows(table: int, *cells: tuple[str, ...], section: str = "", start: int = 0) -> list[Row]:
    return [Row(table, start + i, own, HEADS, "Dues in £000", section=section) for i, own in enumerate(cells)]


BLOCKS = [
    block(0, 3, None),
    block(1, 3, Row(0, 0, HEADS, HEADS, "Dues in £000", is_head=True)),
    block(2, 3, *rows(0, ("Quays", "", ""), start=1)),
    block(3, 3, *rows(0, ("North", "12", "[bold]9[/bold]"), section="Quays", start=2)),
    block(4, 4, *rows(0, ("South", "", "-"), section="Quays", start=3)),
    block(5, 4, Row(1, 0, ("Lock", "7"), (), "")),
]


def printed(tables: list[PrintedTable]) -> str:
    out = io.StringIO()
    print_tables(tables, Console(file=out, width=100))
    return out.getvalue()


def test_a_table_is_given_with_its_heads_and_without_their_row():
    table = tables_of(BLOCKS)[0]
    assert (table.number, table.heads, table.headings, table.page, table.label) == (
        1,
        HEADS,
        ("Report", "Dues"),
        3,
        "1",
    )
    assert [row.cells[0] for row in table.rows] == ["Quays", "North", "South"]


def test_a_page_gives_the_rows_that_begin_on_it_with_the_heads_of_the_whole_table():
    first, second = tables_of(BLOCKS, 4)
    assert ([row.cells[0] for row in first.rows], first.heads) == (["South"], HEADS)
    assert (second.number, second.heads) == (2, ())
    assert tables_of(BLOCKS, 9) == []


def test_the_grid_shows_place_headings_heads_and_blank_cells():
    text = printed(tables_of(BLOCKS, 3))
    assert "Table 1 · Dues in £000 · page 3 (printed 1)" in text and "Report › Dues" in text
    assert "[bold]9[/bold]" in text
    assert [part.strip() for part in next(line for line in text.splitlines() if "North" in line).split("│")[1:3]] == [
        "North",
        "12",
    ]


def test_the_sub_head_of_the_page_before_is_repeated_and_a_table_without_heads_says_so():
    text = printed(tables_of(BLOCKS, 4))
    assert text.index("Quays") < text.index("South")
    assert "no column heads" in text


def test_values_come_with_table_page_and_sub_head():
    out = io.StringIO()
    write_csv(tables_of(BLOCKS), out)
    lines = list(csv.reader(io.StringIO(out.getvalue())))
    assert lines[0] == ["table", "caption", "page", "section", *HEADS]
    assert lines[2] == ["1", "Dues in £000", "3", "Quays", "North", "12", "[bold]9[/bold]"]
    assert lines[-1] == ["2", "", "4", "", "Lock", "7"]
