"""Lists of those present, in the forms in which minutes print them."""

from __future__ import annotations

import pytest

from corpus.findings import Capacity
from tests.ingest.lines import minutes

PRESENT, BESIDE = Capacity.PRESENT, Capacity.IN_ATTENDANCE
VIRTUAL, APOLOGIES = Capacity.VIRTUAL, Capacity.APOLOGIES


def attendance(*texts: str) -> list[tuple[str, str, Capacity]]:
    findings, blocks = minutes(*texts, "# 1 Minutes", "Agreed.", "# 2 Work plan", "Noted.")
    by = {block.ordinal: block.text for block in blocks}
    for each in findings.attendance:
        words = [by[span.block][span.start : span.end] for span in each.spans]
        assert words == [each.name, each.role][: len(words)]
    return [(each.name, each.role, each.capacity) for each in findings.attendance]


def test_a_list_run_together_with_commas_is_parted_into_people_with_their_roles() -> None:
    assert attendance(
        "PRESENT: Mr R W Gale (Chairman), Mr N Barker, Mr R C Lunn, OBE, Mr D Musk and Mr R J Todd",
        "IN ATTENDANCE: Dr A Gray (Director of Health), Mrs S Hand (Director of Children, Families and Education)",
        "IN ATTENDANCE VIRTUALLY: Mr S Jay (Director of Growth, Environment and Transport)",
    ) == [
        ("Mr R W Gale", "Chairman", PRESENT),
        ("Mr N Barker", "", PRESENT),
        ("Mr R C Lunn, OBE", "", PRESENT),
        ("Mr D Musk", "", PRESENT),
        ("Mr R J Todd", "", PRESENT),
        ("Dr A Gray", "Director of Health", BESIDE),
        ("Mrs S Hand", "Director of Children, Families and Education", BESIDE),
        ("Mr S Jay", "Director of Growth, Environment and Transport", VIRTUAL),
    ]


def test_councillors_in_the_plural_are_names_of_one_word() -> None:
    assert attendance("Present: Councillors Ash (Chair), Birch, C Church and van der Berg") == [
        ("Ash", "Chair", PRESENT),
        ("Birch", "", PRESENT),
        ("C Church", "", PRESENT),
        ("van der Berg", "", PRESENT),
    ]


def test_names_one_a_line_stand_under_their_label() -> None:
    assert attendance(
        "Present:",
        "Councillor M Marsh (in the Chair)",
        "Councillors",
        "D Cole",
        "Hume",
        "In Attendance:",
        "Ms Kay Hart, Head of Safeguarding, Standards and Inclusion",
        "Councillor Sam Black, Leader of the Council",
    ) == [
        ("Councillor M Marsh", "in the Chair", PRESENT),
        ("D Cole", "", PRESENT),
        ("Hume", "", PRESENT),
        ("Ms Kay Hart", "Head of Safeguarding, Standards and Inclusion", BESIDE),
        ("Councillor Sam Black", "Leader of the Council", BESIDE),
    ]


def test_semicolons_part_people_and_commas_their_roles() -> None:
    assert attendance("Officers: Helen Tarr, Director of Finance; Priya Nand, Assistant Director") == [
        ("Helen Tarr", "Director of Finance", BESIDE),
        ("Priya Nand", "Assistant Director", BESIDE),
    ]


def test_a_table_gives_names_with_the_roles_beside_them() -> None:
    assert attendance("| Present: | Cllr Ann Bell | Cllr Carl Dean |", "| Officers: | Eve Frost | Head of Legal |") == [
        ("Cllr Ann Bell", "", PRESENT),
        ("Cllr Carl Dean", "", PRESENT),
        ("Eve Frost", "Head of Legal", BESIDE),
    ]


def test_names_of_two_columns_that_run_on_without_commas_are_parted() -> None:
    assert [name for name, _, _ in attendance("Present: Mr N Barker Mrs S Chandler Mr D Jeffs")] == [
        "Mr N Barker",
        "Mrs S Chandler",
        "Mr D Jeffs",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "PRESENT: Councillor J Lewis in the Chair",
        "Present: Cllr J Lewis (Vice-Chairman)",
        "Members present: Chair: Councillor J Lewis",
        "PRESENT Councillor J Lewis (Chair)",
    ],
)
def test_the_chair_is_known_by_the_role(text: str) -> None:
    ((name, role, _),) = attendance(text)
    assert name.endswith("J Lewis") and "hair" in role


def test_apologies_are_read_from_the_sentence_and_substitutes_are_not_among_them() -> None:
    findings, _ = minutes(
        "Present: Councillor Ash (Chair)",
        "# 1 Apologies",
        "Apologies were received from Councillor Stone, for whom there was no substitute, and from Canon White.",
        "# 2 Minutes",
        "Agreed.",
    )
    names = [each.name for each in findings.attendance if each.capacity is APOLOGIES]
    assert names == ["Councillor Stone", "Canon White"]


@pytest.mark.parametrize("text", ["There were no apologies.", "None.", "No apologies were received."])
def test_where_nobody_is_absent_nobody_is_named(text: str) -> None:
    findings, _ = minutes("Present: Councillor Ash", "# 1 Apologies", text, "# 2 Minutes", "Agreed.")
    assert [each.name for each in findings.attendance] == ["Councillor Ash"]


def test_who_sent_apologies_may_stand_first() -> None:
    findings, _ = minutes("Present: Cllr Ash", "# 1 Apologies", "Mrs Fair sent apologies.", "# 2 Minutes", "Agreed.")
    assert [each.name for each in findings.attendance if each.capacity is APOLOGIES] == ["Mrs Fair"]


def test_headings_below_the_lists_and_members_of_the_public_are_no_people() -> None:
    assert attendance(
        "Present: Councillor Ash",
        "Also present: two members of the youth council and one member of the press",
        "# UNRESTRICTED ITEMS",
    ) == [("Councillor Ash", "", PRESENT)]
