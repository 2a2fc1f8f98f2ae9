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
