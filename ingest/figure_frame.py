"""What a figure takes from around it when its own words do not say: period, place, unit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.language.dates import day_words
from corpus.language.leaning_periods import find_months, find_quarters, is_financial_year
from corpus.language.periods import Period, PeriodFound, find_periods, months
from corpus.language.units import Unit
from corpus.records import Block, Document, Paper

PLACE_END = re.compile(
    r"\s+(?:(?:metropolitan|city|county|borough|district|town|unitary|parish)\s+)*council$", re.IGNORECASE
)
PLACE_OPENING = re.compile(r"^(?:royal |london )*(?:borough|city|county) (?:council )?of ", re.IGNORECASE)
FIRST_LINES = 12
SHORT_LINE = 120
"""Blocks of a paper, and characters of each, in which the period that it is about is looked for."""
PURPOSE = re.compile(r"\bpurpose\b", re.IGNORECASE)
AHEAD = re.compile(r"\b(?:recommend\w+|reasons?|priorit\w+|options?)\b", re.IGNORECASE)
"""Headings of a report's first sections."""
OPENS = 10
YEAR_AT_MOST = 366
MEASURED_FROM = re.compile(
    r"\b(?:since|than|(?:compared|comparison) (?:with|to)|before|until|against) (?:the )?(?:(?:start|end) of )?$",
    re.IGNORECASE,
)
"""Before a time that something changed from, or that it is held against."""
NOW = re.compile(
    r"\b(?:currently|at present|(?<!up )to date|now|presently|at the time of writing|as it stands)\b", re.IGNORECASE
)


@lru_cache(maxsize=4096)
def periods_in(text: str) -> tuple[PeriodFound, ...]:
    """Give the periods that a text names in full. Headings and column heads are asked for again and again."""
    return tuple(find_periods(text))


def place_of(council: str) -> str:
    """Give the place that a council serves: "Blackpool" of "Blackpool Borough Council"."""
    return PLACE_OPENING.sub("", PLACE_END.sub("", council))


@dataclass(frozen=True, slots=True)
class Frame:
    """A paper as what its figures hang in; `opening` is the period that its first words or its name are about."""

    document: Document
    paper: Paper
    opening: Period | None = None

    @property
    def place(self) -> str:
        """The place that a figure of this paper is of, unless it says another."""
        return place_of(self.paper.council or self.document.council)

    def periods(self, text: str) -> list[PeriodFound]:
        """Give the periods of a text; a month without a year is the last one before the meeting."""
        found = find_periods(text)
        day = self.paper.meeting_date or self.document.meeting_date
        if day is None:
            return found
        taken = [(one.start, one.end) for one in found]
        years = {one.period for one in found if is_financial_year(one.period)}
        leaning = [*find_quarters(text, day, years.pop() if len(years) == 1 else None), *find_months(text, day)]
        bare = [one for one in leaning if all(one.end <= start or one.start >= end for start, end in taken)]
        return sorted([*found, *bare], key=lambda one: one.start)

    def inherited_period(self, above: Sequence[str]) -> tuple[Period | None, str]:
        """Give the period of the nearest words above that name one, with these words; `above` runs outwards in."""
        for words in reversed((self.document.title, self.paper.title, *above)):
            # "Down by £2m since 31 March" is of a later time, which stands elsewhere.
            found = [one for one in periods_in(words) if not MEASURED_FROM.search(words[: one.start])]
            years = [one for one in found if (one.period.last - one.period.first).days <= YEAR_AT_MOST]
            if years and len(years) < len(found):
                return years[0].period, words  # beside a year, a plan's years are no figure's
            if found:
                # A date that opens the words is what they are about; in a title the last one is.
                return found[0 if found[0].start <= OPENS else -1].period, words
        return self.opening, ""

    def today(self) -> tuple[Period | None, tuple[str, ...]]:
        """Give the day of the meeting, for "currently" in a paper that names no period."""
        day = self.paper.meeting_date or self.document.meeting_date
        return (Period(day, day), (day_words(day),)) if day else (None, ())


def opening_period(document: Document, paper: Paper, blocks: Sequence[Block]) -> Period | None:
    """Give the period that a paper is about: of its title, its purpose, its first lines, or the name of its file.

    What is recommended, and why, is about times to come, and a purpose that names one is no report of it.
    """
    name = re.sub(r"[_.]+", " ", document.name)
    first = [block for block in blocks[:FIRST_LINES] if not AHEAD.search(" ".join(block.headings[-1:]))]
    purpose = [block.text for block in first if PURPOSE.search(" ".join(block.headings[-1:]))]
    meeting = paper.meeting_date or document.meeting_date
    short = [block.text for block in first if len(block.text) < SHORT_LINE]
    for words in (paper.title, *purpose, *short, name):
        for found in periods_in(words):
            days = (found.period.last - found.period.first).days
            to_come = words in purpose and meeting is not None and found.period.last > meeting
            if 0 < days <= YEAR_AT_MOST and not to_come:  # a single day is the meeting's, or that of another paper
                return found.period
    return None


MONEY_WORDS = re.compile(
    r"\b(?:budgets?|variances?|outturn|forecast|underspend|overspend|expenditure|spend|spending)\b", re.IGNORECASE
)
"""Words that make a percentage one of amounts of money."""
SPENT_TO_DATE = re.compile(r"\bto date\b", re.IGNORECASE)


PRICE = re.compile(
    r"\b(?:weekly|daily|hourly|nightly|(?:per|an?|each|every) (?:week|day|night|hour|place|head|child|person|visit))\b",
    re.IGNORECASE,
)
"""Words that make an amount of money a price of its day, and no sum of a year."""


def of_money(unit: Unit, words: str) -> bool:
    """Tell whether a figure is an amount of money spent over a time, or a share of one as its words say."""
    if unit is Unit.MONEY:
        return PRICE.search(words) is None
    return unit is Unit.PERCENT and MONEY_WORDS.search(words) is not None


def year_to_date(period: Period) -> Period:
    """Give the part of the financial year that ends with a month."""
    return Period(year_of_money(period).first, period.last)


def year_of_money(period: Period) -> Period:
    """Give the financial year that a month or quarter of it stands for where amounts of money are stated."""
    first = period.first
    whole = months(first.year - (first.month < 4), 4, 12)
    return whole if whole.covers(period) else period
