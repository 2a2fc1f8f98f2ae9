"""What stands where on a page: words, lines, ruling lines and shaded areas, as plain values.

All positions are points from the top left of the page in its reading frame: the page as a viewer shows it, turned
further where its text runs sideways. `PageLayout.place` gives them back as a viewer shows them.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import NamedTuple, Protocol, TypeVar
from unicodedata import bidirectional

from corpus.records import Box

SAME_LINE = 0.5
"""Two words are on one line when they share this part of the lower one's height."""
SIDE_STEP = 0.5
"""A word may start this many of its heights left of the last one's end and still go on with the line."""


class Word(NamedTuple):
    """A run of characters without white space; a tuple, since a pack has fifty thousand and more.

    `size` is the font size in points as drawn. `hyphen` says that the word was broken by a hyphen at the end of its
    line (the hyphen itself is not in `text`), `glued` that no white space stands before it. `upright` is False for
    words that do not run from left to right in the reading frame.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    bold: bool = False
    hyphen: bool = False
    glued: bool = False
    upright: bool = True

    @property
    def height(self) -> float:
        """From top to bottom, in points."""
        return self.bottom - self.top

    @property
    def centre(self) -> tuple[float, float]:
        """The middle of the word."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Line:
    """Words that stand beside one another and follow one another in the file.

    `size` is the font size of most of its characters, `text` the words with single spaces between them (and hyphens
    at the end as printed); it is `bold` when every word with a letter is.
    """

    words: tuple[Word, ...]
    left: float
    top: float
    right: float
    bottom: float
    size: float
    text: str
    bold: bool

    @classmethod
    def of(cls, words: Sequence[Word]) -> Line:
        """Make a line of its words."""
        weights: dict[float, int] = {}
        parts: list[str] = []
        for word in words:
            weights[word.size] = weights.get(word.size, 0) + len(word.text)
            parts.append(("" if word.glued or not parts else " ") + word.text + ("-" if word.hyphen else ""))
        return cls(
            tuple(words),
            min([word.left for word in words]),
            min([word.top for word in words]),
            max([word.right for word in words]),
            max([word.bottom for word in words]),
            max(weights, key=lambda size: weights[size]),
            "".join(parts),
            all(word.bold or not any(map(str.isalpha, word.text)) for word in words) and any(w.bold for w in words),
        )


@dataclass(frozen=True, slots=True)
class Edge:
    """A straight ruling line: at `at` across (a height if `level`, else a distance from the left), `start` to `end`."""

    level: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Area:
    """A filled rectangle, or the frame of a picture."""

    left: float
    top: float
    right: float
    bottom: float
    colour: tuple[int, int, int] = (0, 0, 0)

    def holds(self, x: float, y: float, slack: float = 0.0) -> bool:
        """Say whether a point lies in it."""
        return self.left - slack <= x <= self.right + slack and self.top - slack <= y <= self.bottom + slack

    @property
    def size(self) -> float:
        """Square points."""
        return max(0.0, self.right - self.left) * max(0.0, self.bottom - self.top)


@dataclass(frozen=True)
class PageLayout:
    """One page in its reading frame of `width` by `height` points.

    `words` are in the order of the file. `turn` (0, 90, 180, 270) is how many degrees clockwise the page as shown
    was turned to make the frame. `pictures` is the part of the page that images cover, 0 to 1.
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    edges: tuple[Edge, ...] = ()
    areas: tuple[Area, ...] = ()
    turn: int = 0
    pictures: float = 0.0

    def place(self, word: Word) -> Box:
        """Give the word's box on the page as a viewer shows it."""
        left, top, right, bottom = word.left, word.top, word.right, word.bottom
        if self.turn == 90:
            left, top, right, bottom = top, self.width - right, bottom, self.width - left
        elif self.turn == 180:
            left, top, right, bottom = self.width - right, self.height - bottom, self.width - left, self.height - top
        elif self.turn == 270:
            left, top, right, bottom = self.height - bottom, left, self.height - top, right
        return Box(self.number, round(left, 2), round(top, 2), round(right, 2), round(bottom, 2))


def lines_of(words: Iterable[Word]) -> list[Line]:
    """Put words that follow one another on the same height into lines; sideways words make lines of their own."""
    lines: list[Line] = []
    current: list[Word] = []
    for word in words:
        if current and not _goes_on(current, word):
            lines.append(Line.of(current))
            current = []
        current.append(word)
    if current:
        lines.append(Line.of(current))
    return lines


def _goes_on(line: Sequence[Word], word: Word) -> bool:
    last = line[-1]
    if last.upright != word.upright:
        return False
    if not word.upright:
        return abs(last.left - word.left) < word.size or abs(last.top - word.top) < word.size
    height = last.bottom - last.top
    step = SIDE_STEP * max(height, 1.0)
    # Where words run from right to left, the next one ends where the last one begins; a number may come between.
    if word.left <= last.right - step and not (
        word.right < last.left + step and (runs_leftwards(line[0].text) or runs_leftwards(word.text))
    ):
        return False
    shared = min(last.bottom, word.bottom) - max(last.top, word.top)
    return shared > SAME_LINE * min(height, word.bottom - word.top)


def runs_leftwards(text: str) -> bool:
    """Say whether a word is of a script that runs from right to left, as Hebrew, Arabic and Urdu do."""
    if text.isascii():
        return False
    return next((kind in ("R", "AL") for kind in map(bidirectional, text) if kind in ("L", "R", "AL")), False)


def body_size(lines: Iterable[Line]) -> float:
    """Give the font size in which most characters are set; 0 where there are none."""
    weights: dict[float, int] = {}
    for line in lines:
        weights[line.size] = weights.get(line.size, 0) + len(line.text)
    return max(weights, key=lambda size: weights[size]) if weights else 0.0


def usual_gap(lines: Sequence[Line]) -> float:
    """Give the usual distance between the tops of two lines of running text, in font sizes; 1.2 where unknown."""
    ratios = [
        (below.top - above.top) / above.size
        for above, below in itertools.pairwise(lines)
        if above.size > 0 and above.size == below.size and 0.8 < (below.top - above.top) / above.size < 2.5
    ]
    return median(ratios) if ratios else 1.2


class Extent(Protocol):
    """Anything with an upper and a lower edge."""

    @property
    def top(self) -> float:
        """Upper edge, in points."""

    @property
    def bottom(self) -> float:
        """Lower edge."""


Thing = TypeVar("Thing", bound=Extent)


def clusters(things: Iterable[Thing], middle: Callable[[Thing], float], share: float) -> list[list[Thing]]:
    """Group things whose middles differ by less than a share of their height, from above; each joins its neighbour."""
    groups: list[list[Thing]] = []
    reached = 0.0
    for thing in sorted(things, key=middle):
        if not groups or middle(thing) - reached > share * (thing.bottom - thing.top):
            groups.append([])
        groups[-1].append(thing)
        reached = middle(thing)
    return groups
