"""The figure register of a catalogue: figures by place, by paper and by the words of their measure."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from corpus.figures import Figure
from corpus.store import rows
from corpus.store.catalogue_file import CatalogueFile


class Register:
    """Reads the figures of one catalogue file."""

    def __init__(self, file: CatalogueFile) -> None:
        self._file = file

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

    def every(self) -> list[Figure]:
        """Give every figure, document by document, in order."""
        query = f'SELECT {rows.FIGURE} FROM figures ORDER BY document_id, block, "start"'
        return [rows.figure_of(row) for row in self._file.read(query)]

    def between(self, unit: str, low: Decimal, high: Decimal) -> list[Figure]:
        """Give the figures of a unit whose values, whatever their sign, lie from `low` to `high`, in order."""
        query = (
            f"SELECT {rows.FIGURE} FROM figures WHERE unit = ? AND abs(CAST(value AS REAL)) BETWEEN ? AND ? "
            'ORDER BY document_id, block, "start"'
        )
        return [rows.figure_of(row) for row in self._file.read(query, (unit, float(low), float(high)))]

    def named(self, words: str, limit: int) -> list[Figure]:
        """Give the figures whose measure, breakdown or topic match a query of the keyword index, best first."""
        columns = ", ".join(f"f.{name.strip()}" for name in rows.FIGURE.split(","))
        query = (
            f"SELECT {columns} FROM figure_words w JOIN figures f ON f.key = w.rowid "
            "WHERE figure_words MATCH ? ORDER BY bm25(figure_words, 3.0, 2.0, 1.0), f.key LIMIT ?"
        )
        return [rows.figure_of(row) for row in self._file.read(query, (words, limit))]

    def count(self, words: str) -> int:
        """Give the number of figures whose own measure or breakdown matches a query of the keyword index."""
        query = "SELECT count(*) FROM figure_words WHERE figure_words MATCH ?"
        return int(self._file.read(query, (f"{{measure breakdown}} : ({words})",))[0][0])
