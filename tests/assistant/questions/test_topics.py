"""What counts as a topic alone or as a wish for the latest on one, and what is a question proper."""

import pytest

from assistant.questions.question import read_question
from assistant.questions.topics import topic_of
from corpus.language.abbreviations import Glossary


def topic(text, history=()):
    return topic_of(read_question(text, Glossary.load(()), history))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("exclusions", "exclusions"),
        ("Potholes?", "Potholes"),
        ("school funding", "school funding"),
        ("tell me about the library review", "the library review"),
        ("what do the papers say about flooding?", "flooding"),
    ],
)
def test_a_few_words_that_ask_nothing_are_a_topic(text, words):
    found = topic(text)
    assert found is not None
    assert (found.words, found.latest) == (words, False)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("what's the latest on devolution?", "devolution"),
        ("any news on the leisure centre", "the leisure centre"),
        ("where are we with the local plan?", "the local plan"),
        ("bus lanes latest", "bus lanes"),
        ("what is the current position on parking permits", "parking permits"),
    ],
)
def test_the_latest_on_a_topic_is_asked_for_in_many_ways(text, words):
    found = topic(text)
    assert found is not None
    assert (found.words, found.latest) == (words, True)


@pytest.mark.parametrize(
    "text",
    [
        "how many potholes were filled",
        "number of exclusions",
        "what is the latest number of children in care",
        "exclusions in 2018/19",
        "who chairs the board",
        "vision of the housing strategy",
        "placements overspend",
        "when does the new contract start",
    ],
)
def test_a_question_for_one_thing_is_no_topic(text):
    assert topic(text) is None


def test_a_word_after_a_question_leans_on_it_and_is_no_topic():
    assert topic("and exclusions?", ["how many pupils were there in May 2019?"]) is None
