"""Months of a span of years: the table that answers tells whether its years are those of accounts or of schools."""

import pytest

from tests.assistant.held import asked_of, hold, row

SCHOOL = ("", "Sept", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar", "Apr", "May")
ACCOUNTS = ("", "Apr", "May", "Jun", "Jul", "Aug", "Sept")


@pytest.fixture(scope="module")
def held(tmp_path_factory):
    folder = tmp_path_factory.mktemp("months") / "index"
    hold(
        folder,
        "sailing.txt",
        row("Sailing pupils 2017-18", "51", "52", "53", "54", "55", "56", "57", "58", "59", heads=SCHOOL),
        row("Sailing pupils 2018-19", "61", "62", "63", "64", "65", "66", "67", "68", "69", heads=SCHOOL),
        row("Mooring fees 2017-18", "£11", "£12", "£13", "£14", "£15", "£16", heads=ACCOUNTS),
        row("Mooring fees 2018-19", "£21", "£22", "£23", "£24", "£25", "£26", heads=ACCOUNTS),
    )
    return asked_of(folder)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("sailing pupils April 2018-19", "68"),
        ("sailing pupils November 2018-19", "63"),
        ("mooring fees April 2018-19", "£21"),
    ],
)
def test_a_month_is_counted_as_the_row_counts_it(held, question, value):
    assert value in held.ask(question).text
    assert value not in held.ask("and the same month the year before?", [question]).text


def test_a_year_before_it_is_counted_alike(held):
    assert "58" in held.ask("what about the same month the year before?", ["sailing pupils April 2018-19"]).text
    assert "£11" in held.ask("what about the same month the year before?", ["mooring fees April 2018-19"]).text
