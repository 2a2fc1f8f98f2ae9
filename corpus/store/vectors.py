"""The vector index of one generation: Chroma, queried through LangChain. The only module that knows Chroma."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, cast

import chromadb
import numpy as np
from chromadb.api.client import Client
from chromadb.api.collection_configuration import CreateCollectionConfiguration
from chromadb.config import Settings
from langchain_chroma import Chroma
from numpy.typing import NDArray

FOLDER_NAME = "chroma"
COLLECTION = "chunks"
BATCH = 1000
"""Vectors handed over at once; Chroma refuses more than some 5,000."""

Entry = tuple[str, str, NDArray[np.float32]]
"""A chunk's id, its document's id, and its embedding."""


class Vectors:
    """The embeddings of chunks by chunk id. Texts stay in the catalogue: Chroma would index them a second time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        settings = Settings(anonymized_telemetry=False, is_persistent=True, persist_directory=str(folder))
        self._client = cast(Client, chromadb.PersistentClient(str(folder), settings))
        space: CreateCollectionConfiguration = {"hnsw": {"space": "cosine"}}
        self._store = Chroma(COLLECTION, client=self._client, collection_configuration=space)
        self._collection = self._client.get_collection(COLLECTION, embedding_function=None)

    def close(self) -> None:
        """Let go of the files."""
        self._client.close()

    def count(self) -> int:
        """Give how many vectors are held."""
        return self._collection.count()

    def add(self, entries: Iterable[Entry]) -> None:
        """Add or replace the vectors of chunks."""
        remaining = iter(entries)
        while batch := list(islice(remaining, BATCH)):
            self._collection.upsert(
                ids=[chunk_id for chunk_id, _, _ in batch],
                embeddings=[vector.tolist() for _, _, vector in batch],
                metadatas=[{"document": document} for _, document, _ in batch],
                documents=[""] * len(batch),
            )

    def remove(self, document_id: str) -> None:
        """Remove the vectors of a document."""
        self._collection.delete(where={"document": document_id})

    def search(self, vector: Sequence[float], limit: int, documents: Sequence[str] | None = None) -> dict[str, float]:
        """Give the ids of the nearest chunks with their cosine similarity, nearest first.

        `documents` limits the search to these documents; None searches all.
        """
        where: dict[str, Any] | None = None if documents is None else {"document": {"$in": list(documents)}}
        found = self._store.similarity_search_by_vector_with_relevance_scores(list(vector), limit, filter=where)
        return {document.id: 1.0 - distance for document, distance in found if document.id}


def rebuild(folder: Path, entries: Iterable[Entry]) -> None:
    """Make the vector index anew from the catalogue's embeddings."""
    shutil.rmtree(folder, ignore_errors=True)
    vectors = Vectors(folder)
    try:
        vectors.add(entries)
    finally:
        vectors.close()
