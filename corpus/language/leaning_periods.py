"""Periods that lean on another: months and quarters without a year, the year before, heads of a table's columns."""

from __future__ import annotations

import calendar
import re
from datetime import date

from corpus.language.periods import (
    COUNTS,
    MONTH,
    QUARTERS,
    Period,
    PeriodFound,
    month,
    month_number,
    months,
    year_number,
)

BARE_MONTH = re.compile(
    r"(?<![\w£.,/'’-])(?P<month>January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b"
    r"(?!\s?[’']?(?:[0-4]?\d|(?:19|20)\d\d)(?![.,]?\d)|-\d|\s+(?:be|not|have|also|need|include|well|wish)\b)"
)
"""A month without a year, written with its capital; "31 March 412 children" and "December 74 were" have none either."""


MONTH_ASKED = re.compile(
    r"(?P<before>\b(?:in|during|since|until|till|from|(?:at|by|before|after)(?: the)?(?: end of)?|end of|last"
    r"|(?:[12]?\d|3[01])(?:st|nd|rd|th)?(?: of)?) )" + MONTH.format("month") + r"\b",
    re.IGNORECASE,
)
SET_AGAINST = re.compile(
    r"\s+(?:than|vs?|versus|against|compared\s+(?:with|to))\s+(?:in\s+|at\s+(?:the\s+end\s+of\s+)?)?", re.IGNORECASE
)
"""Between two months that are compared, of which the second has the year of both."""
DAY_BEFORE = re.compile(r"(?<![\w£.,/:-])(?P<day>[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?\s(?:of\s)?$")
"""The day in front of a month: "at 31 March"."""
THIS_YEARS = re.compile(
    r"\bfirst\s+(?P<count>\w+)\s+months?\s+of\s+(?:the|this)\s+(?:calendar\s+)?year\b", re.IGNORECASE
)

MONTHS_TOGETHER = re.compile(
    r"\b(?:during|between|over)\s+" + MONTH.format("first") + r"\s+and\s+" + MONTH.format("last") + r"\b(?!\s?[’']?\d)"
)
"""Two months without a year that a figure is of together, "during February and March"."""
NEXT_YEAR = re.compile(r"\b(?:next|coming|forthcoming)\s+financial\s+year\b", re.IGNORECASE)


BARE_QUARTER = re.compile(
    r"\b(?:(?:Q|quarter\s)(?P<number>[1-4])|(?P<name>first|second|third|fourth)\squarter)\b"
    r"(?!(?:\s+of)?[\s,]+(?:19|20)?\d\d[/–-])",
    re.IGNORECASE,
)
"""A quarter of a financial year that is not named beside it."""


LAST_YEAR = re.compile(r",?\s(?:of\s)?(?:the\s)?(?:last|previous)\s(?:financial\s)?year\b", re.IGNORECASE)
"""Behind a quarter of the financial year before."""
APRIL = 4
"""The month in which a financial year begins."""


def find_quarters(text: str, anchor: date, year: Period | None = None) -> list[PeriodFound]:
    """Give the quarters that a text names without a year: of the financial `year`, else the last up to `anchor`."""
    found = []
    for match in BARE_QUARTER.finditer(text):
        number = int(match["number"]) if match["number"] else 1 + QUARTERS.index(match["name"].casefold())
        opens = year.first.year if year else anchor.year
        if LAST_YEAR.match(text, match.end()):
            opens = (year.first.year if year else anchor.year - (anchor.month < APRIL)) - 1
        elif year is None and months(opens, 1 + 3 * number, 3).first > anchor:
            opens -= 1
        quarter = months(opens, 1 + 3 * number, 3)
        found.append(PeriodFound(match.start(), match.end(), quarter))
    return found


def is_financial_year(period: Period) -> bool:
    """Tell whether a period is one financial year."""
    return period == months(period.first.year, 4, 12)


def month_set_against(text: str, named: PeriodFound) -> PeriodFound | None:
    """Give the month without a year that a text compares with one that has it, "in June than March 2023"."""
    for match in BARE_MONTH.finditer(text[: named.start].title()):
        if SET_AGAINST.fullmatch(text, match.end(), named.start):
            return PeriodFound(match.start(), match.end(), month(named.period.first.year, month_number(match["month"])))
    return None


def names_time_without_year(text: str) -> bool:
    """Tell whether a question may name a quarter or a month without its year."""
    return BARE_QUARTER.search(text) is not None or MONTH_ASKED.search(text) is not None


def months_asked(text: str, anchor: date) -> list[PeriodFound]:
    """Give the months without a year that a question asks for, "in june": each the last up to the month of `anchor`.

    Only those behind a word of time count: others may be names or verbs.
    """
    written = MONTH_ASKED.sub(lambda found: found["before"] + found["month"].capitalize(), text.lower())
    return find_months(written, anchor)


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
        first, last = month_number(match["first"]), month_number(match["last"])
        year = anchor.year - (last > anchor.month)
        if first != last:
            found.append(
                PeriodFound(match.start(), match.end(), months(year - (first > last), first, (last - first) % 12 + 1))
            )
    together = [(one.start, one.end) for one in found]
    for match in BARE_MONTH.finditer(text):
        if any(start <= match.start() < end for start, end in together):
            continue
        number = month_number(match["month"])
        year = anchor.year - (number > anchor.month)
        day = DAY_BEFORE.search(text[: match.start()])
        if day is not None and int(day["day"]) <= calendar.monthrange(year, number)[1]:
            on = date(year, number, int(day["day"]))
            found.append(PeriodFound(day.start("day"), match.end(), Period(on, on)))
        else:
            found.append(PeriodFound(match.start(), match.end(), month(year, number)))
    return found


SHORT_YEARS = re.compile(r"(?<![\d/.-])(?P<first>\d\d)\s?[-–/]\s?(?P<last>\d\d)(?![\d/.-])")


def year_of_head(text: str) -> Period | None:
    """Give the financial year that a column head names in four digits, "23-24"; in running text that is an age."""
    for match in SHORT_YEARS.finditer(text):
        if (int(match["first"]) + 1) % 100 == int(match["last"]):
            return months(year_number(match["first"]), 4, 12)
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


SAME_TIME = re.compile(
    r"\bthe\ssame\s(?:point|time|period|stage|date|day|week|month|quarter)\s(?:in\s|of\s|the\s)*"
    r"(?:last\syear|(?:previous|prior)\s(?:financial\s)?year|year\sbefore|a\syear\s(?:ago|earlier|before))"
    r"|\b(?:a|one)\syear\s(?:ago|earlier|before|previously)\b|\b(?:12|twelve)\smonths\s(?:ago|earlier|before)\b",
    re.IGNORECASE,
)
"""Words for the same time a year before."""
YEAR_BEFORE = re.compile(
    r"\b(?:last|the\s(?:previous|prior))\s(?:financial\s)?year\b|\bthe\syear\sbefore\b", re.IGNORECASE
)
"""Words for the year before, where the time spoken of is a year."""


MONTHS_EARLIER = re.compile(
    rf"\b(?P<count>{'|'.join(COUNTS[:-1])}|[1-9]|1[01])\smonths?\s(?:ago|earlier|before|previously)\b", re.IGNORECASE
)
"""Words for a time that is so many months before another, fewer than a year."""


def months_before(period: Period, count: int) -> Period:
    """Give the time `count` months earlier; of a day that ends a month it is the day that ends the other month."""
    ends = [(day.year * 12 + day.month - 1 - count, day) for day in (period.first, period.last)]
    first, last = (
        date(at // 12, at % 12 + 1, _day_of(at // 12, at % 12 + 1, day, keeps_end=period.last == day))
        for at, day in ends
    )
    return Period(first, last)


def _day_of(year: int, number: int, day: date, *, keeps_end: bool) -> int:
    longest = calendar.monthrange(year, number)[1]
    ends = day.day == calendar.monthrange(day.year, day.month)[1]
    return longest if ends and keeps_end else min(day.day, longest)


def find_earlier(text: str, base: Period) -> list[PeriodFound]:
    """Give the times that a text tells by their distance from another, `base`: "at the same point last year"."""
    found = [PeriodFound(m.start(), m.end(), year_before(base)) for m in SAME_TIME.finditer(text)]
    for match in MONTHS_EARLIER.finditer(text):
        words = match["count"].casefold()
        count = int(words) if words.isdigit() else COUNTS.index(words) + 1
        found.append(PeriodFound(match.start(), match.end(), months_before(base, count)))
    if is_financial_year(base) or base == Period(date(base.first.year, 1, 1), date(base.first.year, 12, 31)):
        taken = [(one.start, one.end) for one in found]
        found += [
            PeriodFound(m.start(), m.end(), year_before(base))
            for m in YEAR_BEFORE.finditer(text)
            if not any(start <= m.start() < end for start, end in taken)
        ]
    return found


def _day_before_year(day: date) -> date:
    return date(day.year - 1, day.month, min(day.day, calendar.monthrange(day.year - 1, day.month)[1]))


def month_of_span(name: str, first_name: str, span: Period) -> Period:
    """Give the month of a year that runs from the month `first_name` on, as heads of a table name it."""
    number, first = month_number(name), month_number(first_name)
    return month(span.first.year + (number < first), number)
