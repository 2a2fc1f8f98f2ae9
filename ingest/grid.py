"""Tables whose cells are known but may span columns and rows: from cells to plain rows with their heads."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from ingest.column_heads import column_heads

_NUMERIC = re.compile(r"[£$€(+\-–−~<>≤≥]*\s*\d[\d,.]*\s*(?:%|pp|k|m|bn|million|\))*\*?", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d(?:\s*[/–-]\s*\d{2,4})?")
LONGEST_HEAD = 120
"""Characters of a column head at the most: longer cells are text."""
LONGEST_LABEL = 80
"""A cell that runs down over several rows labels each of them if it is no longer than this; a longer one is a text
that stands once."""
MOST_COLUMNS = 200
"""A column span beyond this is a slip of the page's author; browsers cap it too."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A printed cell with the columns and rows that it spans, from 1; `is_head` where the file itself says so."""

    text: str
    columns: int = 1
    rows: int = 1
    is_head: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as rows of equal length.

    In `cells` a cell over several columns stands once, in the first; in `spread` it stands in all that it covers.
    `head_rows` counts the rows at the top that hold column heads.
    """

    cells: tuple[tuple[str, ...], ...]
    spread: tuple[tuple[str, ...], ...]
    head_rows: int

    @property
    def heads(self) -> tuple[str, ...]:
        """Give the head of each column, those over several columns before those over one; empty without heads."""
        if not self.head_rows:
            return ()
        rows = [tuple(_runs(row)) for row in self.spread[: self.head_rows]]
        return column_heads(rows, len(self.spread[0]))


def _runs(row: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Give the texts of a row, each with its first column and the one after its last."""
    at = 0
    for text, same in groupby(row):
        end = at + len(list(same))
        yield at, end, text
        at = end


def laid_out(rows: Sequence[Sequence[Cell]]) -> Grid:
    """Lay cells out on a grid. Rows without any text are left out; blank columns stay."""
    cells: list[list[str]] = []
    spread: list[list[str]] = []
    marks: list[list[bool]] = []
    from_above: dict[int, tuple[Cell, int]] = {}
    for row in rows:
        once: list[str] = []
        over: list[str] = []
        mark: list[bool] = []
        below: dict[int, tuple[Cell, int]] = {}
        queue = deque(row)
        while queue or any(column >= len(once) for column in from_above):
            if len(once) in from_above:
                cell, left = from_above[len(once)]
                if left > 1:
                    below[len(once)] = (cell, left - 1)
                once.append(cell.text if cell.columns == 1 and len(cell.text) <= LONGEST_LABEL else "")
                over.append(cell.text)
                mark.append(cell.is_head)
                continue
            cell = queue.popleft() if queue else Cell("")
            for offset in range(min(max(cell.columns, 1), max(1, MOST_COLUMNS - len(once)))):
                if cell.rows > 1:
                    below[len(once)] = (cell, cell.rows - 1)
                once.append("" if offset else cell.text)
                over.append(cell.text)
                mark.append(cell.is_head)
        cells.append(once)
        spread.append(over)
        marks.append(mark)
        from_above = below
    return _squared(cells, spread, marks)


def _squared(cells: list[list[str]], spread: list[list[str]], marks: list[list[bool]]) -> Grid:
    width = max((len(row) for row in cells), default=0)
    kept = [index for index, row in enumerate(cells) if any(row)]
    square = tuple(tuple(cells[index] + [""] * (width - len(cells[index]))) for index in kept)
    wide = tuple(tuple(spread[index] + [""] * (width - len(spread[index]))) for index in kept)
    return Grid(square, wide, _head_rows(square, wide, [marks[index] for index in kept]))


def _head_rows(cells: Sequence[Sequence[str]], spread: Sequence[Sequence[str]], marks: Sequence[Sequence[bool]]) -> int:
    """Count the head rows: as the file marks them, else by the look of the first two rows."""
    marked = 0
    for row, mark in zip(cells, marks, strict=True):
        if not mark or not all(is_head or not text for is_head, text in zip(mark, row, strict=False)):
            break
        marked += 1
    if marked == len(cells):
        return 0
    if marked or not cells:
        return marked
    # A head over several columns has the heads of each below it.
    spans = any(left and left == right for left, right in pairwise(spread[0]))
    counts = (2, 1) if spans and len(cells) > 1 and sum(map(bool, cells[1])) > 1 else (1, 2)
    return next((count for count in counts if _look_like_heads(cells[:count], spread[:count], cells[count:])), 0)


def _look_like_heads(
    heads: Sequence[Sequence[str]], spread: Sequence[Sequence[str]], body: Sequence[Sequence[str]]
) -> bool:
    """Say whether rows of words stand above rows of figures, each figure column under words of its own."""
    if not body or any(len(text) > LONGEST_HEAD or is_figure(text) for row in heads for text in row):
        return False
    figures = [
        column
        for column in range(len(body[0]))
        if sum(is_figure(row[column]) for row in body) * 2 > sum(bool(row[column]) for row in body)
    ]
    columns = list(zip(*spread, strict=True))
    return bool(figures) and sum(any(columns[column]) for column in figures) * 2 > len(figures)


def is_figure(text: str) -> bool:
    """Say whether a cell holds an amount and nothing else. A year or a financial year is a head, not an amount."""
    return bool(_NUMERIC.fullmatch(text.strip())) and not _YEAR.fullmatch(text.strip())
