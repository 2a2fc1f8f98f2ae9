"""A paper that a question names by its date is searched by itself, and others count less."""

from datetime import date

import pytest

from assistant.questions.paper_named import names_paper, papers_named
from assistant.questions.question import read_question
from tests.assistant.held import asked_of, hold, paragraph


@pytest.fixture(scope="module")
def held(tmp_path_factory):
    folder = tmp_path_factory.mktemp("papers") / "index"
    hold(folder, "april.txt", paragraph("There were 532 boats in dock."), meeting_date=date(2017, 4, 27))
    hold(folder, "february.txt", paragraph("There were 537 boats in dock."), meeting_date=date(2018, 2, 8))
    return asked_of(folder)


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("how many boats in the april 2017 report", True),
        ("how many boats in the april 2017 harbour update", True),
        ("minutes of 8 february 2018, boats in dock", True),
        ("how many boats in april 2017", False),
    ],
)
def test_a_time_beside_a_kind_of_paper_is_the_papers(held, question, named):
    read = read_question(question, held.opened().glossary)
    assert any(names_paper(read.text, found) for found in read.periods) is named


def test_a_paper_that_is_not_held_limits_nothing(held):
    opened = held.opened()
    assert papers_named(opened, read_question("boats in the may 2017 report", opened.glossary)) is None
    limits = papers_named(opened, read_question("boats in the april 2017 report", opened.glossary))
    assert (limits.since, limits.until) == (date(2017, 4, 1), date(2017, 4, 30))


def test_figures_of_other_papers_count_less_than_those_of_the_one_that_is_named(held):
    figures = held.rank("how many boats in dock in the april 2017 report").figures
    assert {one.figure.number: one.features.other_paper for one in figures} == {"532": 0.0, "537": 1.0}
