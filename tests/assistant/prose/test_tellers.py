"""Who is answered by a name and when by a time, and by none that the question gives itself."""

import pytest

from assistant.answers import Status
from assistant.prose.tellers import tellers
from assistant.questions.question import read_question
from assistant.questions.sought import weigh, words_sought
from assistant.ranking.candidates import Candidate
from assistant.ranking.features import Features
from assistant.ranking.things import brings, names_holder
from corpus.language.abbreviations import Glossary
from tests.assistant.held import asked_of, hold, paragraph


@pytest.fixture(scope="module")
def held(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tellers") / "index"
    hold(
        folder,
        "harbour.txt",
        paragraph("The pilots board of the harbour meets in spring. It has a budget and a boat."),
        paragraph("The pilots board is led by Bram Stone, and its clerk is a pilot of the harbour."),
        paragraph("The regatta dinner of 4 May 2021 was well attended."),
        paragraph("Next regatta dinner: 7 May 2022 at noon."),
        paragraph(
            "In May Mr Bo Reed presented the Oar of Honour at the quay fair. It had been carved in winter. "
            "He was pleased that it went to Mr Cecil Moss."
        ),
        paragraph("In June Mr Bo Reed presented the Net of Honour at the pier fair."),
        paragraph("The lamp committee meets on 3 June 2022. The lamp committee next meets on 9 July."),
        paragraph("The lamp committee opens its doors at 6pm on the pier."),
        paragraph("The head teacher of Quayside School wrote, and the Harbour Partnership replied to Quayside School."),
    )
    return asked_of(folder)


@pytest.mark.parametrize(
    ("question", "said", "unsaid"),
    [
        ("who leads the pilots board of the harbour", "Bram Stone", "budget"),
        ("when is the next regatta dinner after 4 may 2021", "7 May 2022", "4 May"),
    ],
)
def test_what_tells_nothing_new_gives_way(held, question, said, unsaid):
    text = held.ask(question).text
    assert said in text
    assert unsaid not in text


def test_a_time_of_day_is_told_by_no_day(held):
    assert "6pm" in held.ask("what time does the lamp committee open its doors").text
    assert held.ask("what time was the dinner of the regatta of 4 may 2021").status is Status.NOT_STATED


@pytest.mark.parametrize(
    ("text", "period", "told"),
    [
        ("The next meeting is on Tuesday 9 July at 6pm.", 1.0, False),
        ("The meeting is on Friday 3rd June at 6pm.", 1.0, True),
        ("Doors open at 18:30.", 1.0, True),
        ("Doors open at 18:30.", 0.0, False),
        ("Doors open at dusk on 3 June.", 1.0, False),
    ],
)
def test_a_time_of_day_is_of_the_day_asked_about(text, period, told):
    one = Candidate(paragraph(text), 0, len(text), Features(new=1, period=period), 1.0)
    assert bool(tellers([one], *sought_by("what time is the meeting on 3 June 2022"))) is told


@pytest.mark.parametrize(
    ("text", "told"), [("Sluices: Senior Lock Officer.", False), ("Ada Lane, who was ill, ran the sluices.", True)]
)
def test_the_name_of_who_holds_a_post_is_told_by_no_post(text, told):
    one = Candidate(paragraph(text), 0, len(text), Features(new=0.5), 1.0)
    assert bool(tellers([one], *sought_by("name of the sluice manager"))) is told


def test_who_gives_is_not_who_gets(held):
    got = held.ask("who was given the Oar of Honour at the quay fair").text
    assert "Cecil Moss" in got
    assert "Bo Reed" in held.ask("who presented the Oar of Honour at the quay fair").text
    assert held.ask("who was awarded the Net of Honour at the pier fair").status is Status.NOT_STATED


def test_a_post_is_not_held_by_a_body(held):
    assert held.ask("who is the head teacher of Quayside School").status is Status.NOT_STATED


@pytest.mark.parametrize(("words", "first"), [(0.85, "Cecil Reed"), (0.2, "Coast Guard")])
def test_a_person_goes_before_a_body_of_the_same_paragraph_where_its_sentence_is_as_good(words, first):
    block = paragraph("The Coast Guard Society praised the Lamp Shed. Cecil Reed, who runs it, was there.")
    at = block.text.index("Cecil")
    body = Candidate(block, 0, at - 1, Features(words=1, new=0.5), 1.0)
    person = Candidate(block, at, len(block.text), Features(words=words, new=1), 1.0)
    question, sought = sought_by("who runs the lamp shed")
    assert first in tellers([body, person], question, sought)[0].text


def sought_by(text):
    question = read_question(text, Glossary.load(()))
    return question, weigh(words_sought(question), {}, 100)


@pytest.mark.parametrize(
    ("question", "text", "new"),
    [
        ("which councillor asked for ferries", "Councillor Lane asked for more ferries.", 1.0),
        ("who asked for ferries", "The Ferry Partnership was asked for ferries.", 0.0),
        ("who asked for boats", "The Ferry Partnership was asked for boats.", 0.5),
        ("who asked for boats in may", "Ada Ines was asked for boats.", 1.0),
        ("who asked for boats", "The Council was asked for boats.", 0.0),
    ],
)
def test_a_name_is_new_where_the_question_has_none_of_its_words(question, text, new):
    assert brings(text, *sought_by(question)) == new


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("Yours, Ada Lane Lead Inspector", True),
        ("The lead inspector thanked Quayside Sailing School.", False),
        ("Owner: Deputy Harbour Master", True),
        ("The lead inspector thanked the crew.", False),
        ("Post Title: Lead Inspector", False),
    ],
)
def test_a_post_is_held_by_a_person_or_another_post(text, holds):
    assert names_holder(text, *sought_by("who was the lead inspector")) is holds
