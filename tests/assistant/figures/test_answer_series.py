"""The series of an answer: its figures, and what else the papers state of the same measure."""

import pytest

from assistant.figures.answer_series import series_of
from corpus.language.periods import month


def test_a_change_has_its_two_figures_in_order_of_time(assistant):
    answer = assistant.ask("how has the number of looked after children changed since May 2018")
    measure = series_of(assistant.opened(), answer)
    assert measure is not None
    at = [point.period for line in measure.stated for point in line.points]
    assert at == sorted(at, key=lambda period: period.last)
    assert {month(2018, 5), month(2019, 5)} <= set(at)
    said = {figure.id for figure, _ in answer.figures}
    assert said <= {figure.id for figure in measure.figures}


@pytest.mark.parametrize(
    "question",
    [
        "what was the LAC rate in May 2019",
        "how many children in care at end of may 2019?",  # two papers, one time
        "who chairs the committee",
        "what is the airspeed of an unladen swallow",
    ],
)
def test_what_tells_of_no_change_has_no_series(assistant, question):
    assert series_of(assistant.opened(), assistant.ask(question)) is None
