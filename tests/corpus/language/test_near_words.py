"""Words that stand for much the same as another one."""

from corpus.language.near_words import near_words


def test_near_words_are_so_both_ways_and_hold_no_opposite():
    assert "yearly" in near_words("Annual")
    assert "annual" in near_words("yearly")
    assert "lower" not in near_words("higher")
    assert near_words("harbour") == frozenset()


def test_an_everyday_word_is_near_that_of_reports_and_not_the_other_way():
    assert "educated" in near_words("taught")
    assert "taught" not in near_words("educated")
