"""The catalogue of one generation: every record in one SQLite file, with the keyword index over the chunks."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.errors import IndexMismatchError
from corpus.records import Block, Chunk, Document, Paper, Place, State
from corpus.store import rows
from corpus.store.filters import Filters
from corpus.store.places import unpack

SCHEMA_VERSION = "1"
FILE_NAME = "catalogue.sqlite3"
REPEATS = 3
"""A block that says the same in this many places is a form's text, a running phrase or a heading: boilerplate."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A chunk found by a search, how well it matches (higher is better), and its share of boilerplate, 0 to 1."""

    chunk: Chunk
    score: float
    repeated: float = 0.0


class Catalogue:
    """Reads and writes one catalogue file. A finished one is read-only and may be used by several threads."""

    def __init__(self, file: Path, *, writable: bool = False) -> None:
        self.file = file
        self._writable = writable
        self._local = threading.local()
        self._opened: list[sqlite3.Connection] = []

    @classmethod
    def create(cls, file: Path, meta: Mapping[str, str]) -> Catalogue:
        """Make an empty catalogue that remembers `meta`, the embedding model's name among it."""
        catalogue = cls(file, writable=True)
        schema = resources.files("corpus.store").joinpath("schema.sql").read_text(encoding="utf-8")
        catalogue.connection.executescript(schema)
        values = {**meta, "schema_version": SCHEMA_VERSION}
        catalogue.connection.executemany("INSERT INTO meta VALUES (?, ?)", values.items())
        catalogue.connection.commit()
        return catalogue

    @property
    def connection(self) -> sqlite3.Connection:
        """This thread's connection."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            # A finished generation never changes, and saying so spares SQLite its locks and its look at the journal.
            mode = "rwc" if self._writable else "ro&immutable=1"
            uri = f"{self.file.absolute().as_uri()}?mode={mode}"
            connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
            connection.execute("PRAGMA foreign_keys = ON")
            self._local.connection = connection
            self._opened.append(connection)
        return connection

    def close(self) -> None:
        """Close the connections of all threads."""
        for connection in self._opened:
            connection.close()
        self._opened.clear()
        self._local = threading.local()

    def meta(self) -> dict[str, str]:
        """Give what the catalogue remembers of its making. Raises `IndexMismatchError` where it cannot be used."""
        try:
            meta = dict(self.connection.execute("SELECT key, value FROM meta"))
        except sqlite3.DatabaseError as error:
            raise IndexMismatchError(
                f"The index in {self.file.parent} cannot be read ({error}). Remove the index folder and ingest again."
            ) from error
        if meta.get("schema_version") != SCHEMA_VERSION:
            raise IndexMismatchError(
                f"The index in {self.file.parent} was made by another version of Scrutineer. "
                "Remove the index folder, or name another with --index, and run `scrutineer ingest` again."
            )
        return meta

    # Writing

    def put(
        self,
        document: Document,
        papers: Sequence[Paper] = (),
        blocks: Sequence[Block] = (),
        chunks: Sequence[Chunk] = (),
        embeddings: NDArray[np.float32] | None = None,
        abbreviations: Iterable[tuple[str, str]] = (),
    ) -> None:
        """Add a document with all that was read from it, in place of its earlier self.

        `embeddings` has one row a chunk; `abbreviations` are pairs of short and long form.
        """
        self.remove(document.id)
        vectors = np.zeros((0, 0), np.float32) if embeddings is None else embeddings
        execute, many = self.connection.execute, self.connection.executemany
        execute(rows.insertion("documents", rows.DOCUMENT), rows.document_values(document))
        many(rows.insertion("papers", rows.PAPER), map(rows.paper_values, papers))
        many(rows.insertion("blocks", f"{rows.BLOCK}, digest, places"), map(rows.block_values, blocks))
        many(
            rows.insertion("chunks", f"{rows.CHUNK}, embedding"),
            (
                (c.document_id, c.ordinal, c.first_block, c.last_block, c.text, c.context, v.astype("<f4").tobytes())
                for c, v in zip(chunks, vectors, strict=True)
            ),
        )
        many("INSERT OR IGNORE INTO abbreviations VALUES (?, ?, ?)", ((document.id, *pair) for pair in abbreviations))

    def remove(self, document_id: str) -> None:
        """Remove a document and all that was read from it, if it is there."""
        self.connection.execute("DELETE FROM documents WHERE id = ?", (document_id,))

    def finish(self) -> None:
        """Work out what depends on all papers together (how much of a chunk is boilerplate) and write to the disk."""
        self.connection.execute(
            """
            WITH common AS (SELECT digest FROM blocks GROUP BY digest HAVING count(*) >= ?),
            shares AS (
                SELECT c.key AS key,
                    total(length(b.text) * (b.digest IN common)) / max(1.0, total(length(b.text))) AS share
                FROM chunks c JOIN blocks b
                    ON b.document_id = c.document_id AND b.ordinal BETWEEN c.first_block AND c.last_block
                GROUP BY c.key
            )
            UPDATE chunks SET repeated = share FROM shares WHERE shares.key = chunks.key AND repeated <> share
            """,
            (REPEATS,),
        )
        self.connection.commit()
        self.connection.execute("INSERT INTO keywords (keywords) VALUES ('optimize')")
        self.connection.commit()

    # Reading

    def documents(self, filters: Filters | None = None) -> list[Document]:
        """Give the documents that pass the filters, of every state, by meeting date and name."""
        condition, values = (filters or Filters()).condition()
        query = f"SELECT {rows.DOCUMENT} FROM documents WHERE {condition} ORDER BY meeting_date, name, source"
        return [rows.document_of(row) for row in self.connection.execute(query, values)]

    def papers(self, document_id: str) -> list[Paper]:
        """Give the papers of a document in order."""
        query = f"SELECT {rows.PAPER} FROM papers WHERE document_id = ? ORDER BY ordinal"
        return [rows.paper_of(row) for row in self.connection.execute(query, (document_id,))]

    def blocks(self, document_id: str, first: int = 0, last: int | None = None) -> list[Block]:
        """Give blocks `first` to `last` (included; None: to the end) of a document in reading order."""
        query = f"SELECT {rows.BLOCK} FROM blocks WHERE document_id = ? AND ordinal BETWEEN ? AND ? ORDER BY ordinal"
        end = 2**62 if last is None else last
        return [rows.block_of(row) for row in self.connection.execute(query, (document_id, first, end))]

    def block_count(self, document_id: str) -> int:
        """Give the number of a document's blocks."""
        query = "SELECT count(*) FROM blocks WHERE document_id = ?"
        return int(self.connection.execute(query, (document_id,)).fetchone()[0])

    def places(self, block: Block) -> tuple[Place, ...]:
        """Give where the words of a block stand on their pages."""
        query = "SELECT places FROM blocks WHERE document_id = ? AND ordinal = ?"
        row = self.connection.execute(query, (block.document_id, block.ordinal)).fetchone()
        return unpack(row[0]) if row else ()

    def abbreviations(self) -> list[tuple[str, str]]:
        """Give the abbreviations that the papers define, short and long form, those of most papers first."""
        query = "SELECT short, long FROM abbreviations GROUP BY short, long ORDER BY count(*) DESC, short, long"
        return list(self.connection.execute(query))

    def counts(self) -> dict[str, int]:
        """Give the number of ready documents, and of blocks and chunks."""
        ready = "SELECT count(*) FROM documents WHERE state = ?"
        counts = {"documents": self.connection.execute(ready, (State.READY,)).fetchone()[0]}
        for table in ("blocks", "chunks"):
            counts[table] = self.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        return counts

    def search(self, expression: str, limit: int, filters: Filters | None = None) -> list[Hit]:
        """Give the chunks that match an FTS5 expression, best first by BM25; none for an empty expression."""
        if not expression:
            return []
        condition, values = (filters or Filters()).condition()
        columns = ", ".join(f"c.{name.strip()}" for name in rows.CHUNK.split(","))
        query = f"""
            SELECT {columns}, -bm25(keywords, 1.0, 1.0) AS score, c.repeated
            FROM keywords JOIN chunks c ON c.key = keywords.rowid
            WHERE keywords MATCH ? AND c.document_id IN (SELECT id FROM documents WHERE {condition})
            ORDER BY score DESC, c.key LIMIT ?
        """
        found = self.connection.execute(query, (expression, *values, limit))
        return [Hit(rows.chunk_of(row[:-2]), row[-2], row[-1]) for row in found]

    def hits(self, scores: Mapping[str, float]) -> list[Hit]:
        """Give the chunks with these ids as hits with these scores, best first."""
        found = []
        for identity, score in scores.items():
            document_id, _, ordinal = identity.rpartition("#")
            query = f"SELECT {rows.CHUNK}, repeated FROM chunks WHERE document_id = ? AND ordinal = ?"
            row = self.connection.execute(query, (document_id, int(ordinal))).fetchone()
            if row:
                found.append(Hit(rows.chunk_of(row[:-1]), score, row[-1]))
        return sorted(found, key=lambda hit: -hit.score)

    def frequencies(self, stems: Iterable[str]) -> dict[str, int]:
        """Give for each stem the number of chunks that hold it; see `corpus.language.stems`."""
        connection = self.connection
        connection.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab (main, keywords, row)")
        query = "SELECT doc FROM temp.vocabulary WHERE term = ?"
        rows_of = {stem: connection.execute(query, (stem,)).fetchone() for stem in set(stems)}
        return {stem: row[0] if row else 0 for stem, row in rows_of.items()}

    def embeddings(self, document_id: str | None = None) -> Iterable[tuple[str, str, NDArray[np.float32]]]:
        """Give each chunk's id, its document's id and its embedding, of one document or of all."""
        condition = "" if document_id is None else "WHERE document_id = ?"
        values = () if document_id is None else (document_id,)
        query = f"SELECT document_id, ordinal, embedding FROM chunks {condition} ORDER BY key"
        for document, ordinal, data in self.connection.execute(query, values):
            yield f"{document}#{ordinal}", document, np.frombuffer(data, "<f4")
