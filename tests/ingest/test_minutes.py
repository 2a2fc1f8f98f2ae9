"""Items of minutes, in the house styles of several councils."""

from __future__ import annotations

import pytest

from corpus.records import Paper, PaperKind
from ingest.minutes import is_minutes, minutes_of
from tests.ingest.lines import lines

PRESENT = "PRESENT: Councillor A Green (Chair), Councillors B Hall and C Ivory"


def headings(*texts: str) -> list[tuple[str, str]]:
    paper = Paper("d", 0, "Minutes", 0, len(texts), PaperKind.MINUTES)
    return [(minute.number, minute.heading) for minute in minutes_of(paper, lines(*texts))]


def test_numbered_headings_are_the_minutes_and_numbered_paragraphs_within_them_are_not() -> None:
    assert headings(
        PRESENT,
        "# 84 Apologies",
        "(Item 1)",
        "1. There were none.",
        "# 85 Budget",
        "1. The Leader spoke.",
        "2. The report was welcomed.",
    ) == [("84", "Apologies"), ("85", "Budget")]


def test_a_minute_runs_from_its_heading_to_the_next() -> None:
    blocks = lines(PRESENT, "# 1 Apologies", "None.", "# 2 Minutes", "Agreed.", "The meeting ended at 8 pm.")
    paper = Paper("d", 0, "", 0, 5, PaperKind.MINUTES)
    assert [(m.first_block, m.last_block) for m in minutes_of(paper, blocks)] == [(1, 2), (3, 5)]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("123/19 Apologies for absence", "124/19 Minutes of the last meeting", ["123/19", "124/19"]),
        ("CAB.45 APOLOGIES", "CAB.46 MINUTES", ["CAB.45", "CAB.46"]),
        ("CA/24/12 Apologies", "CA/24/13 Minutes", ["CA/24/12", "CA/24/13"]),
        ("2024/17 Apologies", "2024/18 Minutes", ["2024/17", "2024/18"]),
        ("1. Apologies", "2. Minutes", ["1", "2"]),
    ],
)
def test_house_styles_of_numbers_are_kept_as_printed(first: str, second: str, expected: list[str]) -> None:
    found = headings(PRESENT, f"# {first}", "There were none.", f"# {second}", "These were agreed.")
    assert [number for number, _ in found] == expected


def test_a_heading_that_the_reader_took_for_a_paragraph_is_found_between_its_neighbours() -> None:
    found = headings(
        PRESENT,
        "# 89 Draft budget",
        "1. The Leader spoke.",
        "90. 24/00109 - Transfer of a service",
        "(Item 7)",
        "1. Officers attended.",
        "# 91 Delivery plan",
        "1. It was discussed.",
    )
    assert found == [("89", "Draft budget"), ("90", "24/00109 - Transfer of a service"), ("91", "Delivery plan")]


def test_the_agenda_item_behind_a_heading_is_no_part_of_it() -> None:
    assert headings(PRESENT, "# 91 Plan", "Text.", "# 92 Schools (Item 9)", "Text.")[1] == ("92", "Schools")


def test_minutes_without_numbers_have_their_headings_for_items() -> None:
    assert headings(PRESENT, "# Unrestricted items", "# Apologies for absence", "None.", "# Budget", "Noted.") == [
        ("", "Apologies for absence"),
        ("", "Budget"),
    ]


@pytest.mark.parametrize("title", ["MINUTES of a meeting of the Cabinet held on 30 January 2025", "Draft minutes"])
def test_a_paper_of_no_known_kind_is_minutes_by_title_and_list_of_those_present(title: str) -> None:
    assert is_minutes(Paper("d", 0, "", 0, 2), lines(title, PRESENT, "# 1 Apologies"))


def test_an_agenda_that_names_minutes_and_a_report_on_those_present_are_no_minutes() -> None:
    assert not is_minutes(Paper("d", 0, "Agenda", 0, 2, PaperKind.AGENDA), lines("Minutes of the meeting", PRESENT))
    assert not is_minutes(Paper("d", 0, "", 0, 2), lines("Minutes of the last meeting", "Present values are used."))
