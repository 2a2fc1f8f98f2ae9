"""Bringing a catalogue of an earlier version up to date: a step for each version of the schema."""

from __future__ import annotations

import re
import sqlite3
import zlib
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path

import numpy as np

from corpus.store.places import ENTRY, squeezed
from corpus.store.recorded import record

SCHEMA_VERSION = "6"
"""Of the schema as `schema.sql` has it; whoever changes that adds a step here."""
PAGE_SIZE = 8192
"""Bytes of a page of the file. In SQLite's usual 4,096 a passage and its paragraphs leave a sixth of it empty."""


def _add_reader(connection: sqlite3.Connection) -> None:
    """Remember for each document which version of the reading it comes from; of what is held it is not known."""
    connection.execute("ALTER TABLE documents ADD COLUMN reader TEXT NOT NULL DEFAULT ''")


_TABLES_OF_5 = """
    CREATE TABLE sketches (
        document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
        ordinal INTEGER NOT NULL,
        hashes BLOB NOT NULL,
        PRIMARY KEY (document_id, ordinal)
    ) WITHOUT ROWID;
    CREATE TABLE claims (
        document_id TEXT PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
        value TEXT NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE sizes (
        document_id TEXT PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
        blocks INTEGER NOT NULL,
        figures INTEGER NOT NULL,
        chunks INTEGER NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE places (
        document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
        ordinal INTEGER NOT NULL,
        value BLOB NOT NULL,
        PRIMARY KEY (document_id, ordinal)
    ) WITHOUT ROWID;
    CREATE TABLE embeddings (
        key INTEGER PRIMARY KEY REFERENCES chunks (key) ON DELETE CASCADE,
        value BLOB NOT NULL
    );
    CREATE INDEX embeddings_missing ON embeddings (key) WHERE length(value) = 0
"""
_MOVES_TO_5 = """
    INSERT INTO sizes SELECT id,
        (SELECT count(*) FROM blocks b WHERE b.document_id = d.id),
        (SELECT count(*) FROM figures f WHERE f.document_id = d.id),
        (SELECT count(*) FROM chunks c WHERE c.document_id = d.id) FROM documents d;
    INSERT INTO places SELECT document_id, ordinal, repacked(places) FROM blocks WHERE length(places) > 8;
    INSERT INTO embeddings SELECT key, embedding FROM chunks;
    ALTER TABLE blocks DROP COLUMN places;
    ALTER TABLE chunks DROP COLUMN embedding;
    DROP INDEX figures_value;
    CREATE INDEX figures_value ON figures (unit, period_last, abs(CAST(value AS REAL)))
"""


def _set_apart(connection: sqlite3.Connection) -> None:
    """Move places and embeddings to tables of their own, and make those for what all documents say together.

    The latter stay empty: the next ingest works out anew what is in them.
    """
    connection.create_function("repacked", 1, lambda data: squeezed(np.frombuffer(zlib.decompress(data), ENTRY)))
    for statement in (*_TABLES_OF_5.split(";"), *_MOVES_TO_5.split(";")):
        connection.execute(statement)


_TABLES_OF_6 = """
    CREATE TABLE recorded (
        key INTEGER PRIMARY KEY,
        document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
        kind TEXT NOT NULL,
        paper INTEGER NOT NULL,
        day TEXT NOT NULL,
        words TEXT NOT NULL,
        value TEXT NOT NULL
    );
    CREATE INDEX recorded_document ON recorded (document_id);
    CREATE INDEX recorded_day ON recorded (kind, day);
    CREATE VIRTUAL TABLE recorded_words USING fts5 (
        kind, words, content = 'recorded', content_rowid = 'key', tokenize = 'porter unicode61 remove_diacritics 2'
    );
    CREATE TRIGGER recorded_added AFTER INSERT ON recorded BEGIN
        INSERT INTO recorded_words (rowid, kind, words) VALUES (new.key, new.kind, new.words);
    END;
    CREATE TRIGGER recorded_removed AFTER DELETE ON recorded BEGIN
        INSERT INTO recorded_words (recorded_words, rowid, kind, words) VALUES ('delete', old.key, old.kind, old.words);
    END
"""


def _keep_what_is_recorded(connection: sqlite3.Connection) -> None:
    """Keep what the findings record a second time, apart and by its words."""
    for statement in re.split(r";\s*(?=CREATE)", _TABLES_OF_6):
        connection.execute(statement)
    record(connection)


STEPS: Mapping[str, tuple[str, Callable[[sqlite3.Connection], None]]] = {
    "3": ("4", _add_reader),
    "4": ("5", _set_apart),
    "5": ("6", _keep_what_is_recorded),
}
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
        if connection.execute("PRAGMA page_size").fetchone() != (PAGE_SIZE,):
            # What was moved out of smaller pages leaves holes, which every later copy would take along.
            connection.execute(f"PRAGMA page_size = {PAGE_SIZE}")
            connection.execute("VACUUM")


def _version(connection: sqlite3.Connection) -> str:
    found = connection.execute("SELECT value FROM meta WHERE key = 'schema_version'").fetchone()
    return str(found[0]) if found else ""
