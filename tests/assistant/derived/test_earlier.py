"""The value before a movement: worked out from what is now and by how much it moved, and never the movement itself."""

import pytest

from assistant.drafting import drafted
from tests.assistant.held import asked_of, heading, hold, paragraph

HARBOUR = (
    heading("Harbour budget, Quarter 3 of 2030/31"),
    paragraph("In 2030/31 the harbour overspend is forecast to be £14.2m."),
    paragraph("In 2030/31 the harbour overspend has reduced by £2.5m compared with the position at Quarter 2."),
    paragraph("There were 3,402 moorings let in 2030/31. That is 187 fewer than in 2029/30."),
    paragraph("There were 940 berths sold in 2030/31. That is 40 more than in 2029/30."),
)


@pytest.mark.parametrize(
    ("question", "formula", "value"),
    [
        ("what was the forecast harbour overspend at quarter 2 2030-31?", "14.2 + 2.5", "16.7"),
        ("how many moorings were let in 2029/30", "3402 + 187", "3589"),
        ("how many berths were sold in 2029/30", "940 - 40", "900"),
    ],
)
def test_a_value_follows_from_the_later_one_and_the_movement_since(tmp_path, question, formula, value):
    hold(tmp_path, "harbour.txt", *HARBOUR)
    working = drafted(asked_of(tmp_path).rank(question)).working
    assert (working.formula, working.value) == (formula, value)


def test_what_is_stated_for_the_time_is_not_worked_out(tmp_path):
    hold(tmp_path, "harbour.txt", *HARBOUR, paragraph("In 2029/30 there were 3,590 moorings let."))
    draft = drafted(asked_of(tmp_path).rank("how many moorings were let in 2029/30"))
    assert draft.working is None


def test_by_how_much_a_value_moved_is_no_answer_to_what_it_is(tmp_path):
    hold(tmp_path, "harbour.txt", *HARBOUR[:1], HARBOUR[2])
    answerer = asked_of(tmp_path)
    assert not drafted(answerer.rank("what is the harbour overspend in 2030/31")).is_sure
    moved = drafted(answerer.rank("by how much did the harbour overspend reduce in 2030/31"))
    assert [figure.number for figure in moved.said[0].figures] == ["£2.5"]


def test_two_values_that_hold_a_half_each_of_what_is_asked_are_not_subtracted(tmp_path):
    hold(
        tmp_path,
        "boats.txt",
        paragraph("There were 410 boats with grants in 2030/31."),
        paragraph("In 2029/30 the harbour museum showed 9,000 boats."),
    )
    answer = asked_of(tmp_path).ask("how many more boats got harbour grants in 2030/31 than in 2029/30")
    assert answer.derived is None
