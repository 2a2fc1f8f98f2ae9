"""The readers: from a file to its blocks, one module a format."""

from __future__ import annotations

from pathlib import Path

from corpus.errors import UnreadableError
from ingest import kinds
from ingest.extract import Extract, Needs, in_time

_WHAT_TO_DO = {
    kinds.ZIP: "unpack it, or name it with the suffix .zip",
    kinds.EMPTY: "fetch the file again",
    kinds.ENCRYPTED_OFFICE: "open it with its password and save it without one",
    kinds.XLS: "save it as PDF",
    kinds.ODS: "save it as PDF",
    kinds.BINARY: "save it as PDF or DOCX, if it is a paper",
}
_SAVE_AS = "save it as PDF or DOCX"


def read(
    path: Path, document_id: str, kind: str, *, max_pages: int, ocr: bool = True, needs: Needs = in_time
) -> Extract:
    """Read a file of a kind that `kinds.media_type` gave; `ocr` says whether pictures of pages may be read.

    `needs` is told of the time that its pages take. Raises `UnreadableError` where the kind is not read or the file
    cannot be; the text says what to do.
    """
    # Each reader is imported when it is needed: the PDF libraries take a while, and most runs meet one format.
    if kind == kinds.PDF:
        from ingest.readers.pdf import read_pdf

        return read_pdf(path, document_id, max_pages=max_pages, ocr=ocr, needs=needs)
    if kind == kinds.DOCX:
        from ingest.readers.docx import read_docx

        return read_docx(path, document_id)
    if kind == kinds.XLSX:
        from ingest.readers.xlsx import read_xlsx

        return read_xlsx(path, document_id)
    if kind == kinds.HTML:
        from ingest.readers.html import read_html

        return read_html(path, document_id)
    if kind in {kinds.TEXT, kinds.MARKDOWN}:
        from ingest.readers.text import read_text

        return read_text(path, document_id, is_markdown=kind == kinds.MARKDOWN)
    raise UnreadableError(unsupported(path, kind))


def unsupported(path: Path, kind: str) -> str:
    """Say that a kind of file is not read, and what to do about it."""
    lie = kinds.mismatch(path, kind)
    what = lie or f"this is {kinds.NAMES.get(kind, kinds.NAMES[kinds.BINARY])}"
    if kind != kinds.EMPTY:
        what += ", which is not read" if not lie else ""
    return f"{what}: {_WHAT_TO_DO.get(kind, _SAVE_AS)}"
