"""What rules a figure out, and which of several possible ones stands in front."""

from datetime import date

import pytest

from assistant.drafting import drafted
from tests.assistant.held import asked_of, hold, paragraph


@pytest.fixture(scope="module")
def held(tmp_path_factory):
    folder = tmp_path_factory.mktemp("contradictions") / "index"
    hold(
        folder,
        "fees.txt",
        paragraph(
            "Former berth holders owed a further £47,000. "
            "Current berth holders owed £612,000 at 31 December, most of it for less than a month."
        ),
    )
    return asked_of(folder)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("what do former berth holders owe", "£47,000"),
        ("how much further do berth holders owe", "£47,000"),
        ("what do berth holders owe", "£612,000"),
    ],
)
def test_what_comes_on_top_of_another_value_gives_way_to_it(held, question, value):
    figures = held.ask(question).to_json()["figures"]
    assert value.strip("£") in figures[0]["value"]


@pytest.mark.parametrize(
    ("text", "question", "value"),
    [
        (
            "The ferries are forecast to overspend by £3.4m. The ferries' overspends are being partially offset by "
            "£0.8m of harbour grant.",
            "how much do the ferries overspend",
            "£3.4m",
        ),
        (
            "The ferries cost £3.4m. Their cost is partly offset by harbour grant of £0.8m.",
            "how much harbour grant offsets the cost of the ferries",
            "£0.8m",
        ),
    ],
)
def test_what_makes_good_for_an_amount_is_no_part_of_it(tmp_path, text, question, value):
    hold(tmp_path / "index", "ferries.txt", paragraph(text))
    draft = drafted(asked_of(tmp_path / "index").rank(question))
    assert value in draft.said[0].words
    assert draft.is_sure


def test_a_figure_of_another_term_is_not_of_the_one_that_a_paragraph_before_it_names(tmp_path):
    hold(
        tmp_path / "index",
        "berths.txt",
        paragraph("The children on a child protection plan in the harbour were visited each month."),
        paragraph("There were 560 looked after children in the harbour at the end of June 2031."),
    )
    answerer = asked_of(tmp_path / "index")
    assert drafted(answerer.rank("how many looked after children were in the harbour at the end of June 2031")).is_sure
    other = "how many children were on a child protection plan in the harbour at the end of June 2031"
    assert not drafted(answerer.rank(other)).is_sure


@pytest.mark.parametrize(("question", "is_sure"), [("2030/31", True), ("2028/29", False)])
def test_what_a_paper_says_of_no_time_is_not_of_a_year_long_before_it(tmp_path, question, is_sure):
    text = "The ferry service overspent by £575,000 because of the new timetable."
    hold(tmp_path / "index", "ferries.txt", paragraph(text), meeting_date=date(2031, 6, 20))
    draft = drafted(asked_of(tmp_path / "index").rank(f"what was the overspend of the ferry service in {question}"))
    assert draft.is_sure is is_sure
