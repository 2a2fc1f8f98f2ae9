"""Indexes as earlier versions made them, for tests of what the present one does with them."""

import sqlite3
import struct
import zlib
from contextlib import closing
from pathlib import Path

from corpus.store.catalogue_file import FILE_NAME
from corpus.store.index import Index
from corpus.store.places import unpack

SCHEMA_3 = (Path(__file__).parent / "schema_3.sql").read_text(encoding="utf-8")
ELSEWHERE = {
    ("blocks", "places"): "as_packed_in_3((SELECT value FROM present.places p "
    "WHERE p.document_id = t.document_id AND p.ordinal = t.ordinal))",
    ("chunks", "embedding"): "(SELECT value FROM present.embeddings e WHERE e.key = t.key)",
}
"""Columns of version 3 that stand in tables of their own now."""
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
        connection.create_function("as_packed_in_3", 1, _as_packed_in_3)
        for table in TABLES:
            names = [column[1] for column in connection.execute(f"PRAGMA main.table_info({table})")]
            values = ", ".join(ELSEWHERE.get((table, name), f't."{name}"') for name in names)
            columns = ", ".join(f'"{name}"' for name in names)
            connection.execute(f"INSERT INTO main.{table} ({columns}) SELECT {values} FROM present.{table} t")
    present.unlink()


def _as_packed_in_3(data: bytes | None) -> bytes:
    entries = (
        struct.pack("<IIIffff", p.start, p.end, p.box.page, p.box.left, p.box.top, p.box.right, p.box.bottom)
        for p in (unpack(data) if data else ())
    )
    return zlib.compress(b"".join(entries))


def as_version(index: Index, version: str) -> None:
    """Have the current generation say that a version made it."""
    with closing(sqlite3.connect(index.generations.current() / FILE_NAME)) as connection, connection:
        connection.execute("UPDATE meta SET value = ? WHERE key = 'schema_version'", (version,))
