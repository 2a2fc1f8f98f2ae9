"""Which figures answer, by the kind of question: one, a comparison, a change, two that disagree, two councils'."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.derived.pairs import Again, alike
from assistant.figures.columns import columns_named
from assistant.figures.comparisons import beside_another, beside_comparator, last_day, sides
from assistant.figures.conflicts import Pair, Rivals, differing
from assistant.figures.trends import asks_for_trend, trend
from assistant.opened import Opened
from assistant.questions.agreement import asks_whether_papers_agree
from assistant.questions.changes import names_change
from assistant.questions.question import Asks, Question
from assistant.ranking.figure_asked import asked_roles
from assistant.ranking.figure_candidates import FigureCandidate, is_in_prose, is_of_the_time
from corpus.figures import Role


class Kind(StrEnum):
    """How many figures answer, and how they stand to each other."""

    ONE = "figure"
    TREND = "trend"
    COMPARISON = "comparison"
    CONFLICT = "conflict"
    DIFFERENCE = "difference"
    PLACES = "places"
    TIMES = "times"
    MEANINGS = "meanings"
    UNITS = "units"
    PARTS = "parts"
    RATE = "rate"
    COLUMNS = "columns"


COMPARED = re.compile(
    r"\b(?:vs?|versus|compar\w+|against|similar to|relative to|than|(?<!^)and (?:what (?:is|was) )?(?:the|what) \w+"
    r"|(?:us|we|ours?|here) and|and (?:us|ours|here))\b",
    re.IGNORECASE,
)
DIFFERENCE = re.compile(
    r"\bby how (?:many|much)\b|\bhow (?:far|(?:many|much)(?: \w+){0,2}? "
    r"(?:more|fewer|higher|lower|less|above|below|over|under))\b"
    r"|\bdifference between\b|\bgap between\b",
    re.IGNORECASE,
)
AS_GOOD = 0.6
"""How far below the best a figure's score may be for a newer one of its measure to be given instead."""
NEARLY_AS_GOOD = 1.5
"""The same where the latest is asked for."""
LATEST = re.compile(r"\b(?:latest|newest|most recent|current(?:ly)?|now|up to date|at present)\b", re.IGNORECASE)
YEAR_DAYS = 300


@dataclass(frozen=True, slots=True)
class Chosen:
    """The figures that answer, in the order in which they are said; `pair` tells of two that differ."""

    kind: Kind
    figures: tuple[FigureCandidate, ...]
    pair: Pair | None = None


def kind_of(question: Question) -> Kind:
    """Tell how many figures a question asks for, and how they stand to each other."""
    text = question.text
    compared = any(role in {Role.COMPARATOR, Role.TARGET} for role, _ in asked_roles(question))
    if DIFFERENCE.search(text) and (compared or len(question.periods) > 1):
        return Kind.DIFFERENCE
    if question.asks is not Asks.WHY and asks_whether_papers_agree(question.text):
        return Kind.CONFLICT
    if compared and COMPARED.search(text):
        return Kind.COMPARISON
    if asks_for_trend(question):
        return Kind.TREND
    if not compared and sides(question):
        return Kind.COMPARISON
    return Kind.ONE


def choose(
    opened: Opened, question: Question, found: Sequence[FigureCandidate], again: Again, rivals: Rivals
) -> Chosen | None:
    """Choose the figures that answer.

    `again` ranks them for a question that was narrowed to one of its parts, `rivals` gives those with values near to
    one's.
    """
    if not found:
        return None
    match kind_of(question):
        case Kind.COMPARISON | Kind.DIFFERENCE as kind:
            beside = beside_comparator(question, found, again, further=kind is Kind.COMPARISON)
            beside = beside or beside_another(question, found)
            if beside:
                return Chosen(kind, beside)
            changed = trend(question, found, again) if len(question.periods) > 1 else ()
            return Chosen(Kind.TREND, changed) if changed else _alone(question, found)
        case Kind.TREND:
            changed = trend(question, found, again)
            if not changed and names_change(question.text) and not is_in_prose(found[0].figure, found[0].block):
                return None  # one cell does not say how what it states has changed
            return Chosen(Kind.TREND, changed) if changed else _alone(question, found)
        case Kind.CONFLICT:
            pair = differing(opened, question, found, rivals)
            if pair:
                return conflict(pair)
            # "How have numbers changed since July" may be asked of the papers' versions and of the time.
            changed = trend(question, found, again) if asks_for_trend(question) else ()
            return Chosen(Kind.TREND, changed) if changed else Chosen(Kind.ONE, (newest(question, found),))
        case _:
            best = newest(question, found)
            beside = _columns(question, best, found)
            return Chosen(Kind.COLUMNS, beside) if len(beside) > 1 else Chosen(Kind.ONE, (best,))


def _columns(
    question: Question, best: FigureCandidate, found: Sequence[FigureCandidate]
) -> tuple[FigureCandidate, ...]:
    """Give the cells of the best figure's row in the columns that a question names one after the other."""
    named = columns_named(question.text, best.block.row) if best.block.row else []
    cells = {one.figure.column: one for one in found if one.block.id == best.block.id}
    return tuple(cells[column] for column in named if column in cells)


def conflict(pair: Pair) -> Chosen:
    """Give the two figures of a pair as the answer."""
    return Chosen(Kind.CONFLICT, (pair.one, pair.other), pair)


def _alone(question: Question, found: Sequence[FigureCandidate]) -> Chosen | None:
    """Give the best figure where there are no two; sentences answer what is not put as a question for a figure."""
    timely = bool(question.periods or asked_roles(question))
    return Chosen(Kind.ONE, (found[0],)) if timely or question.asks is not Asks.TEXT else None


def newest(question: Question, found: Sequence[FigureCandidate]) -> FigureCandidate:
    """Give the best figure or, of those that fit about as well, the one for the newest time that is asked for.

    One without a time gives way to its like in the same paragraph that is of the very time: "is at 77%. October: 81%".
    """
    best = found[0]
    if best.figure.period is None:
        like = (one for one in found if one.block.id == best.block.id and alike(one.figure, best.figure))
        timely = (o for o in like if o.figure.role is best.figure.role and is_of_the_time(question, o.figure))
        best = next(timely, best)
    if best.figure.period is None or any((p.period.last - p.period.first).days < YEAR_DAYS for p in question.periods):
        return best
    margin = NEARLY_AS_GOOD if LATEST.search(question.text) else AS_GOOD
    as_good = [
        one
        for one in found
        if one.score >= best.score - margin
        and one.features.own >= best.features.own
        and all(its or not first for its, first in zip(one.held, best.held, strict=True))
        and (one.figure.unit, one.figure.place, one.figure.role)
        == (best.figure.unit, best.figure.place, best.figure.role)
        and one.figure.period is not None
    ]
    return max(as_good, key=lambda one: (last_day(one), one.score))
