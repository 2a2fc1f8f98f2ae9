"""The vector index of a large generation: a first look over all passages in few dimensions, then the nearest exactly.

Every embedding is kept a second time, turned so that the first few numbers say most, and only these: a quarter of it,
in a file that is mapped into memory and shared by all that read it. A question is compared with all of these at once,
and the passages that come out nearest are compared by their whole embeddings, which the catalogue has. There is no
graph to build or to keep in memory, and a filter only leaves rows out.
"""

from __future__ import annotations

import json
import logging
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

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
"""Embeddings from which it is learned how to turn them."""
RUN = 10_000
"""Rows that are copied at once."""
MOST = 10**9
"""More passages than an index has."""
BASIS, NUMBERS, KEYS, OWNERS, DOCUMENTS = "basis.npy", "numbers.npy", "keys.npy", "owners.npy", "documents.json"

Matrix = NDArray[np.float32]


class Vectors:
    """The vector index in a folder over the embeddings of a catalogue. Safe to use from several threads."""

    def __init__(self, folder: Path, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self.basis: Matrix = np.load(folder / BASIS)
        self.numbers: Matrix = np.load(folder / NUMBERS, mmap_mode="r")
        self.keys: NDArray[np.int64] = np.load(folder / KEYS)
        self.owners: NDArray[np.int32] = np.load(folder / OWNERS)
        self.documents: list[str] = json.loads((folder / DOCUMENTS).read_text(encoding="utf-8"))
        rows = len(self.keys)
        fits = len(self.owners) == rows and self.numbers.shape == (rows, self.basis.shape[1])
        if not fits or (rows and not 0 <= self.owners.min() <= self.owners.max() < len(self.documents)):
            raise ValueError("its files do not belong together")

    def close(self) -> None:
        """Let go of the files."""
        self.numbers = self.numbers[:0].copy()

    def search(self, vector: Sequence[float], limit: int, documents: Sequence[str] | None = None) -> dict[str, float]:
        """Give the ids of the nearest chunks with their cosine similarity, nearest first.

        What is as near comes in the order of the catalogue. `documents` limits the search to these documents; None
        searches all.
        """
        question = np.asarray(vector, np.float32)
        near = self.numbers @ (question @ self.basis)
        rows = np.arange(len(near)) if documents is None else self._rows_of(documents)
        most = max(AT_LEAST, TIMES * limit)
        if len(rows) > most:
            rows = rows[np.argpartition(-near[rows], most)[:most]]
        found = self._catalogue.embeddings_of(sorted(self.keys[rows].tolist()))
        scores = [(float(question @ embedding), chunk_id) for chunk_id, embedding in found]
        return {chunk_id: score for score, chunk_id in sorted(scores, key=lambda each: -each[0])[:limit]}

    def counts(self) -> dict[str, int]:
        """Give the number of passages of each document."""
        every = np.bincount(self.owners, minlength=len(self.documents)).tolist()
        return {document: count for document, count in zip(self.documents, every, strict=True) if count}

    def _rows_of(self, documents: Sequence[str]) -> NDArray[np.intp]:
        wanted = set(documents)
        return np.flatnonzero(np.array([document in wanted for document in self.documents], bool)[self.owners])


def opened(folder: Path, catalogue: Catalogue) -> Vectors | None:
    """Open a vector index; None where it is missing, is damaged, or is not of the passages that are embedded."""
    try:
        vectors = Vectors(folder, catalogue)
        question = np.zeros(len(vectors.basis), np.float32)
        if vectors.counts() == catalogue.embedded() and (question @ vectors.basis).size == vectors.numbers.shape[1]:
            return vectors
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, EOFError):
        logger.warning("the vector index in %s cannot be opened", folder, exc_info=logger.isEnabledFor(logging.DEBUG))
    return None


def is_whole(folder: Path, catalogue: Catalogue) -> bool:
    """Tell whether a vector index holds the embeddings of a catalogue and no others, by comparing every one."""
    vectors = opened(folder, catalogue)
    if vectors is None:
        return False
    order = np.argsort(vectors.owners, kind="stable")
    ends = np.cumsum(np.bincount(vectors.owners, minlength=len(vectors.documents)))
    for document, rows in zip(vectors.documents, np.split(order, ends[:-1]), strict=True):
        keys, embeddings = catalogue.embeddings_of_document(document)
        own = rows[np.argsort(vectors.keys[rows])]
        if not np.array_equal(vectors.keys[own], keys):
            return False
        if len(own) and not np.allclose(vectors.numbers[own], embeddings @ vectors.basis, atol=1e-4):
            return False
    return True


def update(folder: Path, catalogue: Catalogue, changed: Iterable[str]) -> None:
    """Give changed documents their present vectors. What cannot be updated is removed, to be made anew."""
    try:
        held = Vectors(folder, catalogue)
        of_changed = set(changed)
        is_changed = np.array([document in of_changed for document in held.documents], bool)
        rows = np.flatnonzero(~is_changed[held.owners])
        names = [document for document in held.documents if document not in of_changed]
        owners = (np.cumsum(~is_changed) - 1)[held.owners[rows]]
        stays = (held.numbers[rows[first : first + RUN]] for first in range(0, len(rows), RUN))
        _write(folder, held.basis, catalogue, (names, held.keys[rows], owners, stays), sorted(of_changed))
    except FileNotFoundError:
        pass  # there is none, and one is made of everything
    except (ValueError, TypeError, IndexError, EOFError):
        logger.warning("the vector index in %s cannot be changed and is made anew", folder)
        shutil.rmtree(folder, ignore_errors=True)


def rebuild(folder: Path, catalogue: Catalogue) -> None:
    """Make the vector index anew from the catalogue's embeddings. Raises `StoreError` where it cannot be written."""
    shutil.rmtree(folder, ignore_errors=True)
    try:
        sample = catalogue.sampled_embeddings(SAMPLE)
        # The directions along which embeddings differ most, without their mean taken off: products are to stay alike.
        _, directions = np.linalg.eigh(sample.T.astype(np.float64) @ sample)
        basis = np.ascontiguousarray(directions[:, ::-1][:, :DIMENSIONS], np.float32)
        folder.mkdir()
        nothing: Part = ([], np.zeros(0, np.int64), np.zeros(0, np.int64), ())
        _write(folder, basis, catalogue, nothing, catalogue.embedded())
    except (OSError, ValueError) as error:
        says = f"The vector index in {folder} could not be made ({error}); the index stays as it was."
        raise StoreError(says) from error


Part = tuple[list[str], NDArray[np.int64], NDArray[np.int64], Iterable[Matrix]]
"""Documents, and of their passages the keys, which document each is of, and the numbers in runs."""


def _write(folder: Path, basis: Matrix, catalogue: Catalogue, stays: Part, added: Iterable[str]) -> None:
    """Write the files of a vector index: of what stays as it is, and of the documents that are added."""
    names, own_keys, own_owners, runs = stays
    documents, keys, owners = list(names), [own_keys], [own_owners]
    partial = folder / f"new-{NUMBERS}"
    with partial.open("wb") as file:
        # The header says how many there are, which is known in the end; it has the same length then.
        np.lib.format.write_array_header_1_0(file, _header(MOST, basis))
        for run in runs:
            file.write(run.tobytes())
        for document in added:
            new_keys, embeddings = catalogue.embeddings_of_document(document)
            if len(new_keys):
                keys.append(new_keys)
                owners.append(np.full(len(new_keys), len(documents), np.int64))
                documents.append(document)
                file.write((embeddings @ basis).tobytes())
        every, of = np.concatenate(keys), np.concatenate(owners).astype(np.int32)
        file.seek(0)
        np.lib.format.write_array_header_1_0(file, _header(len(every), basis))
    for name, array in ((BASIS, basis), (KEYS, every), (OWNERS, of)):
        np.save(folder / name, array)
    (folder / DOCUMENTS).write_text(json.dumps(documents), encoding="utf-8")
    partial.replace(folder / NUMBERS)  # whoever has mapped the old one keeps it


def _header(rows: int, basis: Matrix) -> dict[str, Any]:
    return {"descr": "<f4", "fortran_order": False, "shape": (rows, basis.shape[1])}
