"""Embedding the passages of a draft that have no embedding yet."""

from __future__ import annotations

from collections.abc import Callable

from corpus.embedding import SentenceModel
from corpus.store.index import Draft

RUN = 64
"""Texts embedded in one go, some two seconds of work: so long an ingest takes to stop when it is told to."""


def embed(draft: Draft, model: SentenceModel, progress: Callable[[str], None]) -> None:
    """Embed what has no embedding: what was put into the draft, and all of it where the index is another model's.

    `progress` is told in words how far it is. Raises `ModelError` where the model is missing.
    """
    total = draft.catalogue.unembedded_count()
    done = 0
    for document_id in draft.catalogue.unembedded():
        texts = [f"{context}\n{text}" for context, text in draft.catalogue.texts(document_id)]
        for first in range(0, len(texts), RUN):
            progress(f"embedding passage {done + 1:,} of {total:,}")
            run = texts[first : first + RUN]
            draft.embed(document_id, first, model.encode(run))
            done += len(run)
