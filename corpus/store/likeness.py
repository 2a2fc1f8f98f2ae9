"""Papers that say nearly the same though every paragraph was edited a little: told by runs of words they share."""

from __future__ import annotations

import heapq
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

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

_WORD = re.compile(r"[^\W_]+")


def sketch_of(texts: Iterable[str]) -> frozenset[int]:
    """Give the lowest hashes of a paper's runs of words; empty for one that says too little."""
    hashes: set[int] = set()
    for text in texts:
        words = _WORD.findall(text.casefold())
        hashes.update(zlib.crc32(" ".join(words[at : at + RUN]).encode()) for at in range(len(words) - RUN + 1))
    return frozenset(heapq.nsmallest(SKETCH, hashes)) if len(hashes) >= FEWEST else frozenset()


def likeness(one: frozenset[int], other: frozenset[int]) -> float:
    """Give about the share of runs that two papers have in common, of all that either has."""
    lowest = heapq.nsmallest(SKETCH, one | other)
    return sum(value in one and value in other for value in lowest) / max(1, len(lowest))


def alike(sketches: Mapping[str, frozenset[int]]) -> Iterator[tuple[str, str]]:
    """Give the pairs of papers that are nearly one text, each pair once."""
    holders: dict[int, list[str]] = defaultdict(list)
    for paper in sorted(sketches):
        for value in sketches[paper]:
            holders[value].append(paper)
    shared = Counter(
        pair for papers in holders.values() if 1 < len(papers) <= COMMON for pair in combinations(papers, 2)
    )
    for (one, other), count in shared.items():
        smaller = min(len(sketches[one]), len(sketches[other]))
        if count >= LIKE / 2 * smaller and likeness(sketches[one], sketches[other]) >= LIKE:
            yield one, other
