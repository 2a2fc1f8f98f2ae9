"""The heads of a table's columns: which rows at its beginning hold them, and what each column is called."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.layout import Word

MOST_HEAD_ROWS = 4
LONGEST_HEAD = 90
"""Characters; a longer cell is not a column head."""
SHADED_IN_TURN = 3
"""Of rows shaded in turn, in two or three colours, at least one in so many is as the first one."""
HEAD_WORDS = 3
"""Heads over two columns of prose have no more words than this."""
PROSE = 60
"""Characters from which on a cell holds a text."""
MOSTLY = 0.75
LEVEL_MARK = " › "
"""What stands between a head over several columns and the head of one of them."""

_VALUE = re.compile(r"[(+\-–−<>~]?\s*£?\s*[(+\-–−]?\d[\d,.]*(?::[0-5]\d)*\s*(?:%|m|k|bn|p|pp)?\)?\*?|[-–—]|n/?a", re.I)
"""A figure, a time in minutes and seconds among them, or a sign for none, as it fills a cell."""
_PERIOD = re.compile(
    r"(?:(?:fy|q[1-4]|apr|may|june?|july?|aug|sept?|oct|nov|dec|jan|feb|mar)\w*[\s\-/]*)?"
    r"(?:19|20)\d\d(?:\s*[-–/]\s*(?:20)?\d\d)?\*?",
    re.I,
)
"""A year or a month of one: a head, though it is all digits."""
_UNIT = re.compile(r"\(?£?[’']?0{2,3}[’']?s?\)?", re.I)
"""Thousands as the unit of a column."""
_ADDRESS = re.compile(r"\S@\S|\b0\d{3,4}[ \d]{6,}")
"""A mail address or a telephone number."""


@dataclass(frozen=True, slots=True)
class Cell:
    """The contents of a cell: its words, the columns and rows that it spans (the last one excluded), its look."""

    words: tuple[Word, ...]
    rows: tuple[int, int]
    columns: tuple[int, int]
    bold: bool = False
    shade: tuple[int, int, int] | None = None

    @property
    def plain(self) -> str:
        """Its words with single spaces, joined at no line end."""
        return " ".join(word.text for word in self.words)

    def covers(self, columns: Iterable[int]) -> int:
        """Count the columns that it spans."""
        return sum(self.columns[0] <= column < self.columns[1] for column in columns)


def is_value(text: str) -> bool:
    """Say whether a cell's text is a figure or a sign for none; years and units are heads."""
    return bool(_VALUE.fullmatch(text)) and not _PERIOD.fullmatch(text) and not _UNIT.fullmatch(text)


def head_rows(rows: Sequence[Sequence[Cell]], columns: Sequence[int]) -> int:
    """Count the rows at the beginning that hold column heads: 0 for a table without heads.

    Heads hold no figures (years may stand), are short, and look otherwise than what follows (bold, shaded), stand
    over figures, or fill a row of three or more columns; under a head that spans columns stand theirs. A row of one
    cell across the table or in its first column heads the rows below it, not the columns.
    """
    count = 0
    while count < min(MOST_HEAD_ROWS, len(rows) - 1) and _may_be_head(rows[count]):
        if count and _is_lone(rows[count], columns):
            break
        spanned = count > 0 and any(cell.covers(columns) > 1 for cell in rows[count - 1])
        opens = count == 0 and any(
            (_stands_over(rows, columns), _stands_over_some(rows[0], columns), _stands_over_prose(rows, columns))
        )
        under = count > 0 and _stands_under(rows[count:], columns)
        if not (_looks_otherwise(rows[count], rows[count + 1 :], rows[:count]) or spanned or opens or under):
            break
        count += 1
    return count


def column_heads(rows: Iterable[Sequence[tuple[int, int, str]]], count: int) -> tuple[str, ...]:
    """Join the heads above each of `count` columns, those over several columns before those of one.

    Each head is its first position, the one after its last, and its text. A head over several columns is parted from
    what stands below it by a mark; pieces of one column's own head are set one after another.
    """
    parts: list[list[tuple[str, bool]]] = [[] for _ in range(count)]
    for row in rows:
        for first, end, text in row:
            for position in range(first, end):
                if text and text not in (known for known, _ in parts[position]):
                    parts[position].append((text, end - first > 1))
    return tuple(_path(part) for part in parts)


def _path(parts: Sequence[tuple[str, bool]]) -> str:
    text, wide = "", False
    for part, over_several in parts:
        text += (LEVEL_MARK if wide or (over_several and text) else " ") + part if text else part
        wide = over_several
    return text


def _is_lone(row: Sequence[Cell], columns: Sequence[int]) -> bool:
    return len(row) == 1 and row[0].columns[0] <= columns[0]


def _stands_under(rows: Sequence[Sequence[Cell]], columns: Sequence[int]) -> bool:
    """Say whether the first row goes on with the heads above it: over figures, with nothing over the row heads."""
    figures = any(is_value(cell.plain) for row in rows[1:] for cell in row)
    return figures and rows[0][0].columns[0] > columns[0] and _stands_over(rows, columns)


def _stands_over_some(row: Sequence[Cell], columns: Sequence[int]) -> bool:
    """Say whether a row is one head over several columns behind the first one."""
    return len(row) == 1 and row[0].columns[0] > columns[0] and row[0].covers(columns) > 1


def _stands_over_prose(rows: Sequence[Sequence[Cell]], columns: Sequence[int]) -> bool:
    """Say whether the first of two columns' rows is a word or two each, over texts in the second one."""
    if len(columns) != 2 or len(rows[0]) != 2 or any(len(cell.words) > HEAD_WORDS for cell in rows[0]):
        return False
    texts = [cell.plain for row in rows[1:] for cell in row if cell.columns[0] > columns[0]]
    prose = sum(len(text) >= PROSE for text in texts)
    return rows[0][0].plain[-1].isalpha() and prose > 1 and prose >= MOSTLY * len(texts)


def _may_be_head(row: Sequence[Cell]) -> bool:
    texts = [cell.plain for cell in row]
    data = any(is_value(text) or _ADDRESS.search(text) for text in texts)
    return not data and all(len(text) <= LONGEST_HEAD for text in texts)


def _looks_otherwise(row: Sequence[Cell], others: Sequence[Sequence[Cell]], heads: Sequence[Sequence[Cell]]) -> bool:
    """Say whether a row is bold or shaded as most of the rows below it are not; shaded as the `heads` above it are.

    Rows may be shaded in turn: then every second one is as the first one. Sub-heads inside the table do not count.
    """
    others = [other for other in others if len(other) > 1] or others
    bold = sum(all(cell.bold for cell in other) for other in others)
    if len(row) > 1 and all(cell.bold for cell in row) and 2 * bold < len(others):
        return True
    shades = {cell.shade for cell in row}
    alike = sum(bool(shades & {cell.shade for cell in other}) for other in others)
    as_above = all(shades & {cell.shade for cell in head} for head in heads)
    return None not in shades and as_above and SHADED_IN_TURN * alike < len(others)


def _stands_over(rows: Sequence[Sequence[Cell]], columns: Sequence[int]) -> bool:
    """Say whether the first row fills the columns as heads do: over figures, or over three columns or more."""
    texts = [cell.plain for cell in rows[0]]
    below = [(cell.columns[0], cell.plain) for row in rows[1:] for cell in row]
    filled = [column for column in columns if any(cell.columns[0] == column for row in rows for cell in row)]
    holding = {column for column, text in below if column > columns[0] and is_value(text)}
    if texts[0].endswith(":") or len(texts) < 2:
        return False
    over_all = sum(cell.covers(filled) for cell in rows[0]) >= len(filled) - 1
    over_figures = len(holding) > 1 and sum(cell.covers(holding) for cell in rows[0]) == len(holding)
    if not over_all and not over_figures:
        return False
    return bool(holding) or (len(texts) > 2 and all(text[-1] not in ".;" for text in texts))
