"""The file of a catalogue: its connections, what it remembers of its making, and what is said when it is damaged."""

from __future__ import annotations

import os
import sqlite3
import weakref
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from corpus.errors import IndexMismatchError, IndexVersionError
from corpus.store.holding import held
from corpus.store.migrations import SCHEMA_VERSION, can_migrate
from corpus.store.pages import Pages, pages_in

FILE_NAME = "catalogue.sqlite3"
MOST_LOGGED = 2**28
"""Bytes of the log of what a writer has changed; then it is brought into the file."""


class _Connection(sqlite3.Connection):
    """A connection that holds its file for as long as it lives and is open."""

    _release: weakref.finalize[[int], _Connection] | None = None

    def close(self) -> None:
        """Close it, and let go of the file."""
        super().close()
        if self._release is not None:
            self._release()

    def hold(self, handle: int) -> None:
        """Have the handle of the file closed with this."""
        self._release = weakref.finalize(self, os.close, handle)


class CatalogueFile:
    """Opens one catalogue file. A finished one is read-only and may be used by several threads."""

    def __init__(self, file: Path, *, writable: bool = False, logged: bool = False) -> None:
        """Open a file; with `logged` the pages that a writer changes are kept in mind, for `changed_pages`."""
        self.file = file
        self._writable = writable or logged
        self._logged = logged
        self._pages = np.ones(1, np.uint32)  # the first says how the file is written, which is changed and changed back
        self._idle: list[_Connection] = []

    def close(self) -> None:
        """Close the connections. A thread that still reads opens its own and leaves it for the next call."""
        while self._idle:
            self._idle.pop().close()

    def changed_pages(self) -> Pages:
        """Give the numbers of the pages that were changed since a logged file was opened, and close it."""
        with self.connected() as connection:
            while len(self._idle):
                self._idle.pop().close()
            self._settle(connection)
            connection.execute("PRAGMA journal_mode = DELETE")
        self.close()
        return self._pages

    def _settle(self, connection: sqlite3.Connection) -> None:
        """Bring the log into the file."""
        self._pages = np.union1d(self._pages, pages_in(self._log))
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    @property
    def _log(self) -> Path:
        return self.file.with_name(f"{self.file.name}-wal")

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

    def _connect(self) -> _Connection:
        handle = None
        if not self._writable:
            try:
                handle = held(self.file)
            except OSError as error:
                raise self.damaged(error) from error
        # A finished generation never changes, and saying so spares SQLite its locks and its look at the journal.
        mode = "rwc" if self._writable else "ro&immutable=1"
        uri = f"{self.file.absolute().as_uri()}?mode={mode}"
        connection = sqlite3.connect(uri, uri=True, check_same_thread=False, isolation_level=None, factory=_Connection)
        if handle is not None:
            connection.hold(handle)
        if self._writable:
            # A draft is thrown away whole if its writer stops, and is flushed to the disk before it is published.
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute(f"PRAGMA journal_mode = {'WAL' if self._logged else 'MEMORY'}")
            connection.execute("PRAGMA wal_autocheckpoint = 0")
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
            if self._logged and self._log.exists() and self._log.stat().st_size > MOST_LOGGED:
                self._settle(connection)


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
