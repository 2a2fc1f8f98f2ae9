"""The reading order of a page: that of the file where it can be read so, otherwise the order that is seen.

Files give most pages in their order, columns and boxes too. Where they do not (boxes of a slide in the order in which
they were drawn, a footnote before the text), the page is cut where nothing stands: into columns first, and into bands
where something stands over several columns, and each part again.
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from ingest.layout import Line

LEVEL = 2.0
"""Things stand side by side when they share more than this height, in points."""
GUTTER = 5.0
"""The narrowest white space between columns, in points."""
TOUCH = 1.5
"""How far, in points, things may overlap where a cut is made: boxes of letters are higher than the letters."""
SHARED = 5.0
"""Things stand over one another when they share more than this width, in points."""
SAME_ROW = 3.0
"""How far the upper edges of a label and of what it labels may differ, in points."""
ONE_LINE = 20.0
"""A label is no higher than this, in points."""
MOSTLY = 0.7
"""The part of a column that must be labels, each beside something, to be read row by row."""
MOST_ORDERED = 2_000
"""Things on a page that are still compared with one another; a page of text has some tens of paragraphs."""
DEEPEST = 30
"""Cuts within cuts; a slide has four or five."""
FEWEST_ROWS = 5
"""Lines through which one gutter must run to be lines of two columns."""
WIDE = 1.0
"""A gutter inside a line is wider than this many font sizes: no space between words is."""
NOT_FAR = 4.0
"""A head stands no more than this many of its font sizes over its text."""
FLOWING = 0.4
"""The part of a column's lines that must go on from the line above: in running text it is most of them."""
COLUMN_WORDS = 3.5
"""Words that a line of running text in a column has on average, at least; cells of tables have fewer."""

_ENDED = re.compile(r"[.:;?!|][)\]\"'”’]*$")


class Place(Protocol):
    """Anything with a place on a page, in points from its top left."""

    @property
    def left(self) -> float:
        """Left edge."""

    @property
    def top(self) -> float:
        """Upper edge."""

    @property
    def right(self) -> float:
        """Right edge."""

    @property
    def bottom(self) -> float:
        """Lower edge."""


Thing = TypeVar("Thing", bound=Place)


def in_reading_order(things: Sequence[Thing]) -> list[Thing]:
    """Put the things of one page, given in the order of the file, into the order in which they are read.

    Where nothing stands beside anything else that is from above. Otherwise the file's order stands, unless it goes
    back: up in a column, or to the left in a row.
    """
    if len(things) > MOST_ORDERED:
        return list(things)
    if not _any_beside(things):
        return sorted(things, key=lambda thing: thing.top)
    return _cut(list(things)) if _goes_back(things) else list(things)


def last(things: Sequence[Thing], notes: Sequence[bool]) -> list[Thing]:
    """Put footnotes that end a column after the other columns; `notes` says of each thing whether it may be one."""
    lowest = [
        is_note
        and not any(
            other.top >= one.bottom - TOUCH and min(one.right, other.right) - max(one.left, other.left) > SHARED
            for other, other_is_note in zip(things, notes, strict=True)
            if not other_is_note
        )
        for one, is_note in zip(things, notes, strict=True)
    ]
    return [thing for end in (False, True) for thing, is_last in zip(things, lowest, strict=True) if is_last is end]


def heads_apart(lines: Sequence[Line]) -> list[Line]:
    """Part lines in which the heads of two boxes stand, each over the beginning of a text of its own."""
    gaps = [_gap(line) for line in lines]
    if not any(gaps):
        return list(lines)
    texts = [line for line, gap in zip(lines, gaps, strict=True) if gap is None and len(line.words) > 1]
    parted: list[Line] = []
    for line, gap in zip(lines, gaps, strict=True):
        first, second = _split(line, gap) if gap else (line, None)
        if first and second and gap and _is_over(first, texts, gap[1]) and _is_over(second, texts, math.inf):
            parted += [first, *heads_apart([second, *texts])[: -len(texts)]]
        else:
            parted.append(line)
    return parted


def _is_over(head: Line, texts: Iterable[Line], end: float) -> bool:
    """Say whether a text that ends before `end` begins at the same distance from the left, not far below."""
    return any(
        abs(text.left - head.left) <= SAME_ROW and 0 < text.top - head.top <= NOT_FAR * head.size and text.right < end
        for text in texts
    )


def columns_apart(lines: Sequence[Line]) -> list[Line]:
    """Part lines that run over two columns of running text, and put the columns one after the other.

    Some programs write a page line by line over its whole width. A gap at one place of many lines is a gutter where
    what stands on either side of it goes on from line to line; rows of labels and values are left as they are.
    """
    parted: list[Line] = []
    index = 0
    while index < len(lines):
        gutter = _gap(lines[index])
        end = index
        if gutter is not None:
            end, gutter = _reach(lines, index, gutter)
        rows = [_split(line, gutter) for line in lines[index:end]] if gutter is not None else []
        first, second = ([row[side] for row in rows if row[side] is not None] for side in (0, 1))
        if sum(None not in row for row in rows) >= FEWEST_ROWS and _flows(first) and _flows(second):
            parted += [line for line in first if line is not None]
            parted += columns_apart([line for line in second if line is not None])
            index = end
        else:
            parted.append(lines[index])
            index += 1
    return parted


def _gap(line: Line) -> tuple[float, float] | None:
    """Give the first wide gap between the words of a line, but for one after a number or a bullet."""
    for position, (word, after) in enumerate(itertools.pairwise(line.words)):
        wide = word.upright and after.left - word.right > max(GUTTER, WIDE * line.size)
        if wide and (position or len(word.text) > 3):
            return word.right, after.left
    return None


def _reach(lines: Sequence[Line], start: int, gutter: tuple[float, float]) -> tuple[int, tuple[float, float]]:
    """Give the end of the lines, from `start` on, that leave a gutter free, and what is left of the gutter."""
    left, right = gutter
    end = start
    for line in lines[start:]:
        low, high = left, right
        before = max((word.right for word in line.words if word.right < right), default=low)
        after = min((word.left for word in line.words if word.left > left), default=high)
        if any(word.left <= left and word.right >= right for word in line.words) or not line.words[0].upright:
            break
        low, high = max(low, before), min(high, after)
        if high - low < GUTTER:
            break
        left, right, end = low, high, end + 1
    return end, (left, right)


def _split(line: Line, gutter: tuple[float, float]) -> tuple[Line | None, Line | None]:
    before = [word for word in line.words if word.right <= gutter[0] + TOUCH]
    after = [word for word in line.words if word.right > gutter[0] + TOUCH]
    return (Line.of(before) if before else None), (Line.of(after) if after else None)


def _flows(lines: Sequence[Line | None]) -> bool:
    """Say whether lines of a column are running text: of several words each, and going on from one to the next."""
    own = [line for line in lines if line is not None]
    going = [not _ENDED.search(above.text) and line.text[:1].islower() for above, line in itertools.pairwise(own)]
    words = sum(len(line.words) for line in own)
    return len(going) > 1 and sum(going) >= FLOWING * len(going) and words >= COLUMN_WORDS * len(own)


def _any_beside(things: Sequence[Thing]) -> bool:
    return any(beside(one, other) for index, one in enumerate(things) for other in things[index + 1 :])


def beside(one: Place, other: Place) -> bool:
    """Say whether two things share some height and no width."""
    level = min(one.bottom, other.bottom) - max(one.top, other.top) > LEVEL
    return level and (one.right <= other.left or other.right <= one.left)


def _goes_back(things: Sequence[Thing]) -> bool:
    """Say whether the file has something after what is read after it."""
    for index, one in enumerate(things):
        for later in things[index + 1 :]:
            above = later.bottom <= one.top + TOUCH
            if above and min(one.right, later.right) - max(one.left, later.left) > SHARED:
                return True
            if later.right <= one.left and beside(one, later):
                return True
    return False


def _cut(things: list[Thing], depth: int = 0) -> list[Thing]:
    """Order things by cutting them apart; what cannot be cut stays in the order of the file."""
    if len(things) < 2 or depth > DEEPEST:
        return things
    columns = _columns(things)
    if len(columns) > 1:
        if _is_form(columns):
            return sorted(things, key=lambda thing: (round(thing.top / SAME_ROW), thing.left))
        return [thing for column in columns for thing in _cut(column, depth + 1)]
    bands = _bands(things)
    if len(bands) > 1:
        return [thing for part in _with_gutters(bands) for thing in _cut(part, depth + 1)]
    return things


def _columns(things: Iterable[Thing]) -> list[list[Thing]]:
    """Part things where a white gutter runs through all of them, from the left."""
    parts: list[list[Thing]] = []
    reached = 0.0
    for thing in sorted(things, key=lambda thing: thing.left):
        if not parts or thing.left - reached >= GUTTER:
            parts.append([])
            reached = thing.right
        parts[-1].append(thing)
        reached = max(reached, thing.right)
    return [_in_file_order(part, things) for part in parts]


def _bands(things: Iterable[Thing]) -> list[list[Thing]]:
    """Part things where nothing stands over the whole width, from above."""
    parts: list[list[Thing]] = []
    reached = 0.0
    for thing in sorted(things, key=lambda thing: thing.top):
        if not parts or thing.top >= reached - TOUCH:
            parts.append([])
            reached = thing.bottom
        parts[-1].append(thing)
        reached = max(reached, thing.bottom)
    return [_in_file_order(part, things) for part in parts]


def _in_file_order(part: list[Thing], things: Iterable[Thing]) -> list[Thing]:
    own = {id(thing) for thing in part}
    return [thing for thing in things if id(thing) in own]


def _with_gutters(bands: Sequence[list[Thing]]) -> list[list[Thing]]:
    """Put bands together again through which one gutter runs, since columns are read to their end."""
    parts = [list(bands[0])]
    for band in bands[1:]:
        joined = parts[-1] + band
        if len(_columns(joined)) > 1:
            parts[-1] = joined
        else:
            parts.append(list(band))
    return parts


def _is_form(columns: Sequence[Sequence[Thing]]) -> bool:
    """Say whether the first column holds labels of what stands beside them, to be read row by row."""
    first, rest = columns[0], [thing for column in columns[1:] for thing in column]
    labels = [
        thing
        for thing in first
        if thing.bottom - thing.top <= ONE_LINE and any(abs(thing.top - other.top) <= SAME_ROW for other in rest)
    ]
    return len(labels) > 1 and len(labels) >= MOSTLY * len(first)
