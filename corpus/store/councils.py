"""What all documents together say of their councils' names: one council has one name in an index."""

from __future__ import annotations

import sqlite3
from collections import Counter

from corpus.language.council_names import one_name_each


def unify(connection: sqlite3.Connection) -> None:
    """Write each council by the one name that stands for it, in documents and papers."""
    often: Counter[str] = Counter()
    for table in ("documents", "papers"):
        query = f"SELECT council, count(*) FROM {table} WHERE council <> '' GROUP BY council"
        often.update(dict(connection.execute(query)))
    for name, standing in one_name_each(often).items():
        if name != standing:
            for table in ("documents", "papers"):
                connection.execute(f"UPDATE {table} SET council = ? WHERE council = ?", (standing, name))
