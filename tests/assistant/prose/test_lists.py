"""Lists: whole, under their heading or lead sentence, and only where several things are asked for."""

import pytest

from assistant.drafting import drafted
from assistant.prose.lists import COUNTED, enumerated, enumerating_first, says_it_all, wants_list
from assistant.questions.question import read_question
from assistant.ranking.candidates import Candidate
from assistant.ranking.features import Features
from corpus.language.abbreviations import Glossary
from tests.assistant.held import asked_of, heading, hold, paragraph

HEADINGS = ("Harbour review", "What needs to improve at the harbour")


@pytest.fixture(scope="module")
def held(tmp_path_factory):
    folder = tmp_path_factory.mktemp("lists") / "index"
    hold(
        folder,
        "review.txt",
        heading(HEADINGS[1]),
        paragraph("lighting on the quays", headings=HEADINGS, number="1.1"),
        paragraph("the depth of the channel", headings=HEADINGS, number="1.2"),
        paragraph("how crews are told of storms", headings=HEADINGS, number="1.3"),
        heading("Costs"),
        paragraph("The harbour review cost £4,000.", headings=("Harbour review", "Costs")),
        paragraph("The review of the piers was led by a board.", headings=("Harbour review", "Costs")),
        paragraph("The piers board was made up of Ada Lane, Bram Stone and Cecil Reed.", headings=("Piers", "Board")),
    )
    return asked_of(folder)


def asks_list(text):
    return wants_list(read_question(text, Glossary.load(())))


@pytest.mark.parametrize(
    "text",
    [
        "which areas need to improve",
        "what alternatives were looked at",
        "next steps in the report",
        "whos on the board",
    ],
)
def test_several_things_are_asked_for(text):
    assert asks_list(text)


@pytest.mark.parametrize(
    "text",
    [
        "what was agreed",
        "which company won",
        "what hours does the office keep",
        "what does the report say",
        "why did it",
    ],
)
def test_one_thing_is_asked_for(text):
    assert not asks_list(text)


def test_the_list_under_the_heading_that_names_it_is_given_whole(held):
    draft = drafted(held.rank("which things need to improve at the harbour"))
    assert [piece.words for piece in draft.said] == [
        HEADINGS[1],
        "lighting on the quays",
        "the depth of the channel",
        "how crews are told of storms",
    ]


def test_a_sentence_that_names_people_answers_who_is_on_something(held):
    assert "Cecil Reed" in held.ask("who is on the board of the piers").text


def test_things_named_one_after_the_other_are_counted():
    assert enumerated("the wards (Ash, Birch, Cedar and Oak) are the focus") == 4
    assert enumerated("The group, which met twice, reported to the full committee of the council in the spring.") < 4
    assert enumerated("Nothing is named here at all") == 1
    assert enumerated("It is the harbour master, Ada Lane; the pilot, Bram Stone; and Cecil Reed.", names=True) == 3
    assert COUNTED.search("which seven wards")


def named(text, words):
    return Candidate(paragraph(text), 0, len(text), Features(words=words), 1.0)


def test_what_names_as_many_things_as_asked_for_goes_before_what_names_others():
    few = named("Ships, boats and rafts are what the wards are for.", 0.9)
    many = named("The wards are Ash, Birch, Cedar and Oak.", 0.55)
    question = read_question("which four wards are for ships and boats", Glossary.load(()))
    assert enumerating_first([few, many], question) == [many, few]
    assert says_it_all([few, many], question)


@pytest.mark.parametrize(
    ("text", "whole"),
    [("Two piers were shut (Long Pier, and Lamp Pier).", True), ("Two piers were shut, both by night.", False)],
)
def test_two_things_may_stand_in_brackets(text, whole):
    question = read_question("which two piers were shut", Glossary.load(()))
    assert says_it_all([named(text, 0.9)], question) is whole
