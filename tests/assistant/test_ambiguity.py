"""Two readings of one question: a number or its rate, this council's or another's."""

import pytest

from assistant.answers import Status
from tests.assistant.held import asked_of, hold, row

HEADS = ("Measure", "Latest", "Target")


@pytest.fixture(scope="module")
def held(tmp_path_factory):
    folder = tmp_path_factory.mktemp("readings") / "index"
    hold(
        folder,
        "scorecard.txt",
        row("Licensed moorings, number", "378", "344", heads=HEADS, caption="Harbour scorecard May 2019"),
        row("Licensed moorings, rate per 10,000", "153.7", "140.0", heads=HEADS, caption="Harbour scorecard May 2019"),
        row("Crane inspections, number", "26", "25", heads=HEADS, caption="Harbour scorecard May 2019"),
    )
    return asked_of(folder)


def test_a_measure_that_a_table_states_as_number_and_as_rate_is_answered_with_both(held):
    answer = held.ask("what is the licensed moorings target on the may 2019 harbour scorecard")
    assert answer.status is Status.CLARIFY
    assert "344" in answer.text
    assert "140.0" in answer.text
    assert "25" not in answer.text
    assert len(answer.citations) == 2


def test_a_unit_that_is_named_leaves_one_reading(held):
    answer = held.ask("what is the licensed moorings rate per 10,000 target on the may 2019 harbour scorecard")
    assert answer.status is Status.ANSWERED
    assert "140.0" in answer.text
    assert "344" not in answer.text


def test_a_measure_that_a_table_states_once_has_one_reading(held):
    answer = held.ask("what is the crane inspections target on the may 2019 harbour scorecard")
    assert answer.status is Status.ANSWERED
    assert "25" in answer.text
