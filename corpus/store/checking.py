"""Looking through an index for what is wrong with it: pointer, catalogue, keyword indexes, vectors and originals."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from corpus.bundled import digest_of
from corpus.errors import IndexMismatchError, IndexVersionError, NoIndexError
from corpus.records import Document, State
from corpus.store.catalogue import Catalogue
from corpus.store.catalogue_file import FILE_NAME
from corpus.store.exact import UP_TO
from corpus.store.generations import PARTIAL, POINTER, Generations
from corpus.store.index import VECTORS, Index

KEYWORD_INDEXES = {
    "keywords": "the keyword index",
    "figure_words": "the keyword index of the figure register",
    "recorded_words": "the keyword index of what is recorded",
}
"""The FTS5 tables of a catalogue, each derived from another table of it."""
_DAMAGED_DOCUMENTS = {
    "its file was read, and nothing that was read is held": """
        SELECT id FROM documents WHERE state = 'ready'
        AND NOT EXISTS (SELECT 1 FROM blocks b WHERE b.document_id = documents.id)""",
    "passages of it are missing": """
        SELECT document_id FROM chunks GROUP BY document_id HAVING min(ordinal) <> 0 OR max(ordinal) + 1 <> count(*)
        UNION SELECT id FROM documents WHERE state = 'ready'
        AND NOT EXISTS (SELECT 1 FROM chunks c WHERE c.document_id = documents.id)""",
    "paragraphs of its passages are missing": """
        SELECT c.document_id FROM chunks c WHERE c.last_block - c.first_block + 1 <> (
            SELECT count(*) FROM blocks b
            WHERE b.document_id = c.document_id AND b.ordinal BETWEEN c.first_block AND c.last_block)""",
    "paragraphs of its figures are missing": """
        SELECT f.document_id FROM figures f WHERE NOT EXISTS (
            SELECT 1 FROM blocks b WHERE b.document_id = f.document_id AND b.ordinal = f.block)""",
    "its record of papers is missing": """
        SELECT id FROM documents WHERE state = 'ready'
        AND NOT EXISTS (SELECT 1 FROM papers p WHERE p.document_id = documents.id)""",
    "embeddings of its passages are damaged": """
        SELECT c.document_id FROM chunks c LEFT JOIN embeddings e ON e.key = c.key
        WHERE coalesce(length(e.value), -1) NOT IN (0, (
            SELECT length(value) FROM embeddings WHERE length(value) > 0
            GROUP BY 1 ORDER BY count(*) DESC LIMIT 1))""",
    "what is held of it was not counted": """
        SELECT d.id FROM documents d LEFT JOIN sizes s ON s.document_id = d.id
        WHERE s.blocks IS NOT (SELECT count(*) FROM blocks b WHERE b.document_id = d.id)
        OR s.chunks IS NOT (SELECT count(*) FROM chunks c WHERE c.document_id = d.id)""",
}
"""What can be wrong with the records of a document, and the query for the ids of those with which it is."""


class Part(StrEnum):
    """What something is wrong with."""

    POINTER = "current"
    CATALOGUE = "catalogue"
    KEYWORDS = "keywords"
    VECTORS = "vectors"
    DOCUMENT = "document"
    ORIGINAL = "original"


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is wrong, in a sentence; `document` is the one that it is wrong with, where it is one's own."""

    part: Part
    what: str
    document: Document | None = None


@dataclass(frozen=True, slots=True)
class Health:
    """What is wrong with an index, and what is worth knowing though nothing is wrong."""

    faults: tuple[Fault, ...] = ()
    notes: tuple[str, ...] = ()


def check(index: Index) -> Health:
    """Look through all of an index. Nothing is changed, and others may read and write it meanwhile.

    Raises `NoIndexError` where there is none, and `IndexVersionError` where another version made it.
    """
    notes = list(_left_behind(index.generations))
    current = index.generations.current()
    if current is None or not (current / FILE_NAME).is_file():
        return Health(_lost(index, current), tuple(notes))
    faults = list(catalogue_faults(current))
    if all(fault.part is not Part.CATALOGUE for fault in faults):
        faults += [*_vector_faults(current), *_original_faults(index, current)]
        notes += _unembedded(current)
    return Health(tuple(faults), tuple(notes))


def _lost(index: Index, current: Path | None) -> tuple[Fault, ...]:
    """Say that no generation is named; there is no index where none was ever published."""
    if not index.generations.is_lost(FILE_NAME):
        raise NoIndexError(f"There is no index in {index.folder} yet. Run `scrutineer ingest FOLDER` to make one.")
    says = f"names {current.name}, which is not there" if current is not None else "does not name a generation"
    return (Fault(Part.POINTER, f"The file {index.folder / POINTER} {says}."),)


def catalogue_faults(generation: Path) -> Iterator[Fault]:
    """Give what is wrong with the catalogue of a generation, from the file itself to the records of each document.

    Raises `IndexVersionError` where another version made it.
    """
    file = generation / FILE_NAME
    catalogue = Catalogue(file)
    try:
        catalogue.meta()
        documents = {document.id: document for document in catalogue.documents()}
    except IndexVersionError:
        raise
    except (IndexMismatchError, sqlite3.Error) as error:
        yield Fault(Part.CATALOGUE, f"The catalogue {file} cannot be used: {error}")
        return
    finally:
        catalogue.close()
    # FTS5 checks an index by a statement that looks like a change, for which the file must be open for writing.
    with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None)) as connection:
        try:
            damage = [says for (says,) in connection.execute("PRAGMA integrity_check(10)") if says != "ok"]
            orphans = {table for table, *_ in connection.execute("PRAGMA foreign_key_check")}
            if damage or orphans:
                says = "; ".join([*damage, *(f"rows of {table} belong to no document" for table in sorted(orphans))])
                yield Fault(Part.CATALOGUE, f"The catalogue {file} is damaged ({says}).")
                return
            yield from _keyword_faults(connection)
            yield from _document_faults(connection, documents)
        except sqlite3.Error as error:
            yield Fault(Part.CATALOGUE, f"The catalogue {file} is damaged ({error}).")


def _keyword_faults(connection: sqlite3.Connection) -> Iterator[Fault]:
    for table, name in KEYWORD_INDEXES.items():
        try:
            # Rank 1 has it compared with the table that it is derived from.
            connection.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)")
        except sqlite3.Error as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_READONLY:
                raise
            yield Fault(Part.KEYWORDS, f"{name.capitalize()} does not agree with what was read ({error}).")


def _document_faults(connection: sqlite3.Connection, documents: dict[str, Document]) -> Iterator[Fault]:
    for what, query in _DAMAGED_DOCUMENTS.items():
        for (identity,) in connection.execute(f"SELECT DISTINCT * FROM ({query})"):
            document = documents[identity]
            yield Fault(Part.DOCUMENT, f"{document.name}: {what}.", document)


def _vector_faults(generation: Path) -> Iterator[Fault]:
    # A small index has no vector index: its embeddings are searched as the catalogue holds them.
    catalogue = Catalogue(generation / FILE_NAME)
    try:
        if catalogue.counts()["chunks"] > UP_TO:
            from corpus.store.vectors import is_whole

            if not is_whole(generation / VECTORS, catalogue):
                yield Fault(Part.VECTORS, f"The vector index {generation / VECTORS} does not hold what was read.")
    finally:
        catalogue.close()


def _unembedded(generation: Path) -> Iterator[str]:
    """Tell of passages that an ingest which is under way, or was stopped, has published before it embedded them."""
    with closing(Catalogue(generation / FILE_NAME)) as catalogue:
        count = catalogue.unembedded_count()
    if count:
        yield f"{count:,} passages are found by their words alone, until an ingest has embedded them."


def _original_faults(index: Index, generation: Path) -> Iterator[Fault]:
    catalogue = Catalogue(generation / FILE_NAME)
    documents = [document for document in catalogue.documents() if document.state is not State.UNREADABLE]
    catalogue.close()
    whole: dict[str, bool] = {}
    for document in documents:
        path = index.originals.path(document.sha256)
        if not path.is_file():
            yield Fault(Part.ORIGINAL, f"{document.name}: the original is missing.", document)
            continue
        if document.sha256 not in whole:
            whole[document.sha256] = digest_of(path) == document.sha256
        if not whole[document.sha256]:
            yield Fault(Part.ORIGINAL, f"{document.name}: the original is not the file that was read.", document)


def _left_behind(generations: Generations) -> Iterator[str]:
    """Tell of unfinished work: a writer's that is under way, or of one that was stopped."""
    left = generations.leftovers() if generations.folder.is_dir() else []
    if left:
        names = ", ".join(sorted(path.name.removesuffix(PARTIAL) for path in left))
        who = generations.writer() or "a process that is gone"
        yield f"There is unfinished work ({names}) of {who}: if it was stopped, the next ingest removes it."
