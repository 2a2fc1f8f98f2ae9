"""The tables of a document on a terminal, as they were read: each cell under its column's head."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from rich.console import Console
from rich.table import Table
from rich.text import Text

from corpus.records import Block, Row


def print_tables(blocks: Sequence[Block], console: Console) -> None:
    """Print every table among the blocks with its caption, page and heads."""
    rows = [(block, block.row) for block in blocks if block.row is not None]
    for _, group in groupby(rows, key=lambda pair: pair[1].table):
        _print_table(list(group), console)
    if not rows:
        console.print("There is no table here.")


def csv_rows(blocks: Sequence[Block]) -> list[list[str]]:
    """Give every cell of every table as a line: table, row, page, row head, column head, value."""
    lines = [["table", "row", "page", "page label", "caption", "row head", "column head", "value"]]
    for block in blocks:
        row = block.row
        if row is None or row.is_head:
            continue
        place = [str(row.table + 1), str(row.index + 1), str(block.page or ""), block.page_label or ""]
        stub = next(filter(None, row.cells), "")
        for column, cell in enumerate(row.cells):
            head = row.heads[column] if column < len(row.heads) else ""
            lines.append([*place, row.caption, stub, head, cell])
    return lines


def _print_table(rows: Sequence[tuple[Block, Row]], console: Console) -> None:
    first, row = rows[0]
    pages = sorted({block.page for block, _ in rows if block.page})
    where = f"page {pages[0]}" if len(pages) == 1 else f"pages {pages[0]}–{pages[-1]}" if pages else ""
    label = f"printed {first.page_label}" if first.page_label and first.page_label != str(first.page) else ""
    name = ", ".join(filter(None, (f"Table {row.table + 1}", row.caption, where, label)))
    table = Table(title=Text(name), title_justify="left", show_lines=True)
    width = max(len(own.cells) for _, own in rows)
    heads = next((own.heads for _, own in rows if own.heads), ())
    for column in range(width):
        table.add_column(Text(heads[column]) if column < len(heads) else "", overflow="fold")
    for _, own in rows:
        if not own.is_head:
            table.add_row(*(Text(cell) for cell in own.cells))
    console.print(table)
