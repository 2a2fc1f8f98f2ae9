"""Actions: rows of trackers and plans, and what minutes ask somebody to do."""

from __future__ import annotations

import pytest

from corpus.findings import Action
from corpus.records import PaperKind
from ingest.heads import Meaning, meaning
from tests.ingest.lines import found, minutes

HEADS = "|| Ref | Action | Owner | Deadline | Progress | Status |"


def tracked(*texts: str) -> list[Action]:
    findings, blocks = found(*texts, kind=PaperKind.TRACKER)
    by = {block.ordinal: block.text for block in blocks}
    for each in findings.actions:
        words = " ".join(by[span.block][span.start : span.end] for span in each.spans)
        assert all(
            part in words for part in (each.text, each.owner, each.deadline, each.update, each.state, each.number)
        )
    return list(findings.actions)


def asked(*texts: str) -> list[tuple[str, str, str]]:
    findings, _ = minutes("Present: Cllr Ash", "# 7 Budget", *texts, "# 8 Plan", "There was no business.")
    assert all(each.minute == "7" for each in findings.actions)
    return [(each.text, each.owner, each.deadline) for each in findings.actions]


def test_each_row_of_a_tracker_is_an_action_with_its_parts_as_printed() -> None:
    (action,) = tracked(HEADS, "| 1.2 | Rewrite the policy | Gay Loom | 30 April 2019 | Draft returned. | Late |")
    assert (action.number, action.text, action.owner) == ("1.2", "Rewrite the policy", "Gay Loom")
    assert (action.deadline, action.update, action.state) == ("30 April 2019", "Draft returned.", "Late")


def test_a_row_that_goes_on_at_the_head_of_the_next_page_is_one_action() -> None:
    (action,) = tracked(
        HEADS,
        "| 1 | Rewrite the | Gay Loom | May | Draft |  |",
        "---",
        HEADS,
        "|  | policy | of HR |  | returned. |  |",
    )
    assert (action.text, action.owner, action.update) == ("Rewrite the policy", "Gay Loom of HR", "Draft returned.")


def test_a_table_without_heads_goes_on_with_the_tracker_above_it() -> None:
    actions = tracked(
        HEADS, "| 1 | One | A | May | Begun |  |", "---", "Page 2", "| 2 | Two | B | June | Not begun |  |"
    )
    assert [(each.number, each.text, each.owner) for each in actions] == [("1", "One", "A"), ("2", "Two", "B")]


def test_a_recommendation_beside_several_actions_is_that_of_each() -> None:
    actions = tracked(
        "|| Recommendation | Action | Lead officer | By when |",
        "| Improve audits | Train auditors | A | May |",
        "|  | Publish results | B | June |",
    )
    assert [(each.recommendation, each.text) for each in actions] == [
        ("Improve audits", "Train auditors"),
        ("Improve audits", "Publish results"),
    ]


def test_a_tracker_of_recommendations_has_no_other_text() -> None:
    (action,) = tracked(
        "|| | DATE OF REC | RECOMMENDATIO N | TARGET DATE | RESPONSIBLE OFFICER | UPDATE | RAG RATING |",
        "| 3 | 13.09.18 | That a review be held. | 2019 | Tbc | No reply. | Red |",
    )
    assert (action.number, action.text, action.recommendation) == ("3", "", "That a review be held.")
    assert (action.owner, action.deadline, action.update, action.state) == ("Tbc", "2019", "No reply.", "Red")


def test_titles_of_groups_of_rows_are_no_actions() -> None:
    assert [
        each.text for each in tracked(HEADS, "| Priority 1 |  |  |  |  |  |", "| 1 | One | A | May | Begun |  |")
    ] == ["One"]


@pytest.mark.parametrize(
    "heads",
    [
        "|| Ward | Location | Investment | Progress |",
        "|| Indicator | Lead | Target | Status |",
        "|| Decision | Decision maker | Date | Lead officer |",
        "|| £000 | 2019/20 | 2020/21 | 2021/22 |",
        "|| Title | Lead officer | Date of meeting | Cabinet member |",
    ],
)
def test_other_tables_are_no_trackers(heads: str) -> None:
    assert tracked(heads, "| One | Two | Three | Four |") == []


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("Action by", Meaning.OWNER),
        ("Lead Officer(s)", Meaning.OWNER),
        ("Accountable Person", Meaning.OWNER),
        ("By when?", Meaning.DEADLINE),
        ("Timescale", Meaning.DEADLINE),
        ("Target completion date", Meaning.DEADLINE),
        ("Action taken", Meaning.UPDATE),
        ("Progress to date", Meaning.UPDATE),
        ("BRAG", Meaning.STATE),
        ("RAG Rating", Meaning.STATE),
        ("Planned response summary", Meaning.ACTION),
        ("What we will do", Meaning.ACTION),
        ("Area for Improvement", Meaning.RECOMMENDATION),
        ("Ref", Meaning.NUMBER),
        ("Outcomes for children", None),
    ],
)
def test_columns_are_known_by_what_their_heads_mean(head: str, expected: Meaning | None) -> None:
    assert meaning(head) is expected


@pytest.mark.parametrize(
    ("text", "owner", "deadline"),
    [
        ("RESOLVED that a report be brought in six months.", "", "in six months"),
        (
            "Resolved: That the Head of SEND and Inclusion bring a report in the autumn.",
            "Head of SEND and Inclusion",
            "in the autumn",
        ),
        (
            "The Committee agreed to receive a further update in approximately six months.",
            "",
            "in approximately six months",
        ),
        (
            "RESOLVED – That the Director of Finance be requested to circulate the figures by 30 April 2019.",
            "Director of Finance",
            "by 30 April 2019",
        ),
        ("The Assistant Director undertook to provide the figures.", "Assistant Director", ""),
        ("It was agreed that the plan be submitted to the next meeting.", "", "to the next meeting"),
    ],
)
def test_what_minutes_ask_for_is_an_action(text: str, owner: str, deadline: str) -> None:
    assert asked(text) == [(text, owner, deadline)]


@pytest.mark.parametrize(
    "text",
    [
        "RESOLVED that the report be noted.",
        "RESOLVED that Cabinet endorsed the draft budget to be presented to Council on 13 February.",
        "The Committee agreed that the minutes be signed.",
        "Resolved: That Mr Ash be appointed Chair.",
    ],
)
def test_what_is_only_noted_or_approved_asks_nothing(text: str) -> None:
    assert asked(text) == []


def test_labelled_actions_have_their_owner_where_it_is_printed() -> None:
    assert asked("Members asked for the figures.", "ACTION: Circulate the figures (Jo Smith)") == [
        ("Circulate the figures (Jo Smith)", "Jo Smith", "")
    ]
    assert asked("Officers would send the figures to members by June 2019.", "Action by: Head of Finance") == [
        ("Officers would send the figures to members by June 2019.", "Head of Finance", "by June 2019")
    ]


def test_a_list_under_the_label_is_an_action_a_line() -> None:
    assert asked("Actions:", "- Send the plan", "- JS to write to the school") == [
        ("Send the plan", "", ""),
        ("JS to write to the school", "JS", ""),
    ]
