"""Searching a catalogue: the chunks that an expression of the keyword index matches, and the words that chunks hold."""

from __future__ import annotations

import json
import sqlite3
from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.language.periods import Period
from corpus.records import Chunk
from corpus.store import rows
from corpus.store.catalogue_file import CatalogueFile
from corpus.store.filters import Filters
from corpus.store.keywords import AT_ONCE
from corpus.store.rarest import MOST, without_common

INSTANCES = "CREATE VIRTUAL TABLE IF NOT EXISTS temp.instances USING fts5vocab (main, keywords, instance)"
VOCABULARY = "CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab (main, keywords, row)"
LAST = chr(0x10FFFF)
"""No word begins with what comes after this."""
SMALL = 20_000
"""Chunks up to which a question is scored in all that hold any of its words, and each ingest has the keyword index
written anew in one piece. In a larger index common words are left out, and pieces are merged a few at a time."""

CONTEXT_WEIGHT = 0.4
"""Weight of a word in a chunk's title and headings beside 1 in its text; measured on the development questions."""
KEPT_PLACES = 200
"""Documents of which it is kept where their chunks begin, some 40 kB each."""
LOOKED_UP = 1_000
"""Chunks of a large index, the best, that are looked up for whether they state a figure for a time."""
NO_LIMIT = 2**62
_SCORED = f"""
    SELECT rowid, -bm25(keywords, 1.0, {CONTEXT_WEIGHT}) AS score FROM keywords
    WHERE keywords MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid DESC LIMIT ?
"""
"""Chunks that match, the last that were put first: of a phrase that more than `MOST` hold, these are scored."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A chunk found by a search, how well it matches (higher is better), and its share of boilerplate, 0 to 1."""

    chunk: Chunk
    score: float
    repeated: float = 0.0


class Searched(CatalogueFile):
    """The part of a catalogue that searches it by words."""

    def __init__(self, file: Path, *, writable: bool = False, logged: bool = False) -> None:
        super().__init__(file, writable=writable, logged=logged)
        self._keys: dict[str, tuple[int, int]] | None = None
        self._often: dict[str, int] = {}
        self._blocks: dict[str, dict[int, int]] = {}

    def search(
        self, expression: str, limit: int, filters: Filters | None = None, stating: Period | None = None
    ) -> list[Hit]:
        """Give the chunks that match an FTS5 expression, best first by BM25; none for an empty expression.

        With `stating`, those alone that state a figure for a time within that period, or for a month that it meets.
        """
        if not expression:
            return []
        if self.is_large:
            expression = without_common(expression, self.frequencies)
        if stating is not None:
            return self._stating(expression, limit, filters, stating)
        if filters:
            return self._with_text(self._ranked(expression, filters)[:limit])
        query = f"SELECT rowid, score FROM ({_SCORED}) ORDER BY score DESC, rowid LIMIT ?"
        return self._with_text(self.read(query, (expression, 0, NO_LIMIT, MOST, limit)))

    def _ranked(self, expression: str, filters: Filters | None) -> list[tuple[int, float]]:
        """Give the keys of all chunks that match and pass the filters, each with its score, best first."""
        ranges, most = [(0, NO_LIMIT)], MOST
        if filters:
            condition, values = filters.condition()
            within = {key for (key,) in self.read(f"SELECT id FROM documents WHERE {condition}", values)}
            ranges, most = _joined(own for key, own in self.keys.items() if key in within), NO_LIMIT
        if not ranges:
            return []
        # In one go, since FTS5 counts how often each word is for every query anew.
        matching = self.read(_SCORED, (expression, ranges[0][0], ranges[-1][1], most))
        starts = [first for first, _ in ranges]
        found = [row for row in matching if row[0] <= ranges[bisect_right(starts, row[0]) - 1][1]]
        return sorted(found, key=lambda row: (-row[1], row[0]))

    def _stating(self, expression: str, limit: int, filters: Filters | None, stating: Period) -> list[Hit]:
        first, last = stating.first.isoformat(), stating.last.isoformat()
        query = """
            SELECT key FROM chunks c WHERE key IN (SELECT value FROM json_each(?)) AND EXISTS (
                SELECT 1 FROM figures f WHERE f.document_id = c.document_id
                AND f.block BETWEEN c.first_block AND c.last_block AND f.period_first <= ? AND f.period_last >= ?
                AND (julianday(f.period_last) - julianday(f.period_first) <= 31
                     OR (f.period_first >= ? AND f.period_last <= ?))
            )
        """
        ranked = self._ranked(expression, filters)[: LOOKED_UP if self.is_large else NO_LIMIT]
        found: list[tuple[int, float]] = []
        for some in (ranked[:AT_ONCE], ranked[AT_ONCE:]):
            if len(found) < limit:
                keys = json.dumps([key for key, _ in some])
                held = {key for (key,) in self.read(query, (keys, last, first, first, last))}
                found += [row for row in some if row[0] in held]
        return self._with_text(found[:limit])

    def _with_text(self, best: Sequence[tuple[int, float]]) -> list[Hit]:
        """Give the chunks with these keys as hits with these scores."""
        query = f"SELECT key, {rows.CHUNK}, repeated FROM chunks WHERE key IN ({', '.join('?' for _ in best)})"
        held = {row[0]: row[1:] for row in self.read(query, [key for key, _ in best])}
        return [Hit(rows.chunk_of(held[key][:-1]), score, held[key][-1]) for key, score in best]

    @property
    def is_large(self) -> bool:
        """Tell whether common words are left out of questions, since nearly every chunk would be looked at."""
        return sum(last - first + 1 for first, last in self.keys.values()) > SMALL

    @property
    def keys(self) -> dict[str, tuple[int, int]]:
        """The first and the last key of each document's chunks: no other document's keys lie between them."""
        if self._keys is None or self._writable:
            query = "SELECT document_id, min(key), max(key) FROM chunks GROUP BY document_id ORDER BY min(key)"
            self._keys = {document_id: (first, last) for document_id, first, last in self.read(query)}
        return self._keys

    def places_with(self, expression: str, documents: Collection[str]) -> dict[str, list[int]]:
        """Give where an FTS5 expression matches in documents: for each the first blocks of the chunks, in order."""
        query = "SELECT rowid FROM keywords WHERE keywords MATCH ? AND rowid BETWEEN ? AND ?"
        found: dict[str, list[int]] = {}
        for document_id in sorted(documents):
            keys = self.read(query, (expression, *self.keys[document_id])) if document_id in self.keys else []
            if keys:
                blocks = self._first_blocks(document_id)
                found[document_id] = sorted(blocks[key] for (key,) in keys)
        return found

    def _first_blocks(self, document_id: str) -> dict[int, int]:
        """Give the first block of each of a document's chunks, by key: one question looks for many words in it."""
        known = self._blocks.get(document_id)
        if known is None:
            known = dict(self.read("SELECT key, first_block FROM chunks WHERE document_id = ?", (document_id,)))
            if not self._writable:
                while len(self._blocks) >= KEPT_PLACES:
                    self._blocks.pop(next(iter(self._blocks), ""), None)
                self._blocks[document_id] = known
        return known

    def hits(self, scores: Mapping[str, float]) -> list[Hit]:
        """Give the chunks with these ids as hits with these scores, best first."""
        if not scores:
            return []
        named = [identity.rpartition("#") for identity in scores]
        columns = ", ".join(f"c.{name.strip()}" for name in rows.CHUNK.split(","))
        # Joined, since SQLite looks through all chunks for one of several pairs.
        query = f"""
            WITH wanted (document_id, ordinal) AS (VALUES {", ".join("(?, ?)" for _ in named)})
            SELECT {columns}, c.repeated FROM wanted w
            CROSS JOIN chunks c ON c.document_id = w.document_id AND c.ordinal = w.ordinal
        """
        values = [value for document_id, _, ordinal in named for value in (document_id, int(ordinal))]
        held = {chunk.id: (chunk, row[-1]) for row in self.read(query, values) for chunk in [rows.chunk_of(row[:-1])]}
        found = (Hit(held[key][0], score, held[key][1]) for key, score in scores.items() if key in held)
        return sorted(found, key=lambda hit: -hit.score)

    def words(self, opening: str) -> list[str]:
        """Give the stems that the chunks hold and that begin so, in order: for all, the whole index would be read."""
        query = "SELECT term FROM temp.vocabulary WHERE term >= ? AND term < ?"
        try:
            with self.connected() as connection:
                connection.execute(VOCABULARY)
                return [word for (word,) in connection.execute(query, (opening, f"{opening}{LAST}"))]
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
        wanted = set(stems)
        known = {} if self._writable else self._often
        query = "SELECT doc FROM temp.vocabulary WHERE term = ?"
        try:
            with self.connected() as connection:
                connection.execute(VOCABULARY)
                for stem in wanted - known.keys():
                    row = connection.execute(query, (stem,)).fetchone()
                    known[stem] = row[0] if row else 0
        except sqlite3.DatabaseError as error:
            raise self.damaged(error) from error
        return {stem: known[stem] for stem in wanted}


def _joined(ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join ranges of numbers that follow each other, in their order."""
    joined: list[tuple[int, int]] = []
    for first, last in ranges:
        if joined and joined[-1][1] + 1 == first:
            joined[-1] = joined[-1][0], last
        else:
            joined.append((first, last))
    return joined
