"""The catalogue of one generation: every record in one SQLite file, with the keyword index over the chunks."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib import resources
from itertools import repeat
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.findings import NO_FINDINGS, Findings
from corpus.language.periods import Period
from corpus.records import Block, Chunk, Document, Paper, Place, Standing, State
from corpus.store import rows
from corpus.store.boilerplate import measure
from corpus.store.catalogue_file import CatalogueFile
from corpus.store.changes import DERIVED, VERSION, Changes, moved
from corpus.store.contents import NOTHING, Contents
from corpus.store.councils import unify
from corpus.store.filters import Filters
from corpus.store.keywords import AT_ONCE, Keywords
from corpus.store.migrations import PAGE_SIZE, SCHEMA_VERSION
from corpus.store.places import pack, unpack
from corpus.store.register import Register
from corpus.store.standing import settle
from corpus.store.twins import MOST_PLACES

INSTANCES = "CREATE VIRTUAL TABLE IF NOT EXISTS temp.instances USING fts5vocab (main, keywords, instance)"
VOCABULARY = "CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab (main, keywords, row)"
EXEMPT, ALLOWED = "exempt", "allowed"
"""What the memory of a catalogue holds if exempt papers may be in it."""
COUNTED = ("blocks", "figures", "chunks")
"""The tables whose rows of a document are counted, in the order of the columns of `sizes`."""
OPTIMISED_UP_TO = 20_000
"""Chunks up to which each ingest has the keyword index written anew in one piece; a larger one merges its pieces, a few
at a time, as they are added."""

CONTEXT_WEIGHT = 0.4
"""Weight of a word in a chunk's title and headings beside 1 in its text; measured on the development questions."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A chunk found by a search, how well it matches (higher is better), and its share of boilerplate, 0 to 1."""

    chunk: Chunk
    score: float
    repeated: float = 0.0


class Catalogue(CatalogueFile):
    """Reads and writes one catalogue file. A finished one is read-only and may be used by several threads.

    Every reading method raises `IndexMismatchError` where the file turns out to be damaged.
    """

    def __init__(self, file: Path, *, writable: bool = False, logged: bool = False) -> None:
        super().__init__(file, writable=writable, logged=logged)
        self.register = Register(self)
        self.keywords = Keywords(self)
        self._changes: Changes | None = None

    @classmethod
    def create(cls, file: Path, meta: Mapping[str, str]) -> Catalogue:
        """Make an empty catalogue that remembers `meta`, the embedding model's name among it."""
        catalogue = cls(file, writable=True)
        schema = resources.files("corpus.store").joinpath("schema.sql").read_text(encoding="utf-8")
        values = {**meta, "schema_version": SCHEMA_VERSION}
        with catalogue.connected() as connection:
            connection.execute(f"PRAGMA page_size = {PAGE_SIZE}")
            connection.executescript(schema)
            connection.executemany("INSERT INTO meta VALUES (?, ?)", values.items())
        return catalogue

    # Writing

    def put(self, document: Document, contents: Contents = NOTHING) -> None:
        """Add a document with all that was read from it, in place of its earlier self: whole or not at all."""
        c, key = contents, document.id
        with self._changing(key) as connection:
            many = connection.executemany
            connection.execute("DELETE FROM documents WHERE id = ?", (key,))
            connection.execute(rows.insertion("documents", rows.DOCUMENT), rows.document_values(document))
            sizes = (len(c.blocks), len(c.figures), len(c.chunks))
            connection.execute("INSERT INTO sizes VALUES (?, ?, ?, ?)", (key, *sizes))
            many(rows.insertion("papers", rows.PAPER), map(rows.paper_values, c.papers))
            many(rows.insertion("blocks", f"{rows.BLOCK}, digest"), map(rows.block_values, c.blocks))
            places = ((key, block.ordinal, pack(block.places)) for block in c.blocks if block.places)
            many("INSERT INTO places VALUES (?, ?, ?)", places)
            if c.findings != NO_FINDINGS:
                connection.execute("INSERT INTO findings VALUES (?, ?)", (key, rows.findings_json(c.findings)))
            many(rows.insertion("figures", rows.FIGURE), map(rows.figure_values, c.figures))
            many(rows.insertion("chunks", rows.CHUNK), map(rows.chunk_values, c.chunks))
            vectors = map(rows.vector_value, c.embeddings) if len(c.embeddings) else repeat(b"", len(c.chunks))
            own = "(SELECT key FROM chunks WHERE document_id = ? AND ordinal = ?)"
            values = ((key, chunk.ordinal, vector) for chunk, vector in zip(c.chunks, vectors, strict=True))
            many(f"INSERT INTO embeddings VALUES ({own}, ?)", values)
            pairs = ((key, *pair) for pair in c.abbreviations)
            many("INSERT OR IGNORE INTO abbreviations VALUES (?, ?, ?)", pairs)

    @contextmanager
    def _changing(self, document_id: str) -> Iterator[sqlite3.Connection]:
        """Lend a connection for a change of one document, and keep in mind what depends on it."""
        with self.changing() as connection:
            changes = self._changes or Changes.since(connection)
            self._changes = Changes(everything=True)  # should the change fail and be taken back
            changes.take(connection, document_id, -1)
            yield connection
            changes.take(connection, document_id, 1)
            self._changes = changes

    def embed(self, document_id: str, first: int, vectors: NDArray[np.float32]) -> None:
        """Add the embeddings of a document's chunks, one row each, from chunk `first` on."""
        own = "(SELECT key FROM chunks WHERE document_id = ? AND ordinal = ?)"
        values = ((rows.vector_value(vector), document_id, at) for at, vector in enumerate(vectors, first))
        with self.changing() as connection:
            connection.executemany(f"UPDATE embeddings SET value = ? WHERE key = {own}", values)

    def mark_to_be_read(self, document_ids: Iterable[str]) -> None:
        """Have the next ingest read documents anew."""
        with self.changing() as connection:
            connection.executemany("UPDATE documents SET reader = '' WHERE id = ?", ((key,) for key in document_ids))

    def remove(self, document_id: str) -> None:
        """Remove a document and all that was read from it, if it is there."""
        with self._changing(document_id) as connection:
            connection.execute("DELETE FROM documents WHERE id = ?", (document_id,))

    def recount(self) -> None:
        """Count what is held of each document, whose rows were not put by this class."""
        counts = (f"(SELECT count(*) FROM {table} t WHERE t.document_id = d.id)" for table in COUNTED)
        with self.changing() as connection:
            connection.execute("DELETE FROM sizes")
            connection.execute(f"INSERT INTO sizes SELECT d.id, {', '.join(counts)} FROM documents d")

    def forget_embeddings(self, model: str) -> None:
        """Empty every embedding: those to come are of another model."""
        with self.changing() as connection:
            connection.execute("UPDATE embeddings SET value = x''")
            connection.execute("UPDATE meta SET value = ? WHERE key = 'embedding_model'", (model,))

    def unembedded(self) -> list[str]:
        """Give the documents that have chunks without an embedding."""
        query = """
            SELECT DISTINCT document_id FROM chunks
            WHERE key IN (SELECT key FROM embeddings WHERE length(value) = 0) ORDER BY document_id
        """
        return [document_id for (document_id,) in self.read(query)]

    def unembedded_count(self) -> int:
        """Give the number of chunks without an embedding."""
        return int(self.read("SELECT count(*) FROM embeddings WHERE length(value) = 0")[0][0])

    def texts(self, document_id: str) -> list[tuple[str, str]]:
        """Give the context and the text of each chunk of a document, in order."""
        query = "SELECT context, text FROM chunks WHERE document_id = ? ORDER BY ordinal"
        return [(context, text) for context, text in self.read(query, (document_id,))]

    def finish(self) -> None:
        """Work out what depends on all papers: councils' names, boilerplate, twins, and which papers still stand."""
        with self.changing() as connection:
            changes = self._changes or Changes.since(connection)
            counted = [] if changes.are_many(connection) else list(moved(connection, changes, MOST_PLACES + 1))
            measure(connection, changes, counted)
            unify(connection)
            settle(connection, changes, counted)
            (chunks,) = connection.execute("SELECT total(chunks) FROM sizes").fetchone()
            if changes.everything or chunks <= OPTIMISED_UP_TO:
                connection.execute("INSERT INTO keywords (keywords) VALUES ('optimize')")
            connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (DERIVED, VERSION))
        self._changes = None

    # Reading

    def documents(self, filters: Filters | None = None) -> list[Document]:
        """Give the documents that pass the filters, of every state, by meeting date and name."""
        condition, values = (filters or Filters()).condition()
        query = f"SELECT {rows.DOCUMENT} FROM documents WHERE {condition} ORDER BY meeting_date, name, source"
        return [rows.document_of(row) for row in self.read(query, values)]

    def papers(self, document_id: str) -> list[Paper]:
        """Give the papers of a document in order."""
        query = f"SELECT {rows.PAPER} FROM papers WHERE document_id = ? ORDER BY ordinal"
        settled = "SELECT ordinal, standing, settled_by FROM standings WHERE document_id = ?"
        standings = {ordinal: (Standing(said), by) for ordinal, said, by in self.read(settled, (document_id,))}
        papers = [rows.paper_of(row) for row in self.read(query, (document_id,))]
        return [
            replace(paper, standing=standings[paper.ordinal][0], settled_by=standings[paper.ordinal][1])
            if paper.ordinal in standings
            else paper
            for paper in papers
        ]

    def twins(self, paper_id: str) -> frozenset[str]:
        """Give the ids of the papers that say nearly the same as one."""
        return frozenset(twin for (twin,) in self.read("SELECT twin FROM twins WHERE paper = ?", (paper_id,)))

    def same_blocks(self, block: Block) -> list[Block]:
        """Give the blocks of other papers and places that say word for word what a block says."""
        query = f"SELECT {rows.BLOCK} FROM blocks WHERE digest = ? AND NOT (document_id = ? AND ordinal = ?)"
        return [
            rows.block_of(row) for row in self.read(query, (rows.digest(block.text), block.document_id, block.ordinal))
        ]

    def withheld_pages(self, document_id: str) -> frozenset[int]:
        """Give the pages that must not be drawn or handed out: those on which a withheld paper stands.

        In an index that allows exempt papers there are none.
        """
        papers = self.papers(document_id) if self.has_withheld(document_id) else ()
        ranges = ((p.first_page, p.last_page) for p in papers if p.exempt)
        return frozenset(page for first, last in ranges if first and last for page in range(first, last + 1))

    def has_withheld(self, document_id: str) -> bool:
        """Tell whether a document has papers that are withheld, also in a format without pages."""
        return self.meta().get(EXEMPT) != ALLOWED and any(paper.exempt for paper in self.papers(document_id))

    def blocks(self, document_id: str, first: int = 0, last: int | None = None) -> list[Block]:
        """Give blocks `first` to `last` (included; None: to the end) of a document in reading order."""
        query = f"SELECT {rows.BLOCK} FROM blocks WHERE document_id = ? AND ordinal BETWEEN ? AND ? ORDER BY ordinal"
        end = 2**62 if last is None else last
        return [rows.block_of(row) for row in self.read(query, (document_id, first, end))]

    def blocks_on(self, document_id: str, page: int) -> list[Block]:
        """Give the blocks that begin on a page of the file, in reading order."""
        query = f"SELECT {rows.BLOCK} FROM blocks WHERE document_id = ? AND page = ? ORDER BY ordinal"
        return [rows.block_of(row) for row in self.read(query, (document_id, page))]

    def findings(self, document_id: str) -> Findings:
        """Give what was found in a document."""
        found = self.read("SELECT value FROM findings WHERE document_id = ?", (document_id,))
        return rows.findings_of(found[0][0]) if found else NO_FINDINGS

    def block_count(self, document_id: str) -> int:
        """Give the number of a document's blocks."""
        found = self.read("SELECT blocks FROM sizes WHERE document_id = ?", (document_id,))
        return int(found[0][0]) if found else 0

    def places(self, block: Block) -> tuple[Place, ...]:
        """Give where the words of a block stand on their pages."""
        query = "SELECT value FROM places WHERE document_id = ? AND ordinal = ?"
        found = self.read(query, (block.document_id, block.ordinal))
        return unpack(found[0][0]) if found else ()

    def page_label(self, document_id: str, page: int) -> str | None:
        """Give the number printed on a page, None where none is known."""
        query = "SELECT page_label FROM blocks WHERE document_id = ? AND page = ? AND page_label IS NOT NULL LIMIT 1"
        found = self.read(query, (document_id, page))
        return found[0][0] if found else None

    def abbreviations(self) -> list[tuple[str, str]]:
        """Give the abbreviations that the papers define, short and long form, those of most papers first."""
        query = "SELECT short, long FROM abbreviations GROUP BY short, long ORDER BY count(*) DESC, short, long"
        return [(short, long) for short, long in self.read(query)]

    def counts(self) -> dict[str, int]:
        """Give the number of ready documents, and of blocks, figures and chunks."""
        ready = "SELECT count(*) FROM documents WHERE state = ?"
        totals = self.read("SELECT total(blocks), total(figures), total(chunks) FROM sizes")[0]
        counts = zip(COUNTED, map(int, totals), strict=True)
        return {"documents": self.read(ready, (State.READY,))[0][0], **dict(counts)}

    def search(
        self, expression: str, limit: int, filters: Filters | None = None, stating: Period | None = None
    ) -> list[Hit]:
        """Give the chunks that match an FTS5 expression, best first by BM25; none for an empty expression.

        With `stating`, those alone that state a figure for a time within that period, or for a month that it meets.
        """
        if not expression:
            return []
        condition, values = (filters or Filters()).condition()
        states = ""
        if stating is not None:
            states = """ AND EXISTS (
                SELECT 1 FROM figures f WHERE f.document_id = c.document_id
                AND f.block BETWEEN c.first_block AND c.last_block AND f.period_first <= ? AND f.period_last >= ?
                AND (julianday(f.period_last) - julianday(f.period_first) <= 31
                     OR (f.period_first >= ? AND f.period_last <= ?))
            )"""
            first, last = stating.first.isoformat(), stating.last.isoformat()
            values += [last, first, first, last]
        columns = ", ".join(f"c.{name.strip()}" for name in rows.CHUNK.split(","))
        query = f"""
            SELECT {columns}, -bm25(keywords, 1.0, {CONTEXT_WEIGHT}) AS score, c.repeated
            FROM keywords JOIN chunks c ON c.key = keywords.rowid
            WHERE keywords MATCH ? AND c.document_id IN (SELECT id FROM documents WHERE {condition}){states}
            ORDER BY score DESC, c.key LIMIT ?
        """
        found = self.read(query, (expression, *values, limit))
        return [Hit(rows.chunk_of(row[:-2]), row[-2], row[-1]) for row in found]

    def places_with(self, expression: str, documents: Collection[str]) -> dict[str, list[int]]:
        """Give where an FTS5 expression matches in documents: for each the first blocks of the chunks, in order."""
        query = f"""
            SELECT c.document_id, c.first_block FROM keywords JOIN chunks c ON c.key = keywords.rowid
            WHERE keywords MATCH ? AND c.document_id IN ({", ".join("?" for _ in documents)})
            ORDER BY c.document_id, c.first_block
        """
        places: dict[str, list[int]] = {}
        for document_id, block in self.read(query, (expression, *documents)):
            places.setdefault(document_id, []).append(block)
        return places

    def chunk_places(self, document_id: str) -> list[int]:
        """Give the first block of every chunk of a document, in order."""
        query = "SELECT first_block FROM chunks WHERE document_id = ? ORDER BY first_block"
        return [block for (block,) in self.read(query, (document_id,))]

    def hits(self, scores: Mapping[str, float]) -> list[Hit]:
        """Give the chunks with these ids as hits with these scores, best first."""
        if not scores:
            return []
        named = [identity.rpartition("#") for identity in scores]
        query = f"""
            SELECT {rows.CHUNK}, repeated FROM chunks
            WHERE (document_id, ordinal) IN (VALUES {", ".join("(?, ?)" for _ in named)})
        """
        values = [value for document_id, _, ordinal in named for value in (document_id, int(ordinal))]
        held = {chunk.id: (chunk, row[-1]) for row in self.read(query, values) for chunk in [rows.chunk_of(row[:-1])]}
        found = (Hit(held[key][0], score, held[key][1]) for key, score in scores.items() if key in held)
        return sorted(found, key=lambda hit: -hit.score)

    def words(self) -> list[str]:
        """Give the stems that the chunks hold."""
        try:
            with self.connected() as connection:
                connection.execute(VOCABULARY)
                return [word for (word,) in connection.execute("SELECT term FROM temp.vocabulary")]
        except sqlite3.DatabaseError as error:
            raise self.damaged(error) from error

    def text_with(self, stem: str) -> str:
        """Give the text of a chunk that holds a stem, empty where none does."""
        query = (
            "SELECT c.text || ' ' || c.context FROM chunks c WHERE c.key = "
            "(SELECT doc FROM temp.instances WHERE term = ? LIMIT 1)"
        )
        try:
            with self.connected() as connection:
                connection.execute(INSTANCES)
                row = connection.execute(query, (stem,)).fetchone()
        except sqlite3.DatabaseError as error:
            raise self.damaged(error) from error
        return row[0] if row else ""

    def frequencies(self, stems: Iterable[str]) -> dict[str, int]:
        """Give for each stem the number of chunks that hold it; see `corpus.language.stems`."""
        query = "SELECT doc FROM temp.vocabulary WHERE term = ?"
        try:
            with self.connected() as connection:
                connection.execute(VOCABULARY)
                found = {stem: connection.execute(query, (stem,)).fetchone() for stem in set(stems)}
        except sqlite3.DatabaseError as error:
            raise self.damaged(error) from error
        return {stem: row[0] if row else 0 for stem, row in found.items()}

    def embeddings(self, document_id: str | None = None) -> Iterable[tuple[str, str, NDArray[np.float32]]]:
        """Give the id, the document's id and the embedding of each chunk that has one, of one document or of all."""
        every = "SELECT document_id FROM chunks GROUP BY document_id ORDER BY min(key)"
        # One document at a time: all embeddings of a large index together would fill the memory.
        for document in [row[0] for row in self.read(every)] if document_id is None else [document_id]:
            query = """
                SELECT c.ordinal, e.value FROM chunks c JOIN embeddings e ON e.key = c.key
                WHERE c.document_id = ? AND length(e.value) > 0 ORDER BY c.ordinal
            """
            for ordinal, data in self.read(query, (document,)):
                yield f"{document}#{ordinal}", document, np.frombuffer(data, "<f4")

    def embeddings_of(self, keys: Sequence[int]) -> list[tuple[str, NDArray[np.float32]]]:
        """Give the ids and the embeddings of the chunks with these keys, in the order of the catalogue."""
        found: list[tuple[str, NDArray[np.float32]]] = []
        for first in range(0, len(keys), AT_ONCE):
            some = tuple(keys[first : first + AT_ONCE])
            query = f"""
                SELECT c.document_id, c.ordinal, e.value FROM embeddings e JOIN chunks c ON c.key = e.key
                WHERE e.key IN ({", ".join("?" for _ in some)}) AND length(e.value) > 0 ORDER BY e.key
            """
            found += [
                (f"{owner}#{ordinal}", np.frombuffer(data, "<f4")) for owner, ordinal, data in self.read(query, some)
            ]
        return found

    def embeddings_of_document(self, document_id: str) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Give the keys of a document's chunks that have an embedding, in order, and their embeddings, one row each."""
        query = """
            SELECT e.key, e.value FROM chunks c JOIN embeddings e ON e.key = c.key
            WHERE c.document_id = ? AND length(e.value) > 0 ORDER BY e.key
        """
        found = self.read(query, (document_id,))
        matrix = np.frombuffer(b"".join(data for _, data in found), "<f4").reshape(len(found), -1 if found else 0)
        return np.array([key for key, _ in found], np.int64), matrix

    def sampled_embeddings(self, most: int) -> NDArray[np.float32]:
        """Give embeddings of chunks throughout the catalogue, no more than so many."""
        (chunks,) = self.read("SELECT total(chunks) FROM sizes")[0]
        query = "SELECT value FROM embeddings WHERE key % ? = 0 AND length(value) > 0 LIMIT ?"
        found = self.read(query, (max(1, -int(-chunks // most)), most))
        return np.frombuffer(b"".join(data for (data,) in found), "<f4").reshape(len(found), -1 if found else 0)

    def embedded(self) -> dict[str, int]:
        """Give the number of chunks that have an embedding, for each document that has any."""
        missing = """
            SELECT document_id, count(*) FROM chunks WHERE key IN (SELECT key FROM embeddings WHERE length(value) = 0)
            GROUP BY document_id
        """
        without = dict(self.read(missing))
        sizes = self.read("SELECT document_id, chunks FROM sizes ORDER BY document_id")
        return {key: chunks - without.get(key, 0) for key, chunks in sizes if chunks > without.get(key, 0)}
