"""The database of what users make: one SQLite file in the index folder, outside the generations of the papers."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from corpus.errors import ScrutineerError

FILE_NAME = "users.sqlite3"
VERSION = 3
PATIENCE = 10.0
"""Seconds that one writer waits for another."""
SCHEMA = """
CREATE TABLE IF NOT EXISTS conversations (
    id TEXT PRIMARY KEY, person TEXT NOT NULL, name TEXT NOT NULL, begun TEXT NOT NULL, changed TEXT NOT NULL,
    deleted TEXT);
CREATE INDEX IF NOT EXISTS conversations_of ON conversations (person, changed);
CREATE TABLE IF NOT EXISTS turns (
    conversation TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE, number INTEGER NOT NULL,
    question TEXT NOT NULL, filters TEXT NOT NULL, answer TEXT NOT NULL, asked TEXT NOT NULL,
    PRIMARY KEY (conversation, number));
CREATE TABLE IF NOT EXISTS feedback (
    person TEXT NOT NULL, question TEXT NOT NULL, answer TEXT NOT NULL, helpful INTEGER NOT NULL, reason TEXT NOT NULL,
    given TEXT NOT NULL, PRIMARY KEY (person, question, answer));
CREATE TABLE IF NOT EXISTS briefs (
    person TEXT NOT NULL, brief TEXT NOT NULL, questions TEXT NOT NULL, changed TEXT NOT NULL,
    PRIMARY KEY (person, brief));
CREATE TABLE IF NOT EXISTS model_agreements (
    person TEXT NOT NULL, endpoint TEXT NOT NULL, given TEXT NOT NULL, PRIMARY KEY (person, endpoint));
CREATE TABLE IF NOT EXISTS model_uses (
    id INTEGER PRIMARY KEY, person TEXT NOT NULL, begun TEXT NOT NULL, model TEXT NOT NULL,
    tokens_in INTEGER NOT NULL DEFAULT 0, tokens_out INTEGER NOT NULL DEFAULT 0);
CREATE INDEX IF NOT EXISTS model_uses_since ON model_uses (begun, person);
"""


class Database:
    """Opens the file, making it at the first writing. Safe to use from several threads and processes."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / FILE_NAME

    @contextmanager
    def connected(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection, and keep what was written when its use ends without an error.

        Raises `ScrutineerError` where the file cannot be read or written.
        """
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(self.file, timeout=PATIENCE)
        except (OSError, sqlite3.Error) as error:
            raise self._unusable(error) from error
        try:
            self._prepare(connection)
            with connection:
                yield connection
        except sqlite3.Error as error:
            raise self._unusable(error) from error
        finally:
            connection.close()

    def fault(self) -> str:
        """Say what is wrong with the file, in a sentence; empty where nothing is, and where there is no file yet."""
        if not self.file.is_file():
            return ""
        try:
            with self.connected() as connection:
                damage = [says for (says,) in connection.execute("PRAGMA integrity_check(10)") if says != "ok"]
        except ScrutineerError as error:
            return str(error)
        return f"{self.file}, which holds conversations, is damaged ({'; '.join(damage)})." if damage else ""

    def _prepare(self, connection: sqlite3.Connection) -> None:
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA foreign_keys = ON")
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version > VERSION:
            raise ScrutineerError(f"{self.file} was made by a newer version of Scrutineer; install that version again.")
        if version < VERSION:
            connection.executescript(f"PRAGMA journal_mode = WAL; {SCHEMA} PRAGMA user_version = {VERSION};")

    def _unusable(self, error: Exception) -> ScrutineerError:
        return ScrutineerError(f"Conversations cannot be kept: {self.file} cannot be used ({error}).")


def now() -> str:
    """Give this moment as it is stored: UTC, to the microsecond, in an order that sorts."""
    return datetime.now(UTC).isoformat()
