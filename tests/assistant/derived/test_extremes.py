"""The highest or lowest of a table, down a column or along a row; and the rows with a cell that is named."""

import pytest

from assistant.answers import Status
from tests.assistant.held import asked_of, heading, hold, paragraph, row

HEADS = ("Harbour", "Moorings 2019", "Change since 2018 (%)")
MONTHS = ("Lost anchors", "April 2019", "May 2019", "June 2019", "Total")


def harbour(*cells):
    return row(*cells, heads=HEADS, caption="Moorings in use by harbour")


def lighthouse(*cells):
    return row(*cells, heads=("Lighthouse", "Date", "Lamp grade"), caption="Lighthouses that were inspected")


@pytest.fixture(scope="module")
def held(tmp_path_factory):
    folder = tmp_path_factory.mktemp("extremes") / "index"
    hold(
        folder,
        "moorings.txt",
        heading("Moorings"),
        paragraph("Moorings are counted every spring."),
        harbour("Saltby", "314", "+2.1"),
        harbour("Marram", "271", "+6.4"),
        harbour("Tollbar", "402", "-1.5"),
        harbour("Total", "987", "+2.2"),
        heading("Anchors"),
        row("Lost anchors reported", "12", "7", "19", "38", heads=MONTHS, caption="Anchors", table=1),
    )
    hold(
        folder,
        "lights.txt",
        heading("Lighthouse inspections"),
        paragraph("The following lighthouses were inspected by the lamp board:"),
        lighthouse("Gull Point", "April 2019", "Bright"),
        lighthouse("Seal Head", "May 2019", "Dim"),
        lighthouse("Cod Ness", "June 2019", "Bright"),
    )
    return asked_of(folder)


@pytest.mark.parametrize(
    ("question", "said", "unsaid"),
    [
        ("which harbour has the most moorings in 2019", ["Tollbar", "402"], ["987", "314"]),
        ("which harbour had the fewest moorings in use", ["Marram", "271"], ["987", "314"]),
        ("which harbour had the biggest % change in moorings", ["Marram", "+6.4"], ["+2.2"]),
        ("what was the lowest month for lost anchors reported", ["7", "May 2019"], ["12", "38"]),
        ("which lighthouses were graded bright when inspected", ["Gull Point", "Cod Ness"], ["Seal Head"]),
        ("which lighthouse was inspected in may 2019", ["Seal Head", "Dim"], ["Gull Point"]),
    ],
)
def test_rows_are_chosen_by_what_stands_in_them(held, question, said, unsaid):
    answer = held.ask(question)
    assert answer.status is Status.ANSWERED
    assert all(words in answer.text for words in said)
    assert not any(words in answer.text for words in unsaid)


def test_a_table_of_something_else_has_no_highest(held):
    assert held.ask("which lighthouse has the most bollards").status is Status.NOT_STATED
