"""Which figures answer, by the kind of question: one, a comparison, a change, two that disagree, two councils'."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import combinations

from assistant.conflicts import asks_whether_papers_agree, differing
from assistant.figure_candidates import FigureCandidate, agrees, asked_roles
from assistant.question import Question
from corpus.figures import Figure, Role


class Kind(StrEnum):
    """How many figures answer, and how they stand to each other."""

    ONE = "figure"
    TREND = "trend"
    COMPARISON = "comparison"
    CONFLICT = "conflict"
    DIFFERENCE = "difference"
    PLACES = "places"
    RATE = "rate"


TREND = re.compile(
    r"\b(?:chang(?:ed|ing)|change (?:in|since|between|from|over)|trends?|mov(?:e|ed|ement)|risen|rising|fallen|falling"
    r"|gone (?:up|down)|going (?:up|down)|over time|better or worse|up or down|happened to|across the last"
    r"|over the last|went (?:up|down)|go across)\b",
    re.IGNORECASE,
)
COMPARED = re.compile(
    r"\b(?:vs?|versus|compar\w+|against|similar to|relative to|than|and (?:what (?:is|was) )?(?:the|what) \w+)\b",
    re.IGNORECASE,
)
SPAN = re.compile(r"\b(?:between|from|since|to|and|versus|vs?|compar\w+)\b", re.IGNORECASE)
"""Words that join two periods; without them one of the two is the paper's own."""
DIFFERENCE = re.compile(
    r"\bby how (?:many|much)\b|\bhow (?:far|(?:many|much)(?: \w+){0,2}? "
    r"(?:more|fewer|higher|lower|less|above|below|over|under))\b"
    r"|\bdifference between\b|\bgap between\b",
    re.IGNORECASE,
)
NEARNESS = (4.0, 2.0, 1.0)
"""What two figures gain that stand in one sentence or row, in one block, in neighbouring blocks."""
PAIRED = 12
"""Figures, best first, among which pairs are looked for."""
ANOTHER_PLACE = 0.95
SAME_TIME = 0.3
"""Share of the subject's words that another council's figure must hold itself; how much less its period may agree."""
AS_GOOD = 0.6
"""How far below the best a figure's score may be for a newer one of its measure to be given instead."""
YEAR_DAYS = 300
MOST_SHOWN = 3
"""Figures of one answer."""

Again = Callable[[Question], list[FigureCandidate]]


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
    if TREND.search(text) or (len(question.periods) > 1 and SPAN.search(text)):
        return Kind.TREND
    return Kind.ONE


def choose(question: Question, found: Sequence[FigureCandidate], again: Again) -> Chosen | None:
    """Choose the figures that answer; `again` ranks them for a question that was narrowed to one of its parts."""
    if not found:
        return None
    match kind_of(question):
        case Kind.COMPARISON | Kind.DIFFERENCE as kind:
            return _beside_comparator(kind, question, found, again)
        case Kind.TREND:
            return _trend(question, found, again)
        case Kind.CONFLICT:
            pair = differing(question, found)
            return Chosen(Kind.CONFLICT, pair) if pair else _one(question, found)
        case _:
            return _one(question, found)


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


def nearness(one: FigureCandidate, other: FigureCandidate) -> float:
    """Give how much speaks for two figures being of one measure by where they stand."""
    if one.block.id == other.block.id:
        return NEARNESS[0] if one.candidate.start == other.candidate.start else NEARNESS[1]
    apart = abs(one.block.ordinal - other.block.ordinal)
    return NEARNESS[2] if one.block.document_id == other.block.document_id and apart <= 2 else 0.0


def _beside_comparator(kind: Kind, question: Question, found: Sequence[FigureCandidate], again: Again) -> Chosen:
    """Choose our figure and the one that it is compared with: the best pair of one unit."""
    asked = asked_roles(question)
    own = [one for one in again(replace(question, compares=True)) if one.figure.role in {Role.ACTUAL, Role.FORECAST}]
    others = [one for one in found if (one.figure.role, one.figure.of) in asked or (one.figure.role, "") in asked]
    pairs = [(a, b) for a in own[:PAIRED] for b in others[:PAIRED] if _alike(a.figure, b.figure)]
    if not pairs:
        return _trend(question, found, again) if len(question.periods) > 1 else Chosen(Kind.ONE, (found[0],))
    best = max(pairs, key=lambda pair: pair[0].score + pair[1].score + nearness(*pair))
    further = []
    for role, of in sorted(asked - {(best[1].figure.role, best[1].figure.of)}):
        more = [o for o in others if (o.figure.role, o.figure.of) == (role, of) and _alike(best[0].figure, o.figure)]
        if more and kind is Kind.COMPARISON:
            further.append(max(more, key=lambda one: one.score + nearness(best[0], one)))
    return Chosen(kind, (*best, *further))


def _alike(one: Figure, other: Figure) -> bool:
    return one.unit == other.unit and one.id != other.id and one.value is not None and other.value is not None


def _trend(question: Question, found: Sequence[FigureCandidate], again: Again) -> Chosen:
    """Choose two figures of one measure and unit for different periods, earlier first; those that are named, if any."""
    asked = question.periods
    if len(asked) > 1:
        ranked = {found.period: again(replace(question, periods=(found,))) for found in asked[:MOST_SHOWN]}
        lists = [[o for o in own if o.features.period > 0][:PAIRED] for own in ranked.values()]
        pairs = [(a, b) for a in lists[0] for b in lists[-1] if _alike(a.figure, b.figure)]
    else:
        pairs = [
            (a, b)
            for a, b in combinations(found[: 2 * PAIRED], 2)
            if _alike(a.figure, b.figure)
            and a.figure.role is b.figure.role
            and _another_time(a, b)
            and (not asked or a.features.period > 0 or b.features.period > 0)
        ]
    if not pairs:
        return Chosen(Kind.ONE, (found[0],))
    pair = max(pairs, key=lambda pair: pair[0].score + pair[1].score + nearness(*pair))
    first, last = sorted(pair, key=_when)
    if len(asked) < 2 and first.block.row and first.block.id == last.block.id:
        first, last = _ends(first, last, found, question)
    return Chosen(Kind.TREND, (first, last))


def _ends(
    first: FigureCandidate, last: FigureCandidate, found: Sequence[FigureCandidate], question: Question
) -> tuple[FigureCandidate, FigureCandidate]:
    """Give the ends of a row of periods: from the one that is named, or the first, to the last."""
    series = [o for o in found if o.block.id == first.block.id and _alike_or_same(first, o) and o.figure.period]
    series = sorted((o for o in series if o.figure.role is first.figure.role), key=_when)
    named = [one for one in series if one.features.period > 0] if question.periods else series
    start = named[0] if named else first
    return (start, series[-1]) if series and series[-1] is not start else (first, last)


def _alike_or_same(one: FigureCandidate, other: FigureCandidate) -> bool:
    return one is other or _alike(one.figure, other.figure)


def _another_time(one: FigureCandidate, other: FigureCandidate) -> bool:
    a, b = one.figure.period, other.figure.period
    if a is not None and b is not None and a != b:
        return not (agrees([a], b) and agrees([b], a))
    first, second = sorted((one, other), key=lambda each: each.figure.start)
    between = one.block.text[first.figure.end : second.figure.start]
    return one.block.id == other.block.id and re.search(r"\bto\b", between) is not None and len(between) < 80


def _when(one: FigureCandidate) -> tuple[str, int]:
    return (one.figure.period.first.isoformat() if one.figure.period else "9", one.figure.start)
