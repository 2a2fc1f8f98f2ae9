"""Old and new: an index of an earlier version is brought up to date by the next writer, or refused with what to do."""

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from corpus.errors import IndexVersionError
from corpus.store import migrations
from corpus.store.catalogue import Catalogue
from corpus.store.index import Index
from corpus.store.migrations import SCHEMA_VERSION, STEPS, migrate
from corpus.store.places import pack, unpack
from tests.corpus.store.made import FULL, FULL_CONTENTS, MODEL
from tests.corpus.store.older import as_version, as_version_3


@pytest.fixture
def index(tmp_path):
    """An index with a document of all kinds of records."""
    made = Index(tmp_path / "index")
    file = tmp_path / "pack.pdf"
    file.write_bytes(b"as it was read")
    with made.draft(MODEL) as draft:
        draft.put(file, FULL, FULL_CONTENTS)
    return made


def shape(file):
    """Every table, column and trigger of a catalogue."""
    with closing(sqlite3.connect(file)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        others = connection.execute("SELECT name, type FROM sqlite_schema WHERE type <> 'table'").fetchall()
        return {t: connection.execute(f"PRAGMA table_info({t})").fetchall() for t in tables}, sorted(others)


def test_the_steps_lead_from_every_version_to_the_present_one():
    for version in STEPS:
        reached = version
        while reached in STEPS:
            reached, _ = STEPS[reached]
        assert reached == SCHEMA_VERSION


def test_an_index_of_version_3_is_refused_for_reading_with_the_command_to_run(index):
    as_version_3(index)
    with pytest.raises(IndexVersionError, match=r"an earlier version.*`scrutineer ingest --again`"):
        index.open()


def test_the_next_draft_brings_an_index_of_version_3_up_to_date_with_all_that_it_holds(index, tmp_path):
    made = shape(index.generations.current() / "catalogue.sqlite3")
    places = [unpack(pack(block.places)) for block in FULL_CONTENTS.blocks]
    as_version_3(index)
    with index.draft(MODEL):
        pass
    snapshot = index.open()
    assert snapshot.catalogue.documents() == [replace(FULL, reader="")]
    assert tuple(snapshot.catalogue.register.every()) == FULL_CONTENTS.figures
    assert snapshot.catalogue.findings("d1") == FULL_CONTENTS.findings
    assert [hit.chunk for hit in snapshot.search_keywords("rate", 9)] == [FULL_CONTENTS.chunks[0]]
    assert [snapshot.catalogue.places(block) for block in FULL_CONTENTS.blocks] == places
    assert [vector.tolist() for *_, vector in snapshot.catalogue.embeddings()] == FULL_CONTENTS.embeddings.tolist()
    assert snapshot.catalogue.counts() == {"documents": 1, "blocks": 5, "figures": 2, "chunks": 2}
    assert shape(snapshot.catalogue.file) == made
    snapshot.close()


def test_a_draft_that_fails_leaves_an_index_of_an_earlier_version_as_it_was(index):
    as_version_3(index)
    with pytest.raises(ZeroDivisionError), index.draft(MODEL):
        _ = 1 / 0
    with pytest.raises(IndexVersionError, match="earlier version"):
        index.open()
    assert [folder.name for folder in index.generations.home.iterdir()] == ["000001"]


def test_a_step_that_fails_changes_nothing(index, monkeypatch):
    as_version_3(index)
    file = index.generations.current() / "catalogue.sqlite3"

    def half(connection):
        connection.execute("DELETE FROM documents")
        raise sqlite3.OperationalError("in the middle")

    monkeypatch.setattr(migrations, "STEPS", {"3": ("4", half)})
    with pytest.raises(sqlite3.OperationalError):
        migrate(file)
    monkeypatch.undo()
    migrate(file)
    assert [document.id for document in Catalogue(file).documents()] == ["d1"]


@pytest.mark.parametrize(
    ("version", "says"),
    [("1", "too old.*`scrutineer ingest` again"), ("99", "newer version.*Install that version"), ("", "too old")],
)
def test_what_cannot_be_brought_up_to_date_is_refused_for_reading_and_writing(index, version, says):
    as_version(index, version)
    with pytest.raises(IndexVersionError, match=says):
        index.open()
    with pytest.raises(IndexVersionError, match=says), index.draft(MODEL):
        pass
