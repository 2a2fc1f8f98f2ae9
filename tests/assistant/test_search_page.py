"""The search page without a browser: what it shows and how its address holds the search."""

import html
from datetime import date
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from assistant.pages.search import address
from assistant.pages.search.page import CUT, NO_WORDS, NOT_HELD, file_name
from assistant.searching.printing import NONE, SOME

SCRIPT = Path(__file__).parent / "search_app.py"
PATIENCE = 60


@pytest.fixture
def searched(monkeypatch, sample_index):
    """Give a function that opens the search page with a query in its address."""
    monkeypatch.setenv("SCRUTINEER_INDEX", str(sample_index))
    st.cache_resource.clear()

    def opened(**query):
        page = AppTest.from_file(str(SCRIPT), default_timeout=PATIENCE)
        for key, value in query.items():
            page.query_params[key] = value
        return page.run()

    yield opened
    st.cache_resource.clear()


def words(page):
    return "\n".join(html.unescape(element.proto.body) for element in page.get("html"))


def test_without_words_the_page_says_how_to_search_and_offers_examples(searched):
    page = searched()
    assert "Put a phrase in “quotes”" in words(page)
    example = next(button for button in page.button if "looked after children" in button.label)
    example.click().run()
    assert page.query_params["q"] == '"looked after children"'
    assert "passages in" in words(page)
    assert not page.exception


def test_what_is_typed_is_searched_for_and_named_in_the_address(searched):
    page = searched()
    page.text_input(key=address.WORDS).set_value("fostering")
    page.button[0].click().run()
    assert page.query_params["q"] == "fostering"
    assert "<mark>" in words(page)


def test_an_address_reopens_its_search(searched):
    page = searched(q="fostering", kind=["report", "minutes"], sort="newest")
    assert page.text_input(key=address.WORDS).value == "fostering"
    assert page.checkbox(key="kind=report").value
    assert page.selectbox(key=address.SORT).value == "newest"


def test_an_address_with_an_older_spelling_of_a_council_searches_in_that_council(searched):
    page = searched(q="fostering", council="WENDMOUTH")
    assert page.query_params["council"] == "Wendmouth Council"
    assert "passages in" in words(page)


def test_a_limit_is_set_by_its_box_and_taken_back_by_its_button(searched):
    page = searched(q="children", page="2")
    before = words(page)
    page.checkbox(key="kind=report").check().run()
    assert page.query_params["kind"] == "report"
    assert "page" not in page.query_params
    assert words(page) != before
    page.button(key="chosen-kind=report").click().run()
    assert "kind" not in page.query_params
    assert not page.checkbox(key="kind=report").value


def test_a_search_goes_on_within_one_paper(searched):
    page = searched(q="children")
    more = next(button for button in page.button if button.key.startswith("more-"))
    more.click().run()
    assert page.query_params["paper"] == more.key.removeprefix("more-")
    assert words(page).count("<article") == 1
    page.button(key="chosen-paper").click().run()
    assert "paper" not in page.query_params


def test_pages_are_turned_by_the_address_and_by_the_row_of_pages(searched):
    page = searched(q="the children", page="2")
    second = words(page)
    assert page.pagination[0].value == 2
    page.pagination[0].set_value(1).run()
    assert "page" not in page.query_params
    assert words(page) != second


def test_a_page_beyond_the_last_is_the_last(searched):
    page = searched(q="children", page="9999")
    assert "<article" in words(page)
    assert not page.exception


def test_nothing_found_says_what_to_do_and_some_words_say_so(searched):
    assert NONE in words(searched(q="zeppelin"))
    assert SOME in words(searched(q="fostering zeppelin"))


def test_a_misspelt_word_is_offered_as_it_is_written(searched):
    page = searched(q="safegaurding")
    offered = next(button for button in page.button if button.label.startswith("safeguarding"))
    offered.click().run()
    assert "passages in" in words(page)


def test_signs_alone_and_very_long_searches_are_said_plainly(searched):
    assert NO_WORDS in words(searched(q="?!* ("))
    long = searched(q="children " * 1200)
    assert CUT in words(long)
    assert not long.exception


def test_a_paper_that_is_not_held_is_said_to_be_gone(searched):
    assert NOT_HELD in words(searched(q="children", paper="nothing/7"))


def test_markup_in_a_search_stays_text(searched):
    page = searched(q="<img src=x onerror=alert(1)> fostering", council="<b>x</b>")
    assert not page.exception
    raw = "".join(element.proto.body for element in page.get("html"))
    assert "<img" not in raw
    labels = [button.label for button in page.button]
    assert not any("<b>" in label for label in labels)


def test_a_search_is_saved_under_its_words_and_day(searched):
    assert file_name('=1 "a/b" ../c', date(2026, 1, 2)) == "search-1-a-b-c-2026-01-02.csv"
    assert any(button.label == "Save as CSV" for button in searched(q="fostering").get("download_button"))


def test_without_papers_the_page_says_what_to_do(searched, monkeypatch, tmp_path):
    monkeypatch.setenv("SCRUTINEER_INDEX", str(tmp_path / "none"))
    st.cache_resource.clear()
    page = searched(q="fostering")
    assert "There are no papers yet" in words(page)
    assert not page.exception
