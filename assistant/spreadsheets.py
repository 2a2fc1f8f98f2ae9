"""Comma-separated values that open cleanly in a spreadsheet: in it no cell of a paper becomes a formula."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from typing import TextIO

from assistant.safe import visible

FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r]")
"""What a cell begins with that a spreadsheet takes for a formula or an instruction."""
NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")
"""A value that is to stay a number, with its sign."""


def guarded(cell: object) -> object:
    """Give a cell that no spreadsheet runs: a text that looks like a formula gets an apostrophe before it.

    What is not visible of a text is left out.
    """
    text = visible(str(cell)) if isinstance(cell, str) else str(cell)
    if FORMULA.match(text) and not NUMBER.fullmatch(text):
        return f"'{text}"
    return text if isinstance(cell, str) else cell


def write_rows(file: TextIO, head: Sequence[object], rows: Iterable[Sequence[object]]) -> None:
    """Write a table with its head; an empty head is left out."""
    writer = csv.writer(file)
    for row in (head, *rows) if head else rows:
        writer.writerow([guarded(cell) for cell in row])
