"""Which share of each passage is boilerplate: text that stands in several places of the corpus."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from corpus.store.changes import Changes, Moved

REPEATS = 3
"""A block that says the same in this many places is a form's text, a running phrase or a heading: boilerplate."""

_COMMON = {
    True: "b.digest IN (SELECT digest FROM blocks GROUP BY digest HAVING count(*) >= :repeats)",
    False: "(SELECT count(*) FROM (SELECT 1 FROM blocks x WHERE x.digest = b.digest LIMIT :repeats)) >= :repeats",
}
"""Whether a block is boilerplate, for all blocks at once or for a few of them."""
_SHARES = """
    WITH shares AS (
        SELECT c.key AS key, total(length(b.text) * ({common})) / max(1.0, total(length(b.text))) AS share
        FROM chunks c JOIN blocks b
            ON b.document_id = c.document_id AND b.ordinal BETWEEN c.first_block AND c.last_block
        {where} GROUP BY c.key
    )
    UPDATE chunks SET repeated = share FROM shares WHERE shares.key = chunks.key AND repeated <> share
"""


def measure(connection: sqlite3.Connection, changes: Changes, counted: Iterable[Moved]) -> None:
    """Write the share of every passage that it may have changed of, inside the caller's transaction."""
    where = ""
    if not changes.everything:
        connection.execute("CREATE TEMP TABLE measured (key INTEGER PRIMARY KEY)")
        own = "INSERT INTO measured SELECT key FROM chunks WHERE document_id = ?"
        connection.executemany(own, ((document_id,) for document_id in changes.documents))
        others = """
            INSERT OR IGNORE INTO measured SELECT c.key FROM blocks b JOIN chunks c
                ON c.document_id = b.document_id AND b.ordinal BETWEEN c.first_block AND c.last_block
            WHERE b.digest = ?
        """
        connection.executemany(others, ((each.digest,) for each in counted if each.crosses(REPEATS)))
        where = "WHERE c.key IN (SELECT key FROM measured)"
    query = _SHARES.format(common=_COMMON[changes.everything], where=where)
    connection.execute(query, {"repeats": REPEATS})
    connection.execute("DROP TABLE IF EXISTS temp.measured")
