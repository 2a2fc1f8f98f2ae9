"""Hybrid retrieval: keywords (BM25) and vectors over the chunks, fused into one order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.questions.question import Question
from assistant.questions.sought import Sought
from corpus.language.forms import forms_of
from corpus.language.stems import TOKEN
from corpus.records import Block, Chunk
from corpus.store.filters import Filters
from corpus.store.index import Snapshot
from corpus.store.rows import digest
from corpus.store.searched import Hit

POOL = 60
"""Chunks taken from each search before they are fused."""
VECTOR_WEIGHT = 0.2
"""Share of the vector score in the sum; measured on all development questions (benchmarks/README.md)."""
STATING = 8
"""Chunks that are taken for a time asked for because of the figures that they state for it."""
TIMES = 2
"""Times of a question for which such chunks are looked for."""
REPEATED_WEIGHT = 0.5
"""Share of its score that a chunk of nothing but boilerplate loses."""


@dataclass(frozen=True, slots=True)
class Found:
    """A chunk with its fused score, 0 to 1 (the best keyword match and the nearest vector together would be 1)."""

    chunk: Chunk
    score: float


def alone(block: Block, score: float) -> Found:
    """Give a block as a passage of its own, found with a score."""
    return Found(Chunk(block.document_id, 0, block.ordinal, block.ordinal, block.text, " ".join(block.headings)), score)


def retrieve(
    snapshot: Snapshot, question: Question, vector: Sequence[float] | None, limit: int, filters: Filters | None = None
) -> list[Found]:
    """Give the chunks that best match the question, best first.

    `vector` is the question's embedding, None while the model is not ready: keywords alone are searched then.
    """
    by_keyword = snapshot.search_keywords(expression(question), POOL, filters)
    by_vector = snapshot.search_vectors(vector, POOL, filters) if vector is not None else []
    scores: dict[str, float] = {}
    hits: dict[str, Hit] = {}
    for found, weight in ((_scaled(by_keyword), 1 - VECTOR_WEIGHT), (_scaled(by_vector), VECTOR_WEIGHT)):
        for hit, score in found:
            hits[hit.chunk.id] = hit
            scores[hit.chunk.id] = scores.get(hit.chunk.id, 0.0) + weight * score
    ranked = sorted(
        (Found(hit.chunk, scores[key] * (1 - REPEATED_WEIGHT * hit.repeated)) for key, hit in hits.items()),
        key=lambda found: -found.score,
    )
    return repeats_last(ranked)[:limit]


def stating_periods(
    snapshot: Snapshot, question: Question, sought: Sought, found: Sequence[Found], filters: Filters | None = None
) -> list[Found]:
    """Give further chunks that state a figure for a time asked for and name the subject: the last of what is found.

    Papers write "at 31 March" and leave the year to their date; the register knows it.
    """
    named = [any_of(written) for written, core in zip(sought.written, sought.core, strict=True) if core]
    about = " OR ".join(f"({each})" for each in named if each)
    known = {one.chunk.id for one in found}
    least = min((one.score for one in found), default=0.0)
    hits = (
        hit
        for one in question.periods[:TIMES]
        for hit in snapshot.search_keywords(about, STATING, filters, stating=one.period)
    )
    further = {hit.chunk.id: hit.chunk for hit in hits if hit.chunk.id not in known}
    return [Found(chunk, least) for chunk in further.values()]


def merged(found: Sequence[Found], further: Sequence[Found]) -> list[Found]:
    """Give as many passages as were found, those of a second search among them by their scores."""
    best: dict[str, Found] = {}
    for one in (*found, *further):
        known = best.get(one.chunk.id)
        best[one.chunk.id] = one if known is None or one.score > known.score else known
    return sorted(best.values(), key=lambda one: -one.score)[: max(len(found), len(further))]


def expression(question: Question) -> str:
    """Give the FTS5 expression of a question: any of its words, and any spelling of the terms that it names."""
    phrases = [form for word in question.all_words if TOKEN.search(word) for form in forms_of(word)]
    for mention in question.all_mentions:
        phrases += mention.term.spellings
    return any_of(phrases)


def any_of(phrases: Iterable[str]) -> str:
    """Give the FTS5 expression that any of these words or phrases matches, each quoted: nothing is read as syntax."""
    unique = dict.fromkeys(" ".join(TOKEN.findall(phrase.casefold())) for phrase in phrases)
    return " OR ".join(f'"{phrase}"' for phrase in unique if phrase)


def _scaled(hits: Sequence[Hit]) -> Iterable[tuple[Hit, float]]:
    """Give the hits with their scores divided by the best one's."""
    best = max((hit.score for hit in hits), default=0.0)
    return ((hit, max(hit.score, 0.0) / best if best > 0 else 0.0) for hit in hits)


def repeats_last(ranked: Sequence[Found]) -> list[Found]:
    """Move chunks that say the same as a better one behind all others; they stay citable."""
    seen: set[bytes] = set()
    first: list[Found] = []
    again: list[Found] = []
    for found in ranked:
        mark = _mark(found.chunk.text)
        (again if mark in seen else first).append(found)
        seen.add(mark)
    return first + again


@lru_cache(maxsize=5_000)
def _mark(text: str) -> bytes:
    """Give the digest of a chunk that is likely to be found again."""
    return digest(text)
