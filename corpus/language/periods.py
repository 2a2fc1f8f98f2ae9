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
from functools import lru_cache

from corpus.language.dates import MONTHS, TWO_DIGITS, find_dates

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
MONTHS_OF = {"quarter": 3, "year": 12}
QUARTERS = ("first", "second", "third", "fourth")
APRIL, SEPTEMBER = 4, 9
"""The months in which financial and school years begin."""
LONGEST_TIME = 36
"""Months of a time that is told by its length and its end."""
LONGEST_PLAN = 12
"""Financial years that one plan may run through."""
SCHOOL_TERMS = {"spring": (1, 3), "summer": (4, 7), "autumn": (9, 12)}
SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11)}
"""First and last month; winter is left out since it has two years."""
PARTS = {"early": (1, 4), "mid": (5, 8), "middle of": (5, 8), "late": (9, 12)}
"""First and last month of what is called the early, middle and late part of a calendar year."""


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
    """A period that stands at `text[start:end]`.

    `otherwise` is what it is where the year meant is a school year: "April 2018-19" is in 2018 for accounts, in 2019
    for schools.
    """

    start: int
    end: int
    period: Period
    otherwise: Period | None = None


def month(year: int, number: int) -> Period:
    """Give a month, 1 to 12."""
    return Period(date(year, number, 1), date(year, number, calendar.monthrange(year, number)[1]))


def months(year: int, first: int, count: int) -> Period:
    """Give `count` months from a month on; months after 12 belong to the next year."""
    start, end = year * 12 + first - 1, year * 12 + first + count - 2
    return Period(month(start // 12, start % 12 + 1).first, month(end // 12, end % 12 + 1).last)


def find_periods(text: str) -> list[PeriodFound]:
    """Give the periods that a text names, in order, without overlaps; the longer reading wins."""
    return list(_periods(text)) if TWO_DIGITS.search(text) else []


@lru_cache(1024)  # a sentence is looked at for each of its figures, a heading for each below it
def _periods(text: str) -> tuple[PeriodFound, ...]:
    found = [PeriodFound(d.start, d.end, Period(d.date, d.date)) for d in find_dates(text)]
    for pattern, read in FORMS:
        for match in pattern.finditer(text):
            period = read(match)
            if period is not None:
                otherwise = _month_of_school_year(match) if read is _month_of_year else None
                found.append(PeriodFound(match.start(), match.end(), period, otherwise))
    return tuple(sorted(_longest(found), key=lambda p: p.start))


def _longest(found: list[PeriodFound]) -> Iterator[PeriodFound]:
    starts: list[int] = []
    ends: list[int] = []
    for candidate in sorted(found, key=lambda p: (p.start - p.end, p.start)):
        at = bisect_right(starts, candidate.start)
        if (at == 0 or ends[at - 1] <= candidate.start) and (at == len(starts) or candidate.end <= starts[at]):
            starts.insert(at, candidate.start)
            ends.insert(at, candidate.end)
            yield candidate


def month_number(name: str) -> int:
    """Give the number of a month, 1 to 12, by its name or its first three letters."""
    return MONTH_NUMBERS[name[:3].casefold()]


def year_number(text: str) -> int:
    """Give a year of four digits, or of two with its century."""
    year = int(text)
    if year > 99:
        return year
    return year + (2000 if year < CENTURY_TURN else 1900)


def _years(match: re.Match[str]) -> tuple[int, int]:
    """Give the first and last year of a span; a last one of two digits is the next such year after the first."""
    first, last = year_number(match["first"]), int(match["last"])
    return first, last if last > 99 else first + 1 + (last - first - 1) % 100


def _month(match: re.Match[str]) -> Period | None:
    return month(year_number(match["year"]), month_number(match["month"]))


def _month_range(match: re.Match[str]) -> Period | None:
    last = month(year_number(match["year"]), month_number(match["last"]))
    first_year = year_number(match["first_year"]) if match["first_year"] else last.first.year
    first = month(first_year, month_number(match["first"]))
    if first.first > last.first and not match["first_year"]:
        first = month(first_year - 1, month_number(match["first"]))
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
    last = month(year_number(match["year"]), month_number(match["month"]))
    return Period(date(last.first.year - (last.first.month < 4), 4, 1), last.last)


def _first_months(match: re.Match[str]) -> Period | None:
    words = match["count"].casefold()
    count = COUNTS.index(words) + 1 if words in COUNTS else int(words) if words.isdigit() else 0
    return months(int(match["year"]), 1, count) if 0 < count <= len(COUNTS) else None


def _days(match: re.Match[str]) -> Period | None:
    """Read "1 April to 30 September 2024", the first year being that of the last day where it is not said."""
    year = year_number(match["year"])
    opens, closes = month_number(match["first"]), month_number(match["last"])
    try:
        last = date(year, closes, int(match["to_day"]))
        first = date(year_number(match["first_year"]) if match["first_year"] else year, opens, int(match["from_day"]))
    except ValueError:  # there is no such day
        return None
    return Period(first, last) if first <= last else None


def _months_to(match: re.Match[str]) -> Period | None:
    """Read "the six months to September 2024", "year ending March 2018": a time told by its length and its end."""
    words = (match["count"] or "twelve").casefold()
    count = int(words) if words.isdecimal() else COUNTS.index(words) + 1 if words in COUNTS else 0
    count *= MONTHS_OF.get((match["of"] or "").casefold().rstrip("s"), 1)
    first = year_number(match["year"]) * 12 + month_number(match["month"]) - count
    return months(first // 12, first % 12 + 1, count) if 1 < count <= LONGEST_TIME else None


def _financial_years(match: re.Match[str]) -> Period | None:
    """Read "2024/25 to 2026/27" as one time; after "from" they are two, between which something changed."""
    first, second = _years(match)
    third, last = year_number(match["third"]), int(match["fourth"])
    whole = second == first + 1 and (third + 1) % 100 == last % 100 and first < third <= first + LONGEST_PLAN
    return months(first, 4, 12 * (third - first + 1)) if whole else None


def _term(match: re.Match[str]) -> Period:
    first, last = SCHOOL_TERMS[match["season"].casefold()]
    opens = year_number(match["first"])
    year = opens + (match["last"] is not None and first < SCHOOL_TERMS["autumn"][0])
    return Period(month(year, first).first, month(year, last).last)


COUNTED = re.compile(
    r"\b(?:figures?|numbers?|totals?|count)\s(?:was|were|is|are|stood at|reached)\s(?:now\s|around\s|about\s)?$",
    re.IGNORECASE,
)
"""Before four digits that are a number and no year: "in April the figure was 1969"."""


LAW = re.compile(r"\b(?:Acts?|Bill|Regulations?|Order|Rules|Measure)(?:\s\([^()]*\))?,?\s(?:\|\s)?\(?$")
"""Before a year that is part of a law's name, in a sentence or in the cells of a row: "the Children Act 1989"."""


def _calendar_year(match: re.Match[str]) -> Period | None:
    before = match.string[max(0, match.start() - 40) : match.start()]
    if COUNTED.search(before) or LAW.search(before):
        return None
    year = int(match["year"])
    return Period(date(year, 1, 1), date(year, 12, 31))


def _season(match: re.Match[str]) -> Period | None:
    first, last = SEASONS[match["season"].casefold()]
    year = int(match["year"])
    return Period(month(year, first).first, month(year, last).last)


def _part(match: re.Match[str]) -> Period | None:
    first, last = PARTS[" ".join(match["part"].casefold().split())]
    year = int(match["year"])
    return Period(month(year, first).first, month(year, last).last)


def _pattern(expression: str) -> re.Pattern[str]:
    return re.compile(r"(?<![\w£.,/-])" + expression + r"(?![\w%]|[.,/]\d)", re.IGNORECASE)


def _month_of_year(match: re.Match[str]) -> Period | None:
    """Read "November 2024-25": a month of a financial year."""
    first, last = _years(match)
    number = month_number(match["month"])
    return month(first + (number < 4), number) if last == first + 1 else None


def _month_of_school_year(match: re.Match[str]) -> Period | None:
    """Read "June 2018-19" as a month of a school year, where it is another one than that of the financial year."""
    first, number = _years(match)[0], month_number(match["month"])
    return month(first + 1, number) if APRIL <= number < SEPTEMBER else None


FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Period | None]], ...] = (
    (_pattern(MONTH.format("month") + r"[\s,]+" + SPAN.format("first", "last")), _month_of_year),
    (_pattern(MONTH.format("month") + r"[\s,-]+" + r"(?P<year>(?:19|20)\d\d)"), _month),
    (_pattern(MONTH.format("month") + r"\s\((?P<year>(?:19|20)\d\d)\)"), _month),
    (_pattern(MONTH.format("month") + r"(?:-|\s?['’])" + r"(?P<year>\d\d)"), _month),
    # "Oct 17 - 81.0%": a year of two digits, with the month's value behind it.
    (_pattern(MONTH.format("month") + r"\s(?P<year>[12]\d)(?=\s?[–:-]\s?£?\d[\d,.]*%?)"), _month),
    (
        _pattern(
            r"(?P<between>between\s+)?"
            + MONTH.format("first")
            + rf"(?:\s+{YEAR.format('first_year')})?"
            + rf"(?(between)\s+and\s+|{TO})"
            + MONTH.format("last")
            + r"\s+"
            + YEAR.format("year")
        ),
        _month_range,
    ),
    (
        _pattern(
            r"(?:between\s+)?(?P<from_day>\d{1,2})(?:st|nd|rd|th)?\s+"
            + MONTH.format("first")
            + rf"(?:\s+{YEAR.format('first_year')})?\s*(?:to|and|until|–|-)\s*"
            + r"(?P<to_day>\d{1,2})(?:st|nd|rd|th)?\s+"
            + MONTH.format("last")
            + r"\s+"
            + YEAR.format("year")
        ),
        _days,
    ),
    (
        _pattern(
            r"(?:(?P<count>\w{1,9})[\s-](?P<of>months?|quarters?|years)|year)\s+(?:(?:up\s+)?to|ending|ended|until)\s+"
            r"(?:the\s+end\s+of\s+|\d\d(?:st|th)?\s+)?" + MONTH.format("month") + r"\s+" + YEAR.format("year")
        ),
        _months_to,
    ),
    (
        _pattern(r"(?<!from )" + SPAN.format("first", "last") + r"\s*(?:to|–|-)\s*" + SPAN.format("third", "fourth")),
        _financial_years,
    ),
    (
        _pattern(
            rf"(?P<season>{'|'.join(SCHOOL_TERMS)})\s+term(?:\s+(?:of|in))?\s+"
            r"(?P<first>(?:19|20)\d\d)(?:[/–-](?P<last>(?:20)?\d\d))?"
        ),
        _term,
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
    (_pattern(rf"(?P<part>early|mid|middle\s+of|late)[\s-](?:in\s)?{YEAR.format('year')}(?![/–-]\d)"), _part),
    (_pattern(YEAR.format("year")), _calendar_year),
)


def without_times(head: str) -> str:
    """Give a head without its times: who asks for repairs "within 24 hours" does not ask for 2023/24."""
    for found in reversed(find_periods(head)):
        head = f"{head[: found.start]} {head[found.end :]}"
    return head
