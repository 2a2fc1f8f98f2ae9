"""The figures page without a browser: what it says where there is nothing, much, or no sense in what is asked."""

import html

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from assistant.pages.figures import page as figures
from assistant.pages.library import library

PATIENCE = 60


def page():
    from assistant.pages.figures.page import show

    show()


@pytest.fixture
def open_page(monkeypatch):
    """Give a function that opens the page on an index, with a query in its address."""

    def opened(index, **query):
        monkeypatch.setenv("SCRUTINEER_INDEX", str(index))
        if library().assistant.settings.index != index:
            st.cache_resource.clear()
        test = AppTest.from_function(page, default_timeout=PATIENCE)
        for key, value in query.items():
            test.query_params[key] = value
        return test.run()

    return opened


@pytest.fixture(scope="module", autouse=True)
def _nothing_is_left_open():
    yield
    st.cache_resource.clear()
    st.cache_data.clear()


def words(test):
    return html.unescape("\n".join(element.proto.body for element in test.get("html")))


def test_without_papers_the_page_says_what_to_do(open_page, tmp_path):
    test = open_page(tmp_path / "none")
    assert "There are no papers yet" in words(test)
    assert not test.exception


def test_the_empty_page_offers_the_measures_stated_most_often(open_page, sample_index):
    test = open_page(sample_index)
    assert len(test.button) == figures.SUGGESTED
    test.button[0].click().run()
    assert "<table>" in words(test)
    assert not test.exception


def test_a_choice_that_leaves_nothing_says_so(open_page, sample_index):
    test = open_page(sample_index, measure="foster carers", **{"from": "2030-01-01"})
    assert figures.NARROWED in words(test)


def test_a_sheet_that_does_not_exist_is_the_last_one(open_page, sample_index):
    for sheet in ("999", "-1", "²", "x" * 50):
        test = open_page(sample_index, measure="looked after children", sheet=sheet)
        assert "shown" in words(test)
        assert not test.exception


def test_one_figure_alone_makes_no_chart(open_page, sample_index):
    test = open_page(sample_index, measure="life expectancy foster carers")
    said = words(test)
    assert figures.NOTHING in said or figures.NO_CHART in said
