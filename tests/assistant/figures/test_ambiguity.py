"""Two readings of one question: a number or its rate, this council's or another's."""

import pytest

from assistant.answers import Status
from tests.assistant.held import asked_of, hold, paragraph, row

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


@pytest.fixture(scope="module")
def grouped(tmp_path_factory):
    folder = tmp_path_factory.mktemp("groups") / "index"
    hold(
        folder,
        "apprentices.txt",
        paragraph(
            "Of harbour apprentices aged 16 to 18, 87% passed the knot test; of harbour apprentices aged 19 to 21, "
            "90% passed the knot test."
        ),
    )
    return asked_of(folder)


def test_a_measure_that_one_sentence_states_of_two_groups_is_answered_with_both(grouped):
    answer = grouped.ask("what % of harbour apprentices passed the knot test")
    assert answer.status is Status.ANSWERED
    assert "87%" in answer.text
    assert "90%" in answer.text


def test_a_group_that_is_named_leaves_one_figure(grouped):
    answer = grouped.ask("what % of harbour apprentices aged 19 to 21 passed the knot test")
    assert answer.figures[0][0].number == "90"
    assert len(answer.figures) == 1
