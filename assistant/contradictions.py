"""What rules a figure out as an answer, whatever else speaks for it: another period, role, unit, age or stage."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.agreement import values_named
from assistant.figure_candidates import FigureCandidate, fits_unit
from assistant.question import WORD, Question
from assistant.sought import Sought
from corpus.language.units import Unit

PRINTED = frozenset({Unit.PERCENT, Unit.MONEY, Unit.RATE, Unit.TIME})
"""Units that are printed with their numbers: a figure with another one is no answer to a question for these."""
GIVEN = 3
"""Characters of a count that a question would name for its own sake; shorter ones tell ages and stages."""
OVERTAKES = 1.5
"""How far below the best, which is ruled out, a figure's score may be for it to be considered in its place."""


def is_another(one: FigureCandidate) -> bool:
    """Tell whether a figure is of another period or role than was asked for."""
    return one.features.other_period > 0 or one.features.other_role > 0


def has_another_unit(question: Question, one: FigureCandidate) -> bool:
    """Tell whether a figure is printed with another unit than the one that was asked for."""
    return one.figure.unit != "count" and question.unit in PRINTED and not fits_unit(question, one.figure)


def ruled_out(question: Question, sought: Sought, one: FigureCandidate) -> bool:
    """Tell whether a figure by itself can be no answer."""
    another = is_another(one) or has_another_unit(question, one) or _is_given(question, one)
    return another or sought.lacks_number(one.held)


def _is_given(question: Question, one: FigureCandidate) -> bool:
    """Tell whether a figure is what the question itself says: "of the 925", "decided within 13 weeks"."""
    timed = one.figure.unit in {"days", "weeks", "months", "years", "hours"} and question.unit is not Unit.TIME
    whole = one.figure.unit == "count" and len(one.figure.number) >= GIVEN and not values_named(question.text)
    return (timed or whole) and one.figure.number in WORD.findall(question.full_text)


def possible_first(question: Question, sought: Sought, found: Sequence[FigureCandidate]) -> list[FigureCandidate]:
    """Give the figures with the best that is not ruled out in front, where it is nearly as good as the best."""
    at = next((i for i, one in enumerate(found) if not ruled_out(question, sought, one)), 0)
    if at == 0 or found[at].score < found[0].score - OVERTAKES:
        return list(found)
    return [found[at], *found[:at], *found[at + 1 :]]
