"""Zip files opened with care: their list of members is read into memory, so its length is looked at before."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MOST_DIRECTORY_BYTES = 16 * 1024 * 1024
"""The list of members; a hundred thousand of them with long names have some ten megabytes."""
_END, _END_BYTES, _END_LENGTH_AT = b"PK\x05\x06", 22, 12
"""The record at the end of a zip file, and where in it stands how long the list is."""
_LARGE_END, _LARGE_END_BYTES, _LARGE_LENGTH_AT = b"PK\x06\x06", 56, 40
"""The same for files of four gigabytes and more; a file may have both, and this one counts."""
_LOCATOR, _LOCATOR_BYTES = b"PK\x06\x07", 20
"""Stands between the two."""
_LONGEST_COMMENT = 65_535


@contextmanager
def opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """Open a zip file. Raises `zipfile.BadZipFile` where it is none, or its list of members is far too long."""
    if _directory_bytes(path) > MOST_DIRECTORY_BYTES:
        raise zipfile.BadZipFile("the list of its members is too long")
    with zipfile.ZipFile(path) as archive:
        yield archive


def _directory_bytes(path: Path) -> int:
    """Give how long the list of members is said to be; 0 where there is no end of a zip file to say it."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - _END_BYTES - _LONGEST_COMMENT - _LOCATOR_BYTES - _LARGE_END_BYTES))
        tail = file.read()
    at = tail.rfind(_END)
    if at > len(tail) - _END_BYTES:
        # The sign stands in the record itself, or the record is cut off.
        at = tail.rfind(_END, 0, at)
    if at < 0 or at + _END_BYTES > len(tail):
        return 0
    (length,) = struct.unpack_from("<L", tail, at + _END_LENGTH_AT)
    large = at - _LOCATOR_BYTES - _LARGE_END_BYTES
    if large >= 0 and tail.startswith(_LARGE_END, large) and tail.startswith(_LOCATOR, at - _LOCATOR_BYTES):
        (length,) = struct.unpack_from("<Q", tail, large + _LARGE_LENGTH_AT)
    return int(length)
