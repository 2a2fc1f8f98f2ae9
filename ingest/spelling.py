"""Words that a line end has broken: whether the hyphen belongs to the word, and whether two halves are one word.

The document itself is the dictionary: what it spells within a line decides.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.layout import Word

_EDGES = re.compile(r"^[^\w£%]+|[^\w£%]+$")
_LETTERS = re.compile(r"[^\W\d_]+")
_BROKEN = re.compile(r"\d[-–/]\n[\d£]|[a-z]-\n[a-z]|(?:19|20)\d\d\n[-–/]\d\d\b")
"""A range or a compound broken at the end of a line that pdfium leaves as two words; "AA-" is a sign and stays."""


@dataclass(frozen=True)
class Spelling:
    """How often a document spells each word within a line; `hyphenates` says that its lines are broken by a program."""

    counts: Counter[str]
    hyphenates: bool = False

    @classmethod
    def of(cls, words: Iterable[Word]) -> Spelling:
        """Count the words that no line end has broken, and look at the broken ones to see who hyphenates.

        Words alone on their line are not counted: in narrow columns they are pieces of words.
        """
        counts: Counter[str] = Counter()
        broken: list[tuple[str, str]] = []
        before: Word | None = None
        joined = False
        for word in words:
            beside = before is not None and abs(word.top - before.top) < word.height / 2
            if before is not None and before.hyphen and word.glued:
                broken.append((before.text, word.text))
            elif before is not None and not before.hyphen and (joined or beside):
                counts[_plain(before.text)] += 1
            before, joined = word, beside
        if before is not None and joined:
            counts[_plain(before.text)] += 1
        plain = cls(counts)
        closed = sum(plain._evidence(left, right) > 0 for left, right in broken)
        kept = sum(plain._evidence(left, right) < 0 for left, right in broken)
        return cls(counts, hyphenates=closed > kept)

    def connector(self, left: str, right: str) -> str:
        """Give what stands between the two halves of a word broken by a hyphen: the hyphen, or nothing."""
        if not left[-1:].isalpha() or not right[:1].islower() or left[-1:].isupper():
            return "-"
        evidence = self._evidence(left, right)
        if evidence:
            return "" if evidence > 0 else "-"
        # Word processors break at a hyphen that is typed; only a program that hyphenates puts its own.
        compound = "-" in left.strip("-") or "-" in right.strip("-")
        return "" if self.hyphenates and not compound else "-"

    def broken(self, left: str, right: str) -> bool:
        """Say whether two strings on two lines of a narrow column are the halves of one word ("Revenu", "e")."""
        if not (left[-1:].isalpha() and right[:1].islower()):
            return False
        first, second = _last_part(left), _first_part(right)
        whole = self.counts[first + second]
        return whole > self.counts[first] or (whole > self.counts[second] and not self.counts[first])

    def _evidence(self, left: str, right: str) -> int:
        """Above 0 where the document spells the joined form more often, below 0 for the hyphenated one."""
        first, second = _last_part(left), _first_part(right)
        return self.counts[first + second] - self.counts[f"{first}-{second}"]


def _plain(text: str) -> str:
    return _EDGES.sub("", text).lower()


def _last_part(text: str) -> str:
    """Give the letters after the last sign that is not one, in lower case ("(self" → "self")."""
    parts = _LETTERS.findall(text)
    return parts[-1].lower() if parts else ""


def _first_part(text: str) -> str:
    parts = _LETTERS.findall(text)
    return parts[0].lower() if parts else ""


@dataclass(frozen=True, slots=True)
class Span:
    """A word and the characters of the text that it gave."""

    start: int
    end: int
    word: Word
    page: int


def run_text(words: Sequence[tuple[int, Word]], spelling: Spelling, narrow: bool = False) -> tuple[str, list[Span]]:
    """Set words (each with the number of its page) into one text with single spaces.

    Words broken at a line end are joined; in a `narrow` column also those broken without a hyphen.
    """
    text = ""
    spans: list[Span] = []
    before: Word | None = None
    for page, word in words:
        if before is not None:
            text += _between(before, word, spelling, narrow)
        spans.append(Span(len(text), len(text) + len(word.text), word, page))
        text += word.text
        before = word
    if before is not None and before.hyphen:
        text += "-"
    return text, spans


def _between(before: Word, word: Word, spelling: Spelling, narrow: bool) -> str:
    below = word.top > before.top + before.height / 2
    if before.hyphen:
        # pdfium joins the halves itself; where it lost the second half to another place the hyphen stays as printed.
        joined = word.glued or (below and word.text[:1].islower())
        return spelling.connector(before.text, word.text) if joined else "- "
    if below and _BROKEN.search(f"{before.text}\n{word.text}"):
        return ""
    return "" if narrow and below and spelling.broken(before.text, word.text) else " "
