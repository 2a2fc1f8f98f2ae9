"""Lists: whole, under their heading or lead sentence, and only where several things are asked for."""

import pytest

from assistant.drafting import drafted
from assistant.prose.lists import COUNTED, enumerated, wants_list
from assistant.questions.question import read_question
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
