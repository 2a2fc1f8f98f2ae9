"""The series that an answer's figures belong to: what else the papers state of the same measure, in order of time."""

from __future__ import annotations

from assistant.answers import Answer
from assistant.figures.choosing import measure_with
from assistant.figures.series import Line, Measure, Point, months_of, place_of
from assistant.figures.subjects import Subject
from assistant.opened import Opened
from corpus.figures import Figure


def series_of(opened: Opened, answer: Answer) -> Measure | None:
    """Give the measure of an answer's figures with all that the papers state of it, else the figures themselves.

    None where the answer has no two figures of one unit for different times of one length. A month and a day of it are
    one time: a chart has them at one place.
    """
    said = [figure for figure, _ in answer.figures if figure.period is not None and figure.value is not None]
    spans = {months_of(figure.period) for figure in said if figure.period is not None}
    times = {figure.period.last.replace(day=1) for figure in said if figure.period is not None}
    if len(times) < 2 or len({figure.unit for figure in said}) > 1 or len(spans) > 1:
        return None
    wanted = {figure.id for figure in said}
    for figure in said:
        measure = measure_with(opened, figure)
        if measure is not None and wanted <= {one.id for one in measure.figures}:
            return measure
    return _of_the_answer(opened, answer, said)


def _of_the_answer(opened: Opened, answer: Answer, said: list[Figure]) -> Measure | None:
    """Give the figures of an answer as a measure of their own, where they are of one place and role."""
    kinds = {(place_of(opened, figure), figure.role, figure.of) for figure in said}
    if len(kinds) > 1 or answer.read is None:
        return None
    place, role, of = next(iter(kinds))
    dated = {figure.period: figure for figure in said if figure.period is not None}
    points = [Point(period, (figure,), period.last) for period, figure in dated.items()]
    line = Line(place, role, of, tuple(sorted(points, key=lambda point: point.at)))
    subject = Subject(frozenset(), frozenset(answer.read.words), said[0].unit, flow=False)
    return Measure(answer.read.subject, subject, months_of(points[0].period), (line,))
