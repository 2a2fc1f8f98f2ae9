"""Bringing a catalogue of an earlier version up to date: a step for each version of the schema."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path

SCHEMA_VERSION = "4"
"""Of the schema as `schema.sql` has it; whoever changes that adds a step here."""


def _add_reader(connection: sqlite3.Connection) -> None:
    """Remember for each document which version of the reading it comes from; of what is held it is not known."""
    connection.execute("ALTER TABLE documents ADD COLUMN reader TEXT NOT NULL DEFAULT ''")


STEPS: Mapping[str, tuple[str, Callable[[sqlite3.Connection], None]]] = {"3": ("4", _add_reader)}
"""From each version that can be brought up to date: the next version, and what leads there."""


def can_migrate(version: str) -> bool:
    """Tell whether a catalogue of a version can be brought up to date."""
    return version in STEPS


def migrate(file: Path) -> None:
    """Bring a catalogue that nobody reads up to date, whole or not at all; a present one is left as it is."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("BEGIN")
        try:
            version = _version(connection)
            while version in STEPS:
                version, step = STEPS[version]
                step(connection)
            connection.execute("UPDATE meta SET value = ? WHERE key = 'schema_version'", (version,))
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")


def _version(connection: sqlite3.Connection) -> str:
    found = connection.execute("SELECT value FROM meta WHERE key = 'schema_version'").fetchone()
    return str(found[0]) if found else ""
