"""Office files are zip packages of XML parts; damaged, unsafe and far too large ones are refused before parsing."""

from __future__ import annotations

import logging
import re
import zipfile
import zlib
from pathlib import Path

from docx.opc.exceptions import OpcError

from corpus.errors import UnreadableError
from ingest import zips

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
_PIECE = 65_536
_LONGEST_PROLOGUE = 1024 * 1024
"""Bytes before the first element at the most; office programs write one line."""
_FIRST_ELEMENT = re.compile(rb"<[A-Za-z_:\x80-\xff]")
"""A document type declaration can only stand before it."""
_ENCODING = re.compile(rb"""\s*<\?xml[^>]*?\bencoding\s*=\s*["']([^"'>]*)""")
_ENCODINGS = (b"utf-8", b"utf8", b"utf-16", b"us-ascii", b"ascii", b"iso-8859-", b"windows-125")
"""Encodings of XML parts in which markup is written with the bytes of ASCII, zeros aside."""
_PICTURES = ".svg"
"""Pictures of this kind are XML, may well have a document type, and are not read."""
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def check_package(path: Path, what: str) -> None:
    """Raise `UnreadableError` for a file that must not be parsed; `what` names it: "the Word document"."""
    try:
        with zips.opened(path) as package:
            members = package.infolist()
            parts = [member for member in members if member.filename.endswith((".xml", ".rels"))]
            too_large = any(part.file_size > MAX_PART_BYTES for part in parts)
            if too_large or sum(member.file_size for member in members) > MAX_UNPACKED_BYTES:
                raise UnreadableError(f"{what} is far too large when unpacked, as a zip bomb is")
            if any(_declares(package, member) for member in members if not member.filename.endswith(_PICTURES)):
                raise UnreadableError(f"{what} declares entities of its own, as an attack does: save it again")
            package.read("[Content_Types].xml")
    except ERRORS as error:
        raise damaged(path, what, error) from error


def _declares(package: zipfile.ZipFile, member: zipfile.ZipInfo) -> bool:
    """Say whether a part, whatever its name, is XML with a document type of its own, or hides whether it is."""
    with package.open(member) as opened:
        start = opened.read(_PIECE)
        for mark in _MARKS:
            start = start.removeprefix(mark)
        start = start.replace(b"\0", b"")
        if not start.lstrip().startswith(b"<"):
            return False
        encoding = _ENCODING.match(start)
        if encoding and not encoding[1].lower().startswith(_ENCODINGS):
            return True
        before = bytearray(start)
        while not _FIRST_ELEMENT.search(before) and (piece := opened.read(_PIECE)):
            before += piece.replace(b"\0", b"")
            if len(before) > _LONGEST_PROLOGUE:
                return True
    first = _FIRST_ELEMENT.search(before)
    prologue = bytes(before[: first.start()] if first else before)
    return b"<!DOCTYPE" in prologue or b"<!ENTITY" in prologue


def holds_macros(path: Path) -> bool:
    """Say whether an office file declares macros; its readers take the text alone and run nothing."""
    with zips.opened(path) as package:
        return b"macroEnabled" in package.read("[Content_Types].xml")


def damaged(path: Path, what: str, error: Exception) -> UnreadableError:
    """Give the error for a file that its library could not read."""
    logger.info("cannot read %s: %s", path, error)
    if any(sign in str(error) for sign in TOO_DEEP):
        return UnreadableError(f"{what} is nested too deeply to be read: save it as PDF")
    return UnreadableError(DAMAGED.format(what=what))
