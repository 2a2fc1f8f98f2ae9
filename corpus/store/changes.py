"""What a writer has changed since all was last worked out: what can look different now is found from it.

A draft tells documents and digests as it puts and removes; `finish` asks what of the rest they touch.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

DERIVED, VERSION = "derived", "1"
"""What the memory of a catalogue holds while all that is worked out from it is up to date; another version has it
worked out anew."""
MOST = 200_000
"""Blocks that may change; above, what all documents say together is worked out from nothing."""
SHARE = 4
"""So it is where more than one block in so many has changed."""


@dataclass
class Changes:
    """Documents that were put or removed, and by how many places the digests of their blocks and hashes have grown.

    `everything` says that nothing can be told from it: all is to be worked out.
    """

    everything: bool = False
    documents: set[str] = field(default_factory=set)
    digests: Counter[bytes] = field(default_factory=Counter)
    hashes: Counter[int] = field(default_factory=Counter)
    blocks: int = 0

    @classmethod
    def since(cls, connection: sqlite3.Connection) -> Changes:
        """Begin to watch a catalogue; it says itself until `finish` that what is worked out is of an earlier state."""
        changed = connection.execute("DELETE FROM meta WHERE key = ? AND value = ?", (DERIVED, VERSION)).rowcount
        return cls(everything=changed == 0)

    def take(self, connection: sqlite3.Connection, document_id: str, by: int) -> None:
        """Count the blocks of a document: `by` is 1 after it was put and -1 before it goes."""
        if self.everything:
            return
        self.documents.add(document_id)
        digests = connection.execute("SELECT digest FROM blocks WHERE document_id = ?", (document_id,))
        for (digest,) in digests:
            self.digests[digest] += by
            self.blocks += 1
        if by < 0:
            query = "SELECT hashes FROM sketches WHERE document_id = ?"
            for (hashes,) in connection.execute(query, (document_id,)):
                self.hashes.subtract(np.frombuffer(hashes, "<u4").tolist())
        if self.blocks > MOST:
            self.everything = True
            self.digests.clear()

    def are_many(self, connection: sqlite3.Connection) -> bool:
        """Tell whether it is as well to work out everything."""
        if not self.everything:
            (held,) = connection.execute("SELECT total(blocks) FROM sizes").fetchone()
            self.everything = self.blocks * SHARE > held
        return self.everything


@dataclass(frozen=True, slots=True)
class Moved:
    """A digest that stands in another number of places than before; each number is exact up to a limit."""

    digest: bytes
    before: int
    now: int

    def crosses(self, least: int, most: int | None = None) -> bool:
        """Tell whether its number has come into a range or has left it."""
        return _within(self.before, least, most) != _within(self.now, least, most)


def moved(connection: sqlite3.Connection, changes: Changes, limit: int) -> Iterator[Moved]:
    """Give the digests whose number of places has changed; numbers from `limit` on are not told apart."""
    query = "SELECT count(*) FROM (SELECT 1 FROM blocks WHERE digest = ? LIMIT ?)"
    for digest, change in changes.digests.items():
        if change:
            (now,) = connection.execute(query, (digest, limit + max(change, 0))).fetchone()
            yield Moved(digest, now - change, now)


def _within(number: int, least: int, most: int | None) -> bool:
    return number >= least and (most is None or number <= most)
