"""The series that an answer's figures belong to: what else the papers state of the same measure, in order of time."""

from __future__ import annotations

from assistant.answers import Answer
from assistant.opened import Opened
from assistant.register import figures_on
from assistant.series import Measure, measures_of


def series_of(opened: Opened, answer: Answer) -> Measure | None:
    """Give the measure that all figures of an answer belong to, with its other figures.

    None where the answer has no two figures of one unit for different times, or where no series holds them all.
    """
    said = [figure for figure, _ in answer.figures if figure.period is not None]
    if answer.read is None or len({figure.period for figure in said}) < 2 or len({figure.unit for figure in said}) > 1:
        return None
    known = figures_on(opened, answer.read.subject, said[0].place) if answer.read.subject else []
    every = {figure.id: figure for figure in (*said, *known)}
    wanted = {figure.id for figure in said}
    return next((m for m in measures_of(opened, every.values()) if wanted <= {f.id for f in m.figures}), None)
