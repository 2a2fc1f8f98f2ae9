"""The brief page without a browser: its states, and what becomes of questions that are arranged."""

import shutil
from functools import partial

import pytest

from assistant.pages.brief import page as brief


@pytest.fixture
def open_page(open_alone):
    """Give a function that opens the page on an index, with a query in its address."""
    return partial(open_alone, "brief")


@pytest.fixture(scope="module")
def sample_index(sample_index, tmp_path_factory):
    """Give an index of its own: what is arranged is kept in its folder."""
    index = tmp_path_factory.mktemp("brief") / "index"
    shutil.copytree(sample_index, index)
    return index


def press(test, label):
    return next(button for button in test.button if button.label == label).click().run()


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


def test_arranged_questions_are_found_again_by_the_same_person_and_begun_again(open_page, sample_index):
    test = open_page(sample_index, "ann", topic="re-referrals")
    suggested = questions(test)
    press(test, "Move down")
    arranged = questions(test)
    assert arranged[:2] == suggested[1::-1]
    assert questions(open_page(sample_index, "ann", topic="re-referrals")) == arranged
    assert questions(open_page(sample_index, "bob", topic="re-referrals")) == suggested
    test = open_page(sample_index, "ann", topic="re-referrals")
    test.text_area[0].set_value("What has been tried?").run()
    press(test, "Start again from the papers")
    assert questions(test) == suggested
    assert any("What has been tried?" in button.label for button in test.button)
    assert "Start again from the papers" not in [button.label for button in test.button]
    assert questions(open_page(sample_index, "ann", topic="re-referrals")) == suggested
    assert not test.exception
