"""Figures beside each other in running text: two times, a target that has passed, an amount and its average."""

from datetime import date

import pytest

from assistant.drafting import drafted
from tests.assistant.held import asked_of, hold, paragraph

BOATS = "In the calendar year 2019, 87 boats were lost. Three had burnt. In 2018 the figure was 79."
LOANS = "Since July 2030, the Harbour Board had approved over £2 million in loans, averaging £400,000 per month."


def said_of(folder, question):
    """The words of the answer that would be given, sure or not."""
    return " ".join(piece.words for piece in drafted(asked_of(folder).rank(question)).said)


@pytest.mark.parametrize(
    "question",
    ["how many boats were lost, 2019 against 2018", "how many boats were lost in 2019 against the year before"],
)
def test_both_of_two_times_are_said(tmp_path, question):
    hold(tmp_path, "harbour.txt", paragraph(BOATS))
    said = said_of(tmp_path, question)
    assert "87" in said
    assert "79" in said


def test_a_target_whose_outcome_is_told_is_of_no_time_to_come(tmp_path):
    text = "The number of boats in dock rose to 537 and has missed the target of 516."
    hold(tmp_path, "harbour.txt", paragraph(text), meeting_date=date(2030, 2, 8))
    assert not drafted(asked_of(tmp_path).rank("what is the target for boats in dock by March 2032?")).is_sure
    assert "516" in said_of(tmp_path, "what is the target for boats in dock?")


def test_how_much_since_a_day_asks_for_one_amount(tmp_path):
    hold(tmp_path, "harbour.txt", paragraph(LOANS))
    said = said_of(tmp_path, "How much in loans has the Harbour Board approved since July 2030?")
    assert "£2 million" in said
    assert "400,000" not in said
