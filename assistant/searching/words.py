"""The words of a search: each word or "phrase in quotes" must be there. Nothing of them is read as syntax."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.retrieval.fusion import any_of
from corpus.language.forms import forms_of
from corpus.language.function_words import FUNCTION_WORDS
from corpus.language.stems import TOKEN, stems

QUOTE = re.compile('["“”„«»]')
QUOTED = re.compile(r"[\"“”„«»]([^\"“”„«»]*)[\"“”„«»]|(\S+)")
MOST_TERMS = 32
"""Words of a search that are looked for; what comes after them is left out."""
LONGEST = 2_000
"""Characters of a search that are read at all."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase that is looked for, as `text`, with every spelling that counts as it: words in small letters."""

    text: str
    spellings: tuple[str, ...]

    @classmethod
    def of(cls, text: str, *, quoted: bool) -> Term:
        """Read a word, or a phrase: what stands between quotes, or is written together as "looked-after" is."""
        words = TOKEN.findall(text.casefold())
        spellings = forms_of(words[0]) if len(words) == 1 and not quoted else (" ".join(words),)
        return cls(" ".join(words), tuple(spelling.casefold() for spelling in spellings if spelling))

    @property
    def runs(self) -> tuple[tuple[str, ...], ...]:
        """The stems of each spelling, in order: where they follow each other in a text, the term stands there."""
        return tuple(dict.fromkeys(tuple(stems(spelling)) for spelling in self.spellings))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a search looks for: every one of its terms.

    `together` are several words without quotes as the phrase that they make: passages that hold it come first. `cut`
    tells that there were more words than are looked for.
    """

    terms: tuple[Term, ...]
    together: Term | None = None
    cut: bool = False

    @classmethod
    def read(cls, text: str) -> Wanted:
        """Read what was typed. Words without a subject ("the", "of") are left out unless there are no others."""
        read = [Term.of(words, quoted=quoted) for words, quoted in _pieces(text[:LONGEST])]
        terms = list(dict.fromkeys(term for term in read if term.text))
        telling = [term for term in terms if term.text not in FUNCTION_WORDS] or terms
        cut = len(text) > LONGEST or len(telling) > MOST_TERMS
        together = Term.of(text, quoted=True) if len(read) > 1 and not cut and not QUOTE.search(text) else None
        return cls(tuple(telling[:MOST_TERMS]), together, cut)

    def expression(self, *, some: bool = False) -> str:
        """Give the FTS5 expression for passages that hold every term, or with `some` any of them; empty for none.

        One of the terms must stand in the passage itself: the others may stand in its title or headings.
        """
        groups = [any_of(term.spellings) for term in self.terms]
        if not groups:
            return ""
        near = [any_of(self.together.spellings)] if self.together else []
        within = f"text : ({' OR '.join((*groups, *near))})"
        return within if some else f"{within} AND {' AND '.join(f'({group})' for group in groups)}"


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    """Give what stands in quotes and the other words, in order, each with whether it was quoted."""
    for match in QUOTED.finditer(text):
        yield (match[1], True) if match[1] is not None else (match[2], False)
