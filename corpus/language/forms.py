"""Words of one sense that share no stem, and shorthand: "spend" and "spent", "avg" and "average"."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import Any

SHORT_YEAR = re.compile(
    r"\b(?P<month>jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|january|february|march|april|august|september"
    r"|october|november|december) (?P<year>1[2-9]|2\d)\b(?!\s?(?:19|20)\d\d|[/:.,-]\d|\s?(?:st|nd|rd|th)\b)",
    re.IGNORECASE,
)
"""A month and two digits, "oct 18": in a question that is a year."""
TAIL = re.compile(r"(?:['’]s)?[?!,;:)]*$")
"""What may hang on a word of shorthand: "the exec's", "avg?"."""
SHORT_YEARS = re.compile(r"(?<![\w-])(?P<first>2\d)-(?P<last>[23]\d)(?![\w-])(?!\s?years?[\s-]olds?)", re.IGNORECASE)
"""Two digits and the next two, "25-26": in a question that is a financial year; below twenty they may be ages."""

RANGE = re.compile(r"(?P<first>\d{1,2})[-–](?P<last>\d{1,2})")
"""Two ages, or numbers of weeks, with a dash between."""
AGES = re.compile(r"(?<![\w.-])(?P<age>\d{1,2})s\b")
"""Those of an age, "under 18s"."""


def written_out(question: str) -> str:
    """Give a question with its shorthand written out: "avg caseload oct 18" is "average caseload oct 2018".

    "25-26" is "2025-26", "under 18s" are "under 18".
    """
    words = [_long(word) for word in re.split(r"(\s+)", question)]
    text = SHORT_YEAR.sub(lambda found: f"{found['month']} 20{found['year']}", "".join(words))
    return SHORT_YEARS.sub(_financial_year, AGES.sub(r"\g<age>", text))


def _long(word: str) -> str:
    """Give a word with what it is short for in its place; signs and a possessive may hang on it."""
    short: dict[str, str] = _data()["shorthand"]
    tail = TAIL.search(word)
    if word in short or tail is None:
        return short.get(word, word)
    plain = word[: tail.start()]
    return f"{short.get(plain, plain)}{tail.group()}"


def _financial_year(found: re.Match[str]) -> str:
    follows = int(found["last"]) == int(found["first"]) + 1
    return f"20{found['first']}-{found['last']}" if follows else found.group()


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(resources.files("corpus.language").joinpath("forms.toml").read_text(encoding="utf-8"))


@cache
def _groups() -> dict[str, tuple[str, ...]]:
    by_word: dict[str, tuple[str, ...]] = {}
    for group in _data()["groups"]:
        for word in group:
            known = by_word.get(word.casefold(), ())
            by_word[word.casefold()] = tuple(dict.fromkeys((*known, *group)))
    return by_word


def forms_of(word: str) -> tuple[str, ...]:
    """Give a word and those of its sense that share no stem with it, itself first; "10-15" is "10 to 15"."""
    ages = RANGE.fullmatch(word)
    spelled = (f"{ages['first']} to {ages['last']}",) if ages else ()
    return tuple(dict.fromkeys((word, *spelled, *_groups().get(word.casefold(), ()))))
