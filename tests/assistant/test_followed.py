"""A follow-up is answered beside what the question before was answered with: another row, column, item or time."""

from dataclasses import replace
from datetime import date

import pytest

from assistant.questions.question import read_question
from tests.assistant.held import asked_of, hold, item, paragraph, row

HEADS = ("Harbour", "Mooring fees 2031", "Visits 2031", "Last survey", "State of the quay")


@pytest.fixture(scope="module")
def held(tmp_path_factory):
    folder = tmp_path_factory.mktemp("followed") / "index"
    hold(
        folder,
        "harbours.txt",
        *(
            row(*cells, heads=HEADS, caption="Harbours", table=1)
            for cells in (
                ("Saltmouth", "£31,000", "402", "3 May 2030", "Sound"),
                ("Kingston upon Wick", "£27,000", "318", "9 July 2029", "Sound"),
                ("Wick Haven", "£12,000", "77", "1 June 2031", "Poor"),
            )
        ),
        *(
            row(name, fees, heads=("Harbour", "Mooring fees waived 2031"), caption="Mooring fees", table=2)
            for name, fees in (("Kingston upon Wick", "£6,000"), ("Wick Haven", "£5,000"))
        ),
        meeting_date=date(2032, 1, 8),
    )
    hold(
        folder,
        "crews.txt",
        paragraph("At 31 March 2031, 420 lifeboat volunteers were on the books, of whom:"),
        replace(item("35 were aged 60 to 69"), parent=0),
        replace(item("112 lived outside the county"), parent=0),
        replace(item("9 were in training"), parent=0),
        paragraph(
            "There were 61 calls to the coastguard at Marl in May 2031. This was a reduction from 88 in March 2031. "
            "Nine boats were laid up in March 2031."
        ),
        paragraph(
            "Tide gauges that failed: April 2031 - 12; May 2031 - 15; June 2031 - 19. "
            "In May 2031 there were 40 tide gauges in reserve."
        ),
        paragraph("In May 2031, 77 tide gauges failed at Hull."),
        paragraph("The last survey of Haven Lido was on 5 April 2030."),
        paragraph("Divers trained 14 lifeboat volunteers in training."),
        meeting_date=date(2031, 6, 8),
    )
    return asked_of(folder)


@pytest.mark.parametrize(
    ("before", "question", "said", "not_said"),
    [
        ("what were the mooring fees at Saltmouth in 2031?", "and Kingston?", "£27,000", "£31,000"),
        ("what were the mooring fees at Saltmouth in 2031?", "and the visits?", "402", "£31,000"),
        ("when was the last survey of Saltmouth?", "and Haven?", "1 June 2031", "3 May"),
        ("how many lifeboat volunteers were there at 31 March 2031?", "how many of them were in training?", "9", "14"),
        ("how many lifeboat volunteers lived outside the county?", "and aged 60 to 69?", "35", "112"),
        ("how many tide gauges failed in April 2031?", "and in May?", "15", "40"),
        ("how many calls to the coastguard at Marl in May 2031?", "and in the March before?", "88", "61"),
    ],
)
def test_what_stands_beside_the_answer_before_answers(held, before, question, said, not_said):
    answer = held.ask(question, [before])
    assert answer.status == "answered"
    assert said in answer.text
    assert not_said not in answer.text


@pytest.mark.parametrize(
    ("before", "question"),
    [
        ("what were the mooring fees at Saltmouth in 2031?", "and Dover?"),
        ("how many lifeboat volunteers were there at 31 March 2031?", "how many of them were aged 50 to 59?"),
    ],
)
def test_what_is_not_named_there_is_no_answer(held, before, question):
    assert held.ask(question, [before]).status == "not_stated"


def test_a_turn_between_leads_on(held):
    history = ["what were the mooring fees at Saltmouth in 2031?", "and Kingston?"]
    assert "£12,000" in held.ask("and Haven?", history).text


def test_a_month_before_is_an_earlier_one(glossary):
    before = ["how many calls at 31 December 2031?"]
    assert read_question("and in the March before?", glossary, before).periods[0].period.iso() == "2031-03"
    assert read_question("and in March?", glossary, before).periods[0].period.iso() == "2032-03"
