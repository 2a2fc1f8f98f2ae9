"""Several actions of one tracker, asked of the sample papers."""

import pytest

from assistant.assistant import Assistant
from assistant.recorded.actions import tracked
from corpus.settings import Settings


@pytest.fixture(scope="module")
def actions(sample_index):
    """Give a way to ask the sample papers for actions."""
    held = Assistant(Settings(index=sample_index))

    def asked(text):
        ranking = held.rank(text)
        return [piece.words for piece in tracked(ranking.opened, ranking.question, ranking.sought)]

    return asked


def test_the_actions_in_a_state_are_those_of_the_tracker_of_that_time(actions):
    late = actions("which actions were Late on the sept 2018 improvement tracker")
    assert len(late) == 3
    assert any("parking" in words for words in late)


def test_the_actions_of_an_owner_are_listed(actions):
    owned = actions("which actions does Fiona Whitlam own on the May 2019 tracker")
    assert len(owned) == 3
    assert any("Life story".casefold() in words.casefold() for words in owned)


def test_a_time_that_is_asked_of_them_is_told_by_no_list_of_them(actions):
    assert actions("what was the deadline for the recommendations of Fiona Whitlam on the May 2019 tracker") == []
    assert actions("which of the actions of Fiona Whitlam on the May 2019 tracker have a due date in June")


def test_a_state_that_no_action_is_in_lists_nothing(actions):
    assert actions("which actions were cancelled on the improvement tracker") == []
