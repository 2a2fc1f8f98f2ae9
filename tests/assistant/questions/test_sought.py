"""The words that a question looks for, in groups of one meaning."""

from assistant.questions.framing import FORM_STEMS, framing_stems
from assistant.questions.question import read_question
from assistant.questions.sought import Sought, weigh, words_sought
from corpus.language.stems import stems


def test_a_term_of_the_glossary_is_one_group_with_all_its_spellings(glossary):
    groups = list(words_sought(read_question("LAC rate in Saltby", glossary)))
    assert len(groups) == 3
    assert {("lac",), ("look", "after", "children"), ("children", "in", "care")} <= groups[0]
    assert groups[1:] == [frozenset({("rate",)}), frozenset({("saltbi",)})]


def test_each_group_keeps_its_words_as_written_beside_their_stems(glossary):
    # "hous", the stem of "housing", has the stem "hou": the keyword index must be asked for the word itself.
    assert words_sought(read_question("housing", glossary)) == {frozenset({("hous",)}): ("housing",)}


def test_rarity_is_between_0_and_1_and_higher_for_rarer_words(glossary):
    groups = words_sought(read_question("zebras rates panels", glossary))
    sought = weigh(groups, {"rate": 40, "panel": 100, "zebra": 1}, 100)
    zebras, rates, panels = sought.rarity
    assert 1 >= zebras > rates > panels > 0
    assert all(0 <= r <= 1 for r in weigh(groups, {}, 0).rarity)


def test_the_share_found_counts_by_rarity():
    sought = Sought((frozenset({("a",)}), frozenset({("b", "c")})), (0.75, 0.25))
    assert sought.found(stems("b c d")) == (False, True)
    assert sought.found(stems("c b a")) == (True, False)
    assert sought.share([True, False]) == 0.75
    assert sought.share([True, True]) == 1
    assert Sought((), ()).share([]) == 0
    assert sought.positions(["a", "b", "c", "a"]) == [[0, 3], [1]]


def test_a_verb_of_wide_meaning_weighs_less_than_a_name(glossary):
    groups = words_sought(read_question("who runs Saltmouth", glossary))
    runs, saltmouth = weigh(groups, {}, 100).rarity
    assert runs < saltmouth / 2


def test_a_name_made_of_words_of_form_is_of_the_subject(glossary):
    sought = weigh(words_sought(read_question("wards of the Better Start programme", glossary)), {}, 100, FORM_STEMS)
    better_start = next(own for own, names in zip(sought.core, sought.written, strict=True) if "Better Start" in names)
    assert better_start
    assert not any(weigh(words_sought(read_question("latest rate per 10,000", glossary)), {}, 9, FORM_STEMS).core)


def test_a_numbered_part_of_the_year_is_a_time_and_no_subject(glossary):
    question = read_question("moorings forecast at month 7", glossary)
    assert "7" in framing_stems(question)
    assert "7" not in framing_stems(read_question("moorings of 7 boats", glossary))


def test_a_number_does_not_stand_in_its_thousands():
    sought = Sought((frozenset({("20",)}),), (1.0,))
    assert list(sought.found(stems("20,000 boats"))) == [False]
    assert list(sought.found(stems("20 of 20,000 boats"))) == [True]
    assert list(Sought((frozenset({("10", "000")}),), (1.0,)).found(stems("per 10,000"))) == [True]


def test_the_time_that_something_is_asked_over_is_no_subject(glossary):
    assert "five" in framing_stems(read_question("moorings let over the last five quarters", glossary))
    assert "five" not in framing_stems(read_question("five moorings let over the years", glossary))


def test_a_row_and_what_stands_over_its_table_name_a_thing_of_two_words_together():
    sought = Sought((frozenset({tuple(stems("mooring fees"))}), frozenset({tuple(stems("slip way fees"))})), (1.0, 1.0))
    apart = stems("moorings 14 charges and fees by way of slip")
    assert sought.scattered(apart) == [False, True]
    assert sought.scattered(apart, in_table=True) == [True, True]
    assert sought.scattered(stems("moorings 14"), in_table=True) == [False, False]
