"""Papers that say nearly the same though every paragraph was edited a little: told by runs of words they share."""

from __future__ import annotations

import heapq
import re
import zlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

RUN = 3
"""Words that are looked at together: one changed word of a sentence changes three runs and leaves the others."""
SKETCH = 128
"""So many of a paper's runs, those with the lowest hashes, stand for all of them: the share of those that two papers
have in common is close to the share of all."""
FEWEST = 64
"""A paper with fewer runs says too little to be told from a form."""
LIKE = 0.5
"""Share of runs in common from which on two papers are one text; edits of one word in twenty leave 0.7."""
COMMON = 20
"""A run that stands in more papers is of a form and brings none together."""

Sketch = NDArray[np.uint32]
"""Hashes of a paper's runs, each once, the lowest first."""
_WORD = re.compile(r"[^\W_]+")


def sketch_of(texts: Iterable[str]) -> Sketch:
    """Give the lowest hashes of a paper's runs of words; empty for one that says too little."""
    hashes: set[int] = set()
    for text in texts:
        words = _WORD.findall(text.casefold())
        hashes.update(zlib.crc32(" ".join(words[at : at + RUN]).encode()) for at in range(len(words) - RUN + 1))
    return np.array(heapq.nsmallest(SKETCH, hashes) if len(hashes) >= FEWEST else [], np.uint32)


def likeness(one: Sketch, other: Sketch) -> float:
    """Give about the share of runs that two papers have in common, of all that either has."""
    lowest = np.union1d(one, other)[:SKETCH]
    both = np.intersect1d(one, other, assume_unique=True)
    return len(np.intersect1d(lowest, both, assume_unique=True)) / max(1, len(lowest))


def holders(sketches: Mapping[str, Sketch], hashes: Collection[int]) -> dict[int, list[str]]:
    """Give for each of these hashes the papers that have it."""
    papers, every, owners = _laid_out(sketches)
    found: dict[int, list[str]] = {value: [] for value in hashes}
    for at in np.flatnonzero(np.isin(every, np.fromiter(hashes, np.uint32, len(hashes)))):
        found[int(every[at])].append(papers[owners[at]])
    return found


def alike(sketches: Mapping[str, Sketch], among: Collection[str] | None = None) -> Iterator[tuple[str, str]]:
    """Give the pairs of papers that are nearly one text, each pair once.

    With `among`, those alone of which at least one is among these papers.
    """
    papers, every, owners = _laid_out(sketches)
    order = np.argsort(every, kind="stable")
    _, starts, sizes = np.unique(every[order], return_index=True, return_counts=True)
    wanted = np.array([among is None or paper in among for paper in papers], bool)
    together = (sizes > 1) & (sizes <= COMMON)
    if len(starts):
        together &= np.add.reduceat(wanted[owners[order]], starts, dtype=np.intp) > 0
    shared: Counter[tuple[int, int]] = Counter()
    for start, size in zip(starts[together].tolist(), sizes[together].tolist(), strict=True):
        shared.update(combinations(owners[order[start : start + size]].tolist(), 2))
    for (one, other), count in shared.items():
        first, second = sketches[papers[one]], sketches[papers[other]]
        if count < LIKE / 2 * min(len(first), len(second)) or not (wanted[one] or wanted[other]):
            continue
        if likeness(first, second) >= LIKE:
            yield papers[one], papers[other]


def _laid_out(sketches: Mapping[str, Sketch]) -> tuple[list[str], Sketch, NDArray[np.intp]]:
    """Give the papers in order, all their hashes one after the other, and which paper each of these is of."""
    papers = sorted(sketches)
    lengths = [len(sketches[paper]) for paper in papers]
    every = np.concatenate([sketches[paper] for paper in papers]) if papers else np.zeros(0, np.uint32)
    return papers, every, np.repeat(np.arange(len(papers)), lengths)
