"""Lines of a page as a table without rules has them: labels, figures that stand side by side, and notes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from ingest.column_heads import is_value
from ingest.layout import Word, clusters
from ingest.segments import Segment, segments_of

LONGEST_LABEL = 90
"""Characters; a longer line before figures is prose."""
FIGURE_GAP = 0.15
"""Figures side by side are two when the gap between them is this many font sizes wide."""

_LETTERS = re.compile(r"[^\W\d_]{2}")
_LEADERS = re.compile(r"\.{4,}|…{2,}|_{4,}")
_SIGNS = ("-", "–", "+", "£", "(", "−")


@dataclass(frozen=True, slots=True)
class Part:
    """Words of a line that stand together; `value` says that they are a figure or a sign for none."""

    left: float
    right: float
    text: str
    value: bool


@dataclass(frozen=True)
class FigureLine:
    """A line of words, parted where a gap may part columns."""

    parts: tuple[Part, ...]
    top: float
    bottom: float

    @property
    def height(self) -> float:
        """From top to bottom, in points."""
        return max(self.bottom - self.top, 1.0)

    @cached_property
    def figures(self) -> tuple[Part, ...]:
        """The figures, if they stand in one run behind at most one label and before at most one note; else none."""
        at = [index for index, part in enumerate(self.parts) if part.value]
        if not at or at[0] > 1 or at[-1] - at[0] >= len(at) or at[-1] < len(self.parts) - 2:
            return ()
        return tuple(self.parts[index] for index in at)

    @cached_property
    def label(self) -> Part | None:
        """The words before the figures, or the only words of the line."""
        first = self.parts[0]
        return None if first.value or (len(self.parts) > 1 and not self.figures) else first

    @cached_property
    def is_data(self) -> bool:
        """Whether it is a label with figures beside it."""
        label = self.label
        return (
            label is not None
            and any(any(map(str.isdigit, part.text)) for part in self.figures)
            and bool(_LETTERS.search(label.text))
            and len(label.text) <= LONGEST_LABEL
            and not _LEADERS.search(label.text)
        )


def figure_lines(words: Iterable[Word]) -> list[FigureLine]:
    """Put words into lines by their height, from above, and part each where a gap may part columns."""
    lines = []
    for line in clusters(words, lambda word: word.centre[1], 0.5):
        parts = [part for segment in segments_of(line) for part in _parts(segment)]
        lines.append(FigureLine(tuple(parts), min(word.top for word in line), max(word.bottom for word in line)))
    return lines


def _parts(segment: Segment) -> Iterator[Part]:
    """Part figures that stand side by side; a sign before a figure belongs to it."""
    words = list(segment.words)
    runs: list[list[Word]] = []
    for word in words:
        last = runs[-1][-1] if runs else None
        apart = last is not None and word.left - last.right > FIGURE_GAP * word.size
        if last is None or (apart and last.text not in _SIGNS):
            runs.append([word])
        else:
            runs[-1].append(word)
    texts = ["".join(word.text for word in run) for run in runs]
    if not all(map(is_value, texts)):
        runs, texts = [words], [" ".join(word.text for word in words)]
    for run, text in zip(runs, texts, strict=True):
        yield Part(min(w.left for w in run), max(w.right for w in run), text, is_value(text))
