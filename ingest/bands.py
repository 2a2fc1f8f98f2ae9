"""Tables ruled between their rows only: the level rules give the rows, the white rivers between words the columns."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from ingest.lattice import Grid, cells_of, crossings, straightened
from ingest.layout import Area, Edge, Word, clusters
from ingest.tables import is_value

SAME_END = 8.0
"""Rules of one table begin and end within this of one another, in points."""
SHARED = 0.5
"""The part of the longer one over which two rules of a table run side by side."""
WIDE_ENOUGH = 110.0
"""Shorter rules underline words."""
RIVER = 0.7
"""A gap parts two columns when it is this many font sizes wide on all lines; words stand about 0.3 apart."""
STRETCH = 1.5
"""In a line of prose a gap that parts columns is this many times its usual gap."""
TITLE = 1.2
"""Words this much larger than the usual size between rules are a title, not part of a table."""
MOST_STRETCHED = 1.2
"""No line is stretched to gaps of more font sizes than this."""
PROSE = 5
"""Fewer words do not show the usual gap of their line."""
WORD_GAP = 0.4
"""A gap between words of a sentence is narrower than this many font sizes, but in stretched lines."""
NEAR = 1.8
"""Heads above the first rule and a row below the last one stand within this many line heights of it."""
SLACK = 1.0


@dataclass(frozen=True, slots=True)
class River:
    """A strip between two columns, from the right end of one to the left end of the other."""

    left: float
    right: float

    @property
    def middle(self) -> float:
        """Where the columns are parted."""
        return (self.left + self.right) / 2


@dataclass(frozen=True, slots=True)
class Segment:
    """Words of one line with no wide gap between them."""

    left: float
    right: float
    top: float
    bottom: float
    words: tuple[Word, ...]


def banded_grids(edges: Sequence[Edge], words: Sequence[Word], drawn: Sequence[Grid]) -> list[Grid]:
    """Find the tables of a page whose rows are parted by level rules only; `drawn` are the tables found already."""
    straight = straightened(edges)
    boxed = cells_of(*crossings(straight))
    rules = [
        edge
        for edge in straight
        if edge.level
        and edge.end - edge.start >= WIDE_ENOUGH
        and not _bounds_cell(edge, boxed)
        and not _inside(edge, drawn)
    ]
    grids = [grid for group in _alike(rules) for grid in _grids(group, words)]
    return sorted(grids, key=lambda grid: grid.frame.top)


def _bounds_cell(edge: Edge, cells: Iterable[Area]) -> bool:
    return any(
        min(abs(cell.top - edge.at), abs(cell.bottom - edge.at)) < SLACK
        and cell.left < edge.end - SLACK
        and edge.start + SLACK < cell.right
        for cell in cells
    )


def _inside(edge: Edge, grids: Iterable[Grid]) -> bool:
    return any(
        grid.frame.top - SLACK <= edge.at <= grid.frame.bottom + SLACK
        and grid.frame.left < edge.end
        and edge.start < grid.frame.right
        for grid in grids
    )


def _alike(rules: Sequence[Edge]) -> Iterator[list[Edge]]:
    """Put rules that begin or end alike together, from above."""
    groups: list[list[Edge]] = []
    for rule in sorted(rules, key=lambda rule: rule.at):
        for group in groups:
            if _belong(group[0], rule):
                group.append(rule)
                break
        else:
            groups.append([rule])
    return (group for group in groups if len(group) > 1)


def _belong(one: Edge, other: Edge) -> bool:
    alike = abs(one.start - other.start) <= SAME_END or abs(one.end - other.end) <= SAME_END
    shared = min(one.end, other.end) - max(one.start, other.start)
    return alike and shared >= SHARED * max(one.end - one.start, other.end - other.start)


def _grids(rules: Sequence[Edge], words: Sequence[Word]) -> Iterator[Grid]:
    """Cut a run of rules where something that is not a table stands between them, and read each part."""
    left, right = min(rule.start for rule in rules) - SLACK, max(rule.end for rule in rules) + SLACK
    own = [word for word in words if word.upright and left <= word.centre[0] <= right]
    bands = [
        segments_of([word for word in own if above.at <= word.centre[1] <= below.at])
        for above, below in itertools.pairwise(rules)
    ]
    wide = (right - left) / 2
    for first, last in _runs(bands, wide):
        while first < last and _is_running(bands[first], wide):
            first += 1
        grid = _grid(rules[first : last + 1], bands[first:last], own, (left, right)) if first < last else None
        if grid is not None:
            yield grid


def _runs(bands: Sequence[Sequence[Segment]], wide: float) -> Iterator[tuple[int, int]]:
    """Give the runs of bands that rivers run through, each as its first band and the one after its last."""
    first = 0
    usual = median([segment.words[0].size for band in bands for segment in band] or [1.0])
    titled = [any(segment.words[0].size >= TITLE * usual for segment in band) for band in bands]
    for index in range(1, len(bands)):
        if titled[index] or titled[index - 1]:
            yield first, index
            first = index
        elif not _rivers(bands[first : index + 1], wide):
            if _rivers(bands[first:index], wide):
                yield first, index
                first = index
            elif _rivers(bands[index : index + 1], wide):
                first = index
    yield first, len(bands)


def segments_of(words: Sequence[Word]) -> list[Segment]:
    """Part words into lines by their height, and each line where a gap may part columns."""
    segments: list[Segment] = []
    for line in clusters(words, lambda word: word.centre[1], 0.5):
        ordered = sorted(line, key=lambda word: word.left)
        size = max(ordered[0].size, 1.0)
        widest = max(RIVER * size, min(STRETCH * _stretch(ordered), MOST_STRETCHED * size))
        run: list[Word] = []
        for word in ordered:
            if run and word.left - run[-1].right > widest:
                segments.append(_segment(run))
                run = []
            run.append(word)
        segments.append(_segment(run))
    return segments


def _stretch(line: Sequence[Word]) -> float:
    """Give the usual gap of a line of prose, which may be stretched to the margins; 0 for lines of figures."""
    prose = sum(any(map(str.isalpha, word.text)) for word in line)
    if len(line) < PROSE or prose < 0.6 * len(line):
        return 0.0
    gaps = sorted(after.left - before.right for before, after in itertools.pairwise(line))
    return gaps[len(gaps) // 4]


def _segment(words: Sequence[Word]) -> Segment:
    return Segment(
        min(word.left for word in words),
        max(word.right for word in words),
        min(word.top for word in words),
        max(word.bottom for word in words),
        tuple(words),
    )


def _is_running(band: Sequence[Segment], wide: float) -> bool:
    """Say whether a band is text that runs across it: at least half of its lines are single segments that wide."""
    lines = clusters(band, lambda segment: (segment.top + segment.bottom) / 2, 0.5)
    running = sum(len(line) == 1 and line[0].right - line[0].left > wide for line in lines)
    return 2 * running >= len(lines) > 0


def _rivers(bands: Iterable[Sequence[Segment]], wide: float) -> list[River]:
    """Give the rivers that run through all bands but those of running text; none if none runs."""
    counted = [segment for band in bands if not _is_running(band, wide) for segment in band]
    size = median(segment.words[0].size for segment in counted) if counted else 1.0
    spans = sorted((segment.left, segment.right) for segment in counted)
    rivers: list[River] = []
    reach = spans[0][1] if spans else 0.0
    for start, end in spans[1:]:
        if start - reach > RIVER * size:
            rivers.append(River(reach, start))
        reach = max(reach, end)
    return rivers


def _grid(
    rules: Sequence[Edge], bands: Sequence[Sequence[Segment]], words: Sequence[Word], ends: tuple[float, float]
) -> Grid | None:
    left, right = ends
    rivers = _rivers(bands, (right - left) / 2)
    if not rivers:
        return None
    starts = [left, *(river.middle for river in rivers)]
    stops = [*starts[1:], right]
    rows = _open_row(words, rules[0].at, rivers, above=True)
    for above, below, band in zip(rules, rules[1:], bands, strict=False):
        rows += _rows(above.at, below.at, band, starts, stops)
    rows += _open_row(words, rules[-1].at, rivers, above=False)
    filled = sorted(len(_filled(row, words, rivers)) for row in rows)
    if len(filled) < 2 or (filled[-1] < 3 and filled[-2] < 2):
        return None
    return Grid(tuple(cell for row in rows for cell in _cells(row, words, rivers, left, right)))


def _cells(
    row: tuple[float, float], words: Iterable[Word], rivers: Sequence[River], left: float, right: float
) -> Iterator[Area]:
    """Cut a row at the rivers, but not where its text runs on from one column to the next."""
    top, bottom = row
    lines = clusters([w for w in words if top <= w.centre[1] <= bottom], lambda word: word.centre[1], 0.5)
    for river in rivers:
        sides = [kept for kept in (_keeps(line, river) for line in lines) if kept is not None]
        if 2 * sum(sides) >= len(sides):
            yield Area(left, top, river.middle, bottom)
            left = river.middle
    yield Area(left, top, right, bottom)


def _filled(row: tuple[float, float], words: Iterable[Word], rivers: Sequence[River]) -> set[int]:
    """Give the columns of a row that have words."""
    inside = [word.centre[0] for word in words if row[0] <= word.centre[1] <= row[1]]
    return {sum(x >= river.middle for river in rivers) for x in inside}


def _rows(
    top: float, bottom: float, band: Sequence[Segment], starts: Sequence[float], stops: Sequence[float]
) -> list[tuple[float, float]]:
    """Part a band into several rows where figures stand on several of its lines; otherwise it is one row."""
    lines = clusters(band, lambda segment: (segment.top + segment.bottom) / 2, 0.5)
    firsts = [
        min(segment.top for segment in line)
        for line in lines
        if len(line) > 1
        and all(is_value(" ".join(w.text for w in s.words)) for s in line if s.left > stops[0] - SLACK)
        and any(s.left > stops[0] - SLACK for s in line)
    ]
    cuts = [top, *(first - SLACK for first in firsts[1:] if first - SLACK > top), bottom]
    return list(itertools.pairwise(cuts))


def _open_row(words: Sequence[Word], rule: float, rivers: Sequence[River], above: bool) -> list[tuple[float, float]]:
    """Read the row that stands against the first or last rule with no rule on its other side, if there is one."""
    beyond = [word for word in words if (word.centre[1] < rule) is above]
    lines = clusters(beyond, lambda word: word.centre[1], 0.5)
    reached = rule
    columns: set[int] = set()
    for line in reversed(lines) if above else iter(lines):
        top, bottom = min(word.top for word in line), max(word.bottom for word in line)
        distance = reached - bottom if above else top - reached
        if distance > (NEAR - 1) * (bottom - top) or any(_keeps(line, river) is False for river in rivers):
            break
        columns |= _filled((top, bottom), line, rivers)
        reached = top if above else bottom
    if len(columns) < 2:
        return []
    return [(reached - SLACK, rule)] if above else [(rule, reached + SLACK)]


def _keeps(line: Sequence[Word], river: River) -> bool | None:
    """Say whether a line has a gap at a river, wider than words of a sentence; None with words on one side only."""
    if any(word.left < river.left and word.right > river.right for word in line):
        return False
    before = max((word.right for word in line if word.centre[0] < river.middle), default=None)
    after = min((word.left for word in line if word.centre[0] >= river.middle), default=None)
    if before is None or after is None:
        return None
    return after - before >= WORD_GAP * line[0].size
