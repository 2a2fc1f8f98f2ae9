"""Rows that a page break has cut: whether two are one, and the one that they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.column_heads import LONGEST_HEAD, is_value
from ingest.paragraphs import Passage
from ingest.segments import segments_of
from ingest.spelling import Spelling
from ingest.tables import LONGEST_LABEL, Piece, Table, TableRow, written

SAME_LEFT = 3.0
"""Paragraphs of one cell begin within this of one another, in points."""
FEW = 0.1
"""In a table with no more rows than this part without a row head, one without is the rest of the row before."""
SOME = 0.34
"""The same for a row of a single cell."""

_ENDED = re.compile(r"[.:;?!][)\]\"'”’]*$")
_HANGS = re.compile(
    r"(?:\b(?:a|an|the|of|to|in|on|at|by|for|from|with|and|or|is|are|was|that|which|as|its|their|our)|[(,&–-])$", re.I
)
"""Ends after which a text must go on."""
_CODE = re.compile(r"(?=.*\d)[\w./ -]{1,12}")
"""A number or a reference: a row that has one of its own is no rest."""


def rows_join(last: TableRow, first: TableRow, body: Sequence[TableRow]) -> bool:
    """Say whether the first row after a page break is the rest of the last one before it.

    No column may hold a figure in both. A row without a row head is a rest where rows have one as a rule, else where
    a text certainly runs on; one with a row head only where texts run on and its figures are all above.
    """
    pairs = list(zip(last.cells, first.cells, strict=True))
    if any(is_value(upper) and is_value(lower) for upper, lower in pairs):
        return False
    running = sum(_runs_on(upper, lower) for upper, lower in pairs)
    has_values = any(is_value(lower) for _, lower in pairs)
    if not first.cells[0]:
        headless = sum(not row.cells[0] for row in body)
        lone = len(first.pieces) == 1 and first.pieces[0].end - first.pieces[0].first == 1
        few = SOME if lone and last.cells[first.pieces[0].first] else FEW
        return running > 0 or (not has_values and headless <= few * len(body) and len(last.pieces) > 1)
    if has_values or not running or len(first.pieces) < 2 or _CODE.fullmatch(first.cells[0]):
        return False
    if _runs_on(*pairs[0]):
        return True
    open_ends = all(not _ENDED.search(upper) for upper, lower in pairs if upper and lower)
    return open_ends and (running > 1 or any(is_value(upper) for upper, _ in pairs))


def _runs_on(upper: str, lower: str) -> bool:
    if not upper or not lower or is_value(upper) or is_value(lower) or _ENDED.search(upper):
        return False
    return lower[0].islower() or lower[0] in ")]%" or bool(_HANGS.search(upper))


def with_rest(table: Table, passage: Passage, reached: int, spelling: Spelling) -> TableRow | None:
    """Give the last row with a passage at the top of the next page that stands in one column and goes on with it.

    Where one has been taken up, those below it in the same column follow.
    """
    if not table.body:
        return None
    last = table.body[-1]
    place = passage.paragraph
    begun = reached == place.page > last.page and any(span.page == place.page for span in last.spans)
    if not (begun or place.page == reached + 1) or passage.number is not None or len(last.pieces) < 2:
        return None
    ends = [*table.columns[1:], table.frame.right]
    column = next((i for i, end in enumerate(ends) if place.right <= end + 1), None)
    if column is None or place.left < table.columns[column] - 1:
        return None
    if column == 0 and (len(passage.text) > LONGEST_LABEL or not passage.text[:1].islower()):
        return None
    piece = next((piece for piece in last.pieces if piece.first == column), None)
    if piece is None:
        return None
    beside = abs(place.left - min(word.left for _, word in piece.words)) <= SAME_LEFT
    open_end = column > 0 and beside and not place.bold and not _ENDED.search(piece.text) and not is_value(piece.text)
    if not (beside if begun else open_end or _runs_on(piece.text, passage.text)):
        return None
    added = tuple((span.page, span.word) for span in passage.spans)
    rest = written([Piece(column, column + 1, added)], len(table.columns), spelling)
    return merged(last, rest, len(table.columns), spelling)


def heads_left(passage: Passage, count: int, spelling: Spelling) -> TableRow | None:
    """Give the heads of `count` columns that a passage holds, alone in one bold line; None if it holds none."""
    if passage.number is not None or len(passage.paragraph.lines) != 1 or not passage.paragraph.bold:
        return None
    parts = segments_of(passage.paragraph.words, stretched=False)
    texts = [" ".join(word.text for word in part.words) for part in parts]
    if len(parts) != count or any(is_value(text) or _ENDED.search(text) or len(text) > LONGEST_HEAD for text in texts):
        return None
    page = passage.paragraph.page
    pieces = [Piece(i, i + 1, tuple((page, word) for word in part.words)) for i, part in enumerate(parts)]
    return replace(written(pieces, count, spelling, (True, None)), is_head=True)


def merged(upper: TableRow, lower: TableRow, count: int, spelling: Spelling) -> TableRow:
    """Put the cells of two rows together, column by column."""
    pieces = {piece.first: piece for piece in upper.pieces}
    for piece in lower.pieces:
        known = pieces.get(piece.first)
        if known is not None:
            piece = Piece(known.first, max(known.end, piece.end), known.words + piece.words)
        pieces[piece.first] = piece
    row = written([pieces[first] for first in sorted(pieces)], count, spelling, upper.look)
    return replace(row, cells=tuple(own or label for own, label in zip(row.cells, upper.cells, strict=True)))


def with_last_row(table: Table, row: TableRow) -> Table:
    """Give the table with another last row; heads may follow it."""
    at = max(index for index, own in enumerate(table.rows) if not own.is_head)
    return replace(table, rows=(*table.rows[:at], row, *table.rows[at + 1 :]))
