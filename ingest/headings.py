"""Headings: which passages are headings, and which headings stand above a block, from the outermost to the nearest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.paragraphs import Passage
from ingest.sequence import parts_of

MOST_WORDS = 25
MOST_LETTERS = 180
MOST_LINES = 4
LARGER = 1.12
"""A heading that is not bold is set at least this much larger than the running text."""
FEW_WORDS = 14
"""A numbered line that is set like running text is a heading only up to this length."""
SHORT_TITLE = 8
"""Words that a heading set like running text may have."""
LONG_NAME = 6
"""Letters from which on one word in capitals is a heading and not an abbreviation."""
LONG_TEXT = 100
"""Characters from which on a passage is running text."""
SAME_SIZE = 0.75
"""Font sizes, in points, that differ by less are one."""
DEEPEST = 6
CONTENTS_RUN = 3
"""So many lines of five that end in a number are a table of contents."""

_ENDS_NUMBERED = re.compile(r"[^\W\d][^\d]* \d{1,2}$")
"""A title with the number of its section at the other end of the line."""
_PAGED = re.compile(r"[\s.…]\d{1,3}$")
_CONTENTS = re.compile(r"(?:table of )?contents(?: page)?|index", re.I)
_DATE = re.compile(r"(?:\w+day,? )?\d{1,2}(?:st|nd|rd|th)? \w+,? \d{4}(?: (?:at )?[\d.:]+ ?[ap]\.?m\.?)?", re.I)
_ANSWER = re.compile(r"(?:none|nil|yes|no|not applicable)\b.{0,3}", re.I)
_LAST_SECTION = re.compile(r"[\d.\s]*background (?:papers?|documents?|reading)\W*", re.I)
"""With this section a committee report ends; what follows without a number is appended."""
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


def contents_entries(texts: Sequence[str | None]) -> list[bool]:
    """Say which of several texts are lines of a table of contents: they end in a page number, as their neighbours do.

    The word that stands above such lines counts with them.
    """
    ends = [bool(text and len(text) <= MOST_LETTERS and _PAGED.search(text)) for text in texts]
    found = [end and sum(ends[max(0, index - 2) : index + 3]) >= CONTENTS_RUN for index, end in enumerate(ends)]
    return [
        entry or (index + 1 < len(found) and found[index + 1] and _CONTENTS.fullmatch(texts[index] or "") is not None)
        for index, entry in enumerate(found)
    ]


def heading_of(
    passage: Passage, body: float, following: Passage | None, before: Passage | None = None
) -> Heading | None:
    """Read a passage as a heading, or say that it is none.

    `body` is the font size of running text, `before` and `following` are the passages next to it.
    """
    paragraph, text = passage.paragraph, passage.text
    letters = [letter for letter in text if letter.isalpha()]
    if (
        len(letters) < 3
        or (passage.listed and passage.number is None)
        or len(text) > MOST_LETTERS
        or len(text.split()) > MOST_WORDS
        or len(paragraph.lines) > MOST_LINES
        or (paragraph.tabular and not (paragraph.bold and _ENDS_NUMBERED.search(text)))
        or _ENDS_SENTENCE.search(text)
        or _DATE.fullmatch(text)
        or _ANSWER.fullmatch(text)
        or text[0].islower()
    ):
        return None
    capitals = len(letters) >= 4 and sum(map(str.isupper, letters)) >= 0.8 * len(letters)
    heads = passage.number is not None and _heads_numbers(passage, following)
    larger = paragraph.size >= LARGER * body and len(text.split()) <= FEW_WORDS
    named = capitals and (passage.number is not None or len(text.split()) > 1 or len(letters) >= LONG_NAME)
    if not (paragraph.bold or larger or heads or named or _opens_text(before, passage, following)):
        return None
    printed = f"{passage.number} {text}" if passage.number else text
    return Heading(printed, paragraph.size, paragraph.bold, capitals, parts_of(passage.number or ""))


def _opens_text(before: Passage | None, passage: Passage, following: Passage | None) -> bool:
    """Say whether a plain line stands between finished text and a new text as a heading does."""
    finished = before is None or before.ended or before.listed
    opens = following is not None and (
        following.listed or following.number is not None or len(following.text) >= LONG_TEXT
    )
    own = passage.text.split()
    return (
        finished
        and opens
        and passage.number is None
        and len(own) <= SHORT_TITLE
        and not passage.ended
        and len(passage.paragraph.lines) == 1
    )


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

    def close_title(self, text: str) -> None:
        """Close the nearest heading if it is this one without a number under a numbered one: the title of a table."""
        numbered = any(heading.parts for heading, _ in self.open[:-1])
        if numbered and self.path[-1] == text and not self.open[-1][0].parts:
            self.open.pop()

    def pass_text(self) -> None:
        """Note that text came after the last heading."""
        self.fresh = False

    def _above(self, entry: tuple[Heading, bool], heading: Heading) -> bool:
        above, kept = entry
        own, other = _without_zero(above.parts), _without_zero(heading.parts)
        if len(own) == len(other) > 1 and own[:-1] == other[:-1]:
            if self.fresh and not kept and self.open[-1] is entry:
                self.open[-1] = (above, True)
                return True
            return kept
        return outranks(above, heading, self.fresh, numbered=any(former.parts for former, _ in self.open))


def outranks(above: Heading, heading: Heading, fresh: bool, numbered: bool) -> bool:
    """Say whether an open heading stays open above a new one.

    `fresh` says that no text came between them, `numbered` that one of the open headings has a number.
    """
    if above.depth and heading.depth:
        own = _without_zero(above.parts)
        return len(own) < len(_without_zero(heading.parts)) and heading.parts[: len(own)] == own
    if not heading.depth and _LAST_SECTION.fullmatch(above.text):
        return False
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
