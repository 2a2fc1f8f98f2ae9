"""Answers from the register, asked of an open index: one figure, comparisons, changes, what is worked out, declined."""

import pytest

from assistant.answers import Reason, Status
from tests.assistant.held import asked_of, hold, paragraph, row


@pytest.fixture(scope="module")
def held(tmp_path_factory):
    folder = tmp_path_factory.mktemp("figures") / "index"
    hold(
        folder,
        "harbour.txt",
        paragraph("At 31 May 2019 there were 586 boats in the harbour, a record for the port."),
        paragraph("Moorings let by the harbour office rose from 257 in July 2018 to 429 (149 per 10k) at 31 May 2019."),
        paragraph("Of the swing bridges, 79% open on time, compared with 53% nationally."),
        paragraph("Crane inspections found 537 faults in March 2019 and missed the target of 516."),
        row("Dredging", "5.5", heads=("Works", "Cost £m 2018/19")),
        row("Lighthouses", "2.5", heads=("Works", "Cost £m 2018/19")),
        row("Pilots employed", "17", "19", "21", heads=("Staff", "March 2015", "March 2016", "March 2017")),
        paragraph("Of 40 hulls looked at, fourteen held no trace of paint and 9 had no anchor."),
        paragraph(
            "A berth at the north quay costs £310 a week. The average berth at the south quay costs £448 a week."
        ),
    )
    return asked_of(folder)


def test_a_figure_is_said_with_its_citation_and_stands_in_the_json(held):
    answer = held.ask("how many boats were in the harbour at 31 may 2019")
    assert answer.status is Status.ANSWERED
    assert "586" in answer.text
    assert "[1]" in answer.text
    (figure,) = answer.to_json()["figures"]
    assert (figure["value"], figure["unit"], figure["period"], figure["citation"]) == ("586", "count", "2019-05-31", 1)


def test_a_thing_that_is_only_named_is_answered_with_its_figure_and_not_with_its_neighbours(held):
    figures = held.ask("hulls that held no trace of paint").to_json()["figures"]
    assert [figure["value"] for figure in figures] == ["fourteen"]


def test_a_figure_for_another_time_is_no_answer_and_the_reason_says_so(held):
    answer = held.ask("how many boats were in the harbour at 31 may 2016")
    assert (answer.status, answer.reason) == (Status.NOT_STATED, Reason.OTHER_PERIOD)


def test_what_the_papers_never_name_is_not_answered_with_a_neighbour(held):
    assert held.ask("how many submarines were repaired at 31 may 2019").status is Status.NOT_STATED


def test_a_comparison_gives_both(held):
    answer = held.ask("what % of swing bridges open on time compared with national")
    assert "79%" in answer.text
    assert "53%" in answer.text


def test_a_change_gives_both_ends_and_says_which_way(held):
    answer = held.ask("how have moorings let by the harbour office changed since july 2018")
    assert {"257", "429"} <= set(answer.text.replace(",", " ").split())
    assert "rose" in answer.text


def test_a_span_that_names_both_its_years_asks_for_its_two_ends(held):
    answer = held.ask("pilots employed march 2015 to march 2017")
    assert answer.text.startswith("It rose:")
    assert {"17", "21"} <= set(answer.text.split())
    assert "19" not in answer.text.split()


def test_two_things_of_one_kind_are_compared_with_both_their_values(held):
    answer = held.ask("weekly cost of a berth at the north quay vs the south quay")
    assert "£310" in answer.text
    assert "£448" in answer.text


def test_a_difference_that_is_asked_for_is_worked_out_and_said_to_be(held):
    answer = held.ask("by how many did crane faults exceed the target in march 2019")
    assert answer.derived is not None
    assert (answer.derived.formula, answer.derived.value) == ("537 - 516", "21")
    assert "worked out, not stated" in answer.text


def test_a_cell_is_said_with_the_scale_of_its_head(held):
    assert "£5.5m" in held.ask("what was the cost of dredging in 2018/19").text


def test_a_misspelt_word_is_read_as_the_one_meant_and_the_question_is_shown_as_asked(held):
    answer = held.ask("cost of lighthouzes in 2018/19")
    assert answer.read_as["lighthouzes"] == "lighthouses"
    assert answer.question == "cost of lighthouzes in 2018/19"


def test_a_number_that_the_question_gives_is_no_answer_to_it(tmp_path):
    folder = tmp_path / "index"
    hold(folder, "boats.txt", paragraph("Of the 925 boats in dock 330 have an engine."))
    answer = asked_of(folder).ask("how many of the 925 boats in dock have an engine")
    assert [figure.number for figure, _ in answer.figures] == ["330"]
