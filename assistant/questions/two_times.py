"""The two times that a question names for one measure: "March 2017 to May 2019", "than the year before", "since"."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.figures.words import period_name
from assistant.questions.question import WORD, Question
from corpus.language.leaning_periods import BARE_MONTH, year_before
from corpus.language.periods import PeriodFound, find_periods, month, month_number
from corpus.language.stems import stems

YEAR_BEFORE = re.compile(
    r"\b(?:the )?(?:year before|previous year|year earlier|prior year|last year|previous 12 months|a year ago"
    r"|(?:a|one) year (?:before|earlier))\b",
    re.IGNORECASE,
)
JOINS = re.compile(r"\s*(?:\bto\b|\band\b|\buntil\b|\btill\b|-|–)\s*", re.IGNORECASE)
"""Between the two ends of a span."""
BESIDE = re.compile(r"\b(?:and|against|than|vs?\.?|versus|compared (?:with|to))(?: in| for)?\s+$", re.IGNORECASE)
"""Before a second time whose value is asked for, too."""
OPENS = re.compile(r"^\s*(?:between|from)\s+", re.IGNORECASE)


def two_periods(question: Question) -> tuple[PeriodFound, PeriodFound] | None:
    """Give the two times between which a question asks for a change, earlier first; None where it names no two."""
    found = question.periods
    if len(found) > 1:
        first, last = sorted((found[0], found[-1]), key=lambda one: one.period.first)
        return (first, last) if first.period != last.period else None
    if len(found) != 1:
        return None
    before = YEAR_BEFORE.search(question.text)
    if before:
        return PeriodFound(before.start(), before.end(), year_before(found[0].period)), found[0]
    return ends_of(question, found[0])


def year_before_too(question: Question) -> tuple[PeriodFound, PeriodFound] | None:
    """Give the time that a question names and the year before, where it asks for both: "against the year before"."""
    before = YEAR_BEFORE.search(question.text) if len(question.periods) == 1 else None
    if before is None or not BESIDE.search(question.text[: before.start()]):
        return None
    return PeriodFound(before.start(), before.end(), year_before(question.periods[0].period)), question.periods[0]


def ends_of(question: Question, span: PeriodFound) -> tuple[PeriodFound, PeriodFound] | None:
    """Give the two ends of one span, "March to May 2019"; None for a time that is named as a whole, as a year is."""
    text = question.text[span.start : span.end]
    opening = OPENS.match(text)
    at = opening.end() if opening else 0
    for join in JOINS.finditer(text, at):
        right = find_periods(text[join.end() :])
        left = find_periods(text[at : join.start()])
        if not right or right[0].start or right[0].end != len(text) - join.end():
            continue
        if not left:
            bare = BARE_MONTH.search(text[at : join.start()].title())
            if bare is None:
                continue
            number, last = month_number(bare["month"]), right[0].period.first
            left = [PeriodFound(bare.start(), bare.end(), month(last.year - (number > last.month), number))]
        if left[0].period.first < right[0].period.first:
            return (
                PeriodFound(span.start + at + left[0].start, span.start + at + left[0].end, left[0].period),
                PeriodFound(span.start + join.end(), span.end, right[0].period),
            )
    return None


def narrowed(question: Question, period: PeriodFound, asking: frozenset[str] = frozenset()) -> Question:
    """Give the question for one time alone, without the words of the others and those that ask for a change."""
    dated = {word.casefold() for p in question.periods for word in WORD.findall(question.text[p.start : p.end])}
    own = tuple(word.casefold() for word in WORD.findall(period_name(period.period)))
    kept = [word for word in question.words if word not in dated and not set(stems(word)) <= asking]
    return replace(question, periods=(period,), words=tuple(dict.fromkeys((*kept, *own))), compares=True)
