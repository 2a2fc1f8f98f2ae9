"""Other words that a search offers."""

from assistant.searching.suggestions import suggestions
from tests.assistant.held import paragraph
from tests.assistant.searching.papers import hold, opened_in


def words(opened, typed):
    return [suggestion.words for suggestion in suggestions(opened, typed)]


def test_a_misspelt_word_is_offered_as_the_papers_write_it(tmp_path):
    hold(tmp_path, "a.txt", paragraph("The lighthouse keeper retired."))
    assert words(opened_in(tmp_path), "lighthuose keeper") == ["lighthouse keeper"]
    assert words(opened_in(tmp_path), "lighthouse keeper") == []


def test_an_abbreviation_that_the_papers_define_is_offered_written_out(tmp_path):
    assert '"looked after children" numbers' in words(_any(tmp_path), "LAC numbers")


def test_nothing_is_offered_for_what_stands_in_quotes(tmp_path):
    assert words(_any(tmp_path), '"LAC"') == []


def _any(tmp_path):
    hold(tmp_path, "a.txt", paragraph("The numbers of LAC, or looked after children, rose."))
    return opened_in(tmp_path)
