"""Rows inside a table that head the rows below them, and the columns that say what a row is of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.column_heads import LEVEL_MARK, LONGEST_HEAD, is_value
from ingest.tables import Piece, TableRow

MOST_STUBS = 3
"""So many columns at the most say what a row is of: the others say something about it."""
ENOUGH_WORDS = 0.5
"""The part of a column's filled cells that are words where it names the rows."""

_TOTAL = re.compile(r"(?:grand |overall |sub-?\s?|net |gross )?total\b", re.IGNORECASE)
_OPENING = "£'‘“\"("
_WORDS = re.compile(r"[^\W\d_]{3}")
Look = tuple[bool, tuple[int, int, int] | None]


def sections_of(rows: Sequence[TableRow], titled: bool = False) -> list[str]:
    """Give for each row of a table the sub-heads above it inside the table, the outer before the inner one.

    A sub-head is a row with one short text at its beginning and nothing else. It holds until the next one of its
    look, or until the total that names it; one that follows another directly stands under it if it looks otherwise.
    In a table that is `titled` the first row is its caption.
    """
    labels = [row.cells[0] for row in rows if row.cells[0] and not row.is_head]
    if 2 * sum(label.endswith(":") for label in labels) > len(labels):
        # Labels and values of a form.
        return [""] * len(rows)
    open_heads: list[tuple[Look, str]] = []
    found: list[str] = []
    after_head = False
    for index, row in enumerate(rows):
        is_section = is_sub_head(row) and not (titled and index == 0)
        if is_section:
            looks = [look for look, _ in open_heads]
            if row.look in looks:
                del open_heads[looks.index(row.look) :]
            elif not after_head:
                open_heads.clear()
        found.append(LEVEL_MARK.join(text for _, text in open_heads))
        if is_section:
            open_heads.append((row.look, row.text))
        elif open_heads and _TOTAL.match(row.text):
            named = [text.casefold() in row.cells[0].casefold() for _, text in open_heads]
            if any(named):
                del open_heads[named.index(True) :]
        after_head = is_section or (after_head and row.is_head)
    return _without_totals(rows, found)


def sections_of_cells(rows: Sequence[Sequence[str]], heads: int) -> list[str]:
    """Give the sub-heads above each row of a table whose cells are known; the first `heads` rows hold column heads.

    Where most rows have one cell filled the table is a list or a form, and one of two columns is labels and values.
    """
    lines = [
        TableRow(
            tuple(Piece(at, at + 1, (), text) for at, text in enumerate(cells) if text),
            " ".join(text for text in cells if text),
            (),
            tuple(cells),
            index < heads,
        )
        for index, cells in enumerate(rows)
    ]
    alone = [line for line in lines if len(line.pieces) == 1]
    if not heads or 2 * len(alone) > len(lines) or len(rows[0]) < 3:
        return [""] * len(rows)
    return sections_of(lines)


def is_sub_head(row: TableRow) -> bool:
    """Say whether a row heads the rows below it."""
    if row.is_head or len(row.pieces) != 1 or row.pieces[0].first:
        return False
    text = row.text
    begins = text[0].isalnum() or text[0] in _OPENING
    ends = len(text) <= LONGEST_HEAD and text[-1] not in ".;,-"
    return begins and ends and not is_value(text) and not _TOTAL.match(text)


def _without_totals(rows: Sequence[TableRow], sections: list[str]) -> list[str]:
    """Take the last row out of the last of several sections where it is the total of them all."""
    named = list(dict.fromkeys(section for section in sections if section))
    body = [index for index, row in enumerate(rows) if not row.is_head]
    if len(named) < 2 or not body or not _TOTAL.match(rows[body[-1]].text):
        return sections
    last = body[-1]
    totals = {sections[i] for i in body[:-1] if sections[i] and _TOTAL.match(rows[i].text)}
    if sections[last] in totals or not totals:
        sections[last] = ""
    return sections


def stubs_of(rows: Sequence[TableRow]) -> int:
    """Count the columns at the beginning that say what a row is of: one, or more until words and rows are told apart.

    Columns after the first count only where they hold words, so that a number or a group gets its name.
    """
    body = [row for row in rows if not row.is_head and len(row.pieces) > 1]
    if not body:
        return 1
    count = 1
    while count < min(MOST_STUBS, len(body[0].cells) - 1):
        keys = [row.cells[:count] for row in body]
        named = any(_holds_words(body, column) for column in range(count))
        if (named and len(set(keys)) == len(keys)) or not _holds_words(body, count):
            break
        count += 1
    return count


def _holds_words(body: Sequence[TableRow], column: int) -> bool:
    filled = [row.cells[column] for row in body if row.cells[column]]
    return sum(bool(_WORDS.search(text)) for text in filled) > ENOUGH_WORDS * len(filled)
