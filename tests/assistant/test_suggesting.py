"""What is offered to be asked next is answered."""

import pytest

from assistant.answers import Status
from assistant.assistant import Assistant
from assistant.suggesting import MOST, next_questions
from corpus.settings import Settings


@pytest.fixture(scope="module")
def assistant(sample_index):
    return Assistant.open(Settings(index=sample_index))


@pytest.mark.parametrize(
    "question", ["what was the LAC rate in May 2019", "what is the forecast overspend", "who chairs the committee"]
)
def test_every_question_that_is_offered_is_answered_and_another_than_was_asked(assistant, question):
    offered = next_questions(assistant, assistant.ask(question))
    assert len(offered) <= MOST
    assert question not in offered
    assert [assistant.ask(each, [question]).status for each in offered] == [Status.ANSWERED] * len(offered)


def test_a_figure_that_is_stated_for_several_periods_offers_how_it_changed(assistant):
    offered = next_questions(assistant, assistant.ask("what was the LAC rate in May 2019"))
    assert any(each.startswith("how has the rate of looked after children changed since") for each in offered)


def test_what_the_papers_do_not_know_offers_nothing(assistant):
    assert next_questions(assistant, assistant.ask("what is the airspeed of an unladen swallow")) == ()
