"""Mending an index: what is derived is made anew from the catalogue, in a new generation; what cannot be is said."""

from __future__ import annotations

import logging
import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from corpus.bundled import digest_of
from corpus.errors import IndexMismatchError, IndexVersionError
from corpus.store.catalogue import Catalogue
from corpus.store.catalogue_file import FILE_NAME
from corpus.store.checking import Fault, Health, Part, catalogue_faults, check
from corpus.store.index import VECTORS, Index, writing

logger = logging.getLogger(__name__)
_READ = ("papers", "blocks", "places", "findings", "figures", "chunks", "embeddings", "abbreviations")
"""The tables that hold what was read of the documents. All else is derived from them."""
_KEYED = "embeddings"
"""The one of them whose rows are a chunk's, by its key, and not a document's."""
_UNREADABLE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR}
"""What SQLite says where a file is damaged, and not where one cannot be written."""
_DAMAGED = "damaged.sqlite3"
_READ_AGAIN = "Run `scrutineer ingest --again`, which reads it anew from its original."
_MAKE_AGAIN = "It cannot be mended: restore a backup, or remove the index folder and run `scrutineer ingest` again."
REMEDIES = {
    Part.POINTER: _MAKE_AGAIN,
    Part.CATALOGUE: _MAKE_AGAIN,
    Part.KEYWORDS: _MAKE_AGAIN,
    Part.VECTORS: "Run `scrutineer ingest --again`, which makes it anew.",
    Part.DOCUMENT: _READ_AGAIN,
    Part.ORIGINAL: "Run `scrutineer ingest` with the file; until then its pages cannot be shown.",
}
"""What to do about what is wrong still after a repair."""


def repair(index: Index) -> tuple[list[str], Health]:
    """Mend what can be mended; say what was done, and what is wrong still.

    Keyword index, figure register index and vector index are made anew from the catalogue, in a new generation; a
    catalogue that cannot be read gives way to the one before it; documents of which something is missing are marked to
    be read anew; originals that are not what was read are removed, or taken again from where they came. Raises
    `NoIndexError` where there is none and `IndexBusyError` where another process is writing.
    """
    before = check(index)
    done: list[str] = []
    if before.faults:
        with index.generations.lock(), writing(index.folder):
            index.generations.clear()
            _mend(index, before.faults, done)
    return done, check(index)


def _mend(index: Index, faults: Iterable[Fault], done: list[str]) -> None:
    parts = {fault.part for fault in faults}
    if Part.POINTER in parts:
        if not _point_anew(index, done):
            return
        faults = check(index).faults
        parts = {fault.part for fault in faults}
    current = index.generations.current()
    if current is None:
        return
    if parts & {Part.CATALOGUE, Part.KEYWORDS}:
        if not (_made_anew(index, current, done) or _fallen_back(index, current, done)):
            return
        faults = check(index).faults
        parts = {fault.part for fault in faults}
    if parts & {Part.VECTORS, Part.DOCUMENT}:
        _derive_again(index, faults, done)
    _restore_originals(index, faults, done)


def _point_anew(index: Index, done: list[str]) -> bool:
    """Name the newest generation whose catalogue is sound, or else the newest, as the current one."""
    finished = [folder for folder in reversed(index.generations.finished()) if (folder / FILE_NAME).is_file()]
    chosen = next(iter([*filter(_is_sound, finished), *finished]), None)
    if chosen is None:
        return False
    index.generations.point_to(chosen)
    done.append(f"Generation {chosen.name} is the current one again.")
    return True


def _is_sound(generation: Path) -> bool:
    try:
        return not list(catalogue_faults(generation))
    except IndexVersionError:
        return False


def _made_anew(index: Index, current: Path, done: list[str]) -> bool:
    """Make a catalogue of the rows of the present one, with every index over them; tell whether they could be read."""
    partial = index.generations.begin(current)
    try:
        damaged = (partial / FILE_NAME).rename(partial / _DAMAGED)
        with closing(Catalogue(damaged)) as old:
            meta = old.meta()
        with closing(Catalogue.create(partial / FILE_NAME, meta)) as catalogue:
            lost = _copy_rows(catalogue, damaged)
            catalogue.derive()
            catalogue.mark_to_be_read(lost)
            catalogue.finish()
        damaged.unlink()
    except (IndexMismatchError, sqlite3.Error) as error:
        index.generations.discard(partial)
        if isinstance(error, sqlite3.Error) and not _is_damage(error):
            raise
        logger.warning("the rows of %s cannot be read: %s", current / FILE_NAME, error)
        return False
    _publish(index, partial)
    done.append("The catalogue's indexes (keywords, figure register) were made anew from what was read.")
    return True


def _copy_rows(catalogue: Catalogue, damaged: Path) -> set[str]:
    """Copy what was read; give the documents of which not all could be copied."""
    lost: set[str] = set()
    with catalogue.connected() as connection:
        connection.execute("ATTACH ? AS damaged", (str(damaged),))
        try:
            connection.execute(_copy(connection, "documents"))
            documents = [key for (key,) in connection.execute("SELECT id FROM main.documents")]
            for table in _READ:
                copying = _copy(connection, table)
                own, its = "document_id IN (SELECT id FROM main.documents)", "document_id = ?"
                if table == _KEYED:
                    own, its = (f"key IN (SELECT key FROM main.chunks WHERE {condition})" for condition in (own, its))
                try:
                    # Rows of a document that is no longer there belong to nothing. An index may be what is damaged.
                    connection.execute(f"{copying} NOT INDEXED WHERE {own}")
                except sqlite3.Error as error:
                    if not _is_damage(error):
                        raise
                    by_document = f"{copying} WHERE {its}"
                    lost |= {key for key in documents if not _copied(connection, by_document, key)}
            connection.execute("INSERT OR IGNORE INTO main.embeddings SELECT key, x'' FROM main.chunks")
        finally:
            connection.execute("DETACH damaged")
    return lost


def _copy(connection: sqlite3.Connection, table: str) -> str:
    columns = ", ".join(f'"{row[1]}"' for row in connection.execute(f"PRAGMA main.table_info({table})"))
    return f"INSERT OR IGNORE INTO main.{table} ({columns}) SELECT {columns} FROM damaged.{table}"


def _copied(connection: sqlite3.Connection, copying: str, document_id: str) -> bool:
    try:
        connection.execute(copying, (document_id,))
    except sqlite3.Error as error:
        if not _is_damage(error):
            raise
        return False
    return True


def _is_damage(error: sqlite3.Error) -> bool:
    return error.sqlite_errorcode & 0xFF in _UNREADABLE


def _fallen_back(index: Index, current: Path, done: list[str]) -> bool:
    """Have the generation before take the place of one that cannot be read, where it is sound."""
    for folder in reversed(index.generations.finished()):
        if folder != current and (folder / FILE_NAME).is_file() and _is_sound(folder):
            _publish(index, index.generations.begin(folder))
            done.append(
                f"Generation {current.name} cannot be read: the papers are as they were before its ingest, "
                "which has to be run again."
            )
            return True
    return False


def _derive_again(index: Index, faults: Iterable[Fault], done: list[str]) -> None:
    """Mark damaged documents to be read anew, or make a large index's vector index, in a new generation."""
    documents = [fault.document for fault in faults if fault.part is Part.DOCUMENT]
    damaged = {document.id: document.name for document in documents if document is not None}
    partial = index.generations.begin()
    try:
        with closing(Catalogue(partial / FILE_NAME, writable=True)) as catalogue:
            catalogue.mark_to_be_read(damaged)
            if not damaged:  # else the vector index is made when they have been read
                from corpus.store.vectors import rebuild

                rebuild(partial / VECTORS, catalogue)
    except BaseException:
        index.generations.discard(partial)
        raise
    _publish(index, partial)
    said = [f"{name} is marked to be read anew." for name in damaged.values()]
    done.extend(said or ["The vector index was made anew."])


def _restore_originals(index: Index, faults: Iterable[Fault], done: list[str]) -> None:
    """Remove what is not the file that was read, and take it again from where it came, where it is still there."""
    for document in {f.document.sha256: f.document for f in faults if f.part is Part.ORIGINAL and f.document}.values():
        index.originals.path(document.sha256).unlink(missing_ok=True)
        source = Path(document.source)
        if source.is_file() and digest_of(source) == document.sha256:
            index.originals.keep(source, document.sha256)
            done.append(f"The original of {document.name} was taken again from {source}.")


def _publish(index: Index, partial: Path) -> None:
    try:
        index.generations.publish(partial)
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise
