"""The pages of a large catalogue in which it differs from earlier generations, so that one of these can follow it.

A copy of gigabytes is spared: an old generation that nobody reads any more becomes the next one when the few pages are
brought into it that have changed since.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

CHANGED = "changed.npz"
"""The file of a generation that says for some generations before it by which pages they differ; other files besides."""
REMEMBERED = 6
"""Generations for which it is said."""
FILE_HEADER = struct.Struct(">16xH")
"""Of a SQLite file: the bytes of a page."""
WAL_HEADER = struct.Struct(">8xI20x")
"""Of a write-ahead log: the bytes of a page."""
WAL_FRAME = 24
"""Bytes before each page in it; the first four are its number, from 1 on."""

Pages = NDArray[np.uint32]


def pages_in(log: Path) -> Pages:
    """Give the numbers of the pages that a write-ahead log of SQLite holds."""
    data = np.memmap(log, np.uint8, "r") if log.is_file() and log.stat().st_size > WAL_HEADER.size else None
    if data is None:
        return np.zeros(0, np.uint32)
    (size,) = WAL_HEADER.unpack(data[: WAL_HEADER.size].tobytes())
    length = WAL_FRAME + size
    count = (len(data) - WAL_HEADER.size) // length
    frames = data[WAL_HEADER.size : WAL_HEADER.size + count * length].reshape(count, length)
    return np.unique(np.ascontiguousarray(frames[:, :4]).view(">u4").astype(np.uint32))


def differences(generation: Path) -> dict[str, Pages]:
    """Give the earlier generations that are known to differ in some pages alone, and these pages."""
    try:
        with np.load(generation / CHANGED) as held:
            return {name: held[name] for name in held.files}
    except (OSError, ValueError):
        return {}


def remember(generation: Path, before: Path, known: Mapping[str, Pages], pages: Pages) -> None:
    """Say in a new generation by which pages it differs from the one before, and from those that this one knows of."""
    every = {**{name: np.union1d(theirs, pages) for name, theirs in known.items()}, before.name: pages}
    latest: dict[str, Any] = {name: every[name] for name in sorted(every)[-REMEMBERED:]}
    np.savez(generation / CHANGED, **latest)


def bring(source: Path, target: Path, pages: Pages) -> None:
    """Make a SQLite file that differs from another in some pages alone the same as that one."""
    with source.open("rb") as model, target.open("rb+") as copy:
        length = os.fstat(model.fileno()).st_size
        (page_size,) = FILE_HEADER.unpack(os.pread(model.fileno(), FILE_HEADER.size, 0))
        copy.truncate(length)
        for first, count in _runs(pages[pages <= length // page_size]):
            at, left = (int(first) - 1) * page_size, int(count) * page_size
            while left:
                piece = os.pread(model.fileno(), min(left, 1 << 20), at)
                os.pwrite(copy.fileno(), piece, at)
                at, left = at + len(piece), left - len(piece)


def _runs(pages: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Give runs of numbers that follow each other: the first and how many."""
    numbers = np.fromiter(pages, np.int64)
    starts = np.flatnonzero(np.diff(numbers, prepend=-1) != 1)
    yield from zip(numbers[starts].tolist(), np.diff(starts, append=len(numbers)).tolist(), strict=True)
