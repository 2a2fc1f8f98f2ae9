"""The marks that number resolutions: "(1)", "a)", "(ii)", "B.", "2.1", also inside a running text."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")
_INNER = r"\d{1,2}|[a-zA-Z]|[ivx]{2,5}|[IVX]{2,5}"
MARK = re.compile(rf"(?:\((?P<bracketed>{_INNER})\)|(?P<closed>{_INNER})\)|(?P<stopped>{_INNER})\.(?!\d))(?=\s|[A-Z])")
"""A mark as it is typed before the words that it numbers."""
_LEVELS = re.compile(r"\d{1,3}(?:\.\d{1,3})+")
_OPENS_BEFORE = re.compile(r"(?:^|[;:.,–—-]|\b(?:and|or|that|to)\b)\s*$", re.I)
"""What stands before a mark in a running text; after other words "(a)" or "2." is part of the sentence."""


@dataclass(frozen=True, slots=True)
class Counter:
    """A mark read: its form ("digit", "letter", "roman" or "levels") and what it counts; letters may be either."""

    form: str
    value: tuple[int, ...]

    def follows(self, other: Counter) -> bool:
        """Say whether this comes next after another of the same form."""
        if self.form != other.form or len(self.value) != len(other.value):
            return False
        return self.value[:-1] == other.value[:-1] and self.value[-1] == other.value[-1] + 1

    @property
    def is_first(self) -> bool:
        """Say whether a list begins with it."""
        return self.value[-1] == 1


@dataclass(frozen=True, slots=True)
class Item:
    """One numbered piece of a text: its mark as printed and where its own words stand, `text[start:end]`."""

    number: str
    start: int
    end: int


def readings(mark: str) -> tuple[Counter, ...]:
    """Give how a printed number can be read; "(i)" is the first of one list or the ninth of another."""
    inner = mark.strip("().:").lower()
    found = []
    if inner.isdigit():
        found.append(Counter("digit", (int(inner),)))
    if len(inner) == 1 and inner.isalpha():
        found.append(Counter("letter", (ord(inner) - ord("a") + 1,)))
    if inner in _ROMAN:
        found.append(Counter("roman", (_ROMAN.index(inner) + 1,)))
    if _LEVELS.fullmatch(inner):
        found.append(Counter("levels", tuple(map(int, inner.split(".")))))
    return tuple(found)


def succeeds(mark: str, last: str) -> bool:
    """Say whether one printed number comes next after another: "b)" after "A)", "(ii)" after "(i)"."""
    return any(one.follows(other) for one in readings(mark) for other in readings(last))


def begins(mark: str) -> bool:
    """Say whether a list can begin with a printed number."""
    return any(counter.is_first for counter in readings(mark))


def items_in(text: str, start: int = 0, number: str = "") -> list[Item]:
    """Part a running text into its numbered pieces, from `start` on.

    With `number`, which the text itself carries, the first piece has it and the marks inside must count on from it.
    Otherwise the first mark begins a list, and there must be one; the words before it are in no piece. Marks that do
    not count on are words of their piece, as are those of a list inside it.
    """
    marks = [(number, start, start)] if number else []
    for match in MARK.finditer(text, start):
        if not _OPENS_BEFORE.search(text[start : match.start()]):
            continue
        mark = match.group(0)
        last = marks[-1][0] if marks else ""
        if succeeds(mark, last) if last else begins(mark):
            marks.append((mark.rstrip("."), match.start(), match.end()))
    found = []
    for index, (mark, _, opening) in enumerate(marks):
        end = marks[index + 1][1] if index + 1 < len(marks) else len(text)
        first, last_end = trimmed(text, opening, end)
        found.append(Item(mark, first, last_end))
    return [item for item in found if item.end > item.start]


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out white space on both sides."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
