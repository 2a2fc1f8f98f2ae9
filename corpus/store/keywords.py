"""The keyword index of a catalogue: every passage that an expression matches, and the passages themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.records import Chunk
from corpus.store import rows
from corpus.store.catalogue_file import CatalogueFile

AT_ONCE = 500
"""Values of one query; SQLite allows no more than some thousands."""


@dataclass(frozen=True, slots=True)
class Match:
    """A chunk that an expression matches, by its key, without its text: there may be very many.

    `score` is higher the better it matches; `repeated` is the share of its text, 0 to 1, that is boilerplate.
    """

    key: int
    document_id: str
    first_block: int
    score: float
    repeated: float


class Keywords:
    """Reads the keyword index of one catalogue file."""

    def __init__(self, file: CatalogueFile) -> None:
        self._file = file

    def matches(self, expression: str, context_weight: float) -> list[Match]:
        """Give every chunk that an FTS5 expression matches, best first; none for an empty expression.

        A word in a chunk's title and headings weighs `context_weight` beside 1 in its text.
        """
        if not expression:
            return []
        query = """
            SELECT c.key, c.document_id, c.first_block, -bm25(keywords, 1.0, ?) AS score, c.repeated
            FROM keywords JOIN chunks c ON c.key = keywords.rowid
            WHERE keywords MATCH ? ORDER BY score DESC, c.key
        """
        return [Match(*row) for row in self._file.read(query, (context_weight, expression))]

    def chunks(self, keys: Sequence[int]) -> dict[int, Chunk]:
        """Give the chunks with these keys, by key."""
        found: dict[int, Chunk] = {}
        for start in range(0, len(keys), AT_ONCE):
            some = keys[start : start + AT_ONCE]
            query = f"SELECT key, {rows.CHUNK} FROM chunks WHERE key IN ({', '.join('?' for _ in some)})"
            found.update((row[0], rows.chunk_of(row[1:])) for row in self._file.read(query, tuple(some)))
        return found
