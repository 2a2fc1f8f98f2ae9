"""The embeddings of a catalogue's chunks: put, looked for where they are missing, and read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from corpus.store import rows
from corpus.store.catalogue_file import CatalogueFile
from corpus.store.keywords import AT_ONCE


class Embedded(CatalogueFile):
    """The part of a catalogue that holds embeddings."""

    def embed(self, document_id: str, first: int, vectors: NDArray[np.float32]) -> None:
        """Add the embeddings of a document's chunks, one row each, from chunk `first` on."""
        own = "(SELECT key FROM chunks WHERE document_id = ? AND ordinal = ?)"
        values = ((rows.vector_value(vector), document_id, at) for at, vector in enumerate(vectors, first))
        with self.changing() as connection:
            connection.executemany(f"UPDATE embeddings SET value = ? WHERE key = {own}", values)

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

    def embeddings_of(self, keys: Sequence[int]) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Give those of some keys whose chunks have an embedding, in order, and their embeddings, one row each."""
        found: list[tuple[int, bytes]] = []
        for first in range(0, len(keys), AT_ONCE):
            some = tuple(keys[first : first + AT_ONCE])
            wanted = f"key IN ({', '.join('?' for _ in some)})"
            found += self.read(
                f"SELECT key, value FROM embeddings WHERE {wanted} AND length(value) > 0 ORDER BY key", some
            )
        return _matrix(found)

    def ids_of(self, keys: Sequence[int]) -> dict[int, str]:
        """Give the ids of the chunks with these keys, of which there are not many."""
        query = f"SELECT key, document_id, ordinal FROM chunks WHERE key IN ({', '.join('?' for _ in keys)})"
        return {key: f"{owner}#{ordinal}" for key, owner, ordinal in self.read(query, keys)}

    def embeddings_of_document(self, document_id: str) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Give the keys of a document's chunks that have an embedding, in order, and their embeddings, one row each."""
        query = """
            SELECT e.key, e.value FROM chunks c JOIN embeddings e ON e.key = c.key
            WHERE c.document_id = ? AND length(e.value) > 0 ORDER BY e.key
        """
        return _matrix(self.read(query, (document_id,)))

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


def _matrix(found: Sequence[tuple[int, bytes]]) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Give keys, and the embeddings beside them as rows."""
    matrix = np.frombuffer(b"".join(data for _, data in found), "<f4").reshape(len(found), -1 if found else 0)
    return np.array([key for key, _ in found], np.int64), matrix
