"""Holding a file that is read, so that no writer takes it over to make the next generation of it."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows: nothing is ever taken over there
    CAN_TAKE = False
else:
    CAN_TAKE = True
_WITHOUT_LOCKS = {errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP}
"""What is said of a lock where the file system has none."""


def held(file: Path) -> int | None:
    """Hold a file against being taken over; give the handle to close when it has been read.

    None where files cannot be held, nor then taken. Raises `OSError` where it is gone or somebody has taken it over.
    """
    if not CAN_TAKE:
        return None
    handle = os.open(file, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
        if not os.path.samestat(os.fstat(handle), file.stat()):
            raise FileNotFoundError(f"{file} has given way to a later generation")
    except BaseException as error:
        os.close(handle)
        if isinstance(error, OSError) and error.errno in _WITHOUT_LOCKS:
            return None
        raise
    return handle


@contextmanager
def taken(file: Path) -> Iterator[bool]:
    """Take a file over for the block, unless somebody holds it; tell whether it is taken."""
    if not CAN_TAKE or not file.is_file():
        yield False
        return
    handle = os.open(file, os.O_RDONLY)
    try:
        free = True
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            free = False
        yield free
    finally:
        os.close(handle)
