"""All that was read from one document, as it is stored together."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from corpus.figures import Figure
from corpus.findings import NO_FINDINGS, Findings
from corpus.records import Block, Chunk, Paper


def _no_vectors() -> NDArray[np.float32]:
    return np.zeros((0, 0), np.float32)


@dataclass(frozen=True, slots=True)
class Contents:
    """What a document holds: `embeddings` has one row a chunk, `abbreviations` are pairs of short and long form.

    Without any embeddings they are to follow, by `Draft.embed`.
    """

    papers: tuple[Paper, ...] = ()
    blocks: tuple[Block, ...] = ()
    findings: Findings = NO_FINDINGS
    figures: tuple[Figure, ...] = ()
    chunks: tuple[Chunk, ...] = ()
    embeddings: NDArray[np.float32] = field(default_factory=_no_vectors)
    abbreviations: tuple[tuple[str, str], ...] = ()


NOTHING = Contents()
"""Of a document of which nothing was read."""
