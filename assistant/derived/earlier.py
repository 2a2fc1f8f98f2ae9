"""The value before a movement: what a paper says is now, and by how much it has moved since the time asked for."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.derived.arithmetic import difference_of, sum_of
from assistant.derived.differences import worth
from assistant.derived.operands import NEAR, Calculation, common_words, held_together, is_plain, near
from assistant.questions.question import Asks, Question
from assistant.questions.sought import Sought
from assistant.ranking.figure_candidates import FigureCandidate
from assistant.ranking.movements import asks_movement, is_since, moved
from corpus.figures import Role

STATED = 0.8
"""How well a figure's time must agree with the one asked for to be stated for it."""
LEVELS = frozenset({Role.ACTUAL, Role.FORECAST, Role.CHANGE})
"""Roles of a value that moves; an overspend is itself a variance."""
FAR = 0.25
"""Share of their words that a movement and its value must have in common where they do not follow each other."""


def earlier(question: Question, sought: Sought, found: Sequence[FigureCandidate]) -> Calculation | None:
    """Work out the value for a time from which a paper tells a movement; None where it is stated or does not follow."""
    if question.asks is not Asks.FIGURE or len(question.periods) != 1 or asks_movement(question):
        return None
    asked = question.periods[0].period
    if any(_is_stated(one) for one in found):
        return None
    pairs = [
        (level, change, told.sign)
        for change in found
        if (told := moved(change)) is not None and is_since(told, change.figure, asked)
        for level in found
        if _may_move(level, change, sought)
    ]
    if not pairs:
        return None
    level, change, sign = max(pairs, key=lambda pair: worth((pair[0], pair[1])))
    both = (level.figure, change.figure)
    working = difference_of(*both) if sign > 0 else sum_of(both)
    return Calculation((level, change), working) if working else None


def _is_stated(one: FigureCandidate) -> bool:
    f = one.features
    return moved(one) is None and f.period >= STATED and near(one) >= NEAR and is_plain(one) and not f.other_role


def _may_move(level: FigureCandidate, change: FigureCandidate, sought: Sought) -> bool:
    """Tell whether a value may be the one that a movement led to: of one paper, unit and subject, and no movement."""
    a, b = level.figure, change.figure
    if (a.document_id, a.paper, a.unit) != (b.document_id, b.paper, b.unit) or a.role not in LEVELS:
        return False
    if not (a.value and b.value and a.value > b.value > 0):
        return False
    if moved(level) is not None or level.features.former or not is_plain(level) or near(level) < NEAR:
        return False
    follows = level.block.id == change.block.id and level.candidate.end <= change.candidate.start
    if not follows and common_words(level, change) < FAR:
        return False
    return held_together(sought, (level, change))
