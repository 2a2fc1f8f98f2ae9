"""Indexes as earlier versions made them, for tests of what the present one does with them."""

import sqlite3
from contextlib import closing
from pathlib import Path

from corpus.store.catalogue_file import FILE_NAME
from corpus.store.index import Index

SCHEMA_3 = (Path(__file__).parent / "schema_3.sql").read_text(encoding="utf-8")
TABLES = ("documents", "papers", "standings", "twins", "blocks", "findings", "figures", "chunks", "abbreviations")


def as_version_3(index: Index) -> None:
    """Make the current generation one of version 3: its rows in a file with the schema that version 3 had."""
    file = index.generations.current() / FILE_NAME
    present = file.with_suffix(".present")
    file.rename(present)
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.executescript(SCHEMA_3)
        connection.execute("ATTACH ? AS present", (str(present),))
        connection.execute("INSERT INTO meta SELECT * FROM present.meta")
        connection.execute("UPDATE meta SET value = '3' WHERE key = 'schema_version'")
        for table in TABLES:
            columns = ", ".join(f'"{column[1]}"' for column in connection.execute(f"PRAGMA main.table_info({table})"))
            connection.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM present.{table}")
    present.unlink()


def as_version(index: Index, version: str) -> None:
    """Have the current generation say that a version made it."""
    with closing(sqlite3.connect(index.generations.current() / FILE_NAME)) as connection, connection:
        connection.execute("UPDATE meta SET value = ? WHERE key = 'schema_version'", (version,))
