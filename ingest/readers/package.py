"""Office files are zip packages of XML parts; damaged, unsafe and far too large ones are refused before parsing."""

from __future__ import annotations

import logging
import zipfile
import zlib
from pathlib import Path

from docx.opc.exceptions import OpcError

from corpus.errors import UnreadableError

logger = logging.getLogger(__name__)

MAX_PART_BYTES = 100 * 1024 * 1024
"""One XML part, unpacked: a report of a thousand pages has some ten megabytes."""
MAX_UNPACKED_BYTES = 1024 * 1024 * 1024
DAMAGED = "{what} is damaged: fetch it again, or open it in its own program and save it again"
TOO_DEEP = ("Excessive depth", "recursion depth")
"""What lxml says of elements nested more than 256 deep, tables in tables among them, and Python of its own calls."""
# What zipfile, lxml (whose syntax errors are SyntaxErrors), python-docx and openpyxl raise for damaged files.
ERRORS = (
    OpcError,
    KeyError,
    TypeError,
    ValueError,
    AttributeError,
    IndexError,
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    RuntimeError,
    SyntaxError,
)
_PROLOGUE = 4096
"""A document type declaration can only stand before the first element."""


def check_package(path: Path, what: str) -> None:
    """Raise `UnreadableError` for a file that must not be parsed; `what` names it: "the Word document"."""
    try:
        with zipfile.ZipFile(path) as package:
            members = package.infolist()
            parts = [member for member in members if member.filename.endswith((".xml", ".rels"))]
            too_large = any(part.file_size > MAX_PART_BYTES for part in parts)
            if too_large or sum(member.file_size for member in members) > MAX_UNPACKED_BYTES:
                raise UnreadableError(f"{what} is far too large when unpacked, as a zip bomb is")
            for part in parts:
                with package.open(part) as opened:
                    start = opened.read(_PROLOGUE).replace(b"\0", b"")
                if b"<!DOCTYPE" in start or b"<!ENTITY" in start:
                    raise UnreadableError(f"{what} declares entities of its own, as an attack does: save it again")
            package.read("[Content_Types].xml")
    except ERRORS as error:
        raise damaged(path, what, error) from error


def holds_macros(path: Path) -> bool:
    """Say whether an office file declares macros; its readers take the text alone and run nothing."""
    with zipfile.ZipFile(path) as package:
        return b"macroEnabled" in package.read("[Content_Types].xml")


def damaged(path: Path, what: str, error: Exception) -> UnreadableError:
    """Give the error for a file that its library could not read."""
    logger.info("cannot read %s: %s", path, error)
    if any(sign in str(error) for sign in TOO_DEEP):
        return UnreadableError(f"{what} is nested too deeply to be read: save it as PDF")
    return UnreadableError(DAMAGED.format(what=what))
