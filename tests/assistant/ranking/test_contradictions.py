"""What rules a figure out, and which of several possible ones stands in front."""

import pytest

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
