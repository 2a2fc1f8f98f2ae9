"""Packing of a block's places: a thousand words in a few kilobytes, read only where a passage is to be drawn."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from corpus.records import Box, Place

WHOLE, REAL = ("start", "end", "page"), ("left", "top", "right", "bottom")
ENTRY = np.dtype([(name, "<u4") for name in WHOLE] + [(name, "<f4") for name in REAL])
"""Start, end, page, left, top, right, bottom."""
START, END, PAGE, LEFT, TOP, RIGHT, BOTTOM = range(7)


def pack(places: Sequence[Place]) -> bytes:
    """Give the places as compressed bytes."""
    entries = [(p.start, p.end, p.box.page, p.box.left, p.box.top, p.box.right, p.box.bottom) for p in places]
    return squeezed(np.array(entries, ENTRY))


def squeezed(entries: NDArray[np.void]) -> bytes:
    """Give the compressed bytes of `ENTRY` rows.

    A word begins one sign after the last, on the same line as it, with letters of much the same height: each number is
    kept as its difference to the one that it is most like. The differences are of the numbers' bits, so that nothing
    is rounded, and like bytes stand together.
    """
    numbers = entries.view("<u4").reshape(-1, 7)
    kept = numbers.copy()
    kept[1:, START] -= numbers[:-1, END]
    kept[1:, LEFT] -= numbers[:-1, RIGHT]
    for column in (PAGE, TOP):
        kept[1:, column] -= numbers[:-1, column]
    for column, other in ((END, START), (RIGHT, LEFT), (BOTTOM, TOP)):
        kept[:, column] -= numbers[:, other]
    return zlib.compress(kept.view(np.uint8).reshape(-1, ENTRY.itemsize).T.tobytes())


def unpack(data: bytes) -> tuple[Place, ...]:
    """Give back what `pack` took, with coordinates to single precision."""
    columns = np.frombuffer(zlib.decompress(data), np.uint8).reshape(ENTRY.itemsize, -1)
    numbers = columns.T.copy().view("<u4").reshape(-1, 7)
    for column in (PAGE, TOP):
        numbers[:, column] = np.cumsum(numbers[:, column], dtype=np.uint32)
    numbers[:, BOTTOM] += numbers[:, TOP]
    for first, last in ((START, END), (LEFT, RIGHT)):
        # Each begins where the last one ended, which is where that one began and its length.
        numbers[:, last] = np.cumsum(numbers[:, first] + numbers[:, last], dtype=np.uint32)
        numbers[1:, first] += numbers[:-1, last]
    return tuple(
        Place(start, end, Box(page, left, top, right, bottom))
        for start, end, page, left, top, right, bottom in numbers.view(ENTRY).ravel().tolist()
    )
