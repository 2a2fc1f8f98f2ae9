"""What a file is, told by its content; its suffix only breaks ties and may lie."""

from __future__ import annotations

import codecs
import re
import zipfile
from pathlib import Path

from ingest import zips

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HTML = "text/html"
MARKDOWN = "text/markdown"
TEXT = "text/plain"

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
ODT = "application/vnd.oasis.opendocument.text"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
ODP = "application/vnd.oasis.opendocument.presentation"
DOC = "application/msword"
XLS = "application/vnd.ms-excel"
PPT = "application/vnd.ms-powerpoint"
OLE = "application/x-ole-storage"
ENCRYPTED_OFFICE = "application/x-encrypted-office"
RTF = "application/rtf"
MHT = "multipart/related"
ZIP = "application/zip"
EMPTY = "application/x-empty"
BINARY = "application/octet-stream"

NAMES = {
    PDF: "a PDF",
    DOCX: "a Word document (DOCX)",
    HTML: "a web page",
    MARKDOWN: "a Markdown text",
    TEXT: "a plain text",
    XLSX: "a spreadsheet (XLSX)",
    PPTX: "a PowerPoint presentation (PPTX)",
    ODT: "an OpenDocument text (ODT)",
    ODS: "an OpenDocument spreadsheet (ODS)",
    ODP: "an OpenDocument presentation (ODP)",
    DOC: "an old Word document (DOC)",
    XLS: "an old spreadsheet (XLS)",
    PPT: "an old PowerPoint presentation (PPT)",
    OLE: "an old office document",
    ENCRYPTED_OFFICE: "an office document encrypted with a password",
    RTF: "a Rich Text document (RTF)",
    MHT: "a web archive (MHT)",
    ZIP: "a zip file",
    EMPTY: "an empty file",
    BINARY: "a file of a kind that is not known here",
}
"""What a user calls each kind, with its article."""

PDF_HEADER_WITHIN = 1024
"""Viewers accept a PDF whose header comes late by this many bytes, so some are published like that."""
_SNIFFED = 64 * 1024
_SUFFIXES = {
    ".pdf": PDF,
    ".docx": DOCX,
    ".docm": DOCX,
    ".html": HTML,
    ".htm": HTML,
    ".xhtml": HTML,
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
    ".txt": TEXT,
    ".csv": TEXT,
    ".xlsx": XLSX,
    ".pptx": PPTX,
    ".odt": ODT,
    ".ods": ODS,
    ".odp": ODP,
    ".doc": DOC,
    ".xls": XLS,
    ".ppt": PPT,
    ".rtf": RTF,
    ".mht": MHT,
    ".zip": ZIP,
}
_OFFICE_PARTS = (("word/document.xml", DOCX), ("xl/workbook.xml", XLSX), ("ppt/presentation.xml", PPTX))
_OPEN_DOCUMENT = (ODT, ODS, ODP)
_OLE_STREAMS = (
    ("EncryptedPackage", ENCRYPTED_OFFICE),
    ("WordDocument", DOC),
    ("Workbook", XLS),
    ("PowerPoint Document", PPT),
)
_HTML_START = re.compile(
    rb"\s*+(?:<\?xml[^>]*\?>\s*+)?(?:<!--(?>.*?-->)\s*+)*+"
    rb"<(?:!doctype\s+html|html|head|body|title|meta|h[1-6]|div|table)\b",
    re.IGNORECASE | re.DOTALL,
)
"""Nothing of it is tried twice: pages may begin with any number of comments."""
_HTML_TAG = re.compile(rb"<(?:html|head|body|table|div|p|h[1-6]|ul|ol|span|a\s+href)\b[^<>]*>", re.IGNORECASE)
_MANY_TAGS = 5
_CONTROL = bytes(set(range(32)) - {9, 10, 12, 13, 27}) + b"\x7f"
_CONTROL_SHARE = 0.02
"""A text may hold a stray control character; a binary file is full of them."""


def media_type(path: Path) -> str:
    """Tell what a file is by its content. Raises OSError where it cannot be opened."""
    with path.open("rb") as file:
        head = file.read(_SNIFFED)
    if not head.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        return EMPTY
    if b"%PDF-" in head[:PDF_HEADER_WITHIN] and not _HTML_START.match(head):
        return PDF
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _kind_of_zip(path)
    if head.startswith(bytes.fromhex("d0cf11e0a1b11ae1")):
        return _kind_of_ole(path)
    if head.lstrip().startswith(b"{\\rtf"):
        return RTF
    return _kind_of_text(head, path.suffix.lower())


def mismatch(path: Path, kind: str) -> str | None:
    """Say in a sentence that a file's suffix badly lies about its kind; None where the suffix is right or silent."""
    suffix = path.suffix.lower()
    promised = _SUFFIXES.get(suffix)
    if promised is None or promised == kind or kind in {EMPTY, BINARY}:
        return None
    if {promised, kind} <= {TEXT, MARKDOWN, HTML} or kind == ENCRYPTED_OFFICE:
        return None
    sentence = f"this is {NAMES[kind]} saved with the suffix {suffix}, not {NAMES[promised]}"
    if kind == HTML:
        return f"{sentence}; open the address in a browser and save the file again"
    return sentence


def _kind_of_zip(path: Path) -> str:
    try:
        with zips.opened(path) as archive:
            names = set(archive.namelist())
            for part, kind in _OFFICE_PARTS:
                if part in names:
                    return kind
            if "mimetype" in names:
                with archive.open("mimetype") as member:
                    declared = member.read(100).decode("ascii", "replace").strip()
                return next((kind for kind in _OPEN_DOCUMENT if declared.startswith(kind)), ZIP)
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, ValueError, EOFError):
        # The directory of a zip is at its end, so a download that broke off shows as damaged here: what it was
        # meant to be is then all that is known, and its reader says that it is damaged.
        promised = _SUFFIXES.get(path.suffix.lower())
        return promised if promised in {DOCX, XLSX, PPTX, *_OPEN_DOCUMENT} else ZIP
    return ZIP


def _kind_of_ole(path: Path) -> str:
    """Tell the kind of an old office file by the names of its streams, which stand in it as UTF-16."""
    content = path.read_bytes()
    for name, kind in _OLE_STREAMS:
        if name.encode("utf-16-le") in content:
            return kind
    return OLE


def _kind_of_text(head: bytes, suffix: str) -> str:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        head = head.decode("utf-16", "replace").encode()
    elif head.startswith(codecs.BOM_UTF8):
        head = head[len(codecs.BOM_UTF8) :]
    if len(head.translate(None, _CONTROL)) < len(head) * (1 - _CONTROL_SHARE):
        return BINARY
    if head.lstrip()[:200].lower().startswith(b"mime-version:") and b"multipart/related" in head.lower():
        return MHT
    if suffix in {".md", ".markdown"}:
        return MARKDOWN
    if _HTML_START.match(head) or (suffix != ".txt" and len(_HTML_TAG.findall(head)) >= _MANY_TAGS):
        return HTML
    return HTML if suffix in {".html", ".htm", ".xhtml"} else TEXT
