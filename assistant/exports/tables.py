"""Tables as comma-separated values that a spreadsheet shows as they are: no cell is taken for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TextIO

OPENS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a cell begins with that a spreadsheet would work out."""
Cell = str | int | Decimal | None
"""A text, or a number of our own; None leaves the cell blank."""


def cell(value: Cell) -> str:
    """Give a cell as it is written: a text that would be taken for a formula gets an apostrophe before it.

    A number is written plainly, so that it can be reckoned with, whatever its sign.
    """
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    text = str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(OPENS_A_FORMULA) else text


def write_table(heads: Sequence[str], rows: Iterable[Sequence[Cell]], file: TextIO) -> None:
    """Write a table with its heads as comma-separated values."""
    writer = csv.writer(file)
    writer.writerow(map(cell, heads))
    writer.writerows([*map(cell, row)] for row in rows)


def table_bytes(heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Give a table as a file for a spreadsheet: with the mark by which Excel knows that it is UTF-8."""
    text = io.StringIO(newline="")
    write_table(heads, rows, text)
    return text.getvalue().encode("utf-8-sig")
