"""The brief page without a browser: its states, and what becomes of questions that are arranged."""

from functools import partial

import pytest

from assistant.pages.brief import page as brief


@pytest.fixture
def open_page(open_alone):
    """Give a function that opens the page on an index, with a query in its address."""
    return partial(open_alone, "brief")


def questions(test):
    return [area.value for area in test.text_area if area.label.startswith("Question")]


def test_without_papers_the_page_says_what_to_do(open_page, tmp_path, words):
    test = open_page(tmp_path / "none")
    assert "There are no papers yet" in words(test)
    assert not test.exception


def test_before_a_topic_is_chosen_there_is_nothing_but_the_choice(open_page, sample_index):
    test = open_page(sample_index)
    assert (questions(test), test.exception.len) == ([], 0)
    assert test.selectbox[0].label == "Topic"


def test_a_topic_gives_questions_findings_and_sources(open_page, sample_index, words):
    test = open_page(sample_index, topic="re-referrals")
    assert len(questions(test)) >= 2
    assert "Missed: re-referrals" in words(test)
    assert "id='source-1'" in words(test)


def test_an_item_that_is_not_held_is_not_chosen(open_page, sample_index):
    test = open_page(sample_index, on=brief.ITEM, item="No such item")
    assert (questions(test), test.exception.len) == ([], 0)
    assert test.selectbox[0].label == "Agenda item"


def test_arranged_questions_stay_when_another_topic_was_looked_at(open_page, sample_index):
    test = open_page(sample_index, topic="re-referrals")
    first, second, *_ = questions(test)
    next(button for button in test.button if button.label == "Move down").click().run()
    assert questions(test)[:2] == [second, first]
    test.selectbox[0].set_value("foster carers").run()
    assert first not in questions(test)
    test.selectbox[0].set_value("re-referrals").run()
    assert questions(test)[:2] == [second, first]


def test_a_topic_that_nothing_is_stated_on_says_so(open_page, sample_index, words):
    assert brief.NOTHING in words(open_page(sample_index, topic="volcanoes"))
