"""Which figures answer, by the kind of question: one, a comparison, a change, two that disagree, two councils'."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.comparisons import beside_another, beside_comparator, sides
from assistant.conflicts import asks_whether_papers_agree, differing
from assistant.figure_candidates import FigureCandidate, asked_roles
from assistant.pairs import PAIRED, Again
from assistant.question import Asks, Question
from assistant.trends import asks_for_trend, trend
from corpus.figures import Role


class Kind(StrEnum):
    """How many figures answer, and how they stand to each other."""

    ONE = "figure"
    TREND = "trend"
    COMPARISON = "comparison"
    CONFLICT = "conflict"
    DIFFERENCE = "difference"
    PLACES = "places"
    UNITS = "units"
    RATE = "rate"


COMPARED = re.compile(
    r"\b(?:vs?|versus|compar\w+|against|similar to|relative to|than|and (?:what (?:is|was) )?(?:the|what) \w+"
    r"|(?:us|we|ours?|here) and|and (?:us|ours|here))\b",
    re.IGNORECASE,
)
DIFFERENCE = re.compile(
    r"\bby how (?:many|much)\b|\bhow (?:far|(?:many|much)(?: \w+){0,2}? "
    r"(?:more|fewer|higher|lower|less|above|below|over|under))\b"
    r"|\bdifference between\b|\bgap between\b",
    re.IGNORECASE,
)
ANOTHER_PLACE = 0.95
SAME_TIME = 0.3
"""Share of the subject's words that another council's figure must hold itself; how much less its period may agree."""
AS_GOOD = 0.6
"""How far below the best a figure's score may be for a newer one of its measure to be given instead."""
YEAR_DAYS = 300


@dataclass(frozen=True, slots=True)
class Chosen:
    """The figures that answer, in the order in which they are said."""

    kind: Kind
    figures: tuple[FigureCandidate, ...]


def kind_of(question: Question) -> Kind:
    """Tell how many figures a question asks for, and how they stand to each other."""
    text = question.text
    compared = any(role in {Role.COMPARATOR, Role.TARGET} for role, _ in asked_roles(question))
    if DIFFERENCE.search(text) and (compared or len(question.periods) > 1):
        return Kind.DIFFERENCE
    if asks_whether_papers_agree(question):
        return Kind.CONFLICT
    if compared and COMPARED.search(text):
        return Kind.COMPARISON
    if asks_for_trend(question):
        return Kind.TREND
    if not compared and sides(question):
        return Kind.COMPARISON
    return Kind.ONE


def choose(question: Question, found: Sequence[FigureCandidate], again: Again) -> Chosen | None:
    """Choose the figures that answer; `again` ranks them for a question that was narrowed to one of its parts."""
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
            return Chosen(Kind.TREND, changed) if changed else _alone(question, found)
        case Kind.CONFLICT:
            pair = differing(question, found)
            if pair:
                return Chosen(Kind.CONFLICT, pair)
            # "How have numbers changed since July" may be asked of the papers' versions and of the time.
            changed = trend(question, found, again) if asks_for_trend(question) else ()
            return Chosen(Kind.TREND, changed) if changed else _one(question, found)
        case _:
            return _one(question, found)


def _alone(question: Question, found: Sequence[FigureCandidate]) -> Chosen | None:
    """Give the best figure where there are no two; sentences answer what is not put as a question for a figure."""
    timely = bool(question.periods or asked_roles(question))
    return Chosen(Kind.ONE, (found[0],)) if timely or question.asks is not Asks.TEXT else None


def _one(question: Question, found: Sequence[FigureCandidate]) -> Chosen:
    """Choose the best figure, and another that may be meant as well: another council's where none is named."""
    best = _newest(question, found)
    if not question.places and best.figure.place:
        elsewhere = [one for one in found[: 2 * PAIRED] if _another_place(best, one)]
        if elsewhere:
            return Chosen(Kind.PLACES, (best, _newest(question, elsewhere)))
    return Chosen(Kind.ONE, (best,))


def _another_place(best: FigureCandidate, one: FigureCandidate) -> bool:
    """Tell whether a figure states of another council what the best one states of its own."""
    places = one.figure.place and one.figure.place != best.figure.place
    alike = one.figure.unit == best.figure.unit and one.figure.role is best.figure.role is Role.ACTUAL
    features, wanted = one.features, best.features
    said = features.own >= ANOTHER_PLACE and features.own >= wanted.own and not (features.qualified or features.row)
    timely = features.other_period == 0 and features.period >= wanted.period - SAME_TIME
    flow = (features.other_flow, features.other_term) <= (wanted.other_flow, wanted.other_term)
    return bool(places and alike and said and timely and flow)


def _newest(question: Question, found: Sequence[FigureCandidate]) -> FigureCandidate:
    """Give the best figure or, of those that fit about as well, the one for the newest time that is asked for."""
    best = found[0]
    if best.figure.period is None or any((p.period.last - p.period.first).days < YEAR_DAYS for p in question.periods):
        return best
    alike = [
        one
        for one in found
        if one.score >= best.score - AS_GOOD
        and one.features.own >= best.features.own
        and (one.figure.unit, one.figure.place, one.figure.role)
        == (best.figure.unit, best.figure.place, best.figure.role)
        and one.figure.period is not None
    ]
    return max(alike, key=lambda one: (_last_day(one), one.score))


def _last_day(one: FigureCandidate) -> int:
    return one.figure.period.last.toordinal() if one.figure.period else 0
