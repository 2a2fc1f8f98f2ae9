"""What of a question an answer leaves open."""

import pytest

from assistant.questions.question import read_question
from assistant.questions.sought import weigh, words_sought
from assistant.ranking.unmet import (
    asks_for_two,
    is_displaced,
    is_share_met,
    is_span_met,
    many_numbers,
    many_quantities,
)
from assistant.said import Said
from corpus.figures import Figure
from corpus.language.abbreviations import Glossary, Term
from corpus.language.periods import months
from corpus.language.stems import known_stems
from corpus.records import Block, BlockKind


@pytest.mark.parametrize(
    ("question", "two"),
    [
        ("boats on the slipway in 2021 against 2022", True),
        ("how many more boats than moorings", True),
        ("gap between berths let and berths held", True),
        ("dredging costs from 2018/19 to 2020/21", True),
        ("how many boats are on the slipway", False),
        ("cost of dredging in 2020/21", False),
        ("since when has the slipway been shut", False),
    ],
)
def test_a_question_that_sets_one_value_against_another_asks_for_two(glossary, question, two):
    assert asks_for_two(read_question(question, glossary)) is two


def test_a_word_in_the_name_of_a_body_asks_for_no_second_value():
    glossary = Glossary([Term("Growth and Ferries")])
    assert not asks_for_two(read_question("how much was written off in Growth & Ferries", glossary))
    assert asks_for_two(read_question("how much growth of ferries was there", glossary))


@pytest.mark.parametrize(
    ("question", "text", "displaced"),
    [
        ("how many blue boats were sold", "In all 14 green boats were sold.", True),
        ("how many blue boats were sold", "In all 14 boats were sold.", False),
        ("how many blue boats were sold", "Of the blue boats, 14 were sold.", False),
        ("how many boats were scrapped", "In all 14 green boats were sold.", False),
    ],
)
def test_another_word_in_the_place_of_one_asked_for_names_another_kind(glossary, question, text, displaced):
    asked = read_question(question, glossary)
    sought = weigh(words_sought(asked), {}, 10)
    assert is_displaced(asked, sought, sought.found(known_stems(text)), text) is displaced


@pytest.mark.parametrize(
    ("question", "words", "many"),
    [
        ("boats waiting for a berth", "Of 40 boats 19 were waiting for a berth.", True),
        ("boats waiting for a berth", "Nineteen boats were waiting for a berth.", False),
        ("why are boats waiting for a berth", "Of 40 boats 19 were waiting, as the lock was shut.", False),
    ],
)
def test_a_number_asked_for_is_not_told_by_a_sentence_with_several(glossary, question, words, many):
    said = Said(words, Block("d", 0, BlockKind.PARAGRAPH, words), 0, len(words))
    assert many_numbers(read_question(question, glossary), (said,)) is many


def test_a_percentage_is_a_share_and_a_number_is_but_a_part(glossary):
    asked = read_question("what proportion of the boats sailed", glossary)
    assert is_share_met(asked, "%")
    assert not is_share_met(asked, "count")
    assert not is_share_met(read_question("how far is it above the target", glossary), "%")


def test_a_value_that_is_said_twice_is_one(glossary):
    def said(words):
        return (Said(words, Block("d", 0, BlockKind.PARAGRAPH, words), 0, len(words)),)

    assert many_quantities(said("There were 606 boats of wood and 319 of steel."))
    assert not many_quantities(said("606 – There were 606 boats of wood."))


@pytest.mark.parametrize(
    ("question", "met"),
    [
        ("boats sunk in july to september 2022", True),
        ("have boats sunk gone up from july to september 2022", False),
        ("boats sunk in july to october 2022", False),
    ],
)
def test_one_value_of_a_whole_time_needs_no_second(glossary, question, met):
    figure = Figure("d", 0, 0, 2, "87", None, "count", "boats sunk", 0, period=months(2022, 7, 3))
    assert is_span_met(read_question(question, glossary), figure) is met
