"""The catalogue of one generation: every record in one SQLite file, with the keyword index over the chunks."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from importlib import resources
from itertools import repeat
from pathlib import Path

from corpus.findings import NO_FINDINGS, Findings
from corpus.records import Block, Document, Paper, Place, Standing, State
from corpus.store import rows
from corpus.store.boilerplate import measure
from corpus.store.changes import DERIVED, VERSION, Changes, moved
from corpus.store.contents import NOTHING, Contents
from corpus.store.councils import unify
from corpus.store.embedded import Embedded
from corpus.store.filters import Filters
from corpus.store.keywords import Keywords
from corpus.store.migrations import PAGE_SIZE, SCHEMA_VERSION
from corpus.store.places import pack, unpack
from corpus.store.recorded import Recorded, record
from corpus.store.register import Register
from corpus.store.searched import SMALL, Searched
from corpus.store.standing import settle
from corpus.store.twins import MOST_PLACES

EXEMPT, ALLOWED = "exempt", "allowed"
"""What the memory of a catalogue holds if exempt papers may be in it."""
COUNTED = ("blocks", "figures", "chunks")
"""The tables whose rows of a document are counted, in the order of the columns of `sizes`."""


class Catalogue(Searched, Embedded):
    """Reads and writes one catalogue file. A finished one is read-only and may be used by several threads.

    Every reading method raises `IndexMismatchError` where the file turns out to be damaged.
    """

    def __init__(self, file: Path, *, writable: bool = False, logged: bool = False) -> None:
        super().__init__(file, writable=writable, logged=logged)
        self.register = Register(self)
        self.keywords = Keywords(self)
        self.recorded = Recorded(self)
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
                record(connection, key)
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

    def mark_to_be_read(self, document_ids: Iterable[str]) -> None:
        """Have the next ingest read documents anew."""
        with self.changing() as connection:
            connection.executemany("UPDATE documents SET reader = '' WHERE id = ?", ((key,) for key in document_ids))

    def remove(self, document_id: str) -> None:
        """Remove a document and all that was read from it, if it is there."""
        with self._changing(document_id) as connection:
            connection.execute("DELETE FROM documents WHERE id = ?", (document_id,))

    def derive(self) -> None:
        """Count what is held of each document, and keep what is recorded, where their rows were not put by `put`."""
        counts = (f"(SELECT count(*) FROM {table} t WHERE t.document_id = d.id)" for table in COUNTED)
        with self.changing() as connection:
            connection.execute("DELETE FROM sizes")
            connection.execute(f"INSERT INTO sizes SELECT d.id, {', '.join(counts)} FROM documents d")
            connection.execute("DELETE FROM recorded")
            record(connection)

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
            if changes.everything or chunks <= SMALL:
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

    def replaced(self) -> dict[str, str]:
        """Give the ids of papers that stand in the place of an earlier one, each with that one's id."""
        query = """
            SELECT coalesce(s.settled_by, p.settled_by), p.document_id || '/' || p.ordinal
            FROM papers p JOIN documents d ON d.id = p.document_id
            LEFT JOIN standings s ON s.document_id = p.document_id AND s.ordinal = p.ordinal
            WHERE coalesce(s.standing, p.standing) = ? AND d.state = ?
            ORDER BY d.meeting_date, d.name, d.source, p.ordinal
        """
        return dict(self.read(query, (Standing.SUPERSEDED, State.READY)))

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

    def chunk_places(self, document_id: str) -> list[int]:
        """Give the first block of every chunk of a document, in order."""
        query = "SELECT first_block FROM chunks WHERE document_id = ? ORDER BY first_block"
        return [block for (block,) in self.read(query, (document_id,))]
