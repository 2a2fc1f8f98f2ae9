"""The words of a search, and that nothing typed is read as syntax."""

import pytest

from assistant.searching.words import MOST_TERMS, Wanted
from tests.assistant.searching.papers import found, papers_of


def texts(typed):
    return [term.text for term in Wanted.read(typed).terms]


def test_words_are_looked_for_without_those_that_carry_no_subject():
    assert texts("the rate of the channel") == ["rate", "channel"]


def test_words_without_a_subject_are_looked_for_where_there_are_no_others():
    assert texts("who is it") == ["who", "is", "it"]


def test_a_phrase_is_one_term_and_so_is_what_is_written_together():
    assert texts('"north channel" looked-after 2018/19') == ["north channel", "looked after", "2018 19"]


def test_typographic_quotes_quote_and_a_quote_without_its_fellow_does_not():
    assert texts('“north channel” 5" pipe') == ["north channel", "5", "pipe"]


def test_other_forms_of_a_word_count_but_not_of_a_quoted_one():
    (plain,), (quoted,) = Wanted.read("spent").terms, Wanted.read('"spent"').terms
    assert "spend" in plain.spellings
    assert quoted.spellings == ("spent",)


def test_more_words_than_are_looked_for_are_cut_and_it_is_told():
    wanted = Wanted.read(" ".join(f"w{n}" for n in range(500)))
    assert (len(wanted.terms), wanted.cut) == (MOST_TERMS, True)


@pytest.mark.parametrize(
    "typed",
    ["", "   ", '""', '"', "* ( ) ^ : -", "\0", "\ud800", "text:", "😀"],
)
def test_what_holds_no_words_finds_nothing(typed, tmp_path):
    assert Wanted.read(typed).expression() in ("", 'text : ("text") AND ("text")')
    assert found(papers_of(tmp_path), typed) == []


@pytest.mark.parametrize(
    "typed",
    [
        "channel OR dredger)",
        "channel NEAR(dredger",
        'channel AND "dredger',
        "text:channel dredger*",
        "channel' dredger; DROP TABLE chunks",
        "-channel ^dredger",
        "{text} channel dredger + +",
        f"channel {'(' * 5000}",
    ],
)
def test_hostile_syntax_stays_words(typed, tmp_path):
    assert found(papers_of(tmp_path), typed) is not None
