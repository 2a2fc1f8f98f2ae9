"""Other passages that state what a figure states, the same value of the same thing: they are cited beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.figures.conflicts import one_time
from assistant.ranking.figure_candidates import FigureCandidate
from assistant.said import Said
from corpus.figures import Role

MOST = 2
"""Passages that are cited beside the first one."""
AS_WHOLE = 0.1
"""How much less of the subject a passage may hold than the figure that it is cited beside."""
PLAIN = frozenset({Role.ACTUAL, Role.CHANGE, Role.FORECAST})
"""Roles that prose and tables may give one amount."""


def corroborated(
    said: Sequence[Said], chosen: Sequence[FigureCandidate], found: Sequence[FigureCandidate]
) -> tuple[Said, ...]:
    """Give the pieces, each of a single figure with the quotes of other blocks that state the same."""
    by_figure = {one.figure.id: one for one in chosen}
    taken = {one.block.id for one in chosen}
    return tuple(
        replace(
            piece,
            agreeing=tuple(
                _quote(one) for one in agreeing(by_figure[piece.figures[0].id], found) if one.block.id not in taken
            ),
        )
        if len(piece.figures) == 1
        else piece
        for piece in said
    )


def _quote(one: FigureCandidate) -> Said:
    candidate = one.candidate
    return Said(candidate.text, candidate.block, candidate.start, candidate.end, (one.figure,))


def agreeing(best: FigureCandidate, found: Sequence[FigureCandidate]) -> list[FigureCandidate]:
    """Give the figures of other passages that state the same value of what was asked for, best first, two at most.

    A text that was published twice is one passage: its citation names every place.
    """
    kept: dict[str, FigureCandidate] = {}
    for one in found:
        if one.block.text != best.block.text and _states_the_same(best, one):
            kept.setdefault(one.block.text, one)
    return list(kept.values())[:MOST]


def _states_the_same(best: FigureCandidate, one: FigureCandidate) -> bool:
    a, b = best.figure, one.figure
    if (a.value, a.unit) != (b.value, b.unit) or (a.place and b.place and a.place != b.place):
        return False
    if not (a.role is b.role or {a.role, b.role} <= PLAIN) or one.features.other_period > best.features.other_period:
        return False
    if a.period is not None and b.period is not None and not one_time(a, b):
        return False
    held = [each.features.own + each.features.sentence + each.features.topic for each in (best, one)]
    return held[1] >= held[0] - AS_WHOLE and one.features.other_flow <= best.features.other_flow
