"""The figures page without a browser: what it says where there is nothing, much, or no sense in what is asked."""

from functools import partial

import pytest

from assistant.pages.figures import page as figures


@pytest.fixture
def open_page(open_alone):
    """Give a function that opens the page on an index, with a query in its address."""
    return partial(open_alone, "figures")


def test_without_papers_the_page_says_what_to_do(open_page, tmp_path, words):
    test = open_page(tmp_path / "none")
    assert "There are no papers yet" in words(test)
    assert not test.exception


def test_the_empty_page_offers_the_measures_stated_most_often(open_page, sample_index, words):
    test = open_page(sample_index)
    assert len(test.button) == figures.SUGGESTED
    test.button[0].click().run()
    assert "<table>" in words(test)
    assert not test.exception


def test_a_choice_that_leaves_nothing_says_so(open_page, sample_index, words):
    test = open_page(sample_index, measure="foster carers", **{"from": "2030-01-01"})
    assert figures.NARROWED in words(test)


def test_a_sheet_that_does_not_exist_is_the_last_one(open_page, sample_index, words):
    for sheet in ("999", "-1", "²", "x" * 50):
        test = open_page(sample_index, measure="looked after children", sheet=sheet)
        assert "shown" in words(test)
        assert not test.exception


def test_one_figure_alone_makes_no_chart(open_page, sample_index, words):
    test = open_page(sample_index, measure="life expectancy foster carers")
    said = words(test)
    assert figures.NOTHING in said or figures.NO_CHART in said
