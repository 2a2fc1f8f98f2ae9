"""The bundled embedding model run by onnxruntime: ready in a third of a second, where its own libraries take eight.

Once on a machine it is exported to two files in a cache folder, in a process apart (`corpus/exporting.py`): one for
questions, one for passages. A file's name holds the checksum of its contents: a damaged one is thrown away and made
again.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from filelock import FileLock
from numpy.typing import NDArray

from corpus.bundled import BUNDLED, MOST_TOKENS, SHA256, TOKENIZER, WEIGHTS, bundled, digest_of
from corpus.errors import ModelError

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

logger = logging.getLogger(__name__)
WAY = 3
"""The number of the way of exporting: another number has every machine export again."""
STEM = f"{BUNDLED}.{SHA256[WEIGHTS][:12]}.{WAY}"
SUFFIX = ".onnx"
INPUT = "input_ids"
MOST_SECONDS = 600
"""An export takes ten seconds; on a machine as busy as can be it is given up after this time."""
ROOT = Path(__file__).resolve().parent.parent
SLOW = ["SkipLayerNormFusion"]
"""Steps of the runtime's optimisation that are left out: its fused normalisation is slower than what it fuses."""


class Form(StrEnum):
    """A form of the model, by its precision.

    Questions are embedded as exactly as they can be: there is one at a time. Passages, of which an ingest has hundreds,
    are multiplied with weights of seven bits, which takes half of the time and gives embeddings with a cosine of 0.99
    to the exact ones.
    """

    QUESTIONS = "f32"
    PASSAGES = "int8"


class Exported:
    """The model as a graph from the tokens of one text to its embedding of unit length.

    Each text is embedded by itself, so that what stands beside it never changes its embedding. Safe to use from several
    threads.
    """

    def __init__(self, session: InferenceSession, tokenizer: Tokenizer) -> None:
        self._session = session
        self._tokenizer = tokenizer

    @classmethod
    def of(cls, graph: Path) -> Exported:
        """Open an exported graph. Raises `ModelError` where the model's tokenizer is not there."""
        # Set before the import: the tokenizer's own threads make one text no faster.
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        from onnxruntime import InferenceSession, SessionOptions
        from tokenizers import Tokenizer

        options = SessionOptions()
        # Texts are embedded side by side, each by one thread: within so small a model two threads wait for each other.
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        session = InferenceSession(str(graph), options, providers=["CPUExecutionProvider"], disabled_optimizers=SLOW)
        tokenizer = Tokenizer.from_file(str(bundled(TOKENIZER)))
        tokenizer.no_padding()
        tokenizer.enable_truncation(MOST_TOKENS)
        return cls(session, tokenizer)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Give the texts' embeddings, of unit length, one row a text."""
        if len(texts) == 1:
            return self._one(texts[0])[None]
        with ThreadPoolExecutor(os.cpu_count(), thread_name_prefix="scrutineer-embedding") as pool:
            return np.stack(list(pool.map(self._one, texts)))

    def _one(self, text: str) -> NDArray[np.float32]:
        tokens = np.array([self._tokenizer.encode(text).ids], np.int64)
        vector: NDArray[np.float32] = self._session.run(None, {INPUT: tokens})[0][0]
        return vector


def exported(cache: Path, form: Form) -> Exported | None:
    """Give a form of the exported model of a cache folder, made now where it is not there; None where it cannot be had.

    Raises `ModelError` where the model itself is missing or is not the original.
    """
    try:
        cache.mkdir(parents=True, exist_ok=True)
        graph = _held(cache, form)
        if graph is None:
            with FileLock(cache / f"{STEM}.lock"):
                graph = _held(cache, form) or _made(cache)[form]  # another process may have made it meanwhile
        return Exported.of(graph)
    except ModelError:
        raise
    except Exception as error:  # an unwritable folder, a full disk, an exporter or a runtime of another mind
        logger.warning("the embedding model runs from its own libraries, which is slower: %s", error)
        return None


def _held(cache: Path, form: Form) -> Path | None:
    for graph in cache.glob(f"{STEM}.{form}.*{SUFFIX}"):
        if graph.name == _name(form, graph):
            return graph
        logger.warning("%s is damaged and is made again", graph)
        graph.unlink(missing_ok=True)
    return None


def _name(form: Form, graph: Path) -> str:
    return f"{STEM}.{form}.{digest_of(graph)}{SUFFIX}"


def _made(cache: Path) -> dict[Form, Path]:
    """Export the model in a process of its own, which gives back the memory that torch takes for it."""
    folder = bundled(WEIGHTS).parent
    for left in cache.glob(f"{STEM}.*.part"):
        left.unlink()  # by a process that was killed: whoever makes one holds the lock
    parts = {form: cache / f"{STEM}.{form}.{os.getpid()}.part" for form in Form}
    command = [sys.executable, "-m", "corpus.exporting", str(folder), *map(str, parts.values())]
    paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
    try:
        done = subprocess.run(
            command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=MOST_SECONDS
        )
        if done.returncode:
            raise RuntimeError(f"it could not be exported ({' '.join(done.stderr.split()[-60:])})")
        return {form: _held(cache, form) or part.replace(cache / _name(form, part)) for form, part in parts.items()}
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)
