"""Packing of a block's places: a thousand words in a few kilobytes, read only where a passage is to be drawn."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence

from corpus.records import Box, Place

ENTRY = struct.Struct("<IIIffff")
"""Start, end, page, left, top, right, bottom."""


def pack(places: Sequence[Place]) -> bytes:
    """Give the places as compressed bytes."""
    entries = (ENTRY.pack(p.start, p.end, p.box.page, p.box.left, p.box.top, p.box.right, p.box.bottom) for p in places)
    return zlib.compress(b"".join(entries))


def unpack(data: bytes) -> tuple[Place, ...]:
    """Give back what `pack` took, with coordinates to single precision."""
    return tuple(
        Place(start, end, Box(page, left, top, right, bottom))
        for start, end, page, left, top, right, bottom in ENTRY.iter_unpack(zlib.decompress(data))
    )
