"""Embedding what was read while the next file is read, each in its own thread or process."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType

import numpy as np
from numpy.typing import NDArray

from corpus.embedding import SentenceModel
from corpus.store.index import Draft

RUN = 64
"""Texts embedded in one go, some two seconds of work: so long an ingest takes to stop when it is told to."""
MOST_WAITING = 100
"""Runs that may wait; then reading waits for them, so that the texts of a large ingest do not fill the memory."""


class Vectors:
    """Brings a draft the embeddings of its chunks, in the order in which they are asked for."""

    def __init__(self, model: SentenceModel, draft: Draft) -> None:
        self._model = model
        self._draft = draft
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="scrutineer-vectors")
        self._waiting: deque[tuple[str, int, Future[NDArray[np.float32]]]] = deque()

    def __enter__(self) -> Vectors:
        """Give itself; nothing is started yet."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        """Wait for what is still to be embedded, or give it up where something went wrong."""
        try:
            if kind is None:
                self._settle(0)
        finally:
            self._pool.shutdown(cancel_futures=True)

    def add(self, document_id: str, texts: Sequence[str]) -> None:
        """Embed the texts of a document's chunks. A `ModelError` of the model may come here or later."""
        for first in range(0, len(texts), RUN):
            future = self._pool.submit(self._model.encode, texts[first : first + RUN])
            self._waiting.append((document_id, first, future))
        self._settle(MOST_WAITING)

    def _settle(self, most: int) -> None:
        """Store what has been embedded, and wait until no more than so many runs are left."""
        while self._waiting and (len(self._waiting) > most or self._waiting[0][2].done()):
            document_id, first, future = self._waiting.popleft()
            self._draft.embed(document_id, first, future.result())
