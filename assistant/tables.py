"""The tables of a document as grids: on a terminal, or as comma-separated values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from assistant.spreadsheets import write_rows
from corpus.records import Block, Row

NO_HEADS = "no column heads"
SUB_HEAD = "italic"


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """The rows of one table that stand on the pages asked for: `rows` are its rows without those of the heads.

    `number` counts the tables of the document from 1. `page` is the page of the file of its first row, None where the
    file has no pages; `label` is the number printed on it.
    """

    number: int
    caption: str
    headings: tuple[str, ...]
    page: int | None
    label: str | None
    heads: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def place(self) -> str:
        """Number, caption and page in one line."""
        page = "" if self.page is None else f"page {self.page}"
        if self.label and self.label != str(self.page):
            page += f" (printed {self.label})"
        return " · ".join(part for part in (f"Table {self.number}", self.caption, page) if part)


def tables_of(blocks: Iterable[Block], page: int | None = None) -> list[PrintedTable]:
    """Give the tables of a document's blocks, those with a row on `page` (of the file) or, without one, all.

    Of a table that runs over several pages only the rows that begin on the page are given, with the heads of all.
    """
    found = [block for block in blocks if block.row is not None and page in (None, block.page)]
    return [_printed(list(own)) for _, own in groupby(found, key=lambda block: block.row.table if block.row else -1)]


def _printed(blocks: Sequence[Block]) -> PrintedTable:
    rows = [block.row for block in blocks if block.row is not None]
    first = blocks[0]
    own = tuple(row for row in rows if not row.is_head)
    caption, heads = rows[0].caption, rows[0].heads
    return PrintedTable(rows[0].table + 1, caption, first.headings, first.page, first.page_label, heads, own)


def print_tables(tables: Sequence[PrintedTable], console: Console) -> None:
    """Print each table as a grid under its caption, page and headings.

    Sub-heads stand as rows of their own; one from the page before is repeated.
    """
    for table in tables:
        console.print(Text(table.place, style="bold"))
        if table.headings:
            console.print(Text(" › ".join(table.headings), style="dim"))
        console.print(_grid(table))
        if not table.heads:
            console.print(Text(NO_HEADS, style="dim"))
        console.print()


def _grid(table: PrintedTable) -> Table:
    width = max((len(row.cells) for row in table.rows), default=len(table.heads))
    grid = Table(show_header=bool(table.heads), show_lines=True)
    for column in range(width):
        head = table.heads[column] if column < len(table.heads) else ""
        grid.add_column(Text(head), overflow="fold")
    if table.rows and table.rows[0].section:
        grid.add_row(Text(table.rows[0].section, style=SUB_HEAD), *[""] * (width - 1))
    for row in table.rows:
        style = SUB_HEAD if _is_sub_head(row) else ""
        grid.add_row(*(Text(cell, style=style) for cell in row.cells))
    return grid


def _is_sub_head(row: Row) -> bool:
    return bool(row.cells[0]) and not any(row.cells[1:])


def write_csv(tables: Sequence[PrintedTable], file: TextIO) -> None:
    """Write the tables as comma-separated values, each row with its table, page and sub-head before its cells."""
    for table in tables:
        head = ("table", "caption", "page", "section", *table.heads) if table.heads else ()
        own = (table.number, table.caption, table.page or "")
        write_rows(file, head, ((*own, row.section, *row.cells) for row in table.rows))
