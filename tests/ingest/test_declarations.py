"""Interests declared at meetings."""

from __future__ import annotations

import pytest

from corpus.records import PaperKind
from tests.ingest.lines import found, minutes


def declared(*texts: str) -> list[tuple[str, str]]:
    findings, blocks = minutes("Present: Cllr Ash", "# 2 Declarations of interest", *texts, "# 3 Plan", "Noted.")
    for each in findings.declarations:
        ((block, start, end),) = [(span.block, span.start, span.end) for span in each.spans]
        assert blocks[block].text[start:end] == each.text
    return [(each.name, each.text) for each in findings.declarations]


def test_what_follows_a_declaration_in_its_paragraph_is_part_of_it() -> None:
    text = "Councillor Pell declared that she is a trustee. She took no part in the vote."
    assert declared(text) == [("Councillor Pell", text)]


def test_each_of_those_who_declare_has_an_entry() -> None:
    assert declared(
        "Councillors Ash and Birch declared a personal interest in item 5. Mr Cole declared one in item 6."
    ) == [
        ("Ash", "Councillors Ash and Birch declared a personal interest in item 5."),
        ("Birch", "Councillors Ash and Birch declared a personal interest in item 5."),
        ("Mr Cole", "Mr Cole declared one in item 6."),
    ]


def test_a_list_may_part_name_and_interest_with_a_dash() -> None:
    assert declared("- Councillor Pell – item 5 – governor of a school") == [
        ("Councillor Pell", "Councillor Pell – item 5 – governor of a school")
    ]


def test_a_table_of_interests_has_a_declaration_a_row() -> None:
    assert declared("|| Member | Item | Interest |", "| Cllr Pell | 5 | Governor |") == [("Cllr Pell", "5 | Governor")]


@pytest.mark.parametrize(
    "text",
    [
        "No declarations of interest were received.",
        "There were no declarations.",
        "None.",
        "No interests were declared.",
    ],
)
def test_where_there_was_none_the_words_that_say_so_stand_without_a_name(text: str) -> None:
    assert declared(text) == [("", text)]


def test_an_interest_declared_in_another_minute_is_found() -> None:
    findings, _ = minutes(
        "Present: Cllr Ash", "# 4 Plan", "Councillor Ash declared a pecuniary interest and left.", "# 5 Next", "Noted."
    )
    assert [(each.name, each.minute) for each in findings.declarations] == [("Councillor Ash", "4")]


def test_the_reminder_of_the_agenda_is_no_declaration() -> None:
    assert declared("Members are asked to declare any interests in the items on the agenda.") == []


def test_a_record_of_decision_may_have_one() -> None:
    findings, _ = found(
        "# Record of decision",
        "# 5.0 Conflicts of interest",
        "5.1 Councillor Avery declared that his sister works there.",
        kind=PaperKind.DECISION,
    )
    assert [each.name for each in findings.declarations] == ["Councillor Avery"]
