"""By how much two figures differ that agree in all but one thing: the time, whose they are, or what they count."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import product

from assistant.answers import Derived
from assistant.derived.arithmetic import bare, difference_of
from assistant.derived.operands import (
    ENOUGH,
    LOOKED_AT,
    NEAR,
    REACHED,
    Calculation,
    common_words,
    held_together,
    is_plain,
    is_timely,
    near,
    of_one_form,
    of_one_measure,
    of_one_time,
)
from assistant.derived.pairs import NEARNESS, Again, Seek, akin, nearness
from assistant.figures.comparisons import beside_another, comparable, is_own, newest_of_row
from assistant.figures.trends import DIFFERENCE
from assistant.questions.question import Question
from assistant.questions.sought import Sought
from assistant.questions.two_times import narrowed, two_periods
from assistant.ranking.contradictions import has_another_unit
from assistant.ranking.figure_asked import asked_roles
from assistant.ranking.figure_candidates import FigureCandidate
from assistant.ranking.figure_clauses import at_value
from assistant.ranking.movements import asks_movement
from corpus.figures import Figure, Role
from corpus.language.comparators import find_comparators
from corpus.language.periods import PeriodFound
from corpus.language.stems import known_stems

TWO_NAMED = re.compile(r"\bthan\b|\bbetween\b.+\band\b", re.IGNORECASE)
"""Words by which a question names the two things that differ."""
EXACT = 1.0
"""What a pair gains by each value that is of the very time asked for."""
WHOLE = 0.97
"""Share of the subject that a sentence must hold to state another difference of the very thing."""
SHARED = 2.0
"""What a pair gains whose measures are put in the same words."""


def between_times(
    question: Question,
    sought: Sought,
    seek: Seek,
    asking: frozenset[str],
    work: Callable[[Figure, Figure], Derived | None],
) -> Calculation | None:
    """Work out what a measure has changed by from one time to another."""
    periods = two_periods(question)
    if periods is None:
        return None
    firsts, lasts = (
        [one for one in seek(narrowed(question, period, asking), sought) if _is_level(one)][:LOOKED_AT]
        for period in periods
    )
    pairs = [
        (a, b)
        for a, b in product(firsts, lasts)
        if of_one_measure(a, b)
        and _is_alike(a, b)
        and a.figure.period != b.figure.period
        and held_together(sought, (a, b))
    ]
    if not pairs:
        return None
    first, last = max(
        pairs, key=lambda pair: worth(pair) + EXACT * sum(map(_is_within, periods, (one.figure for one in pair)))
    )
    working = work(first.figure, last.figure)
    return Calculation((first, last), working) if working else None


def as_stated(calculation: Calculation, found: Sequence[FigureCandidate]) -> Calculation:
    """Give the difference as a paper states it beside one of the two values, else the one that was worked out."""
    working = calculation.working
    if working is None:
        return calculation
    stated = [
        one
        for one in found
        if states_difference(one)
        and bare(one.figure) == Decimal(working.value)
        and any(
            nearness(one, each) >= NEARNESS[2] and _of_units(one.figure.unit, each.figure.unit)
            for each in calculation.figures
        )
    ]
    if stated:
        return Calculation((max(stated, key=lambda one: one.score),), None)
    return replace(calculation, otherwise=_stated_otherwise(calculation.figures, working, found))


def _stated_otherwise(
    pair: Sequence[FigureCandidate], working: Derived, found: Sequence[FigureCandidate]
) -> FigureCandidate | None:
    """Give the figure that states as another difference how far our value is from the one that it is compared with."""
    ours, theirs = pair[0].figure, pair[-1].figure
    stated = [
        one
        for one in found
        if theirs.of
        and states_difference(one)
        and _of_units(one.figure.unit, ours.unit)
        and one.figure.document_id == ours.document_id
        and one.figure.column is None
        and not one.features.other_period
        and any(named.of == theirs.of for named in find_comparators(one.candidate.text))
    ]
    best = max(stated, key=lambda one: (near(one), one.score), default=None)
    if best is None or near(best) < WHOLE or not is_plain(best) or bare(best.figure) is None:
        return None
    agrees = Decimal(working.low) <= (bare(best.figure) or 0) <= Decimal(working.high)
    return None if agrees else best


def _of_units(difference: str, value: str) -> bool:
    """Tell whether values of one unit can differ by another: percentages differ by points."""
    return difference == value or (value == "%" and difference == "percentage points")


def states_difference(one: FigureCandidate) -> bool:
    """Tell whether a figure says by how much two others differ: "nineteen fewer than in June"."""
    behind = one.block.text[one.figure.end :]
    return one.figure.role is Role.CHANGE or (one.figure.column is None and DIFFERENCE.match(behind) is not None)


def _is_level(one: FigureCandidate) -> bool:
    return is_timely(one) and is_plain(one) and near(one) >= NEAR and one.figure.role in REACHED


def _is_alike(one: FigureCandidate, other: FigureCandidate) -> bool:
    """Tell whether two figures are put in the same words, or each names by itself what is asked for.

    Of two that hold a half each nothing says that they are of one thing.
    """
    return akin(one, other) or min(near(one), near(other)) >= ENOUGH


def _is_within(asked: PeriodFound, figure: Figure) -> bool:
    """Tell whether a figure is of no longer time than the one asked for: May, and not the quarter that holds it."""
    return figure.period is not None and asked.period.covers(figure.period)


def worth(pair: tuple[FigureCandidate, FigureCandidate]) -> float:
    """Give how well two figures answer together: their scores, where they stand and the words of their measures."""
    return pair[0].score + pair[1].score + nearness(*pair) + SHARED * common_words(*pair)


def between_two(
    question: Question, sought: Sought, found: Sequence[FigureCandidate], again: Again
) -> Calculation | None:
    """Work out by how much our figure differs from the one it is compared with, or one thing from another."""
    asked = asked_roles(question)
    chosen = _beside(question, sought, found, again, asked) if asked else beside_another(question, found)
    if len(chosen) != 2 or not held_together(sought, chosen):
        return None
    if chosen[0].figure.unit != chosen[1].figure.unit or Role.CHANGE in {one.figure.role for one in chosen}:
        return None
    working = difference_of(chosen[0].figure, chosen[1].figure)
    return Calculation((chosen[0], chosen[1]), working) if working else None


def in_one_sentence(question: Question, sought: Sought, found: Sequence[FigureCandidate]) -> Calculation | None:
    """Work out by how much the only two values of a sentence differ that holds all that is asked for."""
    for one in found[:LOOKED_AT] if TWO_NAMED.search(question.text) else ():
        alike = [other for other in one.siblings if other.unit == one.figure.unit and other.role is not Role.CHANGE]
        pair = [each for each in found if each.figure in alike and each.candidate.start == one.candidate.start]
        if one.figure.column is not None or len(alike) != 2 or len(pair) != 2:
            continue
        fit = all(near(each) >= NEAR and is_plain(each) and not each.features.other_period for each in pair)
        if fit and held_together(sought, pair) and _told_apart(sought, *pair):
            first, last = sorted(pair, key=lambda each: each.figure.start)
            working = difference_of(first.figure, last.figure)
            return Calculation((first, last), working) if working else None
    return None


def in_one_movement(question: Question, sought: Sought, found: Sequence[FigureCandidate]) -> Calculation | None:
    """Work out by how much a value changed that a sentence says went from one to another: "from £97 to £105"."""
    if asked_roles(question) or TWO_NAMED.search(question.text) or not asks_movement(question):
        return None
    told = [one for one in found if states_difference(one) and near(one) >= WHOLE and is_plain(one)]
    if any(not has_another_unit(question, one) for one in told):
        return None
    for one in found[:LOOKED_AT]:
        after = next((each for each in one.siblings if _led_to(one.figure, each)), None)
        last = next((each for each in found if after is not None and each.figure.id == after.id), None)
        if not one.features.former or last is None:
            continue
        fit = is_plain(last) and not last.features.other_period and near(last) >= NEAR
        if fit and not has_another_unit(question, last) and held_together(sought, (one, last)):
            working = difference_of(one.figure, last.figure)
            return Calculation((one, last), working) if working else None
    return None


def _led_to(former: Figure, after: Figure) -> bool:
    return after.unit == former.unit and after.start > former.start


def _told_apart(sought: Sought, one: FigureCandidate, other: FigureCandidate) -> bool:
    """Tell whether each of two values of a sentence stands by words asked for that the other does not stand by."""
    mine, its = (
        sought.found(known_stems(" ".join(at_value(each.figure, each.candidate, each.siblings))))
        for each in (one, other)
    )
    only = [[a and not b for a, b in zip(*pair, strict=True)] for pair in ((mine, its), (its, mine))]
    return all(sought.core_share(words) > 0 for words in only)


def _beside(
    question: Question, sought: Sought, found: Sequence[FigureCandidate], again: Again, asked: set[tuple[Role, str]]
) -> tuple[FigureCandidate, ...]:
    """Choose our figure and the one that it is compared with: of one time, or beside each other."""
    own = [
        one
        for one in again(replace(question, compares=True))
        if is_own(question, one, asked) and is_plain(one) and near(one) >= NEAR and not one.features.other_period
    ]
    others = [one for one in found if (one.figure.role, one.figure.of) in asked or (one.figure.role, "") in asked]
    pairs = [
        (a, b)
        for a, b in product(own[:LOOKED_AT], others[:LOOKED_AT])
        if comparable(a, b)
        and of_one_form(a.figure, b.figure)
        and not any(has_another_unit(question, one) for one in (a, b))
        and (nearness(a, b) >= NEARNESS[2] or (near(b) >= NEAR and of_one_time(a.figure, b.figure)))
        and held_together(sought, (a, b))
    ]
    if not pairs:
        return ()
    best, other = max(pairs, key=worth)
    return newest_of_row(question, best, own), other
