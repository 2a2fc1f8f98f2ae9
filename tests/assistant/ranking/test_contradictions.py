"""What rules a figure out, and which of several possible ones stands in front."""

from datetime import date

import pytest

from assistant.drafting import drafted
from tests.assistant.held import asked_of, heading, hold, paragraph, row


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


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    folder = tmp_path_factory.mktemp("contradictions") / "tables"
    fees = ("Band", "Share of band D fee", "Yearly 2030/31 £", "Yearly 2031/32 £")
    loans = ("Loans that run", "Actual 30/11/2031", "Upper limit")
    hold(
        folder,
        "fees.txt",
        heading("Berth fees"),
        row("C", "8/9", "1,240.10", "1,301.20", heads=fees, caption="Berth fees by band", table=1),
        row("D", "9/9", "1,395.11", "1,463.85", heads=fees, caption="Berth fees by band", table=1),
        heading("Loans"),
        row("20 to 40 years", "26.84%", "55%", heads=loans, caption="Loans by length", table=2),
        row("10 to 20 years", "31.20%", "60%", heads=loans, caption="Loans by length", table=2),
        heading("Boats moved"),
        row("Boats with 3 or more moves", "71", "12%", table=3),
        row("Barges", "31", "5.2", table=3),
        row("Ferries", "14", "22", table=3),
        heading("Grants"),
        paragraph(
            "The boats grant is paid through four blocks: The Mooring Block, Lamp Block, Crane Block and Ferry Block."
        ),
        paragraph("Fewer boats than before had three or more moves."),
    )
    return asked_of(folder)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("band C berth fee in 2031/32", "1,301.20"),
        ("what is the band D berth fee for 2031/32", "1,463.85"),
        ("what % of loans run 20 to 40 years", "26.84"),
        ("how many boats had three or more moves", "71"),
        ("how many barges were moved", "31"),
    ],
)
def test_a_cell_is_chosen_by_its_row_and_what_tells_it_from_those_beside_it(tables, question, value):
    answer = tables.ask(question)
    assert answer.status == "answered"
    assert value in answer.to_json()["figures"][0]["value"]


def test_two_counts_under_no_head_are_not_told_apart(tables):
    assert tables.ask("how many ferries were moved").status == "not_stated"


@pytest.mark.parametrize(
    ("question", "number"),
    [("the mooring block of the boats grant", "four"), ("how many boats had three or more moves", "three")],
)
def test_a_bound_and_the_number_of_a_list_are_no_candidates(tables, question, number):
    assert number not in {one.figure.number for one in tables.rank(question).figures}
