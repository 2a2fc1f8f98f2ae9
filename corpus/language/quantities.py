"""Quantities as papers print them: a number with its unit, and what only looks like one left out."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from corpus.language.periods import find_periods


class Unit(StrEnum):
    """Families of units that a question can ask for."""

    COUNT = "count"
    PERCENT = "%"
    POINTS = "percentage points"
    RATE = "rate"
    MONEY = "GBP"
    TIME = "time"


NUMBER = r"[+\-−–]?(?:£\s?)?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
WORDS = {word: number for number, word in enumerate(_WORDS, start=1)}
QUANTITY = re.compile(
    rf"(?<![\w.,/])(?P<number>{NUMBER})(?P<scale>\s?(?:k|m|mn|bn|million|billion|thousand)\b)?"
    r"(?P<unit>\s?%|\s?(?:per cent|percent)\b|\s?(?:percentage points|pp|ppts)\b"
    r"|\s?(?:per|/|p)\s?(?:1|10|100),?(?:000|k)\b"
    r"|[\s-](?:working |calendar )?(?:days?|weeks?|months?|years?|hours?|minutes?)\b(?![\s-]olds?))?",
    re.IGNORECASE,
)
WORDED = re.compile(r"\b(?P<number>" + "|".join(WORDS) + r")\b(?!\s+of\b)", re.IGNORECASE)
RATE = re.compile(r"(?:per|/|p)\s?\d")
ORDINAL = re.compile(r"\s?(?:st|nd|rd|th)\b", re.IGNORECASE)
REFERENCE = re.compile(
    r"(?:(?<![\w'’])(?:section|s|paragraph|para|page|pages|item|appendix|table|figure|chart|week|phase|stage|key stage"
    r"|ks|year|priority|category|part|schedule|note|version|no|option|step|level|ward|room|minute)s?\.?\s?)$",
    re.IGNORECASE,
)
"""Words after which a number names a thing and does not count any."""
REFERENCE_WITHIN = 24
"""Characters before a number in which such a word stands: more than the longest has."""
AGE = re.compile(r"[\s-]?(?:(?:to|and|-|–)\s?\d{1,3}[\s-]?)?(?:year|yr)s?[\s-]olds?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity at `text[start:end]`; `number` as printed, without unit."""

    start: int
    end: int
    number: str
    unit: Unit


def find_quantities(text: str) -> list[Quantity]:
    """Give the quantities of a text in order. Dates, years, ordinals, ages of a group and references are left out."""
    dated = find_periods(text)
    starts = [found.start for found in dated]
    kept = []
    for quantity in sorted(_all(text), key=lambda q: q.start):
        before = bisect_left(starts, quantity.end)
        if not before or dated[before - 1].end <= quantity.start:
            kept.append(quantity)
    return kept


def _all(text: str) -> Iterator[Quantity]:
    for match in QUANTITY.finditer(text):
        end = match.end()
        before = text[max(0, match.start() - REFERENCE_WITHIN) : match.start()]
        if not (ORDINAL.match(text, end) or AGE.match(text, match.end("number")) or REFERENCE.search(before)):
            yield Quantity(match.start(), end, match["number"], _unit(match))
    for match in WORDED.finditer(text):
        yield Quantity(match.start(), match.end(), match["number"], Unit.COUNT)


def _unit(match: re.Match[str]) -> Unit:
    unit = (match["unit"] or "").strip().casefold()
    if "£" in match["number"]:
        return Unit.MONEY
    if not unit:
        return Unit.COUNT
    if unit in {"%", "per cent", "percent"}:
        return Unit.PERCENT
    if unit.startswith(("percentage", "pp")):
        return Unit.POINTS
    return Unit.RATE if RATE.match(unit) else Unit.TIME
