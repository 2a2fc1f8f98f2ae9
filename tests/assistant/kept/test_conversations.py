"""Conversations are kept for the one person who began them."""

from datetime import UTC, date, datetime, timedelta

import pytest

from assistant.kept.conversations import LONGEST_NAME, Conversations, KeptTurn
from assistant.kept.database import FILE_NAME, Database
from assistant.kept.feedback import FeedbackBook
from corpus.errors import ScrutineerError
from corpus.store.filters import Filters

ANN, BOB = "ann", "bob"
LIMITS = Filters(("Wendmouth Council",), (), ("d1",), date(2019, 4, 1), None)


def turn(question, answer="It says 12. [1]"):
    return KeptTurn(question, LIMITS, answer, datetime(2026, 1, 2, 3, 4, tzinfo=UTC))


@pytest.fixture
def kept(tmp_path):
    return Conversations(Database(tmp_path))


def test_turns_come_back_in_order_with_their_limits(kept):
    one = kept.begin(ANN, "potholes")
    assert kept.add(ANN, one, turn("how many potholes"))
    assert kept.add(ANN, one, turn("and in May?"))
    assert kept.turns(ANN, one) == [turn("how many potholes"), turn("and in May?")]


def test_nobody_reads_or_changes_what_is_another_persons(kept):
    one = kept.begin(ANN, "potholes")
    kept.add(ANN, one, turn("how many potholes"))
    assert not kept.add(BOB, one, turn("let me in"))
    kept.rename(BOB, one, "mine now")
    kept.delete(BOB, one)
    assert kept.all(BOB) == []
    assert kept.turns(BOB, one) == []
    assert [c.name for c in kept.all(ANN)] == ["potholes"]
    assert len(kept.turns(ANN, one)) == 1


def test_the_last_changed_comes_first_and_words_are_looked_for_in_all_that_was_said(kept):
    first, second = kept.begin(ANN, "potholes"), kept.begin(ANN, "libraries 100%")
    kept.add(ANN, first, turn("how many potholes", "The depot closed."))
    assert [c.id for c in kept.all(ANN)] == [first, second]
    assert [c.id for c in kept.all(ANN, "DEPOT potholes")] == [first]
    assert [c.id for c in kept.all(ANN, "100%")] == [second]
    assert kept.all(ANN, "1_0%") == []


def test_what_is_deleted_can_be_restored_until_it_is_forgotten(kept):
    one = kept.begin(ANN, "potholes")
    kept.add(ANN, one, turn("how many potholes"))
    kept.delete(ANN, one)
    assert kept.all(ANN) == []
    assert not kept.add(ANN, one, turn("too late"))
    kept.forget(365)
    kept.restore(ANN, one)
    assert [c.id for c in kept.all(ANN)] == [one]


def test_what_was_deleted_long_ago_or_not_touched_for_long_is_forgotten(kept, tmp_path):
    gone, old, fresh = (kept.begin(ANN, name) for name in ("gone", "old", "fresh"))
    kept.add(ANN, old, turn("how many potholes"))
    kept.delete(ANN, gone)
    with Database(tmp_path).connected() as connection:
        ago = (datetime.now(UTC) - timedelta(days=40)).isoformat()
        connection.execute("UPDATE conversations SET deleted = ? WHERE id = ?", (ago, gone))
        connection.execute("UPDATE conversations SET changed = ? WHERE id = ?", (ago, old))
    kept.forget(30)
    kept.restore(ANN, gone)
    assert [c.id for c in kept.all(ANN)] == [fresh]
    with Database(tmp_path).connected() as connection:
        assert connection.execute("SELECT count(*) FROM turns").fetchone()[0] == 0


def test_a_name_is_one_line_of_bounded_length_and_never_empty(kept):
    one = kept.begin(ANN, "how many\n potholes " * 40)
    kept.rename(ANN, one, "   ")
    (conversation,) = kept.all(ANN)
    assert conversation.name.startswith("how many potholes how")
    assert len(conversation.name) <= LONGEST_NAME


def test_of_one_answer_the_last_word_counts(tmp_path):
    book = FeedbackBook(Database(tmp_path))
    book.give(ANN, "q", "a", helpful=True)
    book.give(ANN, "q", "a", helpful=False, reason="The figure is wrong")
    book.give(BOB, "q", "a", helpful=True)
    assert sorted((f.helpful, f.reason) for f in book.all()) == [(False, "The figure is wrong"), (True, "")]
    book.withdraw(BOB, "q", "a")
    assert [f.helpful for f in book.all()] == [False]


def test_a_file_that_is_no_database_is_said_plainly(tmp_path):
    (tmp_path / FILE_NAME).write_text("this is no database, and long enough to be taken for a damaged one" * 20)
    with pytest.raises(ScrutineerError, match="cannot be used"):
        Conversations(Database(tmp_path)).all(ANN)
