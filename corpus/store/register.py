"""The figure register of a catalogue: figures by place, by paper and by the words of their measure."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from decimal import Decimal

from corpus.figures import Figure
from corpus.store import rows
from corpus.store.catalogue_file import CatalogueFile
from corpus.store.keywords import AT_ONCE
from corpus.store.rarest import without_common

VOCABULARY = "CREATE VIRTUAL TABLE IF NOT EXISTS temp.figure_vocabulary USING fts5vocab (main, figure_words, row)"
NEAREST = 200
"""Figures of one unit, time and place that are held beside another one: in ten years of papers very many are alike."""
SMALL = 100_000
"""Figures up to which all that match are looked at; above, common words are left out, and the last put are scored."""
_SIZE = "abs(CAST(value AS REAL))"
_PLACE = "(? = '' OR place IN ('', ?))"
_OF_TIME = f"SELECT key, {_SIZE} FROM figures WHERE unit = ? AND period_last = ? AND {_SIZE}"
_ABOVE = f"{_OF_TIME} BETWEEN ? AND ? AND {_PLACE} ORDER BY {_SIZE} LIMIT ?"
_BELOW = f"{_OF_TIME} >= ? AND {_SIZE} < ? AND {_PLACE} ORDER BY {_SIZE} DESC LIMIT ?"
"""Figures of one unit and last day, from a size up and down, as the index has them: none that is farther is read."""


class Register:
    """Reads the figures of one catalogue file."""

    def __init__(self, file: CatalogueFile) -> None:
        self._file = file
        self._often: dict[str, int] = {}

    def of_blocks(self, document_id: str, blocks: Iterable[int]) -> list[Figure]:
        """Give the figures of some blocks of a document, in order."""
        ordinals = sorted(set(blocks))
        query = (
            f"SELECT {rows.FIGURE} FROM figures WHERE document_id = ? AND block IN ({', '.join('?' * len(ordinals))}) "
            'ORDER BY block, "start"'
        )
        return [rows.figure_of(row) for row in self._file.read(query, (document_id, *ordinals))]

    def of_paper(self, document_id: str, paper: int) -> list[Figure]:
        """Give the figures of a paper in order."""
        query = f'SELECT {rows.FIGURE} FROM figures WHERE document_id = ? AND paper = ? ORDER BY block, "start"'
        return [rows.figure_of(row) for row in self._file.read(query, (document_id, paper))]

    def every(self) -> Iterator[Figure]:
        """Give every figure, document by document, in order; no more than a document's are held at a time."""
        query = f'SELECT {rows.FIGURE} FROM figures WHERE document_id = ? ORDER BY block, "start"'
        for (document_id,) in self._file.read("SELECT document_id FROM sizes WHERE figures > 0 ORDER BY document_id"):
            yield from map(rows.figure_of, self._file.read(query, (document_id,)))

    def between(self, figure: Figure, low: Decimal, high: Decimal) -> list[Figure]:
        """Give the figures of a figure's unit whose values, whatever their sign, lie from `low` to `high`, in order.

        They are of a period that ends with its period, or where it has none, without one and of the same document, and
        of its place where both name one. Of very many they are the nearest in value.
        """
        size = float(abs(figure.value or Decimal(0)))
        place = (figure.place, figure.place)
        if figure.period is None:
            query = f"""
                SELECT key FROM figures
                WHERE document_id = ? AND period_last IS NULL AND +unit = ? AND {_SIZE} BETWEEN ? AND ? AND {_PLACE}
                ORDER BY abs({_SIZE} - ?), key LIMIT ?
            """
            own = (figure.document_id, figure.unit, float(low), float(high))
            nearest = self._file.read(query, (*own, *place, size, NEAREST))
        else:
            time = (figure.unit, figure.period.last.isoformat())
            above = self._file.read(_ABOVE, (*time, size, float(high), *place, NEAREST))
            below = self._file.read(_BELOW, (*time, float(low), size, *place, NEAREST))
            nearest = sorted((*above, *below), key=lambda row: (abs(row[1] - size), row[0]))[:NEAREST]
        keys = json.dumps([row[0] for row in nearest])
        figures = (
            f"SELECT {rows.FIGURE} FROM figures WHERE key IN (SELECT value FROM json_each(?)) "
            'ORDER BY document_id, block, "start"'
        )
        return [rows.figure_of(row) for row in self._file.read(figures, (keys,))]

    def named(self, words: str, limit: int) -> list[Figure]:
        """Give the figures whose measure, breakdown or topic match a query of the keyword index, best first."""
        if self._file.read("SELECT total(figures) FROM sizes")[0][0] > SMALL:
            words = without_common(words, self._frequencies)
        query = """
            SELECT key FROM (
                SELECT rowid AS key, bm25(figure_words, 3.0, 2.0, 1.0) AS score FROM figure_words
                WHERE figure_words MATCH ? ORDER BY rowid DESC LIMIT ?
            ) ORDER BY score, key LIMIT ?
        """
        best = [key for (key,) in self._file.read(query, (words, SMALL, limit))]
        held: dict[int, Figure] = {}
        for start in range(0, len(best), AT_ONCE):
            some = best[start : start + AT_ONCE]
            figures = f"SELECT key, {rows.FIGURE} FROM figures WHERE key IN ({', '.join('?' for _ in some)})"
            held |= {row[0]: rows.figure_of(row[1:]) for row in self._file.read(figures, some)}
        return [held[key] for key in best]

    def count(self, words: str) -> int:
        """Give the number of figures whose own measure or breakdown matches a query of the keyword index."""
        query = "SELECT count(*) FROM figure_words WHERE figure_words MATCH ?"
        return int(self._file.read(query, (f"{{measure breakdown}} : ({words})",))[0][0])

    def _frequencies(self, stems: Iterable[str]) -> dict[str, int]:
        """Give for each stem the number of figures whose words hold it."""
        wanted = set(stems)
        query = "SELECT doc FROM temp.figure_vocabulary WHERE term = ?"
        with self._file.connected() as connection:
            connection.execute(VOCABULARY)
            for stem in wanted - self._often.keys():
                row = connection.execute(query, (stem,)).fetchone()
                self._often[stem] = row[0] if row else 0
        return {stem: self._often[stem] for stem in wanted}
