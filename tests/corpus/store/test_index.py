"""The index as a whole: drafts, snapshots, the vector index and the originals together."""

import shutil
import sqlite3
import time

import numpy as np
import pytest

from corpus.errors import IndexBusyError, IndexMismatchError, NoIndexError, StoreError
from corpus.store import index as index_module
from corpus.store.filters import Filters
from corpus.store.index import VECTORS, Index
from tests.corpus.store.made import MODEL, put, vector_of

WALL, FERRY, PIER = "the harbour wall was mended", "the ferry ran late", "the pier was painted"


@pytest.fixture
def index(tmp_path):
    return Index(tmp_path / "index")


@pytest.fixture
def large(monkeypatch):
    """Have every index count as a large one, whose vectors are searched in two steps."""
    monkeypatch.setattr(index_module, "UP_TO", -1)


def change(index, tmp_path, source, *texts, **fields):
    with index.draft(MODEL) as draft:
        return put(draft, tmp_path, source, *texts, **fields)


def nearest(snapshot, text, filters=None):
    return [hit.chunk.text for hit in snapshot.search_vectors(vector_of(text).tolist(), 1, filters)]


def names(index):
    return sorted(folder.name for folder in index.generations.home.iterdir())


def test_a_missing_index_is_said_with_what_to_do(index):
    assert not index.exists()
    with pytest.raises(NoIndexError, match="scrutineer ingest"):
        index.open()


@pytest.mark.parametrize("searched", ["exactly", "in two steps"])
def test_what_was_put_is_found_by_keywords_and_vectors(index, tmp_path, searched, request):
    if searched == "in two steps":
        request.getfixturevalue("large")
    paper = change(index, tmp_path, "a", WALL, FERRY, council="Anytown Council")
    snapshot = index.open()
    assert [hit.chunk.text for hit in snapshot.search_keywords("ferry", 5)] == [FERRY]
    assert snapshot.search_vectors(vector_of(FERRY).tolist(), 5) == []  # not loaded yet
    assert snapshot.load_vectors()
    assert nearest(snapshot, FERRY) == [FERRY]
    assert nearest(snapshot, FERRY, Filters(councils=("Anytown Council",))) == [FERRY]
    assert nearest(snapshot, FERRY, Filters(councils=("Othertown Council",))) == []
    assert snapshot.original(paper).read_text() == f"{WALL}\n{FERRY}"
    snapshot.close()


def test_a_reader_of_the_generation_before_keeps_answering(index, tmp_path, large):
    change(index, tmp_path, "a", WALL)
    old = index.open()
    assert old.load_vectors()
    change(index, tmp_path, "a", FERRY)
    new = index.open()
    assert new.load_vectors()
    assert [hit.chunk.text for hit in old.search_keywords("harbour OR ferry", 5)] == [WALL]
    assert nearest(old, WALL) == [WALL]
    assert [hit.chunk.text for hit in new.search_keywords("harbour OR ferry", 5)] == [FERRY]
    assert nearest(new, WALL) == [FERRY]
    assert old.name != new.name
    old.close()
    new.close()


def test_what_is_removed_is_found_no_more(index, tmp_path, large):
    change(index, tmp_path, "a", WALL)
    paper = change(index, tmp_path, "b", FERRY)
    with index.draft(MODEL) as draft:
        draft.remove(paper.id)
    snapshot = index.open()
    assert snapshot.search_keywords("ferry", 5) == []
    assert snapshot.load_vectors()
    assert nearest(snapshot, FERRY) == [WALL]
    snapshot.close()


def test_originals_stay_as_long_as_a_generation_holds_them(index, tmp_path):
    first = change(index, tmp_path, "a", WALL)
    change(index, tmp_path, "a", FERRY)
    assert index.originals.path(first.sha256).exists()  # the generation before holds it
    change(index, tmp_path, "a", PIER)
    assert not index.originals.path(first.sha256).exists()


def test_nothing_changed_makes_no_generation_and_no_copy(index, tmp_path):
    change(index, tmp_path, "a", WALL)
    with index.draft(MODEL) as draft:
        assert [paper.name for paper in draft.catalogue.documents()] == ["a"]
        assert draft.folder is None
    assert names(index) == ["000001"]


def test_a_first_draft_into_which_nothing_came_makes_no_index(index):
    with index.draft(MODEL):
        pass
    assert not index.exists()
    assert names(index) == []


def test_a_failure_in_a_draft_leaves_the_index_as_it_was(index, tmp_path):
    change(index, tmp_path, "a", WALL)
    with pytest.raises(ZeroDivisionError), index.draft(MODEL) as draft:
        put(draft, tmp_path, "a", FERRY)
        _ = 1 / 0
    snapshot = index.open()
    assert [hit.chunk.text for hit in snapshot.search_keywords("harbour OR ferry", 5)] == [WALL]
    snapshot.close()
    assert names(index) == ["000001"]


def test_drafts_one_after_the_other_in_one_process_do_not_mix(index, tmp_path, large):
    change(index, tmp_path, "a", WALL)
    for _ in range(2):  # the same partial folder twice
        with pytest.raises(ZeroDivisionError), index.draft(MODEL) as draft:
            put(draft, tmp_path, "b", FERRY)
            draft.finish()
            _ = 1 / 0
    change(index, tmp_path, "c", PIER)
    snapshot = index.open()
    assert snapshot.load_vectors()
    assert {hit.chunk.text for hit in snapshot.search_vectors(vector_of(PIER).tolist(), 9)} == {WALL, PIER}
    snapshot.close()


def test_a_draft_for_another_embedding_model_holds_what_was_read_and_no_embedding(index, tmp_path, large):
    paper = change(index, tmp_path, "a", WALL, FERRY)
    with index.draft("another model") as draft:
        assert draft.catalogue.unembedded() == [paper.id]
        assert [text for _, text in draft.catalogue.texts(paper.id)] == [WALL, FERRY]
        draft.embed(paper.id, 0, np.array([[1, 0], [0, 1]], np.float32))
        assert draft.catalogue.unembedded() == []
    snapshot = index.open()
    assert snapshot.meta["embedding_model"] == "another model"
    assert snapshot.load_vectors()
    assert [hit.chunk.text for hit in snapshot.search_vectors([0, 1], 1)] == [FERRY]
    snapshot.close()


@pytest.mark.parametrize("allow_exempt", [None, True])
def test_a_draft_for_another_model_that_is_not_finished_leaves_the_index_as_it_was(index, tmp_path, allow_exempt):
    change(index, tmp_path, "a", WALL)
    with pytest.raises((ZeroDivisionError, IndexMismatchError)), index.draft("another", allow_exempt=allow_exempt):
        _ = 1 / 0
    snapshot = index.open()
    assert snapshot.meta["embedding_model"] == MODEL
    assert snapshot.load_vectors()
    assert nearest(snapshot, WALL) == [WALL]
    snapshot.close()
    assert names(index) == ["000001"]


def test_a_second_draft_is_refused_while_one_is_open(index):
    with index.draft(MODEL), pytest.raises(IndexBusyError), index.draft(MODEL):
        pass


def test_a_generation_can_be_removed_once_it_is_closed(index, tmp_path, large):
    change(index, tmp_path, "a", WALL)
    snapshot = index.open()
    assert snapshot.load_vectors()
    nearest(snapshot, WALL)
    snapshot.close()
    handles = tmp_path.joinpath("/proc/self/fd")
    if not handles.is_dir():
        pytest.skip("only Linux lists a process's open files")
    deadline = time.monotonic() + 5
    while _held_in(handles, index.folder) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert _held_in(handles, index.folder) == []


def _held_in(handles, folder):
    held = [str(link.readlink()) for link in handles.iterdir() if link.is_symlink()]
    return [name for name in held if str(folder) in name]


def gone(folder):
    shutil.rmtree(folder)


def empty(folder):
    shutil.rmtree(folder)
    folder.mkdir()


def garbage(folder):
    (folder / "numbers-000001.npy").write_bytes(b"this is no database at all " * 400)


def cut(folder):
    file = folder / "numbers-000001.npy"
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


@pytest.mark.parametrize("damage", [gone, empty, garbage, cut])
def test_a_broken_vector_index_leaves_keywords_and_is_mended_by_the_next_draft(index, tmp_path, damage, large):
    change(index, tmp_path, "a", WALL, FERRY)
    damage(index.generations.current() / VECTORS)
    snapshot = index.open()
    assert not snapshot.load_vectors()
    assert snapshot.search_vectors(vector_of(FERRY).tolist(), 5) == []
    assert [hit.chunk.text for hit in snapshot.search_keywords("ferry", 5)] == [FERRY]
    snapshot.close()
    with index.draft(MODEL):
        pass  # nothing changes, and yet it is made whole
    mended = index.open()
    assert mended.load_vectors()
    assert nearest(mended, FERRY) == [FERRY]
    mended.close()


def test_a_small_index_has_no_vector_index_and_a_growing_one_gets_it(index, tmp_path, monkeypatch):
    monkeypatch.setattr(index_module, "UP_TO", 2)
    for number, (text, has_one) in enumerate([(WALL, False), (FERRY, False), (PIER, True)]):
        change(index, tmp_path, text[:9], text)
        assert (index.generations.current() / VECTORS).exists() is has_one
        snapshot = index.open()
        assert snapshot.load_vectors()
        assert nearest(snapshot, WALL) == [WALL]
        assert len(snapshot.search_vectors(vector_of(WALL).tolist(), 9)) == number + 1
        snapshot.close()
    with index.draft(MODEL) as draft:
        draft.remove(f"id-{FERRY[:9]}")
    assert not (index.generations.current() / VECTORS).exists()


@pytest.mark.parametrize("damage", [gone, garbage])
def test_a_change_on_top_of_a_broken_vector_index_mends_it(index, tmp_path, damage, large):
    change(index, tmp_path, "a", WALL)
    damage(index.generations.current() / VECTORS)
    change(index, tmp_path, "b", FERRY)
    snapshot = index.open()
    assert snapshot.load_vectors()
    assert nearest(snapshot, WALL) == [WALL]
    snapshot.close()


def test_vectors_of_other_chunks_are_not_taken_for_whole(index, tmp_path, large):
    change(index, tmp_path, "a", WALL)
    other = Index(tmp_path / "other")
    change(other, tmp_path, "b", FERRY)
    own = index.generations.current() / VECTORS
    shutil.rmtree(own)
    shutil.copytree(other.generations.current() / VECTORS, own)
    with index.draft(MODEL):
        pass
    snapshot = index.open()
    assert snapshot.load_vectors()
    assert nearest(snapshot, WALL) == [WALL]
    snapshot.close()


def test_a_damaged_catalogue_is_refused_for_reading_and_writing(index, tmp_path):
    change(index, tmp_path, "a", WALL)
    (index.generations.current() / "catalogue.sqlite3").write_bytes(b"this is no database at all " * 400)
    with pytest.raises(IndexMismatchError, match="scrutineer ingest"):
        index.open()
    with pytest.raises(IndexMismatchError, match="scrutineer ingest"), index.draft(MODEL):
        pass


def test_an_old_generation_that_cannot_be_read_costs_no_original(index, tmp_path):
    first = change(index, tmp_path, "a", WALL)
    before = index.generations.current()
    change(index, tmp_path, "a", FERRY)
    (before / "catalogue.sqlite3").rename(tmp_path / "moved.sqlite3")
    with index.draft(MODEL):
        pass
    assert index.originals.path(first.sha256).exists()


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"../../elsewhere", b"000009"])
def test_an_index_whose_pointer_is_damaged_is_neither_read_nor_replaced_by_an_empty_one(index, tmp_path, content):
    change(index, tmp_path, "a", WALL)
    (index.folder / "current").write_bytes(content)
    with pytest.raises(IndexMismatchError, match="check --repair"):
        index.open()
    with pytest.raises(IndexMismatchError, match="check --repair"), index.draft(MODEL):
        pass
    assert names(index) == ["000001"]


def test_what_a_writer_was_killed_before_it_removed_goes_with_the_next_one(index, tmp_path):
    for text in (WALL, FERRY, PIER):
        change(index, tmp_path, "a", text)
    shutil.copytree(index.generations.current(), index.generations.home / "000001")
    (index.generations.scratch / "unpacked").mkdir(parents=True)
    stray = index.originals.path("ff" * 32)
    stray.parent.mkdir()
    stray.write_text("never published")
    with index.draft(MODEL):
        pass
    assert names(index) == ["000002", "000003"]
    assert not index.generations.scratch.exists()
    assert not stray.exists()


def test_a_full_disk_is_one_sentence_and_leaves_the_index_as_it_was(index, tmp_path):
    change(index, tmp_path, "a", WALL)
    with pytest.raises(StoreError, match="stays as it was"), index.draft(MODEL) as draft:
        shutil.rmtree(index.originals.folder)
        index.originals.folder.write_text("no folder can be made here")
        put(draft, tmp_path, "b", FERRY)
    snapshot = index.open()
    assert [hit.chunk.text for hit in snapshot.search_keywords("harbour OR ferry", 5)] == [WALL]
    snapshot.close()


def test_the_catalogue_of_a_finished_generation_has_no_journal_beside_it(index, tmp_path):
    change(index, tmp_path, "a", WALL)
    assert [file.name for file in index.generations.current().glob("catalogue*")] == ["catalogue.sqlite3"]
    connection = sqlite3.connect(index.generations.current() / "catalogue.sqlite3")
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()


def held(index):
    snapshot = index.open()
    found = [document.name for document in snapshot.catalogue.documents()]
    snapshot.close()
    return found


def test_the_last_change_is_taken_back_with_its_files(index, tmp_path):
    change(index, tmp_path, "wall.txt", WALL)
    ferry = change(index, tmp_path, "ferry.txt", FERRY)
    with index.draft(MODEL) as draft:
        draft.remove(ferry.id)
    assert index.undo(index.generations.current().name)
    assert held(index) == ["ferry.txt", "wall.txt"]
    snapshot = index.open()
    assert snapshot.original(ferry).read_text() == FERRY
    snapshot.close()
    change(index, tmp_path, "pier.txt", PIER)
    assert held(index) == ["ferry.txt", "pier.txt", "wall.txt"]


def test_a_change_is_not_taken_back_when_another_came_after_it(index, tmp_path):
    change(index, tmp_path, "wall.txt", WALL)
    change(index, tmp_path, "ferry.txt", FERRY)
    made = index.generations.current().name
    change(index, tmp_path, "pier.txt", PIER)
    assert not index.undo(made)
    assert len(held(index)) == 3


def test_the_first_change_is_taken_back_to_no_index_and_a_busy_index_says_so(index, tmp_path):
    change(index, tmp_path, "wall.txt", WALL)
    made = index.generations.current().name
    reader = index.open()
    with index.generations.lock(), pytest.raises(IndexBusyError):
        Index(index.folder).undo(made)
    assert held(index) == ["wall.txt"]
    assert index.undo(made)
    assert not index.exists()
    with pytest.raises(NoIndexError):
        index.open()
    assert [document.name for document in reader.catalogue.documents()] == ["wall.txt"]
    reader.close()
    assert not index.undo(made)
    change(index, tmp_path, "ferry.txt", FERRY)
    assert held(index) == ["ferry.txt"]
    assert index.generations.current().name > made
