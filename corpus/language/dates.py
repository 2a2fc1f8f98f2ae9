"""Calendar dates as council papers write them, day first."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from datetime import date

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_CENTURY_TURN = 70
"""Two-digit years below this are of the 2000s."""

_MONTH = "|".join(rf"{month}|{month[:3]}" if month != "may" else month for month in MONTHS) + "|sept"
_YEAR = r"(?P<year>(?:19|20)\d\d|'?\d\d(?=\s*(?:$|[.,;:)\n])(?!\.\d)))"
_WORDS = re.compile(
    rf"(?<![\d./])(?P<day>\d{{1,2}})\s*(?:st|nd|rd|th)?(?:\s+day)?(?:\s+of)?[\s,\-–_.]{{1,3}}"
    rf"(?P<month>{_MONTH})(?![a-z])\.?[\s,\-–_]{{1,3}}{_YEAR}(?![\d/])",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"\b(?P<month>{_MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>(?:19|20)\d\d)(?!\d)", re.IGNORECASE
)
_NUMERIC = re.compile(
    r"(?<![\d./\-])(?P<day>\d{1,2})(?P<mark>[./\-])(?P<month>\d{1,2})(?P=mark)(?P<year>(?:19|20)\d\d|\d\d)(?![\d/\-]|\.\d)"
)
_ISO = re.compile(r"(?<![\d./\-])(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?![\d\-])")

TWO_DIGITS = re.compile(r"\d\d")
"""What every date and period holds, as its year or a part of it: most sentences need no more than this look."""


@dataclass(frozen=True, slots=True)
class DateFound:
    """A date and where it stands: `text[start:end]`."""

    start: int
    end: int
    date: date


def find_dates(text: str) -> list[DateFound]:
    """Find the full dates of a text, in the order of the text and without overlaps.

    Reads "20 June 2019", "20th-Jun-2019", "June 20, 2019", "04/06/2019" (day first), "4.6.19" and "2019-06-20".
    What is no day of the calendar, such as 31 June, is not found; nor is a month without a day.
    """
    if not TWO_DIGITS.search(text):
        return []
    found: list[DateFound] = []
    for pattern in (_ISO, _WORDS, _NUMERIC, _MONTH_FIRST):
        starts = [each.start for each in found]  # of the patterns before; one pattern's matches never overlap
        fresh = []
        for match in pattern.finditer(text):
            before = bisect_left(starts, match.end())
            day = _calendar_day(match)
            if day and not (before and found[before - 1].end > match.start()):
                fresh.append(DateFound(match.start(), match.end(), day))
        found = sorted([*found, *fresh], key=lambda each: each.start)
    return found


def day_words(day: date | None) -> str:
    """Give a date as members read it, "20 June 2019"; nothing for None."""
    return f"{day.day} {day:%B %Y}" if day else ""


def _calendar_day(match: re.Match[str]) -> date | None:
    month, year = match["month"].lower(), int(match["year"].lstrip("'"))
    if len(match["year"].lstrip("'")) == 2:
        year += 2000 if year < _CENTURY_TURN else 1900
    number = int(month) if month.isdigit() else 1 + [name[:3] for name in MONTHS].index(month[:3])
    try:
        return date(year, number, int(match["day"]))
    except ValueError:
        return None
