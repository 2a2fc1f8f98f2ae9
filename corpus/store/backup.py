"""Backup and restore: one zip file with a generation's catalogue, its originals, and what users made beside them.

The file names are ours and are not believed when they are read: where a member goes is worked out from what it is, and
its contents must have the digest that the list in the file gives. The vector index is not in it; it is made anew.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import sqlite3
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import IO, Any

from corpus.errors import IndexMismatchError, IndexVersionError, StoreError
from corpus.records import State
from corpus.store.catalogue import Catalogue
from corpus.store.catalogue_file import FILE_NAME
from corpus.store.checking import catalogue_faults
from corpus.store.exact import UP_TO
from corpus.store.index import VECTORS, Index, writing
from corpus.store.migrations import migrate

FORMAT = 1
LIST = "scrutineer-backup.json"
"""The member that lists the others with their digests. It is written last: a file that was cut off has none."""
ORIGINAL = re.compile(r"originals/([0-9a-f]{64})")
PIECE = 1024 * 1024
TRIES = 5
"""How often a backup begins anew because ingests have removed the generation that it was copying."""


@dataclass(frozen=True, slots=True)
class Saved:
    """What a backup holds: the number of documents, and the names of those whose original is missing."""

    documents: int
    without_original: tuple[str, ...] = ()


def save(index: Index, file: Path, databases: Sequence[str] = (), *, replace: bool = False) -> Saved:
    """Write a backup of the current generation, whole or not at all, while others may read and write the index.

    `databases` are the names of SQLite files in the index folder that hold what users made. Raises `NoIndexError` where
    there is no index, and `StoreError` where the file is there already or cannot be written.
    """
    if file.exists() and not replace:
        raise StoreError(f"{file} is there already: name another file, or say --replace.")
    partial = file.with_name(f"{file.name}.partial")
    with _writing_to(file):
        try:
            for _ in range(TRIES):
                saved = _written(index, partial, databases)
                if saved is not None:
                    partial.replace(file)
                    return saved
        finally:
            partial.unlink(missing_ok=True)
    raise StoreError(f"The papers in {index.folder} change faster than they can be copied; try again after the ingest.")


def _written(index: Index, partial: Path, databases: Sequence[str]) -> Saved | None:
    """Write a backup; None where the generation was removed meanwhile."""
    snapshot = index.open()
    try:
        documents = [d for d in snapshot.catalogue.documents() if d.state is not State.UNREADABLE]
        digests: dict[str, str] = {}
        missing = []
        # What people asked is in it: nobody else may read it.
        handle = os.open(partial, os.O_CREAT | os.O_TRUNC | os.O_RDWR, 0o600)
        with os.fdopen(handle, "wb") as file, zipfile.ZipFile(file, "w") as archive:
            digests[FILE_NAME] = _add(archive, FILE_NAME, snapshot.catalogue.file)
            for document in documents:
                name = f"originals/{document.sha256}"
                path = snapshot.original(document)
                if path is None:
                    missing.append(document.name)
                elif name not in digests:
                    digests[name] = _add(archive, name, path)
            for name in databases:
                if (index.folder / name).is_file():
                    digests[name] = _add_database(archive, name, index.folder / name, partial)
            listed = {
                "format": FORMAT,
                "made": datetime.now(UTC).isoformat(timespec="seconds"),
                "version": metadata.version("scrutineer"),
                "files": digests,
            }
            archive.writestr(LIST, json.dumps(listed, indent=1))
            archive.close()
            file.flush()
            os.fsync(file.fileno())
    except (FileNotFoundError, IndexMismatchError):
        if index.generations.current() == snapshot.folder:
            raise
        return None
    finally:
        snapshot.close()
    if missing and index.generations.current() != snapshot.folder:
        return None  # they may have been removed with their generation
    return Saved(len(documents), tuple(missing))


def _add(archive: zipfile.ZipFile, name: str, path: Path) -> str:
    """Add a file; give its digest. Originals are most of them PDF, which does not get smaller."""
    digest = hashlib.sha256()
    member = zipfile.ZipInfo(name)
    member.compress_type = zipfile.ZIP_STORED if ORIGINAL.fullmatch(name) else zipfile.ZIP_DEFLATED
    with path.open("rb") as source, archive.open(member, "w", force_zip64=True) as target:
        while piece := source.read(PIECE):
            digest.update(piece)
            target.write(piece)
    return digest.hexdigest()


def _add_database(archive: zipfile.ZipFile, name: str, path: Path, partial: Path) -> str:
    """Add a database as it is at one moment, though others write to it."""
    copy = partial.with_name(f"{partial.name}.{name}")
    try:
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(copy)) as target:
            copy.chmod(0o600)
            source.backup(target)
        return _add(archive, name, copy)
    finally:
        copy.unlink(missing_ok=True)


def restore(index: Index, file: Path, databases: Sequence[str] = (), *, replace: bool = False) -> int:
    """Make the index of a backup the current generation; give the number of its documents.

    Its `databases` take the place of those that are there. Everything is checked before anything is changed, but for
    originals, of which none is ever replaced. Raises `StoreError` where the file is not a whole backup of ours, or
    where there is an index already and `replace` does not allow it.
    """
    held = index.exists() or index.generations.finished() or any((index.folder / name).is_file() for name in databases)
    if held and not replace:
        raise StoreError(f"There is an index in {index.folder} already: name another with --index, or say --replace.")
    with _opened(file) as archive, index.generations.lock(), writing(index.folder):
        listed = _listed(archive, file, databases)
        index.generations.clear()
        partial = index.generations.begin_empty()
        scratch = index.generations.scratch
        scratch.mkdir(exist_ok=True)
        try:
            documents = _restore_catalogue(archive, file, listed, partial)
            for name in listed:
                if original := ORIGINAL.fullmatch(name):
                    _restore_original(archive, file, listed, index, original.group(1))
            kept = [name for name in databases if name in listed]
            for name in kept:
                _extract(archive, file, listed, name, scratch / name)
            index.generations.publish(partial)
            for name in kept:
                _take_over(scratch / name, index.folder / name)
        except BaseException:
            index.generations.discard(partial)
            raise
        finally:
            shutil.rmtree(scratch, ignore_errors=True)
            index.forget_originals()
        return documents


def _restore_catalogue(archive: zipfile.ZipFile, file: Path, listed: Mapping[str, str], partial: Path) -> int:
    catalogue_file = partial / FILE_NAME
    _extract(archive, file, listed, FILE_NAME, catalogue_file)
    try:
        with closing(Catalogue(catalogue_file)) as earlier:
            is_earlier = earlier.is_earlier()
        if is_earlier:
            migrate(catalogue_file)
        faults = [fault.what for fault in catalogue_faults(partial)]
    except IndexVersionError as error:
        raise StoreError(f"The backup {file} cannot be restored: {error}") from error
    except IndexMismatchError as error:
        raise _damaged(file, "its catalogue cannot be read") from error
    if faults:
        raise _damaged(file, faults[0])
    with closing(Catalogue(catalogue_file)) as catalogue:
        if catalogue.counts()["chunks"] > UP_TO:
            from corpus.store.vectors import rebuild

            rebuild(partial / VECTORS, catalogue)
        return len(catalogue.documents())


def _restore_original(
    archive: zipfile.ZipFile, file: Path, listed: Mapping[str, str], index: Index, sha256: str
) -> None:
    if index.originals.path(sha256).exists():
        return
    copy = index.generations.scratch / sha256
    _extract(archive, file, listed, f"originals/{sha256}", copy)
    index.originals.keep(copy, sha256)
    copy.unlink()


def _take_over(copy: Path, target: Path) -> None:
    """Put a database in the place of one that others may have open."""
    with closing(sqlite3.connect(copy)) as source, closing(sqlite3.connect(target)) as into:
        source.backup(into)


@contextmanager
def _opened(file: Path) -> Iterator[zipfile.ZipFile]:
    try:
        archive = zipfile.ZipFile(file)
    except OSError as error:
        raise StoreError(f"The backup {file} cannot be read ({error.strerror or error}).") from error
    except zipfile.BadZipFile as error:
        raise _damaged(file, "it is not a zip file, or only a part of one") from error
    with archive:
        yield archive


def _listed(archive: zipfile.ZipFile, file: Path, databases: Sequence[str]) -> dict[str, str]:
    """Give the digests of the members, after a look at their names: those of a backup of ours and no others, once."""
    names = archive.namelist()
    try:
        listed: dict[str, Any] = json.loads(archive.read(LIST))
        digests: dict[str, str] = listed["files"]
        is_ours = listed["format"] == FORMAT and all(isinstance(digest, str) for digest in digests.values())
    except (KeyError, ValueError, TypeError, AttributeError, zipfile.BadZipFile) as error:
        raise _damaged(file, "its list of contents is missing") from error
    if not is_ours:
        raise StoreError(f"The backup {file} was made by another version of Scrutineer; install that version again.")
    originals = {name: found.group(1) for name in digests if (found := ORIGINAL.fullmatch(name))}
    known = all(name in (FILE_NAME, *databases) or originals.get(name) == digests[name] for name in digests)
    if not known or FILE_NAME not in digests or sorted(names) != sorted([*digests, LIST]):
        raise _damaged(file, "it does not hold what its list says")
    return digests


def _extract(archive: zipfile.ZipFile, file: Path, listed: Mapping[str, str], name: str, target: Path) -> None:
    """Write a member to a file. What comes out must be what was put in, so it cannot be larger than that either."""
    digest = hashlib.sha256()
    most = archive.getinfo(name).file_size
    try:
        with archive.open(name) as source, target.open("wb") as copy:
            _copied(source, copy, digest, most)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as error:
        raise _damaged(file, f"{name} cannot be unpacked") from error
    if digest.hexdigest() != listed[name]:
        raise _damaged(file, f"{name} is not what was put into it")


def _copied(source: IO[bytes], copy: IO[bytes], digest: hashlib._Hash, most: int) -> None:
    written = 0
    while piece := source.read(PIECE):
        written += len(piece)
        if written > most:
            raise zipfile.BadZipFile("it is larger than it says")
        digest.update(piece)
        copy.write(piece)


@contextmanager
def _writing_to(file: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreError(f"The backup {file} cannot be written ({error.strerror or error}).") from error


def _damaged(file: Path, why: str) -> StoreError:
    return StoreError(f"The backup {file} is damaged or is none of Scrutineer's ({why}): nothing was restored.")
