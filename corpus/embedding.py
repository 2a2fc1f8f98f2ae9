"""The embedding model: exported and run by onnxruntime where it is the bundled one, else by sentence-transformers."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.bundled import BUNDLED, WEIGHTS, bundled
from corpus.exported import exported
from corpus.original import Original
from corpus.settings import default_cache


class Encoder(Protocol):
    """What turns texts into embeddings."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Give the texts' embeddings, of unit length, one row a text."""


class SentenceModel:
    """An embedding model, loaded at the first use or by `load`; it has the methods of LangChain's `Embeddings`.

    `name` is what an index remembers: the bundled model's name, or the folder or hub name of another. `cache` is the
    folder of the bundled model's export, the user's own by default. Both ways of running the bundled model give the
    same embeddings, so an index does not tell them apart.
    """

    def __init__(self, name: str = BUNDLED, cache: Path | None = None) -> None:
        # An index remembers the name: a folder must have the same one from wherever it is named.
        self.name = str(Path(name).resolve()) if name != BUNDLED and Path(name).is_dir() else name
        self._cache = cache or default_cache()
        self._encoder: Encoder | None = None
        self._lock = threading.Lock()

    def load(self) -> Encoder:
        """Load the model, once. Raises `ModelError` where it is missing or is not the original."""
        with self._lock:
            if self._encoder is None:
                self._encoder = Original.of(self.name) if self.name != BUNDLED else _bundled_one(self._cache)
            return self._encoder

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Give the texts' embeddings, of unit length, one row a text."""
        return self.load().encode(texts) if texts else np.zeros((0, 0), np.float32)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Give the embeddings of passages."""
        rows: list[list[float]] = self.encode(texts).tolist()
        return rows

    def embed_query(self, text: str) -> list[float]:
        """Give the embedding of a question."""
        return self.embed_documents([text])[0]


def _bundled_one(cache: Path) -> Encoder:
    return exported(cache) or Original.of(bundled(WEIGHTS).parent)
