"""A second order of the passages: by the best sentence or row in each, beside the score of the search."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.ranking.candidates import Candidate
from assistant.retrieval.fusion import Found, repeats_last
from corpus.records import Chunk

CANDIDATE_WEIGHT = 0.1
"""Weight of the best candidate's score beside the search's, 0 to 1; anything from 0.06 to 0.3 serves as well."""


def rerank(found: Sequence[Found], ranked: Sequence[Candidate]) -> list[Found]:
    """Give the passages in their second order, best first, exact repeats of a better one behind all others.

    A passage without a candidate among `ranked` was not worth a close look, and gains nothing.
    """
    best = {each.chunk.id: max((c.score for c in ranked if _holds(each.chunk, c)), default=0.0) for each in found}
    scored = [replace(each, score=each.score + CANDIDATE_WEIGHT * best[each.chunk.id]) for each in found]
    return repeats_last(sorted(scored, key=lambda each: -each.score))


def _holds(chunk: Chunk, candidate: Candidate) -> bool:
    block = candidate.block
    return chunk.document_id == block.document_id and chunk.first_block <= block.ordinal <= chunk.last_block
