"""What an overview of a topic holds, and that a topic the papers do not know is said to be unknown."""

from datetime import date

import pytest

from assistant.answers import Reason, Status
from tests.assistant.held import asked_of, hold, paragraph

OLD, NEW = date(2018, 3, 1), date(2019, 6, 13)


@pytest.fixture(scope="module")
def held(tmp_path_factory):
    folder = tmp_path_factory.mktemp("overview") / "index"
    hold(
        folder,
        "roads-2018.txt",
        paragraph("In 2017/18 the county filled 4,120 potholes on its roads."),
        paragraph("The ferry terminal will close for repairs in the autumn of that year."),
        meeting_date=OLD,
    )
    hold(
        folder,
        "roads-2019.txt",
        paragraph("In 2018/19 the county filled 5,310 potholes on its roads."),
        paragraph("Members thought that potholes were being filled faster than before."),
        paragraph("The ferry terminal opened again on 3 May 2019 after its repairs."),
        meeting_date=NEW,
    )
    return asked_of(folder)


def test_a_topic_alone_brings_its_newest_figure_and_the_papers_newest_first(held):
    answer = held.ask("potholes")
    assert answer.status is Status.ANSWERED
    assert "5,310" in answer.text.splitlines()[0]
    days = [citation.meeting_date for citation in answer.citations[1:]]
    assert days == sorted(days, reverse=True)
    assert {OLD, NEW} <= {citation.meeting_date for citation in answer.citations}


def test_the_latest_is_of_the_newest_paper_with_its_date(held):
    answer = held.ask("what's the latest on the ferry terminal?")
    first, *rest = answer.text.splitlines()
    assert "13 June 2019" in first
    assert "opened again" in first
    assert rest[-1].startswith("Before that")
    assert "01 March 2018" in rest[-1]


def test_a_topic_that_no_paper_names_is_said_to_be_unknown(held):
    answer = held.ask("libraries")
    assert (answer.status, answer.reason) == (Status.NOT_STATED, Reason.NOT_IN_PAPERS)
    assert "libraries" in answer.text
    assert not answer.citations
