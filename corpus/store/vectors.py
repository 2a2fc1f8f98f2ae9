"""The vector index of a large generation: a first look over all passages in few dimensions, then the nearest exactly.

Every embedding is kept a second time, turned so that the first few numbers say most, and only these: a quarter of it,
in a file that is mapped into memory and shared by all that read it. A question is compared with all of these at once,
and the passages that come out nearest are compared by their whole embeddings, which the catalogue has. There is no
graph to build or to keep in memory, and a filter only leaves rows out.

The numbers lie in parts, which are never changed: an ingest writes a part of its own, and what it replaced or removed
is marked. Parts of about one size are written together, so that there are few.
"""

from __future__ import annotations

import json
import logging
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import BinaryIO, NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.errors import StoreError
from corpus.store.catalogue import Catalogue

logger = logging.getLogger(__name__)
DIMENSIONS = 96
"""Numbers kept of each embedding. Of 384 they hold what tells passages apart: see benchmarks/README.md."""
AT_LEAST, TIMES = 500, 10
"""Passages that are compared exactly: so many times those asked for, and no fewer than this."""
SAMPLE = 20_000
"""Embeddings from which it is learned how to turn them, and products from which it is told which are high."""
RUN = 10_000
"""Rows that are copied at once."""
TIMES_LARGER = 4
"""A part that is not so many times larger than the one after it is written together with that one."""
GONE = -1
"""The owner of a row whose passage was replaced or removed."""
MOST_GONE = 4
"""Where more than one row in so many is of such a passage, all parts are written together without them."""
BASIS, KEYS, OWNERS, DOCUMENTS = "basis.npy", "keys.npy", "owners.npy", "documents.json"
NUMBERS = "numbers-{:06d}.npy"
"""The file of a part; which there are, in the order of the rows, stands with the documents."""

Matrix = NDArray[np.float32]


class Vectors:
    """The vector index in a folder over the embeddings of a catalogue. Safe to use from several threads."""

    def __init__(self, folder: Path, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self.basis: Matrix = np.load(folder / BASIS)
        self.keys: NDArray[np.int64] = np.load(folder / KEYS)
        self.owners: NDArray[np.int32] = np.load(folder / OWNERS)
        named = json.loads((folder / DOCUMENTS).read_text(encoding="utf-8"))
        self.documents: list[str] = named["documents"]
        self.numbered: list[int] = named["parts"]
        self.parts: list[Matrix] = [np.load(folder / NUMBERS.format(n), mmap_mode="r") for n in self.numbered]
        rows = len(self.keys)
        fits = len(self.owners) == rows == sum(map(len, self.parts))
        fits &= all(part.shape[1:] == self.basis.shape[1:] for part in self.parts)
        if not fits or (rows and not GONE <= self.owners.min() <= self.owners.max() < len(self.documents)):
            raise ValueError("its files do not belong together")
        self._held = np.flatnonzero(self.owners != GONE)

    def close(self) -> None:
        """Let go of the files."""
        self.parts = []

    def numbers(self, rows: NDArray[np.intp]) -> Matrix:
        """Give the numbers of some rows, which are in order."""
        ends = np.cumsum([0, *map(len, self.parts)])
        cuts = np.searchsorted(rows, ends)
        each = zip(self.parts, ends, cuts, cuts[1:], strict=False)
        some = [part[rows[low:high] - first] for part, first, low, high in each if low < high]
        return np.concatenate(some) if some else np.zeros((0, self.basis.shape[1]), np.float32)

    def search(self, vector: Sequence[float], limit: int, documents: Sequence[str] | None = None) -> dict[str, float]:
        """Give the ids of the nearest chunks with their cosine similarity, nearest first.

        What is as near comes in the order of the catalogue. `documents` limits the search to these documents; None
        searches all.
        """
        question = np.asarray(vector, np.float32)
        turned = question @ self.basis
        if documents is None and self.parts:
            rows = self._held
            near = np.concatenate([part @ turned for part in self.parts])
            near = near if len(rows) == len(near) else near[rows]
        else:
            rows = self._held if documents is None else self._rows_of(documents)
            near = self.numbers(rows) @ turned
        most = max(AT_LEAST, TIMES * limit)
        best = rows[_highest(near, most)]
        keys, embeddings = self._catalogue.embeddings_of(sorted(self.keys[best].tolist()))
        scores = embeddings @ question if len(keys) else np.zeros(0, np.float32)
        nearest = np.argsort(-scores, kind="stable")[:limit]
        names = self._catalogue.ids_of(keys[nearest].tolist())
        return {names[key]: float(score) for key, score in zip(keys[nearest].tolist(), scores[nearest], strict=True)}

    def counts(self) -> dict[str, int]:
        """Give the number of passages of each document."""
        every = np.bincount(self.owners[self.owners != GONE], minlength=len(self.documents)).tolist()
        return {document: count for document, count in zip(self.documents, every, strict=True) if count}

    def _rows_of(self, documents: Sequence[str]) -> NDArray[np.intp]:
        wanted = set(documents)
        # One more, which is not wanted, for the rows of no document.
        return np.flatnonzero(np.array([*(document in wanted for document in self.documents), False])[self.owners])


def _highest(values: NDArray[np.float32], count: int) -> NDArray[np.intp]:
    """Give the places of the highest values, so many or all."""
    if len(values) <= count:
        return np.arange(len(values))
    # A sample tells about how high they are, so that only a few have to be sorted.
    sample = values[:: max(1, len(values) // SAMPLE)]
    place = min(len(sample), 2 + 2 * count * len(sample) // len(values))
    high = np.flatnonzero(values >= np.partition(sample, -place)[-place])
    high = high if len(high) >= count else np.arange(len(values))
    return high[np.argpartition(values[high], -count)[-count:]]


def opened(folder: Path, catalogue: Catalogue) -> Vectors | None:
    """Open a vector index; None where it is missing, is damaged, or is not of the passages that are embedded."""
    try:
        vectors = Vectors(folder, catalogue)
        question = np.zeros(len(vectors.basis), np.float32)
        if vectors.counts() == catalogue.embedded() and (question @ vectors.basis).size == vectors.basis.shape[1]:
            return vectors
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, KeyError, EOFError):
        logger.warning("the vector index in %s cannot be opened", folder, exc_info=logger.isEnabledFor(logging.DEBUG))
    return None


def is_whole(folder: Path, catalogue: Catalogue) -> bool:
    """Tell whether a vector index holds the embeddings of a catalogue and no others, by comparing every one."""
    vectors = opened(folder, catalogue)
    if vectors is None:
        return False
    for at, document in enumerate(vectors.documents):
        keys, embeddings = catalogue.embeddings_of_document(document)
        rows = np.flatnonzero(vectors.owners == at)
        order = np.argsort(vectors.keys[rows])
        if not np.array_equal(vectors.keys[rows][order], keys):
            return False
        if len(rows) and not np.allclose(vectors.numbers(rows)[order], embeddings @ vectors.basis, atol=1e-4):
            return False
    return True


def update(folder: Path, catalogue: Catalogue, changed: Iterable[str]) -> None:
    """Give changed documents their present vectors. What cannot be updated is removed, to be made anew."""
    try:
        held = Vectors(folder, catalogue)
        of_changed = sorted(set(changed))
        stays = ~np.isin(held.documents, of_changed)
        # The last one is for the rows of no document.
        owners = np.array([*np.where(stays, np.cumsum(stays) - 1, GONE), GONE], np.int32)[held.owners]
        names = [document for document, own in zip(held.documents, stays, strict=True) if own]
        fresh = {document: catalogue.embeddings_of_document(document) for document in of_changed}
        fresh = {document: found for document, found in fresh.items() if len(found[0])}
        count = sum(len(keys) for keys, _ in fresh.values())
        first = _written_anew(list(map(len, held.parts)), count, int(np.count_nonzero(owners == GONE)))
        start = sum(map(len, held.parts[:first]))
        own = start + np.flatnonzero(owners[start:] != GONE)
        keys = [held.keys[:start], held.keys[own], *(keys for keys, _ in fresh.values())]
        of = [owners[:start], owners[own], *(np.full(len(f[0]), len(names) + n) for n, f in enumerate(fresh.values()))]
        runs = (held.numbers(own[at : at + RUN]) for at in range(0, len(own), RUN))
        numbers = chain(runs, (embeddings @ held.basis for _, embeddings in fresh.values()))
        layout = Layout([*names, *fresh], np.concatenate(keys), np.concatenate(of), held.numbered[:first])
        _write(folder, held.basis, layout, numbers)
    except FileNotFoundError:
        pass  # there is none, and one is made of everything
    except (ValueError, TypeError, KeyError, IndexError, EOFError):
        logger.warning("the vector index in %s cannot be changed and is made anew", folder)
        shutil.rmtree(folder, ignore_errors=True)


def _written_anew(sizes: Sequence[int], added: int, gone: int) -> int:
    """Give the first of the parts of these sizes that are to be one with rows that are added; all if many are gone."""
    if gone * MOST_GONE > sum(sizes) + added:
        return 0
    first, size = len(sizes), added
    while first and sizes[first - 1] < TIMES_LARGER * size:
        first -= 1
        size += sizes[first]
    return first


def rebuild(folder: Path, catalogue: Catalogue) -> None:
    """Make the vector index anew from the catalogue's embeddings. Raises `StoreError` where it cannot be written."""
    shutil.rmtree(folder, ignore_errors=True)
    try:
        sample = catalogue.sampled_embeddings(SAMPLE)
        # The directions along which embeddings differ most, without their mean taken off: products are to stay alike.
        _, directions = np.linalg.eigh(sample.T.astype(np.float64) @ sample)
        basis = np.ascontiguousarray(directions[:, ::-1][:, :DIMENSIONS], np.float32)
        folder.mkdir()
        counts = catalogue.embedded()
        owners = np.repeat(np.arange(len(counts)), list(counts.values()))
        layout = Layout(list(counts), np.zeros(len(owners), np.int64), owners, [])
        at = 0

        def numbers() -> Iterator[Matrix]:
            nonlocal at
            for document in counts:
                keys, embeddings = catalogue.embeddings_of_document(document)
                layout.keys[at : at + len(keys)] = keys
                at += len(keys)
                yield embeddings @ basis

        _write(folder, basis, layout, numbers())
    except (OSError, ValueError) as error:
        says = f"The vector index in {folder} could not be made ({error}); the index stays as it was."
        raise StoreError(says) from error


class Layout(NamedTuple):
    """Documents, of each row the key and which document it is of, and the parts that hold the first of the rows."""

    documents: list[str]
    keys: NDArray[np.int64]
    owners: NDArray[np.int64]
    parts: list[int]


def _write(folder: Path, basis: Matrix, layout: Layout, numbers: Iterable[Matrix]) -> None:
    """Write the files of a vector index, the numbers that no part holds yet as one more; no file is changed in place.

    Other generations may share them.
    """
    held = {n: np.load(folder / NUMBERS.format(n), mmap_mode="r") for n in layout.parts}
    count = len(layout.keys) - sum(map(len, held.values()))
    every = {int(file.stem.rpartition("-")[2]): file for file in folder.glob(NUMBERS.replace("{:06d}", "*"))}
    number = 1 + max(every, default=0)
    if count:
        with (folder / NUMBERS.format(number)).open("wb") as part:
            shape = {"descr": "<f4", "fortran_order": False, "shape": (count, basis.shape[1])}
            np.lib.format.write_array_header_1_0(part, shape)
            for run in numbers:
                part.write(run.tobytes())
    parts = [*layout.parts, *([number] if count else [])]
    for name, array in ((BASIS, basis), (KEYS, layout.keys), (OWNERS, layout.owners.astype(np.int32))):
        with _replaced(folder / name) as file:
            np.save(file, array)
    with _replaced(folder / DOCUMENTS) as file:
        file.write(json.dumps({"documents": layout.documents, "parts": parts}).encode())
    for gone in every.keys() - set(parts):
        every[gone].unlink()


@contextmanager
def _replaced(path: Path) -> Iterator[BinaryIO]:
    """Give a file to write that takes the place of another one."""
    partial = path.with_name(f"new-{path.name}")
    with partial.open("wb") as file:
        yield file
    partial.replace(path)
