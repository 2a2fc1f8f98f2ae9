"""Exempt papers are found by their marks, in the styles of several councils, and talk about exemption is none."""

import pytest

from corpus.records import State
from tests.ingest.packs import page, read_pack

FRONT = (
    "#AGENDA",
    "Cabinet, Thursday 5 March 2020",
    "1. Apologies for absence",
    "2. Declarations of interest",
    "3. Harbour dredging (Pages 3 - 4)",
    "4. Lease of the pier (Pages 5 - 6)",
)
REPORT = (
    "Report to: Cabinet",
    "Relevant Officer: Ann Head, Director of Place",
    "Date of Meeting: 5 March 2020",
)
PUBLIC = (*REPORT, "#HARBOUR DREDGING", "1.1 The harbour will be dredged in the spring.", "1.2 It costs £40,000.")


def withheld(reading):
    return [(p.first_page, p.last_page, p.exempt, p.title) for p in reading.papers if p.exempt]


def words(reading):
    return " ".join(block.text for block in reading.blocks)


@pytest.mark.parametrize(
    ("mark", "why"),
    [
        ("NOT FOR PUBLICATION by virtue of paragraph 3 of Part 1 of Schedule 12A", "paragraph 3"),
        ("^EXEMPT", "exempt"),
        ("^CONFIDENTIAL - NOT FOR PUBLICATION", "exempt"),
        ("_Exempt report - paragraphs 3 and 5", "paragraphs 3 and 5"),
        ("Classification: Exempt under paragraph 1", "paragraph 1"),
        ("Not for publication: this report contains exempt information under paragraph 4.", "paragraph 4"),
        ("^Pink Paper", "exempt"),
        ("This appendix is exempt from publication under paras 2 and 3", "paragraphs 2 and 3"),
    ],
)
def test_a_marked_paper_is_withheld(tmp_path, mark, why):
    secret = page(mark, *REPORT, "#LEASE OF THE PIER", "1.1 The lowest offer was from Gull Holdings.")
    reading = read_pack(tmp_path, page(*PUBLIC), secret)
    assert [entry[:3] for entry in withheld(reading)] == [(2, 2, why)]
    assert "Gull" not in words(reading)
    assert "harbour will be dredged" in words(reading)
    assert all("LEASE" not in paper.title.upper() for paper in reading.papers)
    assert reading.notes == (f"page 2 withheld: {why}",)


@pytest.mark.parametrize(
    "talk",
    [
        "Does the information submitted include any exempt information? No",
        "Exempt information: None",
        "[Do not include information which is exempt from publication under schedule 12A]",
        "The Council has a partial exemption for VAT.",
        "Appendix 2 is not for publication and was sent to members separately.",
        "At the time of preparing the agenda there were no exempt items.",
        "Members were told that the tender remains confidential.",
        "Exempt Appendices: None",
        "Classification: Unrestricted",
        "Confidential waste is now collected by the depot.",
        "The press and public may be excluded where exempt information is likely to be disclosed.",
    ],
)
def test_talk_about_exemption_withholds_nothing(tmp_path, talk):
    reading = read_pack(tmp_path, page(*PUBLIC, talk), page("2.1 More on the harbour.", talk))
    assert withheld(reading) == []
    assert "More on the harbour" in words(reading)


def test_an_exempt_appendix_is_cut_out_of_its_public_report(tmp_path):
    reading = read_pack(
        tmp_path,
        page(*PUBLIC),
        page("^EXEMPT - paragraph 3", "Offers received", "Gull Holdings offered £12,000."),
        page("^EXEMPT - paragraph 3", "Tern Limited offered £15,000."),
        page("^Appendix B", "#Works programme", "The works begin in May."),
    )
    assert [entry[:3] for entry in withheld(reading)] == [(2, 3, "paragraph 3")]
    assert "Gull" not in words(reading)
    assert "Tern" not in words(reading)
    assert "works begin in May" in words(reading)


def test_papers_of_the_private_part_of_an_agenda_are_withheld_under_their_public_title(tmp_path):
    front = page(
        *FRONT[:5],
        "PART 2 - ITEMS FOR WHICH THE PRESS AND PUBLIC ARE EXCLUDED",
        "4. Lease of the pier (Pages 3 - 3)",
    )
    lease = page("^Agenda Item 4", *REPORT, "#LEASE OF THE PIER", "1.1 The lowest offer was from Gull Holdings.")
    reading = read_pack(tmp_path, front, page("^Agenda Item 3", *PUBLIC), lease)
    assert withheld(reading) == [(3, 3, "exempt", "Lease of the pier")]
    assert "Gull" not in words(reading)


def test_items_after_a_resolution_to_exclude_the_public_are_withheld(tmp_path):
    front = page(
        *FRONT[:5],
        "4. Exclusion of press and public during the following items (paragraph 3)",
        "5. Lease of the pier (Pages 3 - 3)",
    )
    lease = page("^Agenda Item 5", *REPORT, "#LEASE OF THE PIER", "1.1 The lowest offer was from Gull Holdings.")
    reading = read_pack(tmp_path, front, page("^Agenda Item 3", *PUBLIC), lease)
    assert withheld(reading) == [(3, 3, "paragraph 3", "Lease of the pier")]


def test_agenda_boilerplate_without_content_withholds_nothing(tmp_path):
    front = page(*FRONT, "EXEMPT ITEMS", "(At the time of preparing the agenda there were no exempt items.)")
    reading = read_pack(tmp_path, front, page("^Agenda Item 3", *PUBLIC))
    assert withheld(reading) == []


def test_a_file_that_is_exempt_as_a_whole_says_nothing_of_itself(tmp_path):
    secret = page("NOT FOR PUBLICATION by virtue of paragraph 3", *REPORT, "#LEASE OF THE PIER", "1.1 Gull Holdings.")
    reading = read_pack(tmp_path, secret)
    assert reading.document.state is State.WITHHELD
    assert reading.document.reason == "the whole file is exempt (paragraph 3)"
    assert (reading.blocks, reading.document.title, reading.document.committee) == ((), "", "")


def test_an_index_for_exempt_papers_reads_them_and_keeps_the_mark(tmp_path):
    secret = page("^EXEMPT - paragraph 3", *REPORT, "#LEASE OF THE PIER", "1.1 Gull Holdings made an offer.")
    reading = read_pack(tmp_path, secret, allow_exempt=True)
    assert "Gull" in words(reading)
    assert [paper.exempt for paper in reading.papers] == ["paragraph 3"]
