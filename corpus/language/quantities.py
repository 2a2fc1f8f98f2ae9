"""Quantities as papers print them: a number with its unit, and what only looks like one left out."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from corpus.language.numbers import FRACTION, SCALES, WORDED_NUMBER, fraction_value, number_value, worded_value
from corpus.language.periods import find_periods
from corpus.language.units import PLAIN, UNIT_AFTER, Measured, Unit, measured_in

NUMBER = r"(?:[+\-−–](?=[£\d])|(?:(?<=\()|(?<=^))[+\-−–]\s)?(?:£\s?)?(?:[+\-−–])?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
QUANTITY = re.compile(
    rf"(?<![\w.,/])(?<![A-Za-z]-)(?P<number>{NUMBER})(?P<scale>\s?(?:{'|'.join(SCALES)})\b)?(?P<unit>{UNIT_AFTER})?",
    re.IGNORECASE,
)
WORDED = re.compile(
    rf"(?<![\w-])(?!one\b(?!\s(?:hundred|thousand|million)))(?P<number>{WORDED_NUMBER})\b"
    rf"(?!\s+and a half\b|-)(?P<unit>{UNIT_AFTER})?",
    re.IGNORECASE,
)
"""A number in words; "one" alone is mostly a pronoun."""
SPAN = re.compile(
    r"\b(?:past|last|previous|first|next|rolling|coming|preceding|following|recent|every|latest|per)(?:\s(?:complete|full))?\s$",
    re.IGNORECASE,
)
"""Before a number of months or years that names a time and measures nothing: "the last six months"."""
PARTS = re.compile(rf"\b(?P<number>{FRACTION})\b", re.IGNORECASE)
BRACKETED = re.compile(rf"^\((?P<number>£?\s?{NUMBER})\)(?P<unit>\s?%)?$")
"""A cell of an account that is below nothing: "(1,234)"."""
OUT_OF = re.compile(r"\b(?:in|out of)\b")
ORDINAL = re.compile(r"\s?(?:st|nd|rd|th)\b", re.IGNORECASE)
REFERENCE = re.compile(
    r"(?:(?<![\w'’])(?:section|s|paragraph|para|page|pages|item|appendix|table|figure|chart|week|phase|stage|key stage"
    r"|ks|year|priority|category|part|schedule|note|version|no|option|step|level|ward|room|minute|tier|band|grade|unit"
    r"|theme|aim|lot|junction|objective|outcome|recommendation|action|module|block|regulation|article|annex|act|tel|telephone|fax"
    r"|type|class|reg|q|quarter|number|ref|reference|extension|ext|covid)s?[.:]?\s?(?:no\.?\s?)?"
    r"|\b(?:at|of|to|for|from|in)\s(?:month|period)\s?)$",
    re.IGNORECASE,
)
"""Words after which a number names a thing and does not count any."""
FEW_OF = re.compile(
    r"(?<![\w'’])(?:week|phase|stage|key stage|ks|year|priority|category|option|step|level|ward|tier|band|grade"
    r"|unit|class)s?\s$",
    re.IGNORECASE,
)
"""Of these there are few: behind "year", 4 names one, and 170 counts what follows."""
HIGHEST = 60
"""More than there are of any of them."""
REFERENCE_WITHIN = 24
"""Characters before a number in which such a word stands: more than the longest has."""
AGE = re.compile(
    r"[\s-]?(?:(?:to|and|or|&|/|-|–)\s?\d{1,3}[\s-]?)?(?:year|yr|month)s?[\s-](?:olds?|of age)", re.IGNORECASE
)
AGED = re.compile(
    r"\b(?:aged?|ages|post"
    r"|(?:children|people|adults|those|residents|pupils|population|women|men) (?:aged )?(?:over|under))"
    r"(?:\s(?:of|from|between|over|under|up to))?(?:\s?the)?\s?(?:\d{1,2}\s?(?:to|and|-|–|or)\s?)?$",
    re.IGNORECASE,
)
"""Words before a number of years that defines a group: "aged 16 to 18"; what follows must not be a unit."""
OR_OLDER = re.compile(r"\s(?:or|and)\s(?:over|under|above|older|younger|upwards)\b", re.IGNORECASE)
EITHER_AGE = re.compile(r"\sor\s(?P<other>\d{1,2})(?=[\s,;)]|\.?$|\.\s)(?!\s?%)", re.IGNORECASE)
EITHER_BEFORE = re.compile(r"(?<!there )\b(?:are|were|is|was|be)\s(?P<other>\d{1,2})\sor\s$", re.IGNORECASE)
IS = re.compile(r"(?<!there )\b(?:are|were|is|was|be)\s$", re.IGNORECASE)
"""Around an age that is told without the word: "sixty-six are 16 or 17", "those who are 18 or over"."""
CODE = re.compile(r"[/-]?[A-Za-z]|/\d")
"""What follows a number that is part of a code: "5a", "24/00108"."""
CLOCK = re.compile(r"\s?[ap]\.?m\b|:[0-5]\d(?!\d)", re.IGNORECASE)
CLOCK_BEFORE = re.compile(r"\d:$")
"""Around the hour and the minutes of a time of day, or minutes and seconds: "6.30 p.m.", "8:14"."""
DAY_OF_MONTH = re.compile(
    r"\s(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\b"
)
"""What makes a number a day, written with its capital; with a year it is a date."""
HALF = re.compile(r"\s+and\s+a\s+half\b")
PAGE = re.compile(r"\bpage \d+ of $", re.IGNORECASE)
TELEPHONE = re.compile(r"\(?0\d{2,4}\)?[\s-]\d{3,4}[\s-]?\d{2,4}")
OLDEST = 25
"""Years up to which two numbers with a dash between are taken for the ages of a group."""
RANGE = re.compile(r"\s?(?:–|-|to|and)\s?", re.IGNORECASE)
FROM = re.compile(r"\bfrom\s+$", re.IGNORECASE)
"""Before a change and not a range: "rose from 170 to 180"."""
CHANGED = re.compile(
    r"\b(?:up|down|rose|fell|risen|fallen|(?:in|de)creased|reduced|grew|grown)\s(?:by\s)?$", re.IGNORECASE
)
"""Before the size of a change that is followed by where it led: "up 31 to 184"."""
BETWEEN = re.compile(r"\bbetween\s+$", re.IGNORECASE)
APPROXIMATE = re.compile(
    r"(?P<words>just (?:under|over|below|above)|(?:slightly |well )?(?:more|less|fewer|greater) than|at least|at most"
    r"|up to|no more than|nearly|almost|around|about|approximately|approx\.?|circa|c\.|some|over|under|above|below"
    r"|in excess of|roughly|estimated(?: at)?|a minimum of|a maximum of|[~<>≤≥])\s*$",
    re.IGNORECASE,
)
BEFORE = 30
"""Characters before a number in which the words of an approximation stand."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity at `text[start:end]`; `number` as printed, without unit.

    `value` has scale and sign applied (1170000 for "£1.17m"), None for a fraction that no decimal gives.
    `approximate` are the words before it that make it a bound or an estimate ("just under"). `high` is the upper end
    of a range whose lower end is `value`.
    """

    start: int
    end: int
    number: str
    unit: Unit
    value: Decimal | None = None
    measured: Measured = PLAIN
    approximate: str = ""
    high: Decimal | None = None


def find_quantities(text: str) -> list[Quantity]:
    """Give the quantities of a text in order. Dates, years, ordinals, ages of a group and references are left out."""
    dated = find_periods(text)
    starts = [found.start for found in dated]
    telephones = [match.span() for match in TELEPHONE.finditer(text)]
    kept: list[Quantity] = []
    for quantity in sorted(_all(text), key=lambda q: (q.start, -q.end)):
        before = bisect_left(starts, quantity.end)
        in_date = before and dated[before - 1].end > quantity.start
        in_telephone = any(start <= quantity.start < end for start, end in telephones)
        if in_date or in_telephone or (kept and kept[-1].end > quantity.start):
            continue
        kept.append(quantity)
    return list(_ranges(text, kept))


def cell_quantity(text: str) -> Quantity | None:
    """Give the quantity that a cell holds and nothing else, brackets around it meaning below nothing."""
    match = BRACKETED.match(text.strip())
    if match:
        start = text.index("(")
        measured = measured_in(match["unit"] or "", "£" in match["number"])
        value = number_value(match["number"])
        negative = -value if value is not None else None
        return Quantity(start, start + match.end() - match.start(), match["number"], measured.unit, negative, measured)
    found = find_quantities(text)
    return (
        found[0]
        if len(found) == 1 and not text[: found[0].start].strip(" ~<>") and not text[found[0].end :].strip(" *^")
        else None
    )


def _all(text: str) -> Iterator[Quantity]:
    """Give what may be quantities: in digits, as parts of a whole, in words."""
    yield from _in_digits(text)
    yield from _parts(text)
    yield from _in_words(text)


def _in_digits(text: str) -> Iterator[Quantity]:
    for match in QUANTITY.finditer(text):
        before = text[max(0, match.start() - REFERENCE_WITHIN) : match.start()]
        if _names_a_thing(text, match, before):
            continue
        measured = measured_in(match["unit"] or "", "£" in match["number"])
        if measured.unit is Unit.TIME and SPAN.search(before):
            continue
        if measured == PLAIN:
            measured = _measured_behind(text, match.start(), match.end())
        value = number_value(match["number"], match["scale"] or "")
        approximate = APPROXIMATE.search(text, max(0, match.start() - BEFORE), match.start())
        words = " ".join(approximate["words"].split()) if approximate else ""
        yield Quantity(match.start(), match.end(), match["number"], measured.unit, value, measured, words)


def _measured_behind(text: str, start: int, end: int) -> Measured:
    """Give the unit of a number without a sign: what stands farther behind it, or what the words before it speak of."""
    rate = RATE_BEHIND.match(text, end)
    if rate:
        return measured_in(rate["rate"], money=False)
    if TIMES.match(text, end):
        return Measured(Unit.COUNT, "ratio")
    clause = text[max(0, start - SHARE_WITHIN) : start]
    if SHARE_OF.search(clause) and STANDS_ALONE.match(text, end):
        return Measured(Unit.PERCENT, "%")
    return PLAIN


RATE_BEHIND = re.compile(
    r"\s(?:(?!(?:and|or|but|with|at|in|is|was|rates?)\b)[A-Za-z-]+\s){1,6}(?P<rate>per\s(?:1|10|100),?000)\b",
    re.IGNORECASE,
)
"""A rate that stands behind what it counts: "37 delayed transfers of care per 100,000 population"."""
TIMES = re.compile(r"\stimes\s(?:the|as|more|higher|greater|larger|lower|that|what|national|its)\b", re.IGNORECASE)
SHARE_OF = re.compile(
    r"\b(?:percentage|proportion|%)\s(?:of|for)\b[^.;:()\d]*(?:\b(?:is|was|were|at|to|of|high|low)|[–:-])\s$",
    re.IGNORECASE,
)
SHARE_WITHIN = 160
"""Characters before a number in which the words of a percentage stand."""
STANDS_ALONE = re.compile(r"\s?(?:$|[.,;)]|(?:in|at|by|for|compared|against|during|as|which)\b)(?!\d)")


def _names_a_thing(text: str, match: re.Match[str], before: str) -> bool:
    """Tell whether a number in digits names, orders or dates something and measures nothing."""
    end, unit = match.end(), match["unit"] or ""
    bare = not unit and not match["scale"] and "£" not in match["number"]
    if ORDINAL.match(text, end) or AGE.match(text, match.end("number")):
        return True
    if (bare or REFERENCE_UNITS.match(unit)) and REFERENCE.search(before) and not _is_too_many(match, before):
        return True
    if not unit and (PER.search(before) or (bare and DAY_OF_MONTH.match(text, end))):
        return True
    if bare and (CLOCK.match(text, end) or CLOCK_BEFORE.search(before)):
        return True
    if bare and (OR_OLDER.match(text, end) or _is_either_age(text, match, before)):
        return True
    is_note = before.endswith("[") and text[end : end + 1] == "]"
    follows = CODE.match(text, end) or HALF.match(text, end)
    return bare and bool(is_note or follows or AGED.search(before) or PAGE.search(before))


def _is_either_age(text: str, match: re.Match[str], before: str) -> bool:
    """Tell whether a number is one of two ages that follow each other, "are 16 or 17"."""
    number = number_value(match["number"])
    behind, ahead = EITHER_AGE.match(text, match.end("number")), EITHER_BEFORE.search(before)
    if number is None or number > OLDEST:
        return False
    if behind and IS.search(before):
        return int(behind["other"]) == number + 1
    return ahead is not None and int(ahead["other"]) == number - 1


def _is_too_many(match: re.Match[str], before: str) -> bool:
    """Tell whether a number is too high to name one of what the word before it has few of."""
    value = number_value(match["number"])
    return FEW_OF.search(before) is not None and value is not None and value > HIGHEST


def _parts(text: str) -> Iterator[Quantity]:
    for match in PARTS.finditer(text):
        value = fraction_value(match["number"])
        is_part = PART_OF_WHOLE.match(match["number"]) and not TIME_BEHIND.match(text, match.end())
        if value is None and OUT_OF.search(match["number"]) and not is_part:
            continue  # "down to 93 in 12 months"
        # A part of a whole is a share, whether or not a decimal gives it: two thirds of them are no two.
        measured = Measured(Unit.PERCENT, "%")
        yield Quantity(match.start(), match.end(), match["number"], Unit.COUNT, value, measured)


PART_OF_WHOLE = re.compile(r"(?:one|1)\sin\s|[a-z]+\sout of\s[a-z]", re.IGNORECASE)
TIME_BEHIND = re.compile(r"\s(?:days|weeks|months|years|hours)\b", re.IGNORECASE)


def _in_words(text: str) -> Iterator[Quantity]:
    for match in WORDED.finditer(text):
        measured = measured_in(match["unit"] or "", money=False)
        before = text[max(0, match.start() - REFERENCE_WITHIN) : match.start()]
        if measured == PLAIN and TIMES.match(text, match.end()):
            measured = Measured(Unit.COUNT, "ratio")
        names_time = measured.unit is Unit.TIME and SPAN.search(before)
        if not names_time and not AGE.match(text, match.end("number")):
            value = worded_value(match["number"])
            yield Quantity(match.start(), match.end(), match["number"], measured.unit, value, measured)


PER = re.compile(r"(?:\bper\s?|\d\s?/\s?|\bp)$", re.IGNORECASE)
"""Before what a rate is per: the "10k" of "the rate per 10k population"."""
REFERENCE_UNITS = re.compile(r"[\s-](?:weeks?|days?|years?)", re.IGNORECASE)
"""Units that may also be the thing that a reference names: "week 4", "year 2"."""


def _ranges(text: str, found: list[Quantity]) -> Iterator[Quantity]:
    """Join "between 170 and 180", "170-180" to one quantity with both ends."""
    at = 0
    while at < len(found):
        one = found[at]
        after = found[at + 1] if at + 1 < len(found) else None
        if after is not None and _is_group(text, one, after):
            at += 1
        elif after is not None and _is_range(text, one, after):
            yield replace(one, end=after.end, unit=after.unit, measured=after.measured, high=after.value)
            at += 1
        else:
            yield one
        at += 1


def _is_group(text: str, low: Quantity, high: Quantity) -> bool:
    """Tell whether two numbers with a dash between are the ages of a group: "the 18-25 service"."""
    plain = low.measured == high.measured == PLAIN and low.value is not None and high.value is not None
    return bool(plain and text[low.end : high.start] in {"-", "–"} and low.value < high.value <= OLDEST)  # type: ignore[operator]


def _is_range(text: str, low: Quantity, high: Quantity) -> bool:
    if low.value is None or high.value is None or low.value >= high.value:
        return False
    if low.measured not in (high.measured, PLAIN):
        return False
    link = RANGE.fullmatch(text, low.end, high.start)
    before = text[max(0, low.start - BEFORE) : low.start]
    match link.group().strip().casefold() if link else "":
        case "":
            return False
        case "and":
            return BETWEEN.search(before) is not None
        case "to":
            return FROM.search(before) is None and CHANGED.search(before) is None
        case _:
            return True
