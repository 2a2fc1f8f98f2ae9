"""Periods in papers and in questions: days, months, quarters, financial and calendar years, and ranges of them.

The financial year runs from April to March, its first quarter from April to June.
"""

from __future__ import annotations

import calendar
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from corpus.language.dates import MONTHS, find_dates

MONTH_NUMBERS = {name[:3]: number for number, name in enumerate(MONTHS, start=1)}
MONTH = (
    r"(?P<{0}>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sep(?:t(?:ember)?)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
YEAR = r"(?P<{0}>(?:19|20)\d\d)"
SPAN = r"(?P<{0}>(?:19|20)\d\d\s?(?=[/–-])|\d\d(?=/))[/–-]\s?(?P<{1}>(?:19|20)?\d\d)"
"""Years as "2018/19", "2018-2019" or "18/19"; "18-19" is an age."""
CENTURY_TURN = 70
"""Two-digit years below this are of the 2000s, as in dates."""
SPAN_OF_QUARTER = r"(?P<{0}>(?:19|20)?\d\d)\s?[/–-]\s?(?P<{1}>(?:19|20)?\d\d)"
TO = r"\s*(?:to|until|–|-)\s*"
COUNTS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
QUARTERS = ("first", "second", "third", "fourth")
SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11)}
"""First and last month; winter is left out since it has two years."""


@dataclass(frozen=True, slots=True)
class Period:
    """A run of days, both ends included; a point in time has one day."""

    first: date
    last: date

    def iso(self) -> str:
        """Give the period as a day, a month "2019-05", or "start/end"."""
        if self.first == self.last:
            return self.first.isoformat()
        if self == month(self.first.year, self.first.month):
            return f"{self.first:%Y-%m}"
        return f"{self.first.isoformat()}/{self.last.isoformat()}"

    def covers(self, other: Period) -> bool:
        """Tell whether the other lies wholly within this one."""
        return self.first <= other.first and other.last <= self.last

    def meets(self, other: Period) -> bool:
        """Tell whether the two have a day in common."""
        return self.first <= other.last and other.first <= self.last


@dataclass(frozen=True, slots=True)
class PeriodFound:
    """A period that stands at `text[start:end]`."""

    start: int
    end: int
    period: Period


def month(year: int, number: int) -> Period:
    """Give a month, 1 to 12."""
    return Period(date(year, number, 1), date(year, number, calendar.monthrange(year, number)[1]))


def months(year: int, first: int, count: int) -> Period:
    """Give `count` months from a month on; months after 12 belong to the next year."""
    start, end = year * 12 + first - 1, year * 12 + first + count - 2
    return Period(month(start // 12, start % 12 + 1).first, month(end // 12, end % 12 + 1).last)


def find_periods(text: str) -> list[PeriodFound]:
    """Give the periods that a text names, in order, without overlaps; the longer reading wins."""
    found = [PeriodFound(d.start, d.end, Period(d.date, d.date)) for d in find_dates(text)]
    for pattern, read in FORMS:
        for match in pattern.finditer(text):
            period = read(match)
            if period is not None:
                found.append(PeriodFound(match.start(), match.end(), period))
    return sorted(_longest(found), key=lambda p: p.start)


def _longest(found: list[PeriodFound]) -> Iterator[PeriodFound]:
    starts: list[int] = []
    ends: list[int] = []
    for candidate in sorted(found, key=lambda p: (p.start - p.end, p.start)):
        at = bisect_right(starts, candidate.start)
        if (at == 0 or ends[at - 1] <= candidate.start) and (at == len(starts) or candidate.end <= starts[at]):
            starts.insert(at, candidate.start)
            ends.insert(at, candidate.end)
            yield candidate


def _number(name: str) -> int:
    return MONTH_NUMBERS[name[:3].casefold()]


def _year(text: str) -> int:
    year = int(text)
    if year > 99:
        return year
    return year + (2000 if year < CENTURY_TURN else 1900)


def _years(match: re.Match[str]) -> tuple[int, int]:
    """Give the first and last year of a span; a last one of two digits is the next such year after the first."""
    first, last = _year(match["first"]), int(match["last"])
    return first, last if last > 99 else first + 1 + (last - first - 1) % 100


def _month(match: re.Match[str]) -> Period | None:
    return month(_year(match["year"]), _number(match["month"]))


def _month_range(match: re.Match[str]) -> Period | None:
    last = month(_year(match["year"]), _number(match["last"]))
    first_year = _year(match["first_year"]) if match["first_year"] else last.first.year
    first = month(first_year, _number(match["first"]))
    if first.first > last.first and not match["first_year"]:
        first = month(first_year - 1, _number(match["first"]))
    return Period(first.first, last.last) if first.first <= last.last else None


def _financial_year(match: re.Match[str]) -> Period | None:
    first, last = _years(match)
    if last == first + 1:
        return months(first, 4, 12)
    # "2019-2021", "2013-15": a plan's years; "10/15" without a century is a score.
    if int(match["first"]) > 99 and first < last <= first + 10:
        return Period(date(first, 1, 1), date(last, 12, 31))
    return None


def _quarter(match: re.Match[str]) -> Period | None:
    first, last = _years(match)
    return months(first, 1 + 3 * int(match["quarter"]), 3) if last == first + 1 else None


def _named_quarter(match: re.Match[str]) -> Period | None:
    first, last = _years(match)
    number = QUARTERS.index(match["quarter"].casefold())
    return months(first, 4 + 3 * number, 3) if last == first + 1 else None


def _period_to(match: re.Match[str]) -> Period:
    """Read "the period to September 2019": from the begin of the financial year on."""
    last = month(_year(match["year"]), _number(match["month"]))
    return Period(date(last.first.year - (last.first.month < 4), 4, 1), last.last)


def _first_months(match: re.Match[str]) -> Period | None:
    words = match["count"].casefold()
    count = COUNTS.index(words) + 1 if words in COUNTS else int(words) if words.isdigit() else 0
    return months(int(match["year"]), 1, count) if 0 < count <= len(COUNTS) else None


def _calendar_year(match: re.Match[str]) -> Period | None:
    year = int(match["year"])
    return Period(date(year, 1, 1), date(year, 12, 31))


def _season(match: re.Match[str]) -> Period | None:
    first, last = SEASONS[match["season"].casefold()]
    year = int(match["year"])
    return Period(month(year, first).first, month(year, last).last)


def _pattern(expression: str) -> re.Pattern[str]:
    return re.compile(r"(?<![\w£.,/-])" + expression + r"(?![\w%]|[.,/]\d)", re.IGNORECASE)


def _month_of_year(match: re.Match[str]) -> Period | None:
    """Read "November 2024-25": a month of a financial year."""
    first, last = _years(match)
    number = _number(match["month"])
    return month(first + (number < 4), number) if last == first + 1 else None


FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Period | None]], ...] = (
    (_pattern(MONTH.format("month") + r"[\s,]+" + SPAN.format("first", "last")), _month_of_year),
    (_pattern(MONTH.format("month") + r"[\s,-]+" + r"(?P<year>(?:19|20)\d\d)"), _month),
    (_pattern(MONTH.format("month") + r"(?:-|\s?['’])" + r"(?P<year>\d\d)"), _month),
    (
        _pattern(
            MONTH.format("first")
            + rf"(?:\s+{YEAR.format('first_year')})?"
            + TO
            + MONTH.format("last")
            + r"\s+"
            + YEAR.format("year")
        ),
        _month_range,
    ),
    (
        _pattern(r"(?:Q|quarter\s+)(?P<quarter>[1-4])(?:\s+of)?[\s,]+" + SPAN_OF_QUARTER.format("first", "last")),
        _quarter,
    ),
    (
        _pattern(rf"(?P<quarter>{'|'.join(QUARTERS)})\s+quarter(?:\s+of)?[\s,]+" + SPAN.format("first", "last")),
        _named_quarter,
    ),
    (
        _pattern(
            r"the\s+period\s+(?:up\s+)?to\s+(?:the\s+end\s+of\s+)?"
            + MONTH.format("month")
            + r"\s+"
            + YEAR.format("year")
        ),
        _period_to,
    ),
    (_pattern(SPAN.format("first", "last")), _financial_year),
    (_pattern(r"first\s+(?P<count>\w+)\s+months?\s+of\s+" + YEAR.format("year")), _first_months),
    (_pattern(rf"(?P<season>{'|'.join(SEASONS)})(?:\s+of)?\s+{YEAR.format('year')}"), _season),
    (_pattern(YEAR.format("year")), _calendar_year),
)


BARE_MONTH = re.compile(
    r"(?<![\w£.,/'’-])(?P<month>January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b(?!\s?[’']?\d{1,4}(?![.,]?\d)|-\d|\s+(?:be|not|have|also|need|include|well|wish)\b)"
)
"""A month without a year, written with its capital."""


THIS_YEARS = re.compile(
    r"\bfirst\s+(?P<count>\w+)\s+months?\s+of\s+(?:the|this)\s+(?:calendar\s+)?year\b", re.IGNORECASE
)

MONTHS_TOGETHER = re.compile(
    r"\b(?:during|between|over)\s+" + MONTH.format("first") + r"\s+and\s+" + MONTH.format("last") + r"\b(?!\s?[’']?\d)"
)
"""Two months without a year that a figure is of together, "during February and March"."""
NEXT_YEAR = re.compile(r"\b(?:next|coming|forthcoming)\s+financial\s+year\b", re.IGNORECASE)


def find_months(text: str, anchor: date) -> list[PeriodFound]:
    """Give the months that a text names without a year, each the last of that name up to the month of `anchor`."""
    found = []
    for match in NEXT_YEAR.finditer(text):
        found.append(PeriodFound(match.start(), match.end(), months(anchor.year + (anchor.month > 3), 4, 12)))
    for match in THIS_YEARS.finditer(text):
        words = match["count"].casefold()
        if words in COUNTS:
            found.append(PeriodFound(match.start(), match.end(), months(anchor.year, 1, COUNTS.index(words) + 1)))
    for match in MONTHS_TOGETHER.finditer(text):
        first, last = _number(match["first"]), _number(match["last"])
        year = anchor.year - (last > anchor.month)
        if first != last:
            found.append(
                PeriodFound(match.start(), match.end(), months(year - (first > last), first, (last - first) % 12 + 1))
            )
    together = [(one.start, one.end) for one in found]
    for match in BARE_MONTH.finditer(text):
        if any(start <= match.start() < end for start, end in together):
            continue
        number = _number(match["month"])
        year = anchor.year - (number > anchor.month)
        found.append(PeriodFound(match.start(), match.end(), month(year, number)))
    return found


SHORT_YEARS = re.compile(r"(?<![\d/.-])(?P<first>\d\d)\s?[-–/]\s?(?P<last>\d\d)(?![\d/.-])")


def year_of_head(text: str) -> Period | None:
    """Give the financial year that a column head names in four digits, "23-24"; in running text that is an age."""
    for match in SHORT_YEARS.finditer(text):
        if (int(match["first"]) + 1) % 100 == int(match["last"]):
            return months(_year(match["first"]), 4, 12)
    return None


def year_before(period: Period) -> Period:
    """Give the same time a year earlier."""
    whole_months = period.first.day == 1 and period == months(
        period.first.year,
        period.first.month,
        12 * (period.last.year - period.first.year) + period.last.month - period.first.month + 1,
    )
    if whole_months:
        count = 12 * (period.last.year - period.first.year) + period.last.month - period.first.month + 1
        return months(period.first.year - 1, period.first.month, count)
    return Period(_day_before_year(period.first), _day_before_year(period.last))


def _day_before_year(day: date) -> date:
    return date(day.year - 1, day.month, min(day.day, calendar.monthrange(day.year - 1, day.month)[1]))


def month_of_span(name: str, first_name: str, span: Period) -> Period:
    """Give the month of a year that runs from the month `first_name` on, as heads of a table name it."""
    number, first = _number(name), _number(first_name)
    return month(span.first.year + (number < first), number)
