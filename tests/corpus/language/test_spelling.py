"""Typing errors: letters that were swapped, and the word that was most likely meant."""

from corpus.language.spelling import meant, swapped


def test_swapped_letters_give_the_word_that_was_meant():
    assert "safety" in set(swapped("saftey"))
    assert all(sorted(word) == sorted("saftey") for word in swapped("saftey"))


def test_the_nearest_word_of_a_vocabulary_is_meant_and_none_where_none_is_near():
    vocabulary = ["harbour", "harvest", "lighthouse"]
    assert meant("harbur", vocabulary) == "harbour"
    assert meant("haddock", vocabulary) == ""


def test_one_wrong_letter_of_six_is_a_typing_error_and_two_are_another_word():
    vocabulary = ["servic", "berths"]
    assert meant("servis", vocabulary) == "servic"
    assert meant("serial", vocabulary) == ""
    assert meant("bollard", ["board"]) == ""
