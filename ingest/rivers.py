"""White strips that run down between the columns of a table without upright rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from ingest.layout import Word, clusters
from ingest.segments import PROSE, RIVER, Segment

SAME_START = 8.0
"""Lines of a text begin within this of one another, in points."""
ENDS_AT = 1.0
"""Words end or begin at a strip when they stand within this of it."""
FEW_GAPS = 0.1
"""The part of the lines of a running text that may have a wide gap by chance."""
STRAIT_LINES = 4
"""So many lines with words on both sides show a river between lines of prose."""
STRAIGHT = 0.8
"""The part of these lines that must end at the river or begin at it."""


@dataclass(frozen=True, slots=True)
class River:
    """A strip between two columns, from the right end of one to the left end of the other."""

    left: float
    right: float

    @property
    def middle(self) -> float:
        """Where the columns are parted."""
        return (self.left + self.right) / 2


def is_running(band: Sequence[Segment], wide: float) -> bool:
    """Say whether a band is text that runs across it: single segments, wide ones, with few gaps in its lines."""
    lines = clusters(band, lambda segment: (segment.top + segment.bottom) / 2, 0.5)
    single = [line[0] for line in lines if len(line) == 1]
    running = sum(segment.right - segment.left > wide for segment in single)
    if len(single) < len(lines):
        return 2 * running >= len(lines) and len(lines) - len(single) <= FEW_GAPS * len(lines)
    level = max(s.left for s in single) - min(s.left for s in single) <= SAME_START if single else False
    return running > 0 and (level or 2 * running >= len(lines))


def rivers_of(bands: Iterable[Sequence[Segment]], wide: float) -> list[River]:
    """Give the rivers that run through all bands but those of running text; none if none runs."""
    counted = [segment for band in bands if not is_running(band, wide) for segment in band]
    size = median(segment.words[0].size for segment in counted) if counted else 1.0
    return _gaps(counted, size) or _straits([word for segment in counted for word in segment.words], size)


def _gaps(things: Iterable[Segment | Word], size: float) -> list[River]:
    """Give the strips as wide as a river between things that stand over and beside one another."""
    spans = sorted((thing.left, thing.right) for thing in things)
    rivers: list[River] = []
    reach = spans[0][1] if spans else 0.0
    for start, end in spans[1:]:
        if start - reach > RIVER * size:
            rivers.append(River(reach, start))
        reach = max(reach, end)
    return rivers


def _straits(words: Sequence[Word], size: float) -> list[River]:
    """Give the rivers through lines that are stretched to the margins: strips at which the words end or begin."""
    if len(words) < PROSE * STRAIT_LINES:
        return []
    found = _gaps(words, size)
    lines = clusters(words, lambda word: word.centre[1], 0.5) if found else []
    return [river for river in found if _is_strait(river, lines)]


def _is_strait(river: River, lines: Iterable[Sequence[Word]]) -> bool:
    ends = [
        (max(w.right for w in line if w.right <= river.left), min(w.left for w in line if w.left >= river.right))
        for line in lines
        if any(w.right <= river.left for w in line) and any(w.left >= river.right for w in line)
    ]
    before = sum(river.left - end <= ENDS_AT for end, _ in ends)
    after = sum(start - river.right <= ENDS_AT for _, start in ends)
    return len(ends) >= STRAIT_LINES and max(before, after) >= STRAIGHT * len(ends)
