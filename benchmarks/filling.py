"""Filling an index with made packs, through the product's reading of blocks and its store; what each step takes."""

from __future__ import annotations

import pickle
import random
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.laying import contents_of, laid_out
from benchmarks.packs import Pack, made_pack, questions_of
from benchmarks.varying import Read, text_change, varied
from corpus.embedding import SentenceModel
from corpus.store.filters import Filters
from corpus.store.index import Index
from ingest.files import sha256_of

RUN = 64
"""Texts embedded in one go, as an ingest does."""
DIMENSIONS = 384
NOISE = 0.35
"""Length of the noise in a vector that is mixed from two real ones, each of length 1."""


class Took:
    """Seconds on the wall, and of the processor, that each step took."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.cpu_seconds: dict[str, float] = {}

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Add what the block takes to a step."""
        wall, cpu = time.perf_counter(), time.process_time()
        yield
        self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - wall
        self.cpu_seconds[name] = self.cpu_seconds.get(name, 0.0) + time.process_time() - cpu


class Embedder:
    """Gives passages their vectors: the model's for the first `most`, for those after two of these mixed with noise.

    What the model has embedded is kept in a file: packs are the same at every size, so a larger index takes from it
    what a smaller one needed too. `embedded` counts the passages that the model embedded now, `real` those that have
    the model's embedding, from now or before; `given` passages have theirs already.
    """

    def __init__(self, file: Path, most: int, model: SentenceModel, given: int = 0) -> None:
        self._file, self._most, self._model = file, most, model
        known = np.load(file) if file.exists() else np.zeros((0, DIMENSIONS), np.float32)
        self._runs: list[NDArray[np.float32]] = [known]
        self._pool: NDArray[np.float32] | None = None
        self._chance = np.random.default_rng(given)
        self._given = given
        self.embedded = 0

    @property
    def real(self) -> int:
        """How many of the vectors given are the model's."""
        return min(self._given, self._most)

    def vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Give the vectors of the next texts, one row each, of unit length."""
        real = max(0, min(len(texts), self._most - self._given))
        known = self._runs[0][self._given : self._given + real]
        runs = range(len(known), real, RUN)
        fresh = [self._model.encode(texts[first : min(first + RUN, real)]) for first in runs]
        self._runs += fresh
        self._given += len(texts)
        self.embedded += sum(map(len, fresh))
        mixed = [self._mixed(len(texts) - real)] if real < len(texts) else []
        return np.concatenate([known, *fresh, *mixed])

    def save(self) -> None:
        """Keep what the model has embedded for a larger index."""
        if self.embedded:
            np.save(self._file, np.concatenate(self._runs))

    def _mixed(self, count: int) -> NDArray[np.float32]:
        if self._pool is None:
            self._pool = np.concatenate(self._runs)[: self._most]
        one, other = self._pool[self._chance.integers(len(self._pool), size=(2, count))]
        share = self._chance.random((count, 1), np.float32)
        noise = self._chance.normal(size=(count, DIMENSIONS)) * (NOISE / DIMENSIONS**0.5)
        mixed = (share * one + (1 - share) * other + noise).astype(np.float32)
        return mixed / np.linalg.norm(mixed, axis=1, keepdims=True)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question about a pack that is held, the value that answers it, and the council and year to limit it to."""

    question: str
    value: str
    council: str
    year: int

    def filters(self) -> Filters:
        """Give the filter of the pack's council and year."""
        return Filters(councils=(self.council,), since=date(self.year, 1, 1), until=date(self.year, 12, 31))


@dataclass
class Filled:
    """What an index was filled with, and what it took.

    `packs` and `passages` are what it holds, all else is of what was added.
    `real` and `embedded` are the embedder's, `read` the passages that were read and not varied.
    """

    packs: int = 0
    passages: int = 0
    blocks: int = 0
    figures: int = 0
    real: int = 0
    embedded: int = 0
    read: int = 0
    added: int = 0
    took: Took = field(default_factory=Took)
    asked: list[Asked] = field(default_factory=list)


class Packs:
    """Packs in the order of their numbers: read until so many passages have been, and from there on varied.

    What was read is kept in a file for the sizes that follow.
    """

    def __init__(self, file: Path, most: int, pages: int) -> None:
        self._file, self._most, self._pages = file, most, pages
        self._read: list[Read] = pickle.loads(file.read_bytes()) if file.exists() else []
        self._passages = sum(len(each.contents.chunks) for each in self._read)
        self.read_now = 0

    def get(self, number: int, took: Took) -> tuple[Pack, Read, Callable[[str], str]]:
        """Give a pack, what was read of it, and what makes a text of it one of its words; numbers come in order."""
        if number == len(self._read) and self._passages < self._most:
            laid = laid_out(made_pack(number, self._pages))
            with took.step("read"):
                contents = contents_of(laid)
            self._read.append(Read(laid, contents))
            self._passages += len(contents.chunks)
            self.read_now += len(contents.chunks)
        turn, base = divmod(number, len(self._read))
        return made_pack(base, self._pages), varied(self._read[base], turn), text_change(turn) if turn else str

    def save(self) -> None:
        """Keep what was read."""
        if self.read_now:
            self._file.write_bytes(pickle.dumps(self._read, pickle.HIGHEST_PROTOCOL))


def fill(index: Path, passages: int, embedder: Embedder, packs: Packs, first: int = 0, held: int = 0) -> Filled:
    """Put packs from the number `first` on into an index of `held` passages until it holds so many, all at once.

    The steps: "read" (figures, findings and passages from blocks), "embed", "put", "publish". Writing the packs, laying
    them out and varying them is no work of the product and is not among them.
    """
    filled, chance = Filled(packs=first, passages=held), random.Random(passages)
    took = filled.took
    original = index.with_name(f"{index.name}.txt")
    with ExitStack() as publishing:
        draft = publishing.enter_context(Index(index).draft(SentenceModel().name))
        while filled.passages < passages:
            pack, (laid, contents), changed = packs.get(filled.packs, took)
            original.write_text(laid.document.source, encoding="utf-8")
            with took.step("embed"):
                vectors = embedder.vectors([f"{chunk.context}\n{chunk.text}" for chunk in contents.chunks])
            document = replace(laid.document, sha256=sha256_of(original))
            with took.step("put"):
                draft.put(original, document, replace(contents, embeddings=vectors))
            filled.packs += 1
            filled.passages += len(contents.chunks)
            filled.blocks += len(contents.blocks)
            filled.figures += len(contents.figures)
            year = (document.meeting_date or pack.meeting_date).year
            for text, value in questions_of(pack, chance):
                filled.asked.append(Asked(changed(text), changed(value), pack.council, year))
        filled.added = filled.passages - held
        filled.real, filled.embedded, filled.read = embedder.real, embedder.embedded, packs.read_now
        with took.step("publish"):
            publishing.close()
    return filled
