"""A thing's name of two words that stand apart, one in a row and one over its table."""

import pytest

from tests.assistant.held import asked_of, hold, row


@pytest.fixture(scope="module")
def held(tmp_path_factory):
    folder = tmp_path_factory.mktemp("scattered") / "index"
    heads = ("Type", "Children", "Budget £m")
    for cells in (("Residential", "44", "6.71"), ("Supported lodgings", "17", "0.72")):
        hold(folder, f"{cells[0]}.txt", row(*cells, heads=heads, caption="Placements by type"))
    return asked_of(folder)


def test_a_row_is_completed_by_what_stands_over_its_table(held):
    text = held.ask("budget for residential placements").text
    assert "6.71" in text
    assert "0.72" not in text
