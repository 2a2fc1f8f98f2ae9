"""Recorded votes, asked of the sample papers: who and how many, and nothing where no vote is recorded."""

import pytest

from assistant.assistant import Assistant
from assistant.recorded.votes import voted
from corpus.settings import Settings


@pytest.fixture(scope="module")
def vote(sample_index):
    """Give a way to ask the sample papers for a vote: the words of the answer, empty where there is none."""
    held = Assistant(Settings(index=sample_index))

    def asked(text):
        ranking = held.rank(text)
        return "\n".join(piece.words for piece in voted(ranking.opened, ranking.question, ranking.sought))

    return asked


def test_who_abstained_is_said_by_name(vote):
    assert vote("who abstained on the parking permits motion") == "Abstained: 1; Stainforth"


def test_who_voted_for_a_motion_is_said_without_those_against(vote):
    said = vote("which councillors voted for the parking permits motion")
    assert "Osgathorpe" in said
    assert "Brackley" not in said


def test_a_vote_as_a_whole_is_said_in_the_words_of_the_paper(vote):
    assert vote("how did cabinet vote on extending Anchor?") == "The decision was agreed by seven votes to none."


def test_one_way_to_vote_is_said_with_its_number_alone(vote):
    assert vote("how many voted against the SEND caseworker?") == "Against: 1"


@pytest.mark.parametrize(
    "text",
    [
        "how did cabinet vote on family hubs in july 2019",
        "who voted against the SEND caseworker?",
        "how did members vote on the lighthouse",
    ],
)
def test_a_vote_that_is_not_recorded_is_not_made_up(vote, text):
    assert vote(text) == ""


def test_a_question_for_no_vote_is_left_alone(vote):
    assert vote("is the parking permits motion for social workers?") == ""
