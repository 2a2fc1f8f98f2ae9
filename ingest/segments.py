"""Words of a line that stand together: lines parted where a gap may part columns."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.layout import Word, clusters

RIVER = 0.7
"""A gap parts two columns when it is this many font sizes wide on all lines; words stand about 0.3 apart."""
STRETCH = 1.5
"""In a line of prose a gap that parts columns is this many times its usual gap."""
MOST_STRETCHED = 1.2
"""No line is stretched to gaps of more font sizes than this."""
PROSE = 5
"""Fewer words do not show the usual gap of their line."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Words of one line with no wide gap between them."""

    left: float
    right: float
    top: float
    bottom: float
    words: tuple[Word, ...]


def segments_of(words: Sequence[Word], stretched: bool = True) -> list[Segment]:
    """Part words into lines by their height, and each line where a gap may part columns.

    Lines of prose may be `stretched` to the margins; their gaps count only where they are wider than the others.
    """
    segments: list[Segment] = []
    for line in clusters(words, lambda word: word.centre[1], 0.5):
        ordered = sorted(line, key=lambda word: word.left)
        size = max(ordered[0].size, 1.0)
        widest = RIVER * size
        if stretched:
            widest = max(widest, min(STRETCH * _stretch(ordered), MOST_STRETCHED * size))
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
