"""Things of one kind that a number or a letter tells apart: "stage 2", "period 9", "band D"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from assistant.questions.question import Question
from corpus.language.numbers import ONES
from corpus.records import Row

NUMBERED = (
    r"week|month|period|phase|key stage|stage|year|priorit(?:y|ies)|step|level|ward|action|recommendation|objective"
    r"|outcome|theme|aim|part"
)
LETTERED = r"band|categor(?:y|ies)|option|grade|class(?:es)?|type|tier|lot"
"""Kinds whose things bear a number, and those whose things may bear a letter."""
WORDS = [word for word, number in ONES.items() if number <= 10]
"""Numbers that are written out behind a kind: "stage one"."""
NAME = rf"(?:\d{{1,2}}(?![\d%]|[.,/]\d|(?:st|nd|rd|th)\b)|(?:{'|'.join(WORDS)})\b|[A-H]\b)"
AND = r"\s?(?:,|/|and|&|or|to|-|–)\s?"
FOUND = re.compile(
    rf"\b(?:(?P<numbered>{NUMBERED})s?|(?P<lettered>{LETTERED})s?)\s(?:no\.?\s|number\s)?"
    rf"(?P<names>{NAME}(?:{AND}{NAME})*)",
    re.IGNORECASE,
)
WORD = re.compile(rf"\b(?:{'|'.join(WORDS)})\b")
RANGE = re.compile(r"(?P<first>\d{1,2}|[A-H])\s?(?:to|-|–)\s?(?P<last>\d{1,2}|[A-H])\b", re.IGNORECASE)
SAME_KIND = {"month": "period", "priorities": "priority", "categories": "category", "classes": "class"}
"""Finance reports call the sixth month "period 6" and "month 6"; other plurals end in "s" alone."""
Numbered = Mapping[str, frozenset[str]]
"""The numbers or letters of the things named, by their kind."""


@lru_cache(4_096)
def numbered_in(text: str) -> Numbered:
    """Give the things that a text names by kind and number: "Stages 1 and 2" are stage 1 and stage 2."""
    named: dict[str, frozenset[str]] = {}
    for match in FOUND.finditer(text):
        kind = (match["numbered"] or match["lettered"]).casefold()
        words = WORD.sub(lambda word: str(ONES[word.group()]), match["names"].casefold())
        names = _names(words)
        names = names if match["lettered"] else frozenset(name for name in names if name.isdigit())
        if names:
            kind = SAME_KIND.get(kind, kind)
            named[kind] = named.get(kind, frozenset()) | names
    return named


def numbered_asked(question: Question) -> Numbered:
    """Give the things that a question names so; those of the turn that it leans on where it names none of a kind."""
    before = numbered_asked(question.inherited) if question.inherited else {}
    return {**before, **numbered_in(question.text)}


def is_of_another(asked: Numbered, layers: Iterable[str]) -> bool:
    """Tell whether words are about another thing of a kind that is asked for: stage 1 and not stage 2.

    `layers` are a candidate's own words and those it stands under, the nearest first: the first that names one of the
    kind tells. What names none may be about any.
    """
    for kind, names in asked.items():
        stated = next((own[kind] for own in map(numbered_in, layers) if kind in own), names)
        if not stated & names:
            return True
    return False


def row_named(row: Row | None) -> str:
    """Give what a row is of with the heads over it, "Band F"; empty where there is no row.

    It tells before the other heads do: a column of that row may name another of its kind, "share of band D".
    """
    if row is None:
        return ""
    return "; ".join(f"{head} {cell}" for head, cell in zip(row.heads[: row.stubs], row.cells, strict=False))


def _names(text: str) -> frozenset[str]:
    """Give the numbers or letters of a list of them, those within a range, too."""
    names = set(re.findall(r"\d{1,2}|\b[a-h]\b", text))
    for match in RANGE.finditer(text):
        first, last = match["first"], match["last"]
        if first.isdigit() and last.isdigit():
            names.update(map(str, range(int(first), int(last) + 1)))
        elif first.isalpha() and last.isalpha():
            names.update(map(chr, range(ord(first), ord(last) + 1)))
    return frozenset(names)
