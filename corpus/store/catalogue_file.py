"""The file of a catalogue: its connections, what it remembers of its making, and what is said when it is damaged."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from corpus.errors import IndexMismatchError, IndexVersionError
from corpus.store.migrations import SCHEMA_VERSION, can_migrate

FILE_NAME = "catalogue.sqlite3"


class CatalogueFile:
    """Opens one catalogue file. A finished one is read-only and may be used by several threads."""

    def __init__(self, file: Path, *, writable: bool = False) -> None:
        self.file = file
        self._writable = writable
        self._idle: list[sqlite3.Connection] = []

    def close(self) -> None:
        """Close the connections. A thread that still reads opens its own and leaves it for the next call."""
        while self._idle:
            self._idle.pop().close()

    def meta(self) -> dict[str, str]:
        """Give what the catalogue remembers of its making.

        Raises `IndexMismatchError` where it cannot be used, `IndexVersionError` where another version made it.
        """
        meta = self._remembered()
        version = meta.get("schema_version", "")
        if version != SCHEMA_VERSION:
            raise IndexVersionError(f"The index in {self.file.parent} was made by {_other(version)}")
        return meta

    def is_earlier(self) -> bool:
        """Tell whether an earlier version made it that it can be brought up to date from."""
        return can_migrate(self._remembered().get("schema_version", ""))

    def _remembered(self) -> dict[str, str]:
        try:
            return dict(self.read("SELECT key, value FROM meta"))
        except (sqlite3.OperationalError, ValueError) as error:  # the file is missing, or is another program's
            raise self.damaged(error) from error

    @contextmanager
    def connected(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection that no other thread uses meanwhile; there are as many as were ever needed at once."""
        try:
            connection = self._idle.pop()
        except IndexError:
            connection = self._connect()
        try:
            yield connection
        finally:
            self._idle.append(connection)

    def _connect(self) -> sqlite3.Connection:
        # A finished generation never changes, and saying so spares SQLite its locks and its look at the journal.
        mode = "rwc" if self._writable else "ro&immutable=1"
        uri = f"{self.file.absolute().as_uri()}?mode={mode}"
        connection = sqlite3.connect(uri, uri=True, check_same_thread=False, isolation_level=None)
        if self._writable:
            # A draft is thrown away whole if its writer stops, and is flushed to the disk before it is published.
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute("PRAGMA journal_mode = MEMORY")
            connection.execute("PRAGMA foreign_keys = ON")
        return connection

    def read(self, query: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Give the rows of a query. Raises `IndexMismatchError` where the file is damaged."""
        try:
            with self.connected() as connection:
                return connection.execute(query, values).fetchall()
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_ERROR:
                raise  # the query is wrong, not the file
            raise self.damaged(error) from error

    def damaged(self, error: Exception) -> IndexMismatchError:
        """Give the error that says that the file cannot be read, and what to do."""
        return IndexMismatchError(
            f"The index in {self.file.parent} cannot be read ({error}). "
            "Run `scrutineer check --repair`; where that does not help, remove the index folder and run "
            "`scrutineer ingest` again."
        )

    @contextmanager
    def changing(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection for changes that are made whole or not at all."""
        with self.connected() as connection:
            connection.execute("BEGIN")
            try:
                yield connection
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")


def _other(version: str) -> str:
    """Say which version made a catalogue, and what to do about it."""
    if can_migrate(version):
        return "an earlier version of Scrutineer. Run `scrutineer ingest --again` to bring it up to date."
    if version.isdecimal() and int(version) > int(SCHEMA_VERSION):
        return "a newer version of Scrutineer. Install that version again, or name another index with --index."
    return (
        "a version of Scrutineer that is too old to be brought up to date. Remove the index folder, or name another "
        "with --index, and run `scrutineer ingest` again."
    )
