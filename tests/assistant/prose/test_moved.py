"""A day that was moved gives way to the one that stands now."""

from datetime import date

import pytest

from assistant.prose.moved import moves
from assistant.questions.question import read_question
from corpus.language.abbreviations import Glossary
from tests.assistant.held import asked_of, heading, hold, item, paragraph, row

MAY, JUNE, JULY = date(2031, 5, 6), date(2031, 6, 3), date(2031, 7, 1)
LONG = " and that members be told"
"""What makes a sentence score a little less than one without it."""
TRACKER = ("Ref", "Action", "Due", "Update")


@pytest.fixture(scope="module")
def held(tmp_path_factory):
    folder = tmp_path_factory.mktemp("moved") / "index"
    hold(
        folder,
        "may.txt",
        row("Survey of the lighthouse lantern", "12 August 2031", heads=("Item", "Meeting"), table=1),
        row("QA7", "Repair the slipway gates", "30 June 2031", "Steel ordered.", heads=TRACKER, table=2),
        row(
            "QA8",
            "Paint the pilot cutter",
            "31 May 2031",
            "Weather was poor. Deadline amended to October 2031.",
            heads=TRACKER,
            table=2,
        ),
        meeting_date=MAY,
    )
    hold(
        folder,
        "june.txt",
        heading("Decisions"),
        paragraph("Agreed: that the survey of the lantern be moved from 12 August 2031 to 14 October 2031."),
        item("that the date for action QA7 be changed to 29 August 2031;"),
        meeting_date=JUNE,
    )
    hold(
        folder,
        "later_in_june.txt",
        paragraph("The dredging of the harbour will be finished by 4 September 2031."),
        meeting_date=date(2031, 6, 17),
    )
    hold(
        folder,
        "july.txt",
        paragraph(f"It was agreed that the dredging of the harbour be finished by 20 November 2031{LONG}."),
        paragraph("The sailing school hopes that the harbour fair will be postponed to 9 May 2032."),
        meeting_date=JULY,
    )
    return asked_of(folder)


@pytest.mark.parametrize(
    ("question", "now", "before"),
    [
        ("when will the survey of the lighthouse lantern come?", "14 October 2031", ": 12 August"),
        ("when is the action to repair the slipway gates due?", "29 August 2031", "30 June"),
        ("deadline for the action to repair the slipway gates?", "29 August 2031", "30 June"),
        ("when is the pilot cutter due to be painted?", "October 2031", "31 May"),
        ("when will the dredging of the harbour be finished?", "20 November 2031", "4 September"),
    ],
)
def test_the_day_that_stands_now_is_given(held, question, now, before):
    text = held.ask(question).text
    assert now in text
    assert before not in text


@pytest.mark.parametrize(
    ("text", "before", "now"),
    [
        ("be moved from 3 May 2031 to 5 June 2031", ["2031-05-03"], "2031-06-05"),
        ("was deferred to the meeting of 5 June 2031", [], "2031-06-05"),
        ("put back from May 2031 until the end of June 2031", ["2031-05-01"], "2031-06-01"),
        ("The review moved to Quay House on 5 June 2031.", None, None),
        ("They moved to a hall in 2031.", None, None),
        ("The date was changed. It came to 5 June 2031.", None, None),
    ],
)
def test_what_says_that_a_day_was_moved(text, before, now):
    found = [([str(day.first) for day in days], str(to.first)) for days, to in moves(text)]
    assert found == ([] if now is None else [(before, now)])


@pytest.mark.parametrize("question", ["deadline for the gates", "what's the timescale for the gates?"])
def test_a_deadline_is_a_time(question):
    assert read_question(question, Glossary.load([], [])).asks == "when"
