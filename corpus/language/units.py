"""Units as papers write them after a number, in a head or in a caption."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Unit(StrEnum):
    """Families of units that a question can ask for."""

    COUNT = "count"
    PERCENT = "%"
    POINTS = "percentage points"
    RATE = "rate"
    MONEY = "GBP"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Measured:
    """A unit: its family and its name ("per 10,000"), and what a printed number is multiplied by ("£000")."""

    unit: Unit = Unit.COUNT
    name: str = "count"
    scale: int = 1


PLAIN = Measured()
"""Of a number without any sign of a unit."""
_TIME = r"days?|weeks?|months?|years?|hours?|minutes?|seconds?"
UNIT_AFTER = (
    r"\s?%(?:\s?(?:points?|pts?)\b)?|\s?(?:per cent|percent)\b|\s?(?:percentage points?|pp|ppts)\b"
    r"|\s?(?:per|/|p|in)\s?(?:1|10|100),?(?:000|k)\b|\s?(?:FTEs?|WTEs?|full[\s-]time equivalents?)\b"
    rf"|[\s-](?:working |calendar |school )?(?:{_TIME})\b(?![\s-]olds?|\sof\sage)"
)
"""What may stand behind a number as its unit; a pattern without groups."""
RATE_BASE = re.compile(r"(?:per|/|p|in|of)?\s?(?P<base>100|10|1),?(?:000|k)\b", re.IGNORECASE)
_HEADED: tuple[tuple[re.Pattern[str], Measured], ...] = (
    (re.compile(r"£\s?['’]?(?:000|k)['’]?s?\b", re.IGNORECASE), Measured(Unit.MONEY, "GBP", 1000)),
    (re.compile(r"£\s?['’]?(?:m|mn|mil|million)s?\b", re.IGNORECASE), Measured(Unit.MONEY, "GBP", 10**6)),
    (re.compile(r"£\s?['’]?(?:bn|billion)s?\b", re.IGNORECASE), Measured(Unit.MONEY, "GBP", 10**9)),
    # "Schemes under £1m" names an amount, and no unit of what stands beside it.
    (re.compile(r"£(?![1-9])"), Measured(Unit.MONEY, "GBP")),
)
_NAMED: tuple[tuple[re.Pattern[str], Measured], ...] = (
    (
        re.compile(r"percentage points?|%\s?points?|\bppts?\b", re.IGNORECASE),
        Measured(Unit.POINTS, "percentage points"),
    ),
    (re.compile(r"%|\bper\s?cent\b|\bpercentage\b|\bproportion\b", re.IGNORECASE), Measured(Unit.PERCENT, "%")),
    (re.compile(r"\b(?:FTE|WTE|full[\s-]time equivalent)s?\b", re.IGNORECASE), Measured(Unit.COUNT, "FTE")),
    (re.compile(r"\bratio\b", re.IGNORECASE), Measured(Unit.COUNT, "ratio")),
    (re.compile(r"\bdays\b", re.IGNORECASE), Measured(Unit.TIME, "days")),
    (re.compile(r"\bweeks\b", re.IGNORECASE), Measured(Unit.TIME, "weeks")),
    (re.compile(r"\bmonths\b", re.IGNORECASE), Measured(Unit.TIME, "months")),
)


def measured_in(text: str, money: bool) -> Measured:
    """Give the unit of a number by what stands behind it; `money` says that a pound sign stands before it."""
    unit = text.strip(" -").casefold()
    if money:
        return Measured(Unit.MONEY, "GBP")
    if not unit:
        return PLAIN
    if unit in {"%", "per cent", "percent"}:
        return Measured(Unit.PERCENT, "%")
    if unit.startswith(("percentage", "pp", "%")):
        return Measured(Unit.POINTS, "percentage points")
    if unit.startswith(("fte", "wte", "full")):
        return Measured(Unit.COUNT, "FTE")
    base = RATE_BASE.search(unit)
    if base:
        return Measured(Unit.RATE, f"per {int(base['base']):,},000")
    return Measured(Unit.TIME, unit.split()[-1].rstrip("s") + "s")


def measured_by(words: str) -> Measured | None:
    """Give the unit that a head or a caption names for the numbers under it; None where it names none.

    "£000" multiplies by a thousand. A head that only speaks of a rate names a family, and its numbers' own signs tell.
    """
    for pattern, measured in _HEADED:
        if pattern.search(words):
            return measured
    base = re.search(r"\b(?:per|/|p)\s?(?:1|10|100),?(?:000|k)\b|\brate\s?/\s?10k", words, re.IGNORECASE)
    if base:
        found = RATE_BASE.search(base.group())
        return Measured(Unit.RATE, f"per {int(found['base']):,},000") if found else None
    for pattern, measured in _NAMED:
        if pattern.search(words):
            return measured
    return None
