"""Answers from what the papers record, asked of the sample papers: resolutions, actions, who took the chair."""

import json

import pytest

from benchmarks.runs import run, scrutineer


@pytest.fixture(scope="module")
def ask(sample_index):
    """Give a way to ask the sample papers a question and have the answer as a mapping."""

    def asked(question):
        done = run([*scrutineer(), "ask", question, "--json"], {"SCRUTINEER_INDEX": str(sample_index)})
        assert done.status == 0, done.errors
        return json.loads(done.output)

    return asked


def test_an_action_comes_with_owner_and_deadline_and_its_page(ask):
    answer = ask("when is the life story books action due and whos the owner")
    assert "Fiona Whitlam" in answer["answer"]
    assert "30 November 2019" in answer["answer"]
    assert answer["citations"][0]["page"]


def test_resolutions_are_said_verbatim_each_with_its_citation(ask):
    answer = ask("what did the committee resolve about the SEND caseworker")
    assert "caseworker" in answer["answer"]
    assert all(citation["quote"] for citation in answer["citations"])
    assert len(answer["citations"]) > 1


def test_an_action_that_no_tracker_has_is_not_made_up(ask):
    assert ask("who owns the action on painting the lighthouse and what is its status")["status"] == "not_stated"


def test_whether_something_was_agreed_is_said_with_the_decision_on_it(ask):
    answer = ask("did cabinet agree to charge schools for referrals to anchor")
    assert "Not to proceed" in answer["answer"]
    assert len(answer["citations"]) == 1


def test_what_was_resolved_on_a_day_without_a_meeting_is_not_made_up(ask):
    answer = ask("what did the committee resolve about foster carers on 16 January 2020")
    assert "Resolved" not in answer["answer"] or answer["status"] == "not_stated"


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("progress on permanence plans for under 5s, may 2019", "Match every child under five"),
        ("has the request on waits for a mental health appointment ever been answered", "No reply received"),
        ("did the local health commissioners ever reply on mental health waits", "No reply received"),
    ],
)
def test_of_actions_that_fit_alike_the_one_with_more_of_the_words_is_given_with_its_update(ask, question, words):
    assert words in ask(question)["answer"]
