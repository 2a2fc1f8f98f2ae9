"""Another reading of a question that one figure answers: the same of another council, or in another unit."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.figure_answers import Chosen, Kind
from assistant.figure_candidates import FigureCandidate
from assistant.question import Question
from assistant.sought import Sought
from corpus.figures import Role
from corpus.language.stems import known_stems

LOOKED_AT = 24
"""Figures, best first, among which another reading is looked for."""
WHOLE = 0.95
"""Share of the subject's words that a figure must hold for its council's reading to be one of the question."""
SAME_TIME = 0.3
"""How much less another reading's period may agree with the one that is asked for."""


def with_other_reading(question: Question, sought: Sought, chosen: Chosen, found: Sequence[FigureCandidate]) -> Chosen:
    """Add to the one figure that answers another that the question may as well mean; what it names decides.

    A question that names a place or a unit, or one that leans on the turn before, has left that open no more.
    """
    if chosen.kind is not Kind.ONE or question.inherited is not None:
        return chosen
    best = chosen.figures[0]
    others = found[:LOOKED_AT]
    if not question.places and best.figure.place:
        elsewhere = next((one for one in others if _is_of_another_council(sought, best, one)), None)
        if elsewhere is not None:
            return Chosen(Kind.PLACES, (best, _in_a_sentence(elsewhere, others)))
    if question.unit is None:
        otherwise = next((one for one in others if _is_in_another_unit(best, one)), None)
        if otherwise is not None:
            return Chosen(Kind.UNITS, (best, otherwise))
    return chosen


def _is_of_another_council(sought: Sought, best: FigureCandidate, one: FigureCandidate) -> bool:
    """Tell whether a row named by nothing but what is asked for states of another council what the best one does."""
    a, b = best.figure, one.figure
    apart = b.place and a.place != b.place and a.document_id != b.document_id
    alike = a.unit == b.unit and a.role is b.role is Role.ACTUAL and one.features.own >= max(WHOLE, best.features.own)
    timely = not one.features.other_period and one.features.period >= best.features.period - SAME_TIME
    plain = (one.features.other_flow, one.features.other_term) <= (best.features.other_flow, best.features.other_term)
    label = tuple(known_stems(b.breakdown))
    bare = b.column is not None and any(label in group for group in sought.groups)
    return bool(apart and alike and timely and plain and bare)


def _in_a_sentence(cell: FigureCandidate, others: Sequence[FigureCandidate]) -> FigureCandidate:
    """Give the sentence that states the value of a cell, where one does: it says what a heading says of the cell."""
    a = cell.figure
    said = (
        one
        for one in others
        if one.figure.column is None
        and (one.figure.document_id, one.figure.value, one.figure.unit, one.figure.place, one.figure.period)
        == (a.document_id, a.value, a.unit, a.place, a.period)
        and one.features.own + one.features.sentence >= WHOLE
    )
    return next(said, cell)


def _is_in_another_unit(best: FigureCandidate, one: FigureCandidate) -> bool:
    """Tell whether a row of the same table states in another unit what the best one does: a number and its rate."""
    a, b = best.figure, one.figure
    table = (a.document_id, a.column, a.topic) == (b.document_id, b.column, b.topic) and a.column is not None
    alike = a.role is b.role and a.place == b.place and a.period == b.period and a.unit != b.unit
    # Rows of one table on other things share its caption: what is asked for must stand in the label of either.
    named = 0 < best.features.own <= one.features.own and best.features.topic <= one.features.topic
    plain = not (one.features.qualified or one.features.other_term or one.features.other_flow)
    return bool(table and alike and named and plain and best.block.id != one.block.id and _one_name(best, one))


def _one_name(best: FigureCandidate, one: FigureCandidate) -> bool:
    """Tell whether two labels begin alike: "Looked after children, number" and "…, rate per 10,000"."""
    names = [each.figure.breakdown.split(" › ")[-1].split(",")[0].split("(")[0] for each in (best, one)]
    stems = [known_stems(name) for name in names]
    return bool(stems[0]) and stems[0] == stems[1]
