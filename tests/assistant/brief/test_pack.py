"""Arranging the questions of a brief: nothing is lost, and each keeps its identity."""

import pytest

from assistant.brief.pack import LONGEST, MOST, Pack


@pytest.fixture
def pack():
    return Pack.of(("one", "two", "three"))


def test_a_question_is_moved_past_its_neighbour_and_stays_at_the_ends(pack):
    assert pack.moved(2, -1).texts == ["one", "three", "two"]
    assert pack.moved(0, 1).texts == ["two", "one", "three"]
    assert pack.moved(0, -1) == pack.moved(2, 1) == pack.moved(9, 1) == pack


def test_a_dropped_question_can_be_brought_back(pack):
    dropped = pack.without(1)
    assert (dropped.texts, dropped.dropped[0].text) == (["one", "three"], "two")
    assert dropped.restored(1).texts == ["one", "three", "two"]
    assert dropped.restored(1).dropped == ()


def test_an_edited_question_keeps_its_place_and_an_emptied_one_is_not_asked(pack):
    assert pack.edited(1, " deux ").texts == ["one", "deux", "three"]
    assert pack.edited(1, "  ").texts == ["one", "three"]


def test_ones_own_question_comes_last_with_a_number_that_none_had(pack):
    added = pack.without(2).added("  my\nown  ")
    assert added.questions[-1].text == "my own"
    assert added.questions[-1].id == 3


def test_an_empty_question_and_one_too_many_add_nothing_and_a_long_one_is_cut(pack):
    assert pack.added(" ") == pack
    assert len(pack.added("x" * 10_000).questions[-1].text) == LONGEST
    full = Pack.of(("x",) * MOST)
    assert full.added("y") == full


def test_begun_again_it_is_as_suggested_and_what_was_ones_own_can_be_brought_back():
    suggested = ("Why has it risen? [1]", "What is done? [2]")
    pack = Pack.of(suggested).moved(1, -1).edited(0, "Why so high?").added("Who decides?")
    again = pack.begun_again(suggested)
    assert again.texts == list(suggested)
    assert [asked.text for asked in again.dropped] == ["Why so high?", "Who decides?"]
    back = again.restored(again.dropped[1].id)
    assert back.texts == [*suggested, "Who decides?"]


def test_carried_over_to_other_papers_ones_own_follow_without_their_marks():
    pack = Pack.of(("Why has it risen? [1]", "What is done? [2]")).edited(1, "What is done [2] by whom?").added("Who?")
    carried = pack.carried_over(("Why has it risen? [1]", "What is done? [2]"), ("Why has it fallen? [1]",))
    assert carried.texts == ["Why has it fallen? [1]", "What is done by whom?", "Who?"]
