from datetime import date
from pathlib import Path

import pytest

from corpus.errors import UnreadableError
from corpus.records import Block, BlockKind, Row
from ingest.extract import Margin
from ingest.identity import Identity, identify
from ingest.kinds import media_type
from ingest.readers import read

PAPERS = Path(__file__).resolve().parents[2].parent / "shared" / "papers"


def _blocks(*lines):
    """Make blocks: a string is a paragraph, one with "# " a heading, a tuple a table row."""
    blocks = []
    for ordinal, line in enumerate(lines):
        if isinstance(line, tuple):
            text = " | ".join(cell for cell in line if cell)
            blocks.append(Block("d", ordinal, BlockKind.TABLE_ROW, text, 1, row=Row(0, ordinal, line)))
        elif line.startswith("# "):
            blocks.append(Block("d", ordinal, BlockKind.HEADING, line[2:], 1))
        else:
            blocks.append(Block("d", ordinal, BlockKind.PARAGRAPH, line, 1))
    return blocks


def test_a_front_table_gives_committee_and_date_over_rows_that_go_on():
    blocks = _blocks(
        ("Report to:", "YOUNG PEOPLE AND CHILDREN'S"),
        ("", "SCRUTINY COMMITTEE"),
        ("Relevant Officer:", "Ann Example, Director of Services"),
        ("Date of Meeting", "8 February 2018"),
        "# LIBRARY HOURS UPDATE REPORT",
        "1.1 To inform the Committee.",
        "Anytown Council runs nine libraries, and Anytown Council pays for them. Anytown Council is glad.",
    )
    assert identify(blocks, "x.docx", "Template") == Identity(
        "Library Hours Update Report",
        "Anytown Council",
        "Young People and Children's Scrutiny Committee",
        date(2018, 2, 8),
    )


def test_labels_in_two_languages_and_a_body_that_is_no_committee_give_the_meeting():
    both = _blocks("# Care at home", "Committee / Pwyllgor: Care Scrutiny Committee", "Date / Dyddiad: 8 November 2022")
    assert identify(both, "x.docx", "").committee == "Care Scrutiny Committee"
    assert identify(both, "x.docx", "").meeting_date == date(2022, 11, 8)
    body = _blocks(("Meeting", "Fire Authority"), ("Date", "14 December 2023"), "# Reserves")
    assert identify(body, "x.pdf", "").meeting_date == date(2023, 12, 14)


def test_the_line_of_a_report_and_one_with_the_council_before_it_name_the_committee():
    told = _blocks("# Care costs", "Report of the Treasurer, Ann Able, to the Care Scrutiny Committee, 8 November 2022")
    assert identify(told, "x.pdf", "") == Identity("Care costs", "", "Care Scrutiny Committee", date(2022, 11, 8))
    head = _blocks("ABLE DISTRICT COUNCIL Homes Committee 23 January 2024", "# Corrected figures")
    assert identify(head, "x.pdf", "").committee == "Homes Committee"
    assert identify(head, "x.pdf", "").meeting_date == date(2024, 1, 23)


def test_the_summons_date_above_an_agenda_is_not_the_meeting():
    blocks = _blocks(
        "Anytown Council",
        "# 12 June 2019",
        "To: Councillors Able, B Baker and Charlie",
        "# PLANNING COMMITTEE",
        "Thursday, 20 June 2019 at 6.00 pm",
        "# A G E N D A",
        "2 MINUTES OF THE LAST MEETING OF THE LICENSING COMMITTEE HELD ON 7 FEBRUARY 2019",
    )
    assert identify(blocks, "x.pdf", "") == Identity(
        "Agenda: Planning Committee", "Anytown Council", "Planning Committee", date(2019, 6, 20)
    )


def test_minutes_name_their_meeting_in_a_sentence():
    blocks = _blocks(
        "# NORTHSHIRE COUNTY COUNCIL",
        "# CABINET",
        "MINUTES of a meeting of the Cabinet held at the Old Mill, Northtown on Thursday, 30 January 2025.",
        "PRESENT: Mr A Able (Chairman)",
    )
    assert identify(blocks, "x.pdf", "Minutes") == Identity(
        "Minutes: Cabinet", "Northshire County Council", "Cabinet", date(2025, 1, 30)
    )


def test_a_report_gives_its_meeting_behind_to_and_its_subject_over_two_lines():
    blocks = _blocks(
        "From: Bea Baker, Cabinet Member for Roads",
        "To: Environment Cabinet Committee - 30 January 2025",
        "Subject: Moving the depot of the highways",
        "service to the north",
        "Key decision: Yes",
        "Past Pathway of report: Growth Cabinet Committee – 15 January 2025",
    )
    found = identify(blocks, "x.pdf", "Executive Decision")
    assert found == Identity(
        "Moving the depot of the highways service to the north", "", "Environment Cabinet Committee", date(2025, 1, 30)
    )


def test_a_letter_date_is_not_the_meeting_named_below():
    blocks = _blocks("Date: 29 January 2025", "Dear Member", "# CABINET - THURSDAY, 30 JANUARY 2025")
    name = "(Public Pack)Item 7 - Depot move Agenda Supplement for Cabinet, 30/01/2025 10:00"
    assert identify(blocks, "x.pdf", name) == Identity("Item 7 - Depot move", "", "Cabinet", date(2025, 1, 30))


def test_a_page_of_a_council_site_names_its_meeting_in_a_heading():
    blocks = _blocks(
        "# Agenda and minutes", "# Planning Committee - Thursday, 20th June, 2019 6.00 pm", "Venue: Town Hall"
    )
    assert identify(blocks, "ieListDocuments.aspx.html", "Agenda for Planning Committee") == Identity(
        "Agenda: Planning Committee", "", "Planning Committee", date(2019, 6, 20)
    )


def test_a_cabinet_member_is_not_the_cabinet():
    found = identify(_blocks("# Councillor Able, Cabinet Member for Roads", "# Road safety plan"), "x.pdf", "")
    assert (found.committee, found.title) == ("", "Road safety plan")


@pytest.mark.parametrize(
    ("name", "committee", "day"),
    [
        ("Public reports pack 20th-Jun-2019 18.00 Planning Committee.pdf", "Planning Committee", date(2019, 6, 20)),
        ("Agenda frontsheet Thursday 30-Jan-2025 10.00 Cabinet.pdf", "Cabinet", date(2025, 1, 30)),
        ("Cabinet 11 December 2019 Library hours.pdf", "Cabinet", date(2019, 12, 11)),
        ("05_northshire_cabinet_printed_minutes_2025-01-30.pdf", "Cabinet", date(2025, 1, 30)),
        ("Library hours 27 April 2017.pdf", "", None),
        ("Cabinet Member decision 27 April 2017.pdf", "", None),
    ],
)
def test_the_file_name_says_what_the_text_does_not(name, committee, day):
    found = identify((), name, "")
    assert (found.committee, found.meeting_date) == (committee, day)


def test_the_text_wins_over_the_file_name():
    blocks = _blocks("Report to: Planning Committee", "Date of Meeting: 3 May 2018", "# Hours of the libraries")
    assert identify(blocks, "Cabinet 11 December 2019.pdf", "").meeting_date == date(2018, 5, 3)


def test_the_pack_title_of_the_publishing_system_gives_committee_and_date():
    found = identify((), "g123.pdf", "(Public Pack)Agenda Document for Planning Committee, 13/03/2025 15:00")
    assert found == Identity("Agenda Document for Planning Committee", "", "Planning Committee", date(2025, 3, 13))


@pytest.mark.parametrize("title", ["Microsoft Word - x.doc", "Agenda Template", "Untitled", ""])
def test_a_stale_title_property_is_not_used(title):
    assert identify((), "Library_hours.pdf", title).title == "Library hours"


def test_a_neighbour_named_once_is_not_the_council_of_the_paper():
    blocks = _blocks("# Waste plan", *["Text."] * 70, "A depot is shared with Othertown Borough Council.")
    assert identify(blocks, "x.pdf", "").council == ""


REAL = {
    "Cabinet 11 December 2019 Childrens Services Progress Update.pdf": ("Stockton", "Cabinet", date(2019, 12, 11)),
    "Childrens Services Update Report 27 April 2017.pdf": (
        "Blackpool Council",
        "Resilient Communities Scrutiny Committee",
        date(2017, 4, 27),
    ),
    "Childrens Services Update Report 8 February 2018.docx": (
        "",
        "Resilient Communities and Children's Scrutiny Committee",
        date(2018, 2, 8),
    ),
    "02_kent_finance_monitoring_nov_2024-25.pdf": ("Kent", "Cabinet", date(2025, 1, 30)),
    "05_kent_cabinet_printed_minutes_2025-01-30.pdf": ("Kent County Council", "Cabinet", date(2025, 1, 30)),
    "11_kent_public_pack_item7_supplement.pdf": ("Kent County Council", "Cabinet", date(2025, 1, 30)),
    "12_kent_item7_superseded_report.pdf": ("Kent County Council", "Cabinet", date(2025, 1, 30)),
    "13_kent_agenda_frontsheet_cabinet_2025-01-30.pdf": ("Kent County Council", "Cabinet", date(2025, 1, 30)),
    "17_kent_proposed_record_of_decision_24-00108.pdf": ("Kent County Council", "Cabinet", None),
    "19_ofsted_blackpool_2019.pdf": ("Blackpool Borough Council", "", None),
}


@pytest.mark.skipif(not PAPERS.is_dir(), reason="the real papers are not beside the repository")
@pytest.mark.parametrize("name", REAL)
def test_real_papers_say_what_they_are(name):
    path = next(PAPERS.rglob(name))
    try:
        extract = read(path, "d", media_type(path), max_pages=3000)
    except UnreadableError as error:  # pragma: no cover - the message is what matters then
        pytest.fail(str(error))
    found = identify(extract.blocks, name, extract.title)
    assert (found.council, found.committee, found.meeting_date) == REAL[name]


def test_a_label_over_two_lines_is_not_the_title():
    blocks = _blocks(
        "Report to: Cabinet",
        "# Relevant Cabinet",
        "# Member:",
        "Councillor Ann Example",
        "Date of Meeting: 12 February 2019",
        "# Budget monitoring: month 9",
    )
    assert identify(blocks, "x.pdf", "").title == "Budget monitoring: month 9"


def test_an_item_on_the_minutes_does_not_make_a_meeting_page_minutes():
    blocks = _blocks(
        "# Agenda and decisions", "# Scrutiny Committee: 12 September 2019", "# Minutes of the last meeting"
    )
    assert (
        identify(blocks, "Agenda for Scrutiny Committee on 12 September 2019.html", "").title
        == "Agenda: Scrutiny Committee"
    )


def test_the_council_of_a_running_head_is_the_documents():
    heads = [Margin(page, f"Saltby Borough Council – Cabinet 20 February 2024 – {page}") for page in (1, 2, 3)]
    blocks = _blocks("# Revenue monitoring", "The Committee notes the report.")
    assert identify(blocks, "x.pdf", "", heads).council == "Saltby Borough Council"
    assert identify(blocks, "x.pdf", "", heads[:1]).council == ""
