"""The vector index of a large generation: Chroma, queried through LangChain. The only module that knows Chroma."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, cast

import chromadb
import numpy as np
from chromadb.api.client import Client
from chromadb.api.collection_configuration import CreateCollectionConfiguration
from chromadb.api.shared_system_client import SharedSystemClient
from chromadb.config import Settings
from langchain_chroma import Chroma
from numpy.typing import NDArray

from corpus.errors import StoreError

logger = logging.getLogger(__name__)
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
        try:
            self._client = cast(Client, chromadb.PersistentClient(str(folder), settings))
        except Exception:
            _forget(folder)
            raise
        space: CreateCollectionConfiguration = {"hnsw": {"space": "cosine"}}
        try:
            self._store = Chroma(COLLECTION, client=self._client, collection_configuration=space)
            self._collection = self._client.get_collection(COLLECTION, embedding_function=None)
        except Exception:
            self.close()
            raise

    def close(self) -> None:
        """Let go of the files."""
        self._client.close()

    def count(self) -> int:
        """Give how many vectors are held."""
        return self._collection.count()

    def ids(self) -> set[str]:
        """Give the ids of the chunks that are held."""
        return set(self._collection.get(include=[])["ids"])

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


def opened(folder: Path, count: int) -> Vectors | None:
    """Open a vector index; None where it is missing, is damaged, or does not hold this many vectors."""
    if not folder.is_dir():
        return None
    vectors = None
    try:
        vectors = Vectors(folder)
        if vectors.count() == count:
            return vectors
    except Exception:  # Chroma and what it is built on fail in many ways
        logger.warning("the vector index in %s cannot be opened", folder, exc_info=logger.isEnabledFor(logging.DEBUG))
    if vectors is not None:
        vectors.close()
    return None


def is_whole(folder: Path, entries: Iterable[Entry]) -> bool:
    """Tell whether a vector index holds these chunks and no others, and can be searched."""
    ids, probe = set(), None
    for chunk_id, _, vector in entries:
        ids.add(chunk_id)
        probe = vector
    vectors = opened(folder, len(ids))
    if vectors is None:
        return False
    try:
        return vectors.ids() == ids and (probe is None or len(vectors.search(probe.tolist(), 1)) == 1)
    except Exception:
        logger.warning("the vector index in %s cannot be searched", folder, exc_info=logger.isEnabledFor(logging.DEBUG))
        return False
    finally:
        vectors.close()


def update(folder: Path, changed: Mapping[str, Iterable[Entry]]) -> None:
    """Give each of these documents its present vectors. What cannot be updated is removed, to be made anew."""
    try:
        vectors = Vectors(folder)
        try:
            for document_id, entries in changed.items():
                vectors.remove(document_id)
                vectors.add(entries)
        finally:
            vectors.close()
    except Exception:
        logger.warning("the vector index in %s cannot be changed and is made anew", folder)
        shutil.rmtree(folder, ignore_errors=True)


def rebuild(folder: Path, entries: Iterable[Entry]) -> None:
    """Make the vector index anew from the catalogue's embeddings. Raises `StoreError` where it cannot be written."""
    shutil.rmtree(folder, ignore_errors=True)
    try:
        vectors = Vectors(folder)
        try:
            vectors.add(entries)
        finally:
            vectors.close()
    except Exception as error:  # Chroma and what it is built on fail in many ways
        says = f"The vector index in {folder} could not be made ({error}); the index stays as it was."
        raise StoreError(says) from error


def _forget(folder: Path) -> None:
    """Have Chroma try a folder again: within a process it remembers one that it could not open as broken for good."""
    if not SharedSystemClient._identifier_to_refcount.get(str(folder)):
        SharedSystemClient._identifier_to_system.pop(str(folder), None)
