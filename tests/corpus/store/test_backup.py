"""Backup and restore: a file with all that is held, whole or not at all, that is checked before anything is changed."""

import json
import shutil
import sqlite3
import stat
import threading
import zipfile
from contextlib import closing

import pytest

from corpus.errors import IndexBusyError, NoIndexError, StoreError
from corpus.store import backup as backup_module
from corpus.store import checking
from corpus.store import index as index_module
from corpus.store.backup import LIST, Saved, restore, save
from corpus.store.checking import check
from corpus.store.index import Index
from tests.corpus.store.made import MODEL, put, vector_of
from tests.corpus.store.older import as_version, as_version_3

WALL, FERRY, PIER = "the harbour wall was mended", "the ferry ran late", "the pier was painted"
USERS = ("users.sqlite3",)


@pytest.fixture
def index(tmp_path):
    made = Index(tmp_path / "index")
    with made.draft(MODEL) as draft:
        put(draft, tmp_path, "wall", WALL)
        put(draft, tmp_path, "ferry", FERRY)
    write_user(made, "Ann")
    return made


@pytest.fixture
def file(index, tmp_path):
    """A backup of the index."""
    assert save(index, tmp_path / "backup.zip", USERS) == Saved(2)
    return tmp_path / "backup.zip"


@pytest.fixture
def other(tmp_path):
    return Index(tmp_path / "other")


def write_user(index, name):
    index.folder.mkdir(exist_ok=True)
    with closing(sqlite3.connect(index.folder / USERS[0])) as connection, connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE IF NOT EXISTS persons (name TEXT)")
        connection.execute("INSERT INTO persons VALUES (?)", (name,))


def users(index):
    with closing(sqlite3.connect(index.folder / USERS[0])) as connection:
        return [name for (name,) in connection.execute("SELECT name FROM persons")]


def held(index):
    """The text of each original, and what is found."""
    snapshot = index.open()
    documents = snapshot.catalogue.documents()
    texts = sorted(snapshot.original(document).read_text() for document in documents)
    found = sorted(hit.chunk.text for hit in snapshot.search_keywords("wall OR ferry OR pier", 9))
    snapshot.close()
    return texts, found


def rewritten(file, change):
    """Write a backup again with its members changed: `change` has their contents by name, to be altered."""
    with zipfile.ZipFile(file) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)


def test_what_was_saved_is_restored_into_another_folder(index, file, other):
    assert restore(other, file, USERS) == 2
    assert held(other) == held(index) == (sorted([WALL, FERRY]), sorted([WALL, FERRY]))
    assert users(other) == ["Ann"]
    assert check(other) == checking.Health()
    with other.draft(MODEL) as draft:
        assert draft.catalogue.unembedded() == []
    assert other.generations.leftovers() == []


def test_a_backup_can_be_read_by_its_owner_only_and_nothing_is_left_beside_it(file):
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in file.parent.iterdir() if path.name.startswith("backup")] == ["backup.zip"]


def test_neither_a_backup_nor_an_index_is_overwritten_unless_that_is_said(index, file, tmp_path):
    before = file.read_bytes()
    with pytest.raises(StoreError, match="--replace"):
        save(index, file, USERS)
    assert file.read_bytes() == before
    with index.draft(MODEL) as draft:
        put(draft, tmp_path, "pier", PIER)
    write_user(index, "Ben")
    with pytest.raises(StoreError, match="--replace"):
        restore(index, file, USERS)
    assert len(held(index)[0]) == 3
    assert restore(index, file, USERS, replace=True) == 2
    assert held(index) == (sorted([WALL, FERRY]), sorted([WALL, FERRY]))
    assert users(index) == ["Ann"]
    assert save(index, file, USERS, replace=True) == Saved(2)


def test_conversations_alone_are_not_overwritten_either(file, other):
    write_user(other, "Ben")
    with pytest.raises(StoreError, match="--replace"):
        restore(other, file, USERS)
    assert users(other) == ["Ben"]


def test_a_database_that_an_app_has_open_is_taken_over(index, file):
    with closing(sqlite3.connect(index.folder / USERS[0])) as app:
        assert app.execute("SELECT count(*) FROM persons").fetchone() == (1,)
        write_user(index, "Ben")
        restore(index, file, USERS, replace=True)
        assert app.execute("SELECT name FROM persons").fetchall() == [("Ann",)]


def test_a_backup_is_of_one_generation_though_papers_change_all_the_time(index, tmp_path):
    over = threading.Event()

    def change():
        number = 0
        while not over.is_set():
            number += 1
            with index.draft(MODEL) as draft:
                put(draft, tmp_path, "wall", f"the wall is {number} years old")
                put(draft, tmp_path, "ferry", f"the ferry is {number} years old")

    writer = threading.Thread(target=change)
    writer.start()
    try:
        for number in range(8):
            save(index, tmp_path / f"{number}.zip", USERS)
    finally:
        over.set()
        writer.join()
    for number in range(8):
        other = Index(tmp_path / f"other {number}")
        assert restore(other, tmp_path / f"{number}.zip", USERS) == 2
        texts, found = held(other)
        assert texts == found
        assert len({text.split()[3] for text in texts}) == 1 or texts == sorted([WALL, FERRY])
        assert check(other).faults == ()


def test_a_missing_original_is_named_and_the_rest_is_saved(index, tmp_path, other):
    snapshot = index.open()
    lost = next(document for document in snapshot.catalogue.documents() if document.name == "wall")
    snapshot.close()
    index.originals.path(lost.sha256).unlink()
    assert save(index, tmp_path / "backup.zip", USERS) == Saved(2, ("wall",))
    assert restore(other, tmp_path / "backup.zip", USERS) == 2
    assert [fault.what for fault in check(other).faults] == ["wall: the original is missing."]


def test_a_large_index_gets_its_vector_index_anew(file, other, monkeypatch):
    for module in (index_module, checking, backup_module):
        monkeypatch.setattr(module, "UP_TO", -1)
    restore(other, file, USERS)
    snapshot = other.open()
    assert snapshot.load_vectors()
    assert [hit.chunk.text for hit in snapshot.search_vectors(vector_of(WALL).tolist(), 1)] == [WALL]
    snapshot.close()


def test_a_backup_of_an_earlier_version_is_brought_up_to_date_and_one_of_a_newer_is_refused(index, tmp_path, other):
    file, newer = tmp_path / "earlier.zip", tmp_path / "newer.zip"
    save(index, file, USERS)
    save(index, newer, USERS)
    catalogue = Index(tmp_path / "copy")
    for backup, change in ((file, as_version_3), (newer, lambda made: as_version(made, "99"))):
        shutil.rmtree(catalogue.folder, ignore_errors=True)
        shutil.copytree(index.folder, catalogue.folder)
        change(catalogue)
        content = (catalogue.generations.current() / "catalogue.sqlite3").read_bytes()
        rewritten(backup, lambda members, content=content: with_catalogue(members, content))
    with pytest.raises(StoreError, match="newer version"):
        restore(other, newer, USERS)
    assert restore(other, file, USERS) == 2
    assert held(other) == held(index)


def with_catalogue(members, content):
    listed = json.loads(members[LIST])
    listed["files"]["catalogue.sqlite3"] = backup_module.hashlib.sha256(content).hexdigest()
    members |= {"catalogue.sqlite3": content, LIST: json.dumps(listed).encode()}


def list_and_add(name, content):
    """Add a member and have the list say so, as somebody would who made the file."""

    def change(members):
        listed = json.loads(members[LIST])
        listed["files"][name] = backup_module.hashlib.sha256(content).hexdigest()
        members |= {name: content, LIST: json.dumps(listed).encode()}

    return change


def other_original(members):
    name = next(name for name in members if name.startswith("originals/"))
    list_and_add(name, b"not the file of this name")(members)


HARMS = {
    "a path out of the folder": list_and_add("../../evil.txt", b"x"),
    "an absolute path": list_and_add("/tmp/evil.txt", b"x"),
    "a path within originals": list_and_add("originals/../../evil.txt", b"x"),
    "a drive": list_and_add("C:\\evil.txt", b"x"),
    "another database": list_and_add("other.sqlite3", b"x"),
    "a member that is not listed": lambda members: members.update({"more": b"x"}),
    "a member that is missing": lambda members: members.pop("catalogue.sqlite3"),
    "no list": lambda members: members.pop(LIST),
    "a list of something else": lambda members: members.update({LIST: b"[1, 2]"}),
    "a list that is cut": lambda members: members.update({LIST: members[LIST][:50]}),
    "other contents than listed": lambda members: members.update({"users.sqlite3": b"x"}),
    "an original that is another file": other_original,
    "a catalogue that is none": lambda members: with_catalogue(members, b"this is no database " * 400),
}


@pytest.mark.parametrize("harm", HARMS.values(), ids=HARMS.keys())
def test_a_file_that_is_no_whole_backup_of_ours_changes_nothing(index, file, tmp_path, other, harm):
    rewritten(file, harm)
    before = {path for path in tmp_path.rglob("*") if "other" not in path.parts}
    with pytest.raises(StoreError, match=r"backup\.zip"):
        restore(other, file, USERS)
    assert {path for path in tmp_path.rglob("*") if "other" not in path.parts} == before
    assert not other.exists()
    assert [path for path in other.folder.rglob("*") if path.is_file() and path.name != "lock"] == []
    with pytest.raises(StoreError):
        restore(index, file, USERS, replace=True)
    assert held(index)[1] == sorted([WALL, FERRY])
    assert users(index) == ["Ann"]
    assert check(index) == checking.Health()


@pytest.mark.parametrize("part", [0, 10, 0.5, 0.99])
def test_a_file_that_was_cut_off_changes_nothing(file, other, part):
    content = file.read_bytes()
    file.write_bytes(content[: int(part * len(content)) if part < 1 else part])
    with pytest.raises(StoreError, match="damaged"):
        restore(other, file, USERS)
    assert not other.exists()


def test_a_byte_that_was_changed_is_noticed(file, other):
    content = bytearray(file.read_bytes())
    content[content.index(WALL.encode()) + 3] ^= 1
    file.write_bytes(content)
    with pytest.raises(StoreError, match="damaged"):
        restore(other, file, USERS)
    assert not other.exists()


def test_what_cannot_be_saved_or_restored_is_said(index, file, tmp_path, other):
    with pytest.raises(NoIndexError):
        save(other, tmp_path / "none.zip")
    with pytest.raises(StoreError, match="cannot be written"):
        save(index, tmp_path / "no folder" / "backup.zip")
    with pytest.raises(StoreError, match="cannot be read"):
        restore(other, tmp_path / "none.zip")
    with index.generations.lock(), pytest.raises(IndexBusyError):
        restore(Index(index.folder), file, USERS, replace=True)
