"""Arranged briefs: found again by the person who arranged them, and by nobody else."""

import pytest

from assistant.brief.pack import Pack
from assistant.kept import briefs as module
from assistant.kept.briefs import Briefs, KeptPack
from assistant.kept.database import Database

SUGGESTED = ("Why has it risen? [1]", "What is done? [2]")
ARRANGED = KeptPack(Pack.of(SUGGESTED).moved(1, -1).without(0).added("Who decides?"), SUGGESTED, "these papers")


@pytest.fixture
def kept(tmp_path):
    return Briefs(Database(tmp_path))


def test_an_arrangement_is_found_again_as_it_was_by_its_person_alone(kept):
    kept.keep("ann", "topic: harbour", ARRANGED)
    assert kept.of("ann", "topic: harbour") == ARRANGED
    assert kept.of("bob", "topic: harbour") is None
    assert kept.of("ann", "topic: pier") is None


def test_the_last_arrangement_counts_and_the_oldest_gives_way(kept, monkeypatch):
    monkeypatch.setattr(module, "MOST", 2)
    for name in ("a", "b", "a", "c"):
        kept.keep("ann", name, ARRANGED)
    assert [name for name in ("a", "b", "c") if kept.of("ann", name)] == ["a", "c"]


def test_what_was_not_changed_for_long_is_forgotten(kept):
    kept.keep("ann", "topic: harbour", ARRANGED)
    kept.forget(1)
    assert kept.of("ann", "topic: harbour")
    kept.forget(0)
    assert kept.of("ann", "topic: harbour") is None


def test_a_database_of_the_version_before_takes_briefs(tmp_path):
    database = Database(tmp_path)
    with database.connected() as connection:
        connection.execute("DROP TABLE briefs")
        connection.execute("PRAGMA user_version = 1")
    Briefs(database).keep("ann", "topic: harbour", ARRANGED)
    assert Briefs(database).of("ann", "topic: harbour") == ARRANGED
