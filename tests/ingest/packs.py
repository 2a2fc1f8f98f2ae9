"""Packs drawn for tests: each page a list of lines, the first of them in the upper margin where it is a stamp."""

from __future__ import annotations

from pathlib import Path

from corpus.records import Document
from corpus.settings import Settings
from ingest import kinds
from ingest.reading import Reading, read_document
from tests.ingest.drawn import Sheet, draw

STAMP = "^"
"""Begins a line that is drawn in the upper margin; "_" one at the foot, "#" a bold one."""


def page(*lines: str):
    """A page of lines of text."""

    def onto(sheet: Sheet) -> None:
        y = 120.0
        for line in lines:
            if line.startswith(STAMP):
                sheet.write(380, 40, line[1:], 10)
            elif line.startswith("_"):
                sheet.write(280, 815, line[1:], 9)
            elif line.startswith("#"):
                sheet.write(72, y, line[1:], 13, bold=True)
                y += 30
            else:
                sheet.write(72, y, line)
                y += 26

    return onto


def read_pack(folder: Path, *pages, name: str = "pack.pdf", allow_exempt: bool = False) -> Reading:
    """Read a pack of such pages."""
    path = draw(folder / name, *pages)
    document = Document("d", name, str(path), "", kinds.PDF)
    return read_document(path, document, Settings(), allow_exempt=allow_exempt)


def outline(reading: Reading) -> list[tuple[str, str, int | None, int | None]]:
    """Kind, item, first and last page of each paper."""
    return [(str(p.kind), p.item, p.first_page, p.last_page) for p in reading.papers]
