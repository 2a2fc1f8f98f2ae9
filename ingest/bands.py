"""Tables ruled between their rows only: the level rules give the rows, the white rivers between words the columns."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from statistics import median

from ingest.column_heads import is_value
from ingest.lattice import Grid, cells_of, crossings, straightened
from ingest.layout import Area, Edge, Word, clusters
from ingest.rivers import River, is_running, rivers_of
from ingest.segments import Segment, segments_of

SAME_END = 8.0
"""Rules of one table begin and end within this of one another, in points."""
SHARED = 0.5
"""The part of the longer one over which two rules of a table run side by side."""
WIDE_ENOUGH = 110.0
"""Shorter rules underline words."""
SHORTEST_RULE = 60.0
"""Shorter rules, in points, under the first words of a table part no rows."""
TITLE = 1.2
"""Words this much larger than the usual size between rules are a title, not part of a table."""
WORD_GAP = 0.4
"""A gap between words of a sentence is narrower than this many font sizes, but in stretched lines."""
FAR = 3.5
"""A row of several columns with its words in the middle of its height stands within this many of a rule."""
NEAR = 1.8
"""Heads above the first rule and a row below the last one stand within this many line heights of it."""
INDENT = 0.2
"""A text begins in the first column when it is indented by no more than this part of half the width."""
LINES_OF_REST = 3
"""So many lines above the first rule of a page are no caption."""
MOST_HEAD_LINES = 4
LEAST_RIVERS = 2
"""Bold words under the last rule of a page are heads when they stand in more columns than this."""
LEAST_FIGURES = 2
"""A line has so many figures if it may be a row of its own under a label that stands once."""
SLACK = 1.0

_YEARS = re.compile(r"(?:20)?\d\d[-–/]\d\d")


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
    level = [edge for edge in straight if edge.level and edge.end - edge.start >= SHORTEST_RULE]
    short = [edge for edge in level if not _bounds_cell(edge, boxed)]
    groups = _alike(rules)
    grids = [grid for group in groups if len(group) > 1 for grid in _grids(_with_short(group, short), words)]
    lowest = max(rules, key=lambda rule: rule.at, default=None)
    if lowest is not None and not any(lowest.at < grid.frame.bottom - SLACK for grid in grids):
        grids += _heads_at_the_foot(lowest, words)
    return sorted(grids, key=lambda grid: grid.frame.top)


def _heads_at_the_foot(rule: Edge, words: Sequence[Word]) -> list[Grid]:
    """Read the heads of a table that begins under the last rule of a page and goes on on the next one."""
    own = [word for word in words if word.upright and rule.start - SLACK <= word.centre[0] <= rule.end + SLACK]
    below = clusters([word for word in own if word.top >= rule.at - SLACK], lambda word: word.centre[1], 0.5)
    if not below or min(word.top for word in below[0]) - rule.at > (NEAR - 1) * below[0][0].height:
        return []
    head = [word for line in below[:MOST_HEAD_LINES] for word in line]
    parts = segments_of(head, stretched=False)
    rivers = rivers_of([parts], rule.end - rule.start)
    looks = all(word.bold for word in head) and not any(is_value(word.text) for word in head)
    if len(rivers) < LEAST_RIVERS or len(below) > MOST_HEAD_LINES or not looks:
        return []
    bottom = max(word.bottom for word in head) + SLACK
    row = (rule.at, bottom)
    return [Grid(tuple(_cells(row, _Column(own), rivers, rule.start, rule.end)))]


def _with_short(rules: Sequence[Edge], short: Iterable[Edge]) -> list[Edge]:
    """Add rules that begin with the others and end before them: heads may be ruled over their first columns only."""
    first, last = rules[0].at, rules[-1].at
    start = min(rule.start for rule in rules)
    inside = [edge for edge in short if first < edge.at < last and edge not in rules]
    added = [edge for edge in inside if abs(edge.start - start) <= SLACK]
    return sorted([*rules, *added], key=lambda rule: rule.at)


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


def _alike(rules: Sequence[Edge]) -> list[list[Edge]]:
    """Put rules that begin or end alike together, from above."""
    groups: list[list[Edge]] = []
    for rule in sorted(rules, key=lambda rule: rule.at):
        for group in groups:
            if _belong(group[0], rule):
                group.append(rule)
                break
        else:
            groups.append([rule])
    return groups


def _belong(one: Edge, other: Edge) -> bool:
    alike = abs(one.start - other.start) <= SAME_END or abs(one.end - other.end) <= SAME_END
    shared = min(one.end, other.end) - max(one.start, other.start)
    return alike and shared >= SHARED * max(one.end - one.start, other.end - other.start)


class _Column:
    """The words between the ends of some rules, from above."""

    def __init__(self, words: Iterable[Word]) -> None:
        self.words = sorted(words, key=lambda word: word.centre[1])
        self.heights = [word.centre[1] for word in self.words]

    def between(self, top: float, bottom: float) -> list[Word]:
        """Give the words whose middles lie between two heights."""
        return self.words[bisect_left(self.heights, top) : bisect_right(self.heights, bottom)]


def _grids(rules: Sequence[Edge], words: Sequence[Word]) -> Iterator[Grid]:
    """Cut a run of rules where something that is not a table stands between them, and read each part."""
    left, right = min(rule.start for rule in rules) - SLACK, max(rule.end for rule in rules) + SLACK
    own = _Column([word for word in words if word.upright and left <= word.centre[0] <= right])
    bands = [segments_of(own.between(above.at, below.at)) for above, below in itertools.pairwise(rules)]
    wide = (right - left) / 2
    for first, last in _runs(bands, wide):
        while first < last and is_running(bands[first], wide) and _begins_at(bands[first], left + INDENT * wide):
            first += 1
        grid = _grid(rules[first : last + 1], bands[first:last], own, (left, right)) if first < last else None
        if grid is not None:
            yield grid


def _begins_at(band: Sequence[Segment], left: float) -> bool:
    """Say whether a text that runs across begins in the first column: otherwise it is one of the others."""
    return min(segment.left for segment in band) <= left


def _runs(bands: Sequence[Sequence[Segment]], wide: float) -> Iterator[tuple[int, int]]:
    """Give the runs of bands that rivers run through, each as its first band and the one after its last."""
    first = 0
    usual = median([segment.words[0].size for band in bands for segment in band] or [1.0])
    titled = [any(segment.words[0].size >= TITLE * usual for segment in band) for band in bands]
    for index in range(1, len(bands)):
        if titled[index] or titled[index - 1]:
            yield first, index
            first = index
        elif not rivers_of(bands[first : index + 1], wide):
            if rivers_of(bands[first:index], wide):
                yield first, index
                first = index
            elif rivers_of(bands[index : index + 1], wide):
                first = index
    yield first, len(bands)


def _grid(
    rules: Sequence[Edge], bands: Sequence[Sequence[Segment]], words: _Column, ends: tuple[float, float]
) -> Grid | None:
    left, right = ends
    rivers = rivers_of(bands, (right - left) / 2)
    if not rivers:
        return None
    starts = [left, *(river.middle for river in rivers)]
    stops = [*starts[1:], right]
    rows = _open_row(words, rules[0].at, rivers, above=True)
    labels: list[Area] = []
    for above, below, band in zip(rules, rules[1:], bands, strict=False):
        shared = _rows_under_one_label(above.at, below.at, band, stops)
        if shared:
            labels.append(Area(left, above.at, rivers[0].middle, below.at))
        rows += shared or _rows(above.at, below.at, band, starts, stops)
    rows += _open_row(words, rules[-1].at, rivers, above=False)
    filled = sorted(len(_filled(row, words, rivers)) for row in rows)
    if len(filled) < 2 or (filled[-1] < 3 and filled[-2] < 2):
        return None
    cells = list(labels)
    for row in rows:
        labelled = any(label.top <= row[0] and row[1] <= label.bottom for label in labels)
        part = (rivers[1:], rivers[0].middle) if labelled else (rivers, left)
        cells += _cells(row, words, *part, right)
    return Grid(tuple(cells))


def _cells(
    row: tuple[float, float], words: _Column, rivers: Sequence[River], left: float, right: float
) -> Iterator[Area]:
    """Cut a row at the rivers, but not where its text runs on from one column to the next."""
    top, bottom = row
    lines = clusters(words.between(top, bottom), lambda word: word.centre[1], 0.5)
    for river in rivers:
        sides = [kept for kept in (_keeps(line, river) for line in lines) if kept is not None]
        if 2 * sum(sides) >= len(sides):
            yield Area(left, top, river.middle, bottom)
            left = river.middle
    yield Area(left, top, right, bottom)


def _filled(row: tuple[float, float], words: _Column, rivers: Sequence[River]) -> set[int]:
    """Give the columns of a row that have words."""
    inside = [word.centre[0] for word in words.between(*row)]
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


def _rows_under_one_label(
    top: float, bottom: float, band: Sequence[Segment], stops: Sequence[float]
) -> list[tuple[float, float]]:
    """Part a band in which figures of the same columns stand on several lines, a label beside the first one alone.

    Words may stand beside the figures; where each line has a label, or the label may have been broken, none are cut.
    """
    lines = clusters(band, lambda segment: (segment.top + segment.bottom) / 2, 0.5)
    held = [_figure_columns(line, stops) for line in lines]
    firsts = [
        line for line, columns in zip(lines, held, strict=True) if columns == held[0] and len(columns) >= LEAST_FIGURES
    ]
    labelled = [any(segment.left < stops[0] - SLACK for segment in line) for line in lines]
    if len(firsts) < 2 or not labelled[0] or any(labelled[1:]):
        return []
    cuts = [top, *(min(segment.top for segment in line) - SLACK for line in firsts[1:]), bottom]
    return list(itertools.pairwise(cuts))


def _figure_columns(line: Sequence[Segment], stops: Sequence[float]) -> list[int]:
    """Give the columns of a line, but for the first, that hold figures or financial years and nothing else."""
    parts = ((sum(s.left > stop - SLACK for stop in stops), " ".join(w.text for w in s.words)) for s in line)
    return [column for column, text in parts if column and (is_value(text) or _YEARS.fullmatch(text))]


def _open_row(words: _Column, rule: float, rivers: Sequence[River], above: bool) -> list[tuple[float, float]]:
    """Read the row that stands against the first or last rule with no rule on its other side, if there is one.

    A row of three columns or more may stand further from its rule, as where its cells are centred in their height.
    """
    for near, least in ((NEAR, 2), (FAR, 3)):
        reached, columns = _reach(words, rule, rivers, above, near)
        if len(columns) >= least:
            return [(reached - SLACK, rule)] if above else [(rule, reached + SLACK)]
    if above:
        reached, columns = _reach(words, rule, rivers, above, FAR, FAR)
        rest = words.between(reached - SLACK, rule)
        if columns and 0 not in columns and rest and _is_rest(rest):
            return [(reached - SLACK, rule)]
    return []


def _is_rest(words: Sequence[Word]) -> bool:
    """Say whether words above the first rule of a page are the rest of a row of the page before."""
    first = min(words, key=lambda word: (word.top, word.left))
    lines = {round(word.top / max(word.height, 1.0)) for word in words}
    return first.text[0].islower() or len(lines) >= LINES_OF_REST


def _reach(
    words: _Column, rule: float, rivers: Sequence[River], above: bool, near: float, between: float = NEAR
) -> tuple[float, set[int]]:
    """Go from a rule over the lines that keep the rivers: how far they reach, and the columns that have words.

    The first line stands within `near` line heights of the rule, the others within `between` of one another.
    """
    beyond = [word for word in words.words if (word.centre[1] < rule) is above]
    lines = clusters(beyond, lambda word: word.centre[1], 0.5)
    reached = rule
    columns: set[int] = set()
    for line in reversed(lines) if above else iter(lines):
        top, bottom = min(word.top for word in line), max(word.bottom for word in line)
        distance = reached - bottom if above else top - reached
        if distance > (near - 1) * (bottom - top) or any(_keeps(line, river) is False for river in rivers):
            break
        columns |= {sum(word.centre[0] >= river.middle for river in rivers) for word in line}
        reached = top if above else bottom
        near = between
    return reached, columns


def _keeps(line: Sequence[Word], river: River) -> bool | None:
    """Say whether a line has a gap at a river, wider than words of a sentence; None with words on one side only."""
    if any(word.left < river.left and word.right > river.right for word in line):
        return False
    before = max((word.right for word in line if word.centre[0] < river.middle), default=None)
    after = min((word.left for word in line if word.centre[0] >= river.middle), default=None)
    if before is None or after is None:
        return None
    return after - before >= WORD_GAP * line[0].size
