"""An index that is damaged in each of its parts: it is noticed, mended where it can be, and said where it cannot."""

import shutil
import sqlite3
from contextlib import closing

import pytest

from corpus.errors import IndexBusyError, IndexMismatchError, IndexVersionError, NoIndexError
from corpus.store import checking
from corpus.store import index as index_module
from corpus.store.checking import Part, check
from corpus.store.index import VECTORS, Index
from corpus.store.repairing import repair
from tests.corpus.store.made import FULL, FULL_CONTENTS, MODEL, put, vector_of
from tests.corpus.store.older import as_version_3

WALL, FERRY, PIER = "the harbour wall was mended", "the ferry ran late", "the pier was painted"


@pytest.fixture
def index(tmp_path):
    """Two generations: the wall in the first; ferry, pier and a document of all kinds of records besides."""
    made = Index(tmp_path / "index")
    pack = tmp_path / "pack.pdf"
    pack.write_bytes(b"as it was read")
    full = checking.Document(**{**fields(FULL), "sha256": checking.digest_of(pack)})
    with made.draft(MODEL) as draft:
        put(draft, tmp_path, "wall", WALL)
    with made.draft(MODEL) as draft:
        put(draft, tmp_path, "ferry", FERRY, PIER)
        draft.put(pack, full, FULL_CONTENTS)
    return made


@pytest.fixture
def large(monkeypatch):
    """Have every index count as a large one, whose vectors are searched in two steps."""
    monkeypatch.setattr(index_module, "UP_TO", -1)
    monkeypatch.setattr(checking, "UP_TO", -1)


def fields(record):
    return {name: getattr(record, name) for name in record.__slots__}


def catalogue(index):
    return index.generations.current() / "catalogue.sqlite3"


def run(index, *statements):
    """Change the catalogue behind the back of the store."""
    with closing(sqlite3.connect(catalogue(index), isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def parts(index):
    return {fault.part for fault in check(index).faults}


def answers(index):
    """What is found of each paper by keywords, and the figures by theirs."""
    snapshot = index.open()
    found = [hit.chunk.text for hit in snapshot.search_keywords("wall OR ferry OR pier OR rate", 9)]
    figures = [figure.number for figure in snapshot.catalogue.register.named("rate OR first", 9)]
    snapshot.close()
    return sorted(found), sorted(figures)


@pytest.fixture
def whole(index):
    """What the index answers while nothing is wrong with it."""
    assert check(index) == checking.Health()
    return answers(index)


def test_nothing_is_done_where_nothing_is_wrong(index, whole):
    assert repair(index) == ([], checking.Health())
    assert index.generations.current().name == "000002"


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM keywords_data WHERE id > 10",
        "DELETE FROM keywords_docsize",
        "INSERT INTO keywords (keywords) VALUES ('delete-all')",
        "DELETE FROM figure_words_data",
        "INSERT INTO figure_words (figure_words) VALUES ('delete-all')",
        "UPDATE chunks SET text = 'other words' WHERE ordinal = 0",
    ],
)
def test_a_keyword_index_that_does_not_agree_is_made_anew(index, whole, damage):
    run(index, damage)
    assert parts(index) == {Part.KEYWORDS}
    done, health = repair(index)
    assert "made anew from what was read" in done[0]
    assert health.faults == ()
    assert index.generations.current().name == "000003"
    if not damage.startswith("UPDATE"):
        assert answers(index) == whole


def test_a_keyword_index_that_is_gone_is_made_anew(index, whole):
    run(index, "DROP TABLE keywords")
    assert parts(index)
    assert repair(index)[1].faults == ()
    assert answers(index) == whole


def test_an_index_over_the_figures_whose_pages_are_overwritten_is_made_anew(index, whole):
    with closing(sqlite3.connect(catalogue(index))) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'figures_block'").fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    with catalogue(index).open("rb+") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)
    assert parts(index) == {Part.CATALOGUE}
    assert repair(index)[1].faults == ()
    assert answers(index) == whole


def test_of_a_document_whose_rows_cannot_be_read_the_rest_is_kept_and_it_is_marked_to_be_read(index, tmp_path):
    many = [f"{WALL} for the {number}th time, and it took {number} days" for number in range(400)]
    with index.draft(MODEL) as draft:
        put(draft, tmp_path, "many", *many)
    file = catalogue(index)
    at = file.read_bytes().rindex(f"the {200}th time".encode())  # within a page of its passages
    with closing(sqlite3.connect(file)) as connection:
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    with file.open("rb+") as handle:
        handle.seek(at // size * size)
        handle.write(b"\xff" * 64)
    assert Part.CATALOGUE in parts(index)
    done, _ = repair(index)
    assert done
    assert answers(index)[0].count(FERRY) == 1
    assert {fault.part for fault in check(index).faults} <= {Part.DOCUMENT}
    readers = {document.name: document.reader for document in index.open().catalogue.documents()}
    assert readers["many"] == ""
    assert readers[FULL.name] == FULL.reader


@pytest.mark.parametrize("damage", ["overwritten", "cut", "empty"])
def test_a_catalogue_that_cannot_be_read_gives_way_to_the_one_before(index, whole, damage):
    content = catalogue(index).read_bytes()
    broken = {"overwritten": b"this is no database " * 400, "cut": content[:5000], "empty": b""}[damage]
    catalogue(index).write_bytes(broken)
    assert parts(index) == {Part.CATALOGUE}
    done, health = repair(index)
    assert done == [
        "Generation 000002 cannot be read: the papers are as they were before its ingest, which has to be run again."
    ]
    assert health.faults == ()
    assert answers(index) == ([WALL], [])


def test_where_no_catalogue_can_be_read_nothing_is_changed_and_it_is_said(index):
    for folder in index.generations.finished():
        (folder / "catalogue.sqlite3").write_bytes(b"this is no database " * 400)
    done, health = repair(index)
    assert done == []
    assert {fault.part for fault in health.faults} == {Part.CATALOGUE}
    assert sorted(folder.name for folder in index.generations.home.iterdir()) == ["000001", "000002"]


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"000009", b"../../elsewhere", None])
def test_a_pointer_that_names_nothing_gets_the_newest_generation_that_is_sound(index, whole, content):
    if content is None:
        (index.folder / "current").unlink()
    else:
        (index.folder / "current").write_bytes(content)
    assert parts(index) == {Part.POINTER}
    done, health = repair(index)
    assert (done, health.faults) == (["Generation 000002 is the current one again."], ())
    assert answers(index) == whole


def test_a_generation_that_is_gone_gives_way_to_the_one_before(index):
    shutil.rmtree(index.generations.current())
    with pytest.raises(IndexMismatchError, match="check --repair"):
        index.open()
    done, health = repair(index)
    assert (done, health.faults) == (["Generation 000001 is the current one again."], ())
    assert answers(index) == ([WALL], [])


def test_a_missing_vector_index_is_made_anew(tmp_path, large):
    index = Index(tmp_path / "index")
    with index.draft(MODEL) as draft:
        put(draft, tmp_path, "ferry", FERRY, PIER)
    assert check(index).faults == ()
    shutil.rmtree(index.generations.current() / VECTORS)
    assert parts(index) == {Part.VECTORS}
    assert repair(index) == (["The vector index was made anew."], checking.Health())
    snapshot = index.open()
    assert snapshot.load_vectors()
    assert [hit.chunk.text for hit in snapshot.search_vectors(vector_of(PIER).tolist(), 1)] == [PIER]
    snapshot.close()


@pytest.mark.parametrize(
    ("damage", "says"),
    [
        ("DELETE FROM blocks WHERE document_id = 'id-ferry' AND ordinal = 1", "paragraphs of its passages are missing"),
        ("DELETE FROM blocks WHERE document_id = 'd1' AND ordinal = 2", "paragraphs of its figures are missing"),
        ("DELETE FROM chunks WHERE document_id = 'id-ferry' AND ordinal = 0", "passages of it are missing"),
        ("DELETE FROM chunks WHERE document_id = 'id-ferry'", "passages of it are missing"),
        ("DELETE FROM papers WHERE document_id = 'id-ferry'", "its record of papers is missing"),
        (
            "UPDATE embeddings SET value = x'00' WHERE key IN (SELECT key FROM chunks WHERE document_id = 'id-ferry')",
            "embeddings of its passages are damaged",
        ),
    ],
)
def test_a_document_of_which_something_is_missing_is_named_and_marked_to_be_read_anew(index, damage, says):
    run(index, "PRAGMA foreign_keys = ON", "UPDATE documents SET reader = '7'", damage)
    found = {(fault.part, fault.document.id, fault.what) for fault in check(index).faults}
    document = "d1" if "d1" in damage else "id-ferry"
    name = FULL.name if document == "d1" else "ferry"
    assert (Part.DOCUMENT, document, f"{name}: {says}.") in found
    done, health = repair(index)
    assert done == [f"{name} is marked to be read anew."]
    assert health.faults  # until it has been read
    snapshot = index.open()
    assert {d.id for d in snapshot.catalogue.documents() if d.reader == ""} == {document}
    snapshot.close()


def test_rows_that_belong_to_no_document_are_left_out(index, whole):
    run(index, "PRAGMA foreign_keys = OFF", "DELETE FROM documents WHERE id = 'id-ferry'")
    assert parts(index) == {Part.CATALOGUE}
    assert repair(index)[1].faults == ()
    assert answers(index) == ([WALL, *[text for text in whole[0] if "rate" in text]][::-1], whole[1])


def test_an_original_is_taken_again_from_where_it_came_or_said_to_be_missing(index, tmp_path):
    snapshot = index.open()
    held = {document.id: document for document in snapshot.catalogue.documents()}
    snapshot.close()
    wall, ferry = held["id-wall"], held["id-ferry"]
    index.originals.path(wall.sha256).write_text("another file")
    index.originals.path(ferry.sha256).unlink()
    assert {(fault.part, fault.what) for fault in check(index).faults} == {
        (Part.ORIGINAL, "wall: the original is not the file that was read."),
        (Part.ORIGINAL, "ferry: the original is missing."),
    }
    run(index, f"UPDATE documents SET source = '{tmp_path / 'ferry'}' WHERE id = 'id-ferry'")
    done, health = repair(index)
    assert done == [f"The original of ferry was taken again from {tmp_path / 'ferry'}."]
    assert [fault.what for fault in health.faults] == ["wall: the original is missing."]
    assert index.originals.path(ferry.sha256).read_text() == f"{FERRY}\n{PIER}"


def test_what_a_writer_left_is_noted_and_is_no_fault(index):
    (index.generations.home / "000003.partial").mkdir()
    health = check(index)
    assert health.faults == ()
    assert "000003" in health.notes[0]
    assert "the next ingest removes it" in health.notes[0]


def test_a_first_ingest_that_was_killed_before_it_published_is_no_lost_index(index, tmp_path):
    first = Index(tmp_path / "first")
    shutil.copytree(index.generations.current(), first.generations.home / "000001")
    (first.folder / "lock.owner").write_text('{"process": 1, "host": "here", "since": "today"}')
    with pytest.raises(NoIndexError):
        check(first)
    (first.folder / "lock.owner").unlink()
    assert parts(first) == {Part.POINTER}


def test_an_index_that_is_being_changed_is_not_mended(index):
    run(index, "DELETE FROM keywords_docsize")
    with index.generations.lock(), pytest.raises(IndexBusyError):
        repair(Index(index.folder))


def test_an_index_of_an_earlier_version_is_not_looked_through(index):
    as_version_3(index)
    with pytest.raises(IndexVersionError, match="scrutineer ingest --again"):
        check(index)


def test_where_there_is_no_index_there_is_nothing_to_mend(tmp_path):
    with pytest.raises(NoIndexError):
        repair(Index(tmp_path / "none"))
