"""Findings of whole documents, also of real ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.findings import Findings
from corpus.records import Block, Document, Paper, PaperKind
from corpus.settings import Settings
from ingest import kinds
from ingest.findings import findings_of
from ingest.reading import read_document
from tests.ingest.drawn import Sheet, draw
from tests.ingest.lines import lines

SHARED = Path(__file__).parents[3] / "shared" / "papers"
MINUTES = SHARED / "kent_ofsted" / "05_kent_cabinet_printed_minutes_2025-01-30.pdf"
SUPPLEMENT = SHARED / "kent_ofsted" / "11_kent_public_pack_item7_supplement.pdf"


def read(path: Path, tmp_path: Path) -> tuple[Findings, tuple[Block, ...]]:
    reading = read_document(path, Document("d", path.name, str(path), "", kinds.PDF), Settings(index=tmp_path))
    return reading.findings, reading.blocks


def test_each_paper_is_read_for_what_it_is() -> None:
    blocks = lines(
        "Minutes of the meeting",
        "Present: Councillor Ash",
        "# 1 Plan",
        "RESOLVED that it be noted.",
        "# 2 End",
        "None.",
        "# 2.0 Recommendations",
        "2.1 To agree the plan.",
    )
    papers = (Paper("d", 0, "Minutes", 0, 5, PaperKind.MINUTES), Paper("d", 1, "Plan", 6, 7, PaperKind.REPORT))
    findings = findings_of(blocks, papers)
    assert [(each.paper, each.text) for each in findings.decisions] == [
        (0, "RESOLVED that it be noted."),
        (1, "To agree the plan."),
    ]


def test_a_paper_without_blocks_gives_nothing() -> None:
    assert findings_of((), (Paper("d", 0, "Withheld", 0, 5, PaperKind.MINUTES, exempt="paragraph 3"),)) == Findings()


def test_a_drawn_file_of_minutes_gives_them_all(tmp_path: Path) -> None:
    def page(sheet: Sheet) -> None:
        sheet.write(72, 80, "MINUTES of a meeting of the Planning Committee held on 3 May 2019", 12, bold=True)
        sheet.lines(72, 110, "PRESENT: Councillor A Green (Chair), Councillors B Hall and C Ivory")
        sheet.write(72, 150, "12/19 APOLOGIES FOR ABSENCE", 12, bold=True)
        sheet.lines(72, 175, "Apologies were received from Councillor D Jones.")
        sheet.write(72, 210, "13/19 MINUTES", 12, bold=True)
        sheet.lines(72, 235, "RESOLVED that the minutes of 5 April 2019 be approved as a correct record.")
        sheet.write(72, 270, "14/19 TREES", 12, bold=True)
        sheet.lines(72, 295, "The Committee voted on the works to the trees in the park, as the report set out.")
        sheet.lines(72, 330, "RESOLVED:")
        sheet.lines(72, 360, "(a) That the works be approved;")
        sheet.lines(72, 390, "(b) That a report be brought in six months.")
        sheet.lines(72, 430, "The motion was carried by 3 votes to 1.")

    findings, _ = read(draw(tmp_path / "minutes.pdf", page), tmp_path)
    assert [(each.number, each.heading) for each in findings.minutes] == [
        ("12/19", "APOLOGIES FOR ABSENCE"),
        ("13/19", "MINUTES"),
        ("14/19", "TREES"),
    ]
    assert [each.name for each in findings.attendance] == [
        "Councillor A Green",
        "B Hall",
        "C Ivory",
        "Councillor D Jones",
    ]
    assert [(each.minute, each.number) for each in findings.decisions] == [
        ("13/19", ""),
        ("14/19", "(a)"),
        ("14/19", "(b)"),
    ]
    assert [each.deadline for each in findings.actions] == ["in six months"]
    assert [claim.meeting_date for claim in findings.claims] == ["2019-04-05"]
    assert [[ballot.count for ballot in vote.ballots] for vote in findings.votes] == [[3, 1]]


@pytest.mark.skipif(not MINUTES.exists(), reason="the shared papers are not beside the repository")
def test_real_printed_minutes_have_their_items_people_and_resolutions(tmp_path: Path) -> None:
    findings, blocks = read(MINUTES, tmp_path)
    page = {block.ordinal: block.page for block in blocks}
    assert [each.number for each in findings.minutes] == ["84", "85", "86", "87", "88", "89", "90", "91", "92"]
    assert len(findings.attendance) == 23
    assert [(page[d.spans[0].block], d.minute, d.number, len(d.text.split())) for d in findings.decisions][:3] == [
        (1, "86", "", 23),
        (10, "88", "A)", 9),
        (10, "88", "b)", 10),
    ]
    assert len(findings.decisions) == 13
    assert [claim.meeting_date for claim in findings.claims] == ["2025-01-09"]


@pytest.mark.skipif(not SUPPLEMENT.exists(), reason="the shared papers are not beside the repository")
def test_a_real_supplement_says_what_it_replaces(tmp_path: Path) -> None:
    (claim,) = read(SUPPLEMENT, tmp_path)[0].claims
    assert (claim.item, claim.meeting_date, claim.title.split()[0]) == ("7", "2025-01-30", "24/00109")
