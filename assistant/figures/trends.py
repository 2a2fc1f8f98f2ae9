"""How a figure changed: two values of one measure, place and unit for different times, earlier first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import combinations

from assistant.derived.pairs import PAIRED, Again, akin, alike, nearness
from assistant.questions.changes import COUNTS, SINCE, names_change
from assistant.questions.question import Asks, Question
from assistant.questions.two_times import ends_of, year_before_too
from assistant.ranking.figure_asked import agrees
from assistant.ranking.figure_candidates import FigureCandidate
from corpus.figures import Role
from corpus.language.leaning_periods import months_before
from corpus.language.periods import Period, PeriodFound, month

SPAN = re.compile(r"\b(?:between|from|since|to|and|versus|vs?|against|than|compar\w+)\b", re.IGNORECASE)
"""Words that join two periods; without them one of the two is the paper's own."""
TWO_ENDS = re.compile(r"\d\s*(?:to|and|until|till|-|–)\s+(?=[a-z\d])", re.IGNORECASE)
"""Between the two ends of a span that both name their year: "March 2015 to March 2017"."""
ENDS_DAYS = 200
"""A span at least so long that names both years asks for its two ends, where it is no year of account or calendar."""
LENGTH = re.compile(r"\w+[\s-](?:months|quarters|years)\s", re.IGNORECASE)
"""Opens a time that is told by its length and its end."""
DIFFERENCE = re.compile(r"\s*(?:[a-z-]+\s+)?(?:fewer|more|less|higher|lower|above|below)\b", re.IGNORECASE)
"""Behind a number that says by how much two others differ."""
BY = re.compile(r"\bby (?:about |around |nearly |some |over )?$", re.IGNORECASE)
"""Before such a number: "down by 25"."""
SET_BESIDE = re.compile(r"\b(?:compared (?:with|to)|up from|down from|from|against)\b", re.IGNORECASE)
BEFORE_NOW = re.compile(r"\bprevious(?:ly)?\b|\bused to be\b", re.IGNORECASE)
"""Words between two values of which the second was reached before the first, however their times are told."""
CLOSE = 120
"""Characters between two values that such words join."""
OVERLAPS = 0.4
"""How well a period agrees that is much longer than the one asked for: such a figure is of no point in time."""
FROM_TO_SAID = 3.0
"""What two values gain by being said to have become one another."""
FROM_BEFORE = re.compile(r"\bfrom (?:about |around |nearly |just over )?$", re.IGNORECASE)
TO_ALONE = re.compile(r"%?(?: \w+){0,4}? to (?:\w+ ){0,2}?", re.IGNORECASE)
"""Around the first of two such values, and between them."""
FAR_BEHIND = 5.0
"""How far below the best figure's score both values of a change may be for it to be of the thing asked for."""
LONGER = 0.5
LONGEST = 4
"""What a series gains by each further period that its row holds, up to so many."""
STATES = frozenset({Role.ACTUAL, Role.PREVIOUS})
"""Roles of a value that was reached; two of any other must be of one role."""


def asks_for_trend(question: Question) -> bool:
    """Tell whether a question asks how something changed."""
    text = question.text
    if question.asks in {Asks.WHY, Asks.WHEN}:  # "since when" asks for a day
        return False
    if names_change(text) or (len(question.periods) > 1 and SPAN.search(text)) or year_before_too(question):
        return True
    return not COUNTS.search(text) and (SINCE.search(text) is not None or _two_ends(question) is not None)


def _two_ends(question: Question) -> tuple[PeriodFound, PeriodFound] | None:
    """Give the first and the last month of the one span that a question names with both of its years."""
    if len(question.periods) != 1:
        return None
    found = question.periods[0]
    first, last = found.period.first, found.period.last
    days = (last - first).days
    named = ends_of(question, found)
    if named is not None and all(end.period == month(end.period.first.year, end.period.first.month) for end in named):
        return named
    whole_year = days < 366 and (last + timedelta(days=1)).month == first.month
    if days < ENDS_DAYS or whole_year or not TWO_ENDS.search(question.text[found.start : found.end]):
        return None
    ends = month(first.year, first.month), month(last.year, last.month)
    return replace(found, period=ends[0]), replace(found, period=ends[1])


def trend(question: Question, found: Sequence[FigureCandidate], again: Again) -> tuple[FigureCandidate, ...]:
    """Choose two figures for different times, of those that are named, if any; none where there are no two."""
    ends = list(_two_ends(question) or ())
    if ends and any(one.figure.period == question.periods[0].period for one in found):
        return ()  # a paper states a value for the whole of it
    if not ends:
        ends = list(year_before_too(question) or (question.periods if len(question.periods) > 1 else ()))
    if ends:
        ends = sorted(ends, key=lambda end: end.period.first)
        firsts, lasts = (again(replace(question, periods=(end,))) for end in (ends[0], ends[-1]))
        return _between(firsts, lasts, places=question.places)
    over = _with_its_start(question)
    if over is not None:
        question, found = over, again(over)
    pairs = [
        pair
        for pair in combinations([one for one in found if _states(one)][: 2 * PAIRED], 2)
        if _of_one_measure(*pair)
        and _another_time(*pair)
        and (not question.periods or (all if over else any)(one.features.period > OVERLAPS for one in pair))
    ]
    if not pairs:
        return ()
    ranked = list(found)
    best = max(pairs, key=lambda pair: _worth(*pair) + _length(pair[0], pair[1], ranked))
    if max(one.score for one in best) < found[0].score - FAR_BEHIND:
        return ()  # what has two times is another thing than the one asked for
    first, last = sorted(best, key=_when)
    if first.block.row and first.block.id == last.block.id:
        first, last = _ends(first, last, ranked, question)
    return first, last


def _with_its_start(question: Question) -> Question | None:
    """Give a question for a change over a time that is told by its length with the month before it, where it began.

    "Over the six months to May" begins with what there was in November. None for a question that names no such time.
    """
    if len(question.periods) != 1:
        return None
    found = question.periods[0]
    if not LENGTH.match(question.text, found.start) or not names_change(question.text):
        return None
    before = months_before(month(found.period.first.year, found.period.first.month), 1)
    return replace(question, periods=(replace(found, period=Period(before.first, found.period.last)),))


def _between(
    firsts: Sequence[FigureCandidate], lasts: Sequence[FigureCandidate], *, places: bool
) -> tuple[FigureCandidate, ...]:
    """Choose the best two of which one is for the first of two times and the other for the last.

    Each has to speak for itself; they may be of two councils where the question names any.
    """
    early = [one for one in firsts if one.features.period > 0 and _states(one)]
    late = [one for one in lasts if one.features.period > 0 and _states(one)]
    pairs = [
        (a, b)
        for a in early[:PAIRED]
        for b in late[:PAIRED]
        if (_of_one_kind(a, b) or _ends_in_forecast(a, b))
        and (places or _of_one_place(a, b))
        and (a.figure.period is None or b.figure.period is None or _when(a) <= _when(b))
    ]
    if not pairs:
        return ()
    first, last = max(pairs, key=lambda pair: _worth(*pair))
    if first.block.row and first.block.id == last.block.id:
        # A year named as the end of a span reaches to the last of its quarters that the row holds.
        first = min((one for one in early if _in_series(first, one)), key=_when, default=first)
        last = max((one for one in late if _in_series(last, one)), key=_when, default=last)
    return (first, last) if first.figure.id != last.figure.id else ()


def _states(one: FigureCandidate) -> bool:
    """Tell whether a figure states what was reached, and neither a range nor how far two values are apart."""
    figure = one.figure
    if figure.high is not None or figure.role is Role.CHANGE:
        return False
    text = one.block.text
    apart = DIFFERENCE.match(text[figure.end :]) or BY.search(text[: figure.start])
    return figure.column is not None or apart is None


def _of_one_measure(one: FigureCandidate, other: FigureCandidate) -> bool:
    return _of_one_kind(one, other) and _of_one_place(one, other) and akin(one, other) and _same_row(one, other)


def _of_one_kind(one: FigureCandidate, other: FigureCandidate) -> bool:
    a, b = one.figure, other.figure
    return alike(a, b) and (a.role is b.role or {a.role, b.role} <= STATES)


def _ends_in_forecast(one: FigureCandidate, other: FigureCandidate) -> bool:
    """Tell whether two cells of a row are what was reached and what it is expected to become."""
    a, b = one.figure, other.figure
    of_one_row = one.block.row is not None and one.block.id == other.block.id
    return of_one_row and alike(a, b) and a.role in STATES and b.role is Role.FORECAST


def _of_one_place(one: FigureCandidate, other: FigureCandidate) -> bool:
    a, b = one.figure.place, other.figure.place
    return a == b or not a or not b


def _same_row(one: FigureCandidate, other: FigureCandidate) -> bool:
    """Tell whether two cells are of one row or, in different tables, of one head; true for running text."""
    if one.block.row is None or other.block.row is None or one.block.id == other.block.id:
        return True
    return one.figure.breakdown == other.figure.breakdown


def _worth(one: FigureCandidate, other: FigureCandidate) -> float:
    return one.score + other.score + nearness(one, other) + FROM_TO_SAID * _is_said_from_to(one, other)


def _is_said_from_to(one: FigureCandidate, other: FigureCandidate) -> bool:
    """Tell whether a text says that one value became the other: "down from 30 to 24"."""
    first, last = sorted((one, other), key=lambda each: each.figure.start)
    text = first.block.text
    between = text[first.figure.end : last.figure.start]
    opened = FROM_BEFORE.search(text[: first.figure.start])
    return first.block.id == last.block.id and opened is not None and TO_ALONE.fullmatch(between) is not None


def _length(one: FigureCandidate, other: FigureCandidate, found: Sequence[FigureCandidate]) -> float:
    """Give what two cells gain by the further periods that their row holds."""
    if one.block.row is None or one.block.id != other.block.id:
        return 0.0
    return LONGER * min(LONGEST, len({o.figure.period for o in found if _in_series(one, o)}) - 2)


def _in_series(one: FigureCandidate, other: FigureCandidate) -> bool:
    """Tell whether a cell is of the same row, unit and role as another, for a time of its own."""
    a, b = one.figure, other.figure
    same = a.id == b.id or alike(a, b)
    return one.block.id == other.block.id and same and a.role is b.role and b.period is not None


def _ends(
    first: FigureCandidate, last: FigureCandidate, found: Sequence[FigureCandidate], question: Question
) -> tuple[FigureCandidate, FigureCandidate]:
    """Give the ends of a row of periods: from the one that is named, or the first, to the last."""
    series = sorted((one for one in found if _in_series(first, one)), key=_when)
    named = [one for one in series if one.features.period > 0] if question.periods else series
    start = named[0] if named else first
    return (start, series[-1]) if series and series[-1] is not start else (first, last)


def _another_time(one: FigureCandidate, other: FigureCandidate) -> bool:
    a, b = one.figure.period, other.figure.period
    if a is not None and b is not None and a != b:
        return not agrees([a], b) and not agrees([b], a)
    first, second = sorted((one, other), key=lambda each: each.figure.start)
    between = one.block.text[first.figure.end : second.figure.start]
    if one.block.id != other.block.id or one.block.row or len(between) >= CLOSE:
        return False
    if BEFORE_NOW.search(between):
        return True
    # "from 38 to 29"; "146 on 24 May, compared with 118 in May 2018".
    return re.search(r"\bto\b", between) is not None or (a != b and SET_BESIDE.search(between) is not None)


def _when(one: FigureCandidate) -> tuple[str, int]:
    return (one.figure.period.first.isoformat() if one.figure.period else "9", one.figure.start)


def direction(first: FigureCandidate, last: FigureCandidate) -> str:
    """Say which way a figure went, "It rose:"; empty where the papers do not tell which of two values is the later."""
    before, after = first.figure.value, last.figure.value
    a, b = first.figure.period, last.figure.period
    if before is None or after is None or (a == b and not _is_from_to(first, last)):
        return ""
    if last.figure.role is Role.FORECAST:
        way = "not to change" if before == after else "to rise" if after > before else "to fall"
        return f"It was expected {way}:"
    return "It did not change:" if before == after else "It rose:" if after > before else "It fell:"


def _is_from_to(first: FigureCandidate, last: FigureCandidate) -> bool:
    between = first.block.text[first.figure.end : last.figure.start]
    return first.candidate.start == last.candidate.start and re.search(r"\bto\b", between) is not None
