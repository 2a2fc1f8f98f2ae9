"""What papers say of earlier ones: agreed minutes and replaced reports."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.findings import ClaimKind
from corpus.records import PaperKind
from tests.ingest.lines import found, minutes


def agreed(heading: str, *texts: str) -> list[tuple[str, str]]:
    findings, _ = minutes(
        "Present: Cllr Ash",
        "# 1 Apologies",
        "None.",
        f"# 3 {heading}",
        *texts,
        "# 4 Plan",
        "Noted.",
        meeting_date=date(2019, 6, 20),
    )
    assert all(claim.kind is ClaimKind.AGREES and claim.spans for claim in findings.claims)
    return [(claim.committee, claim.meeting_date) for claim in findings.claims]


@pytest.mark.parametrize(
    "text",
    [
        "The Panel agreed that the minutes of its meeting of 15 November 2018 should be signed as correct.",
        "RESOLVED – That the minutes of the meeting of 15 November 2018 be approved.",
        "Resolved: That the minutes of 15 November 2018 be confirmed and signed.",
        "The minutes of the meeting held on 15th November 2018 were agreed as a correct record.",
        "The minutes of 15/11/2018 were approved as an accurate record and signed by the Chair.",
    ],
)
def test_a_meeting_agrees_the_minutes_of_an_earlier_date(text: str) -> None:
    assert agreed("Minutes", text) == [("", "2018-11-15")]


def test_the_date_and_the_committee_may_stand_in_the_heading_alone() -> None:
    heading = "Minutes of the last meeting of the Resilient Communities Scrutiny Committee held on 7 February 2019"
    assert agreed(heading, "RESOLVED that the minutes be signed as a correct record.") == [
        ("Resilient Communities Scrutiny Committee", "2019-02-07")
    ]


def test_minutes_of_two_meetings_are_two_claims() -> None:
    text = "RESOLVED that the minutes of the meetings held on 3 May 2019 and 7 May 2019 be approved."
    assert [when for _, when in agreed("Minutes", text)] == ["2019-05-03", "2019-05-07"]


@pytest.mark.parametrize(
    "text",
    [
        "RESOLVED that the minutes of 3 May 2019 be deferred to the next meeting for approval.",
        "Members asked about the minutes of 3 May 2019.",
    ],
)
def test_minutes_that_were_not_agreed_are_not_claimed(text: str) -> None:
    assert agreed("Minutes", text) == []


def test_an_agenda_that_asks_to_agree_minutes_claims_nothing() -> None:
    findings, _ = found(
        "# AGENDA", "2. Minutes", "To agree the minutes of the meeting held on 7 February 2019.", kind=PaperKind.AGENDA
    )
    assert findings.claims == ()


def test_a_covering_letter_replaces_the_item_that_it_encloses() -> None:
    findings, _ = found(
        "Dear Member",
        "# CABINET - THURSDAY, 30 JANUARY 2025",
        "The report originally published has been updated and replaces the version in the original agenda pack.",
        "# Agenda Item No",
        "7. 24/00109 - Transfer of a service (Pages 1 - 20)",
        "Yours sincerely",
        kind=PaperKind.AGENDA,
    )
    ((claim),) = findings.claims
    assert (claim.kind, claim.item, claim.title) == (ClaimKind.REPLACES, "7", "24/00109 - Transfer of a service")
    assert claim.meeting_date == "2025-01-30"


@pytest.mark.parametrize(
    "text",
    [
        "This report replaces the previously published version.",
        "This paper supersedes the report circulated with the agenda.",
        "Revised report",
        "Please note that this appendix has been amended since publication of the agenda.",
        "Pages 11 to 14 replace those in the agenda pack.",
    ],
)
def test_a_report_may_say_that_it_replaces_its_earlier_self(text: str) -> None:
    findings, _ = found("# Parking", text, "1.1 It costs more.", kind=PaperKind.REPORT, title="Parking", item="6")
    assert [(claim.item, claim.title) for claim in findings.claims] == [("6", "Parking")]


@pytest.mark.parametrize(
    "text",
    [
        "The new policy replaces the one published in 2015.",
        "Two buses were replaced. The report was welcomed.",
        "This plan will be replaced in January 2019 by a new plan.",
        "To note the restated figures in section 4, which replace those in the report of 13 June 2019.",
    ],
)
def test_what_replaces_something_else_than_a_paper_claims_nothing(text: str) -> None:
    findings, _ = found("# Parking", text, kind=PaperKind.REPORT, title="Parking", item="6")
    assert findings.claims == ()
