"""Cells in words that are looked up by row and column, asked of an open index."""

import pytest

from assistant.answers import Status
from assistant.drafting import drafted
from tests.assistant.held import asked_of, heading, hold, paragraph, row

VISITS = ("Quay", "Previous judgement", "Date of last visit", "Last judgement")
TRACKER = ("Recommendation", "Target date", "Responsible officer", "RAG rating")


@pytest.fixture(scope="module")
def held(tmp_path_factory):
    folder = tmp_path_factory.mktemp("looked") / "index"
    hold(
        folder,
        "quays.txt",
        heading("Visits to the quays"),
        *(
            row(*cells, heads=VISITS, caption="Visits of the harbour inspector")
            for cells in (
                ("Hopton Green Quay", "Good", "May 2019", "Good"),
                ("Norley Ferry Quay", "Weak", "April 2019", "Good"),
                ("Thorley Quay", "Weak", "July 2019", "Poor"),
            )
        ),
        *(
            row(*cells, heads=TRACKER, table=1)
            for cells in (
                ("To receive the dredging strategy in the autumn", "November 2018", "Director of Harbours", "Red"),
                ("To write to the ferry company on its fares", "May 2018", "Director of Ferries", "Green"),
            )
        ),
        *(
            row(*cells, heads=("Indicator", "Actual 30/11/2024", "Target"), table=2, caption="Fleet safety")
            for cells in (("Average safety grade of the fleet", "B+", "B-"), ("Boats without a grade", "4", "2"))
        ),
        paragraph("How far they have got is told to each meeting."),
    )
    return asked_of(folder)


@pytest.mark.parametrize(
    ("question", "history", "cells"),
    [
        ("fleet safety indicator: target and actual average grade", (), ["Actual 30/11/2024: B+", "Target: B-"]),
        (
            "dredging strategy recommendation: what RAG rating and whose job is it?",
            (),
            ["Responsible officer: Director of Harbours", "RAG rating: Red"],
        ),
        ("when was Hopton Green done?", ("what was the last judgement of Norley Ferry Quay",), ["visit: May 2019"]),
    ],
)
def test_the_cells_of_the_columns_that_are_named_are_given_for_the_one_row_that_is(held, question, history, cells):
    draft = drafted(held.rank(question, history))
    assert draft is not None
    (said,) = draft.said
    assert all(cell in said.words for cell in cells)
    assert said.words.count(": ") == len(cells)
    answer = held.ask(question, history)
    assert answer.status is Status.ANSWERED
    assert all(cell in answer.text for cell in cells)


@pytest.mark.parametrize(
    ("question", "history"),
    [
        ("how far have they got with it", ("who is the responsible officer for the dredging strategy",)),
        ("RAG rating of the towpath strategy", ()),
        ("what is the RAG rating of the recommendations", ()),
        ("boats without a grade against target", ()),
    ],
)
def test_a_row_that_is_not_asked_for_alone_or_holds_a_number_is_not_looked_up(held, question, history):
    text = held.ask(question, history).text
    assert "Responsible officer:" not in text
    assert "RAG rating:" not in text
    assert "Target: 2" not in text
