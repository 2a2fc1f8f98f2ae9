"""A model run by sentence-transformers, with the model hub switched off: any but the bundled one, and that in need."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from corpus.errors import ModelError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

BATCH = 32
THREADS_OF_ONE = 1
"""Processor threads for a single text: two are no faster when idle, and ten times slower when the machine is busy."""


class Original:
    """A sentence-transformers model; it takes several seconds to import what it needs."""

    def __init__(self, model: SentenceTransformer, threads: int) -> None:
        self.model = model
        self._threads = threads

    @classmethod
    def of(cls, source: str | Path) -> Original:
        """Load the model of a folder or, where it is on this machine, a name. Raises `ModelError` where it is not."""
        # Set before the libraries are imported: they read these once. A model must never ask a hub, nor draw a bar.
        for variable in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE", "HF_HUB_DISABLE_PROGRESS_BARS"):
            os.environ[variable] = "1"
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        import torch
        from sentence_transformers import SentenceTransformer

        try:
            model = SentenceTransformer(str(source), device="cpu", local_files_only=True)
        except Exception as error:  # the libraries below fail in many ways: no file, a damaged one, another format
            raise ModelError(f"The embedding model {source} cannot be loaded: {error}") from error
        return cls(model, torch.get_num_threads())

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Give the texts' embeddings, of unit length, one row a text."""
        import torch

        torch.set_num_threads(THREADS_OF_ONE if len(texts) == 1 else self._threads)
        vectors = self.model.encode(list(texts), batch_size=BATCH, normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(vectors, np.float32)
