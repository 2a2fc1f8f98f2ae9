"""The embedding model: exported and run by onnxruntime where it is the bundled one, else by sentence-transformers."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.bundled import BUNDLED, WEIGHTS, bundled
from corpus.exported import Form, exported
from corpus.original import Original
from corpus.settings import default_cache

PASSAGES = f"{BUNDLED} {Form.PASSAGES}"
"""What an index remembers of passages that the bundled model has embedded."""
EXACT = BUNDLED
"""The same of indexes whose passages it embedded in float32. A question's embedding is the same for both."""


class Encoder(Protocol):
    """What turns texts into embeddings."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Give the texts' embeddings, of unit length, one row a text."""


class SentenceModel:
    """An embedding model, loaded at the first use or by `load`; it has the methods of LangChain's `Embeddings`.

    `name` is what an index remembers: that of the bundled model's way with passages, or the folder or hub name of
    another model. `cache` is the folder of the bundled model's export, the user's own by default. Where there is no
    export, the model's own libraries embed passages in float32: an index does not tell these apart, for their cosines
    to the others are 0.99.
    """

    def __init__(self, name: str = BUNDLED, cache: Path | None = None) -> None:
        self._is_bundled = name == BUNDLED
        # An index remembers the name: a folder must have the same one from wherever it is named.
        self.name = PASSAGES if self._is_bundled else str(Path(name).resolve()) if Path(name).is_dir() else name
        self._cache = cache or default_cache()
        self._encoders: dict[Form, Encoder] = {}
        self._lock = threading.Lock()

    def finds(self, name: str) -> bool:
        """Tell whether questions of this model find the passages of an index that remembers a name."""
        return name == self.name or (self._is_bundled and name == EXACT)

    def load(self, form: Form = Form.QUESTIONS) -> Encoder:
        """Load the model for questions or for passages, once. Raises `ModelError` where it is missing or another."""
        with self._lock:
            if form not in self._encoders:
                found = exported(self._cache, form) if self._is_bundled else None
                self._encoders |= {form: found} if found else dict.fromkeys(Form, self._original())
            return self._encoders[form]

    def encode(self, passages: Sequence[str]) -> NDArray[np.float32]:
        """Give the embeddings of passages, of unit length, one row each."""
        return self.load(Form.PASSAGES).encode(passages) if passages else np.zeros((0, 0), np.float32)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Give the embeddings of passages."""
        rows: list[list[float]] = self.encode(texts).tolist()
        return rows

    def embed_query(self, text: str) -> list[float]:
        """Give the embedding of a question."""
        row: list[float] = self.load(Form.QUESTIONS).encode([text])[0].tolist()
        return row

    def _original(self) -> Original:
        return Original.of(bundled(WEIGHTS).parent if self._is_bundled else self.name)
