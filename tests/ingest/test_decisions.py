"""What was decided, in the words of minutes and records of decision of several house styles."""

from __future__ import annotations

import pytest

from corpus.findings import Decision, DecisionKind
from corpus.records import PaperKind
from tests.ingest.lines import found, minutes

RESOLVED, AGREED = DecisionKind.RESOLVED, DecisionKind.AGREED
RECOMMENDED, NOTED = DecisionKind.RECOMMENDED, DecisionKind.NOTED
PRESENT = "PRESENT: Councillor A Green (Chair)"


def decisions(*texts: str) -> list[Decision]:
    findings, blocks = minutes(PRESENT, "# 7 Budget", *texts, "# 8 Work plan", "There was no business.")
    by = {block.ordinal: block.text for block in blocks}
    for each in findings.decisions:
        assert each.text == " ".join(by[span.block][span.start : span.end] for span in each.spans)
        assert each.lead == " ".join(by[span.block][span.start : span.end] for span in each.lead_spans)
        assert (each.minute, each.heading) == ("7", "Budget")
    return list(findings.decisions)


def parts(*texts: str) -> list[tuple[DecisionKind, str, str]]:
    return [(each.kind, each.number, each.text) for each in decisions(*texts)]


def test_each_lettered_resolution_is_a_decision_under_its_lead() -> None:
    found = decisions("3. RESOLVED that Cabinet agree to:", "A) Note the overspend.", "b) Agree the changes.")
    assert [(each.number, each.text) for each in found] == [("A)", "Note the overspend."), ("b)", "Agree the changes.")]
    assert {each.lead for each in found} == {"RESOLVED that Cabinet agree to:"}


def test_a_resolution_in_one_sentence_is_whole_and_the_number_of_its_paragraph_is_not_its_own() -> None:
    assert parts("4. RESOLVED that Cabinet agree the plan.", "5. The Leader thanked officers.") == [
        (RESOLVED, "", "RESOLVED that Cabinet agree the plan.")
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("RESOLVED – That the report be noted.", RESOLVED),
        ("It was RESOLVED that the report be noted.", RESOLVED),
        ("Upon being put to the vote, it was RESOLVED that the report be noted.", RESOLVED),
        ("Resolved: That the report be noted.", RESOLVED),
        ("The Committee agreed that the report be noted.", AGREED),
        ("The Children and Families Scrutiny Committee unanimously resolved that the report be noted.", RESOLVED),
        ("It was agreed that the report be noted.", AGREED),
        ("The Cabinet noted the report.", NOTED),
        ("RECOMMENDED – That Council adopt the plan.", RECOMMENDED),
        ("Decision: To note the report.", RESOLVED),
        ("AGREED: That the report be noted.", AGREED),
    ],
)
def test_the_kind_is_that_of_the_verb_that_opens_it(text: str, kind: DecisionKind) -> None:
    assert parts("Members asked questions.", text) == [(kind, "", text)]


def test_numbers_within_the_running_text_of_a_resolution_part_it() -> None:
    assert parts(
        "RESOLVED – (1) That the report be noted; (2) That a review (see paragraph 3) be held; and (3) That it end."
    ) == [
        (RESOLVED, "(1)", "That the report be noted;"),
        (RESOLVED, "(2)", "That a review (see paragraph 3) be held; and"),
        (RESOLVED, "(3)", "That it end."),
    ]


def test_resolutions_that_begin_in_the_line_of_the_label_go_on_below() -> None:
    assert parts("RESOLVED: (a) That the report be noted;", "(b) That the plan be agreed.") == [
        (RESOLVED, "(a)", "That the report be noted;"),
        (RESOLVED, "(b)", "That the plan be agreed."),
    ]


def test_a_decision_below_its_label_may_have_no_number() -> None:
    assert parts("The Committee agreed:", "To receive the plan when completed.") == [
        (AGREED, "", "To receive the plan when completed.")
    ]


def test_a_list_within_a_resolution_belongs_to_it() -> None:
    assert parts(
        "RESOLVED –", "(1) That the fund be spent on:", "(i) parks;", "(ii) roads;", "(2) That it be reviewed."
    ) == [
        (RESOLVED, "(1)", "That the fund be spent on: parks; roads;"),
        (RESOLVED, "(2)", "That it be reviewed."),
    ]


def test_a_list_goes_on_over_the_page_and_ends_before_the_vote_and_the_reasons() -> None:
    assert [
        number
        for _, number, _ in parts(
            "Resolved:",
            "(1) That it be noted;",
            "---",
            "(2) That it be sent.",
            "Voting: for 5, against 1.",
            "Reasons for the decision",
        )
    ] == ["(1)", "(2)"]


def test_what_members_note_in_discussion_is_no_decision() -> None:
    assert (
        parts(
            "It was noted that costs had risen. Members noted the delay.",
            "In response it was agreed by all that he had agreed to it before.",
            "The Committee discussed whether it had been agreed.",
        )
        == []
    )


def test_a_decision_told_in_the_middle_of_a_paragraph_ends_with_its_sentence() -> None:
    assert parts("Members spoke. It was agreed that plans would be sent to members. They were thanked.") == [
        (AGREED, "", "It was agreed that plans would be sent to members.")
    ]


def test_the_heading_of_the_minute_on_decisions_is_none() -> None:
    findings, _ = minutes(PRESENT, "# 5 EXECUTIVE DECISIONS", "Members asked about one.", "# 6 Plan", "Noted.")
    assert findings.decisions == () or all("EXECUTIVE" not in each.text for each in findings.decisions)


def test_a_record_of_decision_has_what_stands_under_the_heading() -> None:
    findings, _ = found(
        "# RECORD OF DECISION",
        "Decision number: 24/00108",
        "# Decision:",
        "The Cabinet agree to:",
        "a) note the overspend",
        "b) agree the changes",
        "# Reason(s) for decision:",
        "The position needs to be noted.",
        kind=PaperKind.DECISION,
    )
    assert [(each.kind, each.number, each.text, each.lead) for each in findings.decisions] == [
        (AGREED, "a)", "note the overspend", "The Cabinet agree to:"),
        (AGREED, "b)", "agree the changes", "The Cabinet agree to:"),
    ]


def test_a_record_of_decision_may_have_its_decision_in_a_cell() -> None:
    findings, _ = found(
        "| Decision maker | Leader |",
        "| Decision | To close the depot. |",
        "| Reasons | Cost. |",
        kind=PaperKind.DECISION,
    )
    assert [each.text for each in findings.decisions] == ["To close the depot."]


def test_a_report_recommends_what_its_section_says_and_no_more() -> None:
    findings, _ = found(
        "# 2.0 Recommendation(s):",
        "2.1 To note the report.",
        "2.2 To agree the plan.",
        "# 3.0 Reasons for recommendation(s):",
        "3.1 To make progress.",
        "3.2a Is the recommendation contrary to a plan? No",
        kind=PaperKind.REPORT,
    )
    assert [(each.kind, each.minute, each.number, each.text) for each in findings.decisions] == [
        (RECOMMENDED, "2.0", "2.1", "To note the report."),
        (RECOMMENDED, "2.0", "2.2", "To agree the plan."),
    ]


def test_recommendations_under_a_lead_may_run_on_in_one_paragraph() -> None:
    findings, _ = found(
        "# Recommendation(s):",
        "Cabinet is asked to:",
        "(a) Agree to TRANSFER the service; and (b) DELEGATE authority to the Director.",
        "# 1 Introduction",
        "1.1 The service began in 2018.",
        kind=PaperKind.REPORT,
    )
    assert [(each.number, each.text, each.lead) for each in findings.decisions] == [
        ("(a)", "Agree to TRANSFER the service; and", "Cabinet is asked to:"),
        ("(b)", "DELEGATE authority to the Director.", "Cabinet is asked to:"),
    ]
