"""Rows of a table on one side of nothing, asked of an open index."""

import pytest

from tests.assistant.held import asked_of, hold, row

BALANCES = ("Harbour", "Surplus / (deficit) in 2018-19", "Surplus / (deficit) in 2019-20")
BUDGETS = ("Service", "Budget £m", "Forecast £m", "Variance £m")


@pytest.fixture(scope="module")
def held(tmp_path_factory):
    folder = tmp_path_factory.mktemp("signed") / "index"
    balances = (
        ("Hopton harbour", "-£1,290", "-£213"),
        ("Norley harbour", "£1,091", "£2,578"),
        ("Saltby harbour", "£1,070", "(£515)"),
        ("Total", "£871", "-£1,850"),
    )
    budgets = (
        ("Ferry services", "12.0", "14.5", "2.5"),
        ("Dredging services", "8.0", "7.6", "-0.4"),
        ("Pilot services", "3.0", "3.2", "0.2"),
        ("Overall position", "23.0", "25.3", "2.3"),
    )
    hold(folder, "balances.txt", *(row(*cells, heads=BALANCES, caption="Balances of harbours") for cells in balances))
    hold(folder, "budgets.txt", *(row(*cells, heads=BUDGETS, caption="Harbour services") for cells in budgets))
    unsaid = ("Scheme", "Variance £m")
    hold(
        folder, "schemes.txt", row("Cranes", "1.5", heads=unsaid, caption="Schemes"), row("Locks", "-1.1", heads=unsaid)
    )
    return asked_of(folder)


@pytest.mark.parametrize(
    ("question", "lines"),
    [
        ("which harbours have deficits in 2019-20", ["Hopton harbour: -£213", "Saltby harbour: -£515"]),
        (
            "in 2018-19, which harbours have a surplus",
            ["Norley harbour: £1,091", "Saltby harbour: £1,070"],
        ),
        ("which services are over budget", ["Ferry services: £2.5m", "Pilot services: £0.2m"]),
        ("which services are forecast to underspend", ["Dredging services: -£0.4m"]),
    ],
)
def test_the_rows_on_the_side_that_is_asked_for_are_given_without_their_total(held, question, lines):
    text = held.ask(question).text
    assert [line.rpartition(" [")[0] for line in text.splitlines()] == lines


@pytest.mark.parametrize(
    "question",
    ["which schemes are over budget", "what is the deficit of Hopton in 2019-20"],
)
def test_none_are_given_where_the_column_or_its_sign_is_not_known_or_one_row_is_asked_for(held, question):
    assert len(held.ask(question).text.splitlines()) < 2
