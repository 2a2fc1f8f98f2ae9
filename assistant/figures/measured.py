"""What a figure measures, in words that can be held side by side: terms by their names, other words by their stems."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.opened import COUNCIL_STEMS, Opened
from assistant.questions.framing import FORM_STEMS, MONTH_WORDS
from corpus.figures import Figure
from corpus.language.function_words import FUNCTION_WORDS
from corpus.language.stems import known_stems, stems

STOP_STEMS = FORM_STEMS | COUNCIL_STEMS | {stem for word in FUNCTION_WORDS | MONTH_WORDS for stem in stems(word)}
"""Stems that tell nothing of what is measured."""
OF_VALUES = frozenset(stems("restated revised corrected highest lowest ever record reported first"))
"""Stems that tell of a value and nothing of what is measured."""
AGE = re.compile(
    r"\b(?:aged?|ages)\s+(?:\w+\s+)?(?P<aged>\d{1,3}+(?:\s?(?:to|and|or|&|/|-|–)\s?\d{1,3}+)?)"
    r"|(?P<old>\d{1,3}+(?:\s?(?:to|and|or|&|/|-|–)\s?\d{1,3}+)?)[\s-]years?[\s-]olds?|\bunder[\s-](?P<under>\d+)s?\b"
)
"""The ages that a group is of."""


@dataclass(frozen=True, slots=True)
class Measured:
    """The words of a figure's measure: the names of the glossary's terms, the stems of all words beside them, ages."""

    terms: frozenset[str]
    beside: frozenset[str]
    ages: frozenset[str] = frozenset()

    @property
    def words(self) -> frozenset[str]:
        """All of them but the ages."""
        return self.terms | self.beside


def measured(opened: Opened, figure: Figure) -> Measured:
    """Give what a figure measures by its own words: in prose those around it, in a table its row's and column's."""
    return words_of(opened, f"{figure.measure} {figure.breakdown}", figure.place)


def words_of(opened: Opened, text: str, place: str = "") -> Measured:
    """Give the terms, words and ages of a text that tell what is measured: no other number, no period, no place."""
    mentions = opened.mentions(text)
    aged = list(AGE.finditer(text))
    rest = list(text)
    for start, end in (*((m.start, m.end) for m in mentions), *(match.span() for match in aged)):
        rest[start:end] = " " * (end - start)
    plain = {stem for stem in known_stems("".join(rest)) if not stem.isdigit()} - STOP_STEMS - set(known_stems(place))
    ages = {"".join(filter(str.isalnum, next(filter(None, match.groups())))) for match in aged}
    return Measured(frozenset(mention.term.name for mention in mentions), frozenset(plain), frozenset(ages))
