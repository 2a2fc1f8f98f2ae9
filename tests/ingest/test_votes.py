"""Recorded votes: who voted how, how many, and what came of it."""

from __future__ import annotations

import pytest

from corpus.findings import Ballot, Vote
from tests.ingest.lines import minutes


def votes(*texts: str) -> list[Vote]:
    findings, _ = minutes("Present: Councillor Ash", "# 7 Budget", *texts, "# 8 Plan", "There was no business.")
    assert all(vote.minute == "7" for vote in findings.votes)
    return list(findings.votes)


def test_names_that_open_the_next_page_belong_to_the_vote_and_a_wrapped_name_is_whole() -> None:
    (vote,) = votes(
        "Mr Hook proposed and Mr Pass seconded a motion to defer the item.",
        "For (2): Mr Brad, Mrs Cole Against (3): Mrs Bell, Mr Hood and Mr",
        "---",
        "Shonk",
        "Abstain (1): Mr Ross",
        "Motion lost.",
    )
    assert vote.ballots == (
        Ballot("For", 2, ("Mr Brad", "Mrs Cole")),
        Ballot("Against", 3, ("Mrs Bell", "Mr Hood", "Mr Shonk")),
        Ballot("Abstain", 1, ("Mr Ross",)),
    )
    assert vote.motion == "Mr Hook proposed and Mr Pass seconded a motion to defer the item."
    assert vote.outcome == "lost"
    assert [span.block for span in vote.spans] == [3, 4, 5]


def test_a_label_alone_has_its_names_on_the_next_page() -> None:
    (vote,) = votes("For (1): Mr Gale", "Against (2):", "---", "Mr E Fox and Mrs I Jay", "The Leader thanked officers.")
    assert vote.ballots == (Ballot("For", 1, ("Mr Gale",)), Ballot("Against", 2, ("Mr E Fox", "Mrs I Jay")))


@pytest.mark.parametrize(
    ("text", "counts", "outcome"),
    [
        ("The amendment was carried by 7 votes to 3.", {"For": 7, "Against": 3}, "carried"),
        ("The decision was agreed by seven votes to none.", {"For": 7, "Against": 0}, "agreed"),
        ("(Voting: 9 in favour, 2 against, 1 abstention)", {"For": 9, "Against": 2, "Abstain": 1}, ""),
        ("Voting on resolution (3): for 5, against 1, abstained 1.", {"For": 5, "Against": 1, "Abstain": 1}, ""),
        ("With 6 members voting for and 5 against, the motion was declared lost.", {"For": 6, "Against": 5}, "lost"),
        ("The motion was put to the vote: For 12; Against 3.", {"For": 12, "Against": 3}, ""),
    ],
)
def test_counts_are_read_from_a_sentence(text: str, counts: dict[str, int], outcome: str) -> None:
    (vote,) = votes(text)
    assert {ballot.choice: ballot.count for ballot in vote.ballots} == counts
    assert vote.outcome == outcome


def test_counts_may_follow_the_names() -> None:
    (vote,) = votes("FOR: Councillors Ash, Birch and Dean (3)", "AGAINST: Councillor Fry (1)", "ABSTENTIONS: None")
    assert vote.ballots == (
        Ballot("For", 3, ("Ash", "Birch", "Dean")),
        Ballot("Against", 1, ("Councillor Fry",)),
        Ballot("Abstain", 0),
    )


def test_a_table_of_votes_has_counts_and_names() -> None:
    (vote,) = votes(
        "A motion by Councillor Ash was put to the vote.",
        "|| Vote | Number | Members |",
        "| For | 2 | Ash, Birch |",
        "| Against | 1 | Cole |",
        "The motion was carried.",
    )
    assert vote.ballots == (Ballot("For", 2, ("Ash", "Birch")), Ballot("Against", 1, ("Cole",)))
    assert (vote.motion, vote.outcome) == ("A motion by Councillor Ash was put to the vote.", "carried")


def test_two_votes_one_after_the_other_are_two() -> None:
    found = votes("The amendment: For (1): Mr A Ash Against (0)", "The motion: For (0) Against (1): Mr A Ash")
    assert [[ballot.count for ballot in vote.ballots] for vote in found] == [[1, 0], [0, 1]]


def test_unanimity_is_a_vote_without_ballots() -> None:
    (vote,) = votes("The Committee unanimously resolved that Mr Ash be appointed.")
    assert (vote.ballots, vote.outcome) == ((), "unanimously")


@pytest.mark.parametrize(
    "text",
    [
        "For the year to March the Council spent more. Against a budget of 5 it spent 7.",
        "The children were aged 7 to 9 and members agreed 3 to 4 visits.",
        "Members spoke for and against the plan.",
        "For 2019/20 (12 months): the forecast was reduced.",
    ],
)
def test_other_uses_of_the_words_are_no_votes(text: str) -> None:
    assert votes(text) == []
