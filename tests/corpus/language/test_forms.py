"""Shorthand, irregular forms and typing errors."""

import pytest

from corpus.language.forms import forms_of, written_out
from corpus.language.spelling import meant


@pytest.mark.parametrize(
    ("typed", "meaning"),
    [
        ("avg caseload oct 18", "average caseload oct 2018"),
        ("no. of yp in may 19", "number of young people in may 2019"),
        ("on 12 may 2019", "on 12 may 2019"),
        ("the PA for care leavers", "the PA for care leavers"),
        ("may 19th", "may 19th"),
        ("the 25-26 budget", "the 2025-26 budget"),
        ("tenants aged 18-25", "tenants aged 18-25"),
        ("24-25 year olds", "24-25 year olds"),
    ],
)
def test_shorthand_is_written_out(typed, meaning):
    assert written_out(typed) == meaning


def test_words_of_one_sense_are_known():
    assert "spent" in forms_of("spend")
    assert forms_of("lighthouse") == ("lighthouse",)


@pytest.mark.parametrize(
    ("typed", "word"), [("vunerable", "vulnerable"), ("placments", "placements"), ("xylophone", "")]
)
def test_a_misspelt_word_is_the_nearest_that_the_papers_know(typed, word):
    assert meant(typed, ["vulnerable", "placements", "plan"]) == word


def test_shorthand_with_a_possessive_or_a_sign_behind_it_is_written_out():
    assert written_out("the exec's view, avg?") == "the executive's view, average?"


def test_a_range_is_found_written_out():
    assert forms_of("10-15") == ("10-15", "10 to 15")
    assert forms_of("2018-19") == ("2018-19",)
