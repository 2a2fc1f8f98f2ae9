"""Headings: which passages are headings, and which headings stand above a block, from the outermost to the nearest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.paragraphs import Passage, parts_of

MOST_WORDS = 25
MOST_LETTERS = 180
MOST_LINES = 4
LARGER = 1.12
"""A heading that is not bold is set at least this much larger than the running text."""
FEW_WORDS = 14
"""A numbered line that is set like running text is a heading only up to this length."""
SAME_SIZE = 0.75
"""Font sizes, in points, that differ by less are one."""
DEEPEST = 6

_DATE = re.compile(r"(?:\w+day,? )?\d{1,2}(?:st|nd|rd|th)? \w+,? \d{4}(?: (?:at )?[\d.:]+ ?[ap]\.?m\.?)?", re.I)
_ENDS_SENTENCE = re.compile(r"[.;,][)\]\"'”’]*$")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with what decides on its level. `text` is as printed, with its number."""

    text: str
    size: float
    bold: bool
    capitals: bool
    parts: tuple[int, ...] = ()

    @property
    def depth(self) -> int:
        """How many parts its number has, a closing 0 not counted ("5.0" is 1); 0 without a number."""
        return len(self.parts) - (len(self.parts) > 1 and self.parts[-1] == 0)


def heading_of(passage: Passage, body: float, following: Passage | None) -> Heading | None:
    """Read a passage as a heading, or say that it is none; `body` is the font size of running text."""
    paragraph, text = passage.paragraph, passage.text
    letters = [letter for letter in text if letter.isalpha()]
    if (
        len(letters) < 3
        or (passage.listed and passage.number is None)
        or len(text) > MOST_LETTERS
        or len(text.split()) > MOST_WORDS
        or len(paragraph.lines) > MOST_LINES
        or paragraph.tabular
        or _ENDS_SENTENCE.search(text)
        or _DATE.fullmatch(text)
        or text[0].islower()
    ):
        return None
    capitals = len(letters) >= 4 and sum(map(str.isupper, letters)) >= 0.8 * len(letters)
    heads = passage.number is not None and _heads_numbers(passage, following)
    larger = paragraph.size >= LARGER * body and len(text.split()) <= FEW_WORDS
    if not (paragraph.bold or larger or heads or (capitals and (passage.number or len(text.split()) > 1))):
        return None
    printed = f"{passage.number} {text}" if passage.number else text
    return Heading(printed, paragraph.size, paragraph.bold, capitals, parts_of(passage.number or ""))


def _heads_numbers(passage: Passage, following: Passage | None) -> bool:
    """Say whether the next paragraph's number lies under this one's ("5.6" before "5.6.1"), and this one is short."""
    own = _without_zero(parts_of(passage.number or ""))
    after = parts_of((following.number if following else None) or "")
    under = bool(own) and len(after) > len(own) and after[: len(own)] == own
    return under and len(passage.text.split()) <= FEW_WORDS and len(passage.paragraph.lines) == 1


def _without_zero(parts: tuple[int, ...]) -> tuple[int, ...]:
    return parts[:-1] if len(parts) > 1 and parts[-1] == 0 else parts


@dataclass
class Outline:
    """The headings that stand above the place that reading has reached."""

    open: list[tuple[Heading, bool]] = field(default_factory=list)
    """From the outermost; the flag says that the heading was kept above one of its own rank (see `enter`)."""
    fresh: bool = False
    """Whether nothing but headings came since the last heading."""

    @property
    def path(self) -> tuple[str, ...]:
        """The texts of the open headings, from the outermost to the nearest."""
        return tuple(heading.text for heading, _ in self.open)

    def enter(self, heading: Heading) -> None:
        """Open a heading and close those that it ends.

        A numbered heading with nothing under it is kept above the next of its rank: "5.1 Performance at month end"
        directly before "5.2 Referrals" speaks for what follows, not for an empty section.
        """
        while self.open and not self._above(self.open[-1], heading):
            self.open.pop()
        self.open.append((heading, False))
        del self.open[:-DEEPEST]
        self.fresh = True

    def pass_text(self) -> None:
        """Note that text came after the last heading."""
        self.fresh = False

    def _above(self, entry: tuple[Heading, bool], heading: Heading) -> bool:
        above, kept = entry
        siblings = len(above.parts) == len(heading.parts) > 1 and above.parts[:-1] == heading.parts[:-1]
        if siblings:
            if self.fresh and not kept and self.open[-1] is entry and above.parts[-1] != 0:
                self.open[-1] = (above, True)
                return True
            return kept
        return outranks(above, heading, self.fresh, numbered=any(other.parts for other, _ in self.open))


def outranks(above: Heading, heading: Heading, fresh: bool, numbered: bool) -> bool:
    """Say whether an open heading stays open above a new one.

    `fresh` says that no text came between them, `numbered` that one of the open headings has a number.
    """
    if above.depth and heading.depth:
        own = _without_zero(above.parts)
        return len(own) < len(_without_zero(heading.parts)) and heading.parts[: len(own)] == own
    if abs(above.size - heading.size) >= SAME_SIZE:
        return above.size > heading.size
    if above.bold != heading.bold:
        return above.bold
    if above.capitals != heading.capitals:
        return above.capitals
    if above.depth and not heading.depth:
        # Set alike in capitals they are of one rank: the last item of the minutes and the title of the next report.
        return not heading.capitals
    return bool(heading.depth) and not above.depth and fresh and not numbered


def levels(headings: Sequence[Heading]) -> list[tuple[str, ...]]:
    """Give the path after each of several headings that follow one another without text between: for inspection."""
    outline = Outline()
    paths = []
    for heading in headings:
        outline.enter(heading)
        paths.append(outline.path)
    return paths
