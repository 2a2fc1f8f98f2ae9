"""Abbreviations and other words for the same thing, from a glossary and from the papers' own definitions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corpus.language.function_words import FUNCTION_WORDS
from corpus.language.terms import Term, product_terms

DEFINITION = re.compile(r"\(\s*[‘'\"“]?([A-Z][A-Za-z&]{1,7}s?)[’'\"”]?\s*\)")
"""What may be a definition: a bracket with two to eight letters that begins with a capital."""
WORD = re.compile(r"[\w'’]+(?:-[\w'’]+)*[,&]?|&")
SMALL_WORDS = frozenset({"a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"})
LONGEST_NAME = 9
"""Words of a name that an abbreviation may stand for, small words included."""
USED = re.compile(r"\b[A-Z]{3,8}\b")
SHORTEST_IMPLIED = 3
"""Letters of an abbreviation that nothing defines: two stand for too much."""
BEFORE = 120
"""Characters before the bracket in which the name stands."""
ORDINARY_WORDS = frozenset(
    {"abs", "aim", "aims", "care", "eye", "hope", "mash", "mat", "mats", "pep", "prod", "rod", "send"}
)
"""Abbreviations that are words, too: "send" in small letters is the verb."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in a text, `text[start:end]`, that names a term; `abbreviated` when by a short form."""

    start: int
    end: int
    term: Term
    abbreviated: bool


class Glossary:
    """Terms, found in texts by any of their spellings."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self.terms = tuple(terms)
        self._by_spelling: dict[str, list[Term]] = {}
        for term in self.terms:
            for spelling in dict.fromkeys(map(_alike, term.spellings)):
                self._by_spelling.setdefault(spelling, []).append(term)
        # The longest spelling first, so that "child protection plan" is not read as "child" and "CP plan" not as "CP".
        ordered = sorted(self._by_spelling, key=len, reverse=True)
        self._pattern = re.compile(
            r"(?<![\w'’-])(?:" + "|".join(map(_flexible, ordered)) + r")(?![\w-])", re.IGNORECASE
        )

    @classmethod
    def load(cls, definitions: Iterable[tuple[str, str]] = (), own: Iterable[Term] = ()) -> Glossary:
        """Give the product's terms with `own` ones of the user, and pairs of short and long form from the papers.

        An own term takes the place of the product's of the same name. A pair whose short form the glossary explains
        with the same words adds nothing.
        """
        by_name = {term.name.casefold(): term for term in (*product_terms(), *own)}
        terms = list(by_name.values())
        known = {(short.casefold(), _bare(name)) for t in terms for short in t.short for name in (t.name, *t.also)}
        for short, long in definitions:
            if (short.casefold(), _bare(long)) not in known:
                known.add((short.casefold(), _bare(long)))
                terms.append(Term(long, (short,)))
        return cls(terms)

    def mentions(self, text: str) -> Iterator[Mention]:
        """Give each place that names a term, in order, without overlaps; one place may name several terms.

        Short forms of one or two letters, and those that are words too, count only in capitals: "pa" is a word of other
        languages, "PA" is not.
        """
        for match in self._pattern.finditer(text):
            found = _single_spaced(match.group())
            folded = _alike(found)
            in_capitals_only = len(found) <= 2 or folded in ORDINARY_WORDS or folded in FUNCTION_WORDS
            # Nothing is found for the few letters that the pattern takes for others, such as an "i" without a dot.
            for term in self._by_spelling.get(folded, ()):
                abbreviated = any(folded == _alike(short) for short in (*term.short, *term.plurals))
                if not abbreviated or found.isupper() or not in_capitals_only:
                    yield Mention(match.start(), match.end(), term, abbreviated)


def definitions(text: str) -> Iterator[tuple[str, str]]:
    """Give the abbreviations that a text defines as "Full Name (ABC)", as pairs of short and long form.

    The letters of the short form must be the first letters of the words before it, small words left out at will.
    """
    for match in DEFINITION.finditer(text):
        short = match.group(1)
        if short[:-1].isupper():
            short = short.removesuffix("s")
        words = WORD.findall(text, max(0, match.start() - BEFORE), match.start())
        letters = [letter.casefold() for letter in short.removesuffix("s") if letter.isalpha()]
        for count in range(2, min(LONGEST_NAME, len(words)) + 1):
            candidate = words[-count:]
            if len(letters) > 1 and candidate[0].casefold() not in SMALL_WORDS and _stands_for(letters, candidate):
                yield short, " ".join(candidate).rstrip(",")
                break


def spelled_out(text: str, short: str) -> str:
    """Give the first name in a text whose initials are the letters of an abbreviation; empty where there is none.

    A name has a capital at each of its words but the small ones: "Outreach Support Hub" for OSH.
    """
    letters = [letter.casefold() for letter in short.removesuffix("s") if letter.isalpha()]
    words = list(WORD.finditer(text))
    for first in range(len(words) if len(letters) > 1 else 0):
        for last in range(first + 1, min(first + LONGEST_NAME, len(words))):
            name = [word.group() for word in words[first : last + 1]]
            proper = name[0][:1].isupper() and all(w[:1].isupper() or w.casefold() in (*SMALL_WORDS, "&") for w in name)
            if not proper:
                break
            if name[-1].casefold() not in SMALL_WORDS and _stands_for(letters, name):
                return text[words[first].start() : words[last].end()].rstrip(",")
    return ""


def implied(texts: Iterable[str], names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Give the abbreviations that texts use without defining them, for a name whose initials they are.

    `names` are headings and labels of the same paper, of three words or more: they say whole what the text cuts short.
    """
    used = {match.group() for text in texts for match in USED.finditer(text)}
    for name in dict.fromkeys(names):
        words = WORD.findall(name)
        parts = [part for word in words for part in word.split("-") if part[:1].isupper()]
        initials = "".join(part[0] for part in parts)
        if len(initials) >= SHORTEST_IMPLIED and initials in used and _stands_for(list(initials.casefold()), words):
            yield initials, name.strip()


def _stands_for(letters: list[str], words: list[str]) -> bool:
    """Tell whether the letters are the words' initials, in order; small words may be left out."""
    parts = [part.casefold().strip(",") for word in words for part in word.split("-") if part[:1].isalpha()]
    wanted = iter(letters)
    letter = next(wanted, None)
    for part in parts:
        if letter is not None and part[0] == letter:
            letter = next(wanted, None)
        elif part not in SMALL_WORDS:
            return False
    return letter is None


def _bare(name: str) -> str:
    """Give a name without case, punctuation and plural, to tell whether two are the same."""
    return re.sub(r"[^a-z0-9]+", "", name.casefold()).removesuffix("s")


def _single_spaced(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _alike(spelling: str) -> str:
    """Give a spelling without case and commas, with "and" for "&": a name is written with either."""
    words = (word.rstrip(",") or word for word in spelling.casefold().split())
    return " ".join("and" if word == "&" else word for word in words)


def _flexible(spelling: str) -> str:
    return r",?\s+".join("(?:and|&)" if word == "and" else re.escape(word) for word in spelling.split())
