"""The sample papers as DOCX: Word's own heading styles and automatic numbering, as officers write their reports."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph as WordParagraph

from corpus.sample.notation import Bullet, Fields, Heading, Line, PageBreak, Paragraph, Part, Piece, Table

MOMENT = datetime.datetime(2018, 1, 1)  # a fixed time, so that the same text gives the same file
ZIP_MOMENT = (1980, 1, 1, 0, 0, 0)  # the earliest a zip file can hold
LIST_ID = "90"  # a number that the default template does not use
PATTERNS = ("%1.0", "%1.%2", "%1.%2.%3")
SHADE = "DBE4EC"


def _numbering(document: Document) -> None:
    """Define a list of three levels: 1.0 for sections, 1.1 for paragraphs, 1.1.1 below them."""
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="{pattern}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="720" w:hanging="720"/></w:pPr></w:lvl>'
        for level, pattern in enumerate(PATTERNS)
    )
    kind = '<w:multiLevelType w:val="multilevel"/>'
    root = document.part.numbering_part.element
    abstract = parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{LIST_ID}">{kind}{levels}</w:abstractNum>')
    root.insert(0, abstract)
    reference = f'<w:abstractNumId w:val="{LIST_ID}"/>'
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{LIST_ID}">{reference}</w:num>'))


def _numbered(paragraph: WordParagraph, piece: Heading | Paragraph, level: int) -> None:
    """Put a piece's text into the paragraph, as an item of the list's level where the piece is numbered."""
    _runs(paragraph, piece.text)
    if piece.number:
        item = f'<w:ilvl w:val="{level}"/><w:numId w:val="{LIST_ID}"/>'
        paragraph._p.get_or_add_pPr().append(parse_xml(f"<w:numPr {nsdecls('w')}>{item}</w:numPr>"))


def _runs(paragraph: WordParagraph, text: str) -> None:
    for index, run in enumerate(re.split(r"\*\*(.+?)\*\*", text)):
        if run:
            paragraph.add_run(run).bold = True if index % 2 else None


def _table(document: Document, rows: Sequence[Sequence[str]], caption: str = "", *, head: bool) -> None:
    if caption:
        document.add_paragraph(caption, style="Caption")
    grid = document.add_table(rows=0, cols=len(rows[0]))
    grid.style = "Table Grid"
    for index, row in enumerate(rows):
        for cell, text in zip(grid.add_row().cells, row, strict=True):
            cell.paragraphs[0].add_run(text).bold = head and index == 0
            if head and index == 0:
                cell._tc.get_or_add_tcPr().append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="{SHADE}"/>'))
    document.add_paragraph()


def _add(document: Document, piece: Piece) -> None:
    match piece:
        case Heading():
            _numbered(document.add_heading(level=piece.level), piece, piece.level - 2)
        case Table():
            _table(document, piece.rows, piece.caption, head=True)
        case Fields():
            _table(document, piece.pairs, head=False)
        case Bullet():
            _runs(document.add_paragraph(style="List Bullet"), piece.text)
        case PageBreak():
            document.add_paragraph().paragraph_format.page_break_before = True
        case Line():
            _runs(document.add_paragraph(), piece.text)
        case Paragraph():
            _numbered(document.add_paragraph(), piece, piece.number.count("."))


def _save(document: Document, target: Path) -> None:
    """Save with fixed times in the zip, so that the same text gives the same file."""
    buffer = io.BytesIO()
    document.save(buffer)
    with zipfile.ZipFile(buffer) as made, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as kept:
        for name in made.namelist():
            kept.writestr(zipfile.ZipInfo(name, ZIP_MOMENT), made.read(name), zipfile.ZIP_DEFLATED)


def write_docx(parts: Sequence[Part], target: Path) -> None:
    """Write a paper's parts as one DOCX. Printed numbers become automatic ones: the texts number in order."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.header.paragraphs[0].text = parts[0].head
    document.styles["Normal"].font.name = "Arial"
    document.styles["Normal"].font.size = Pt(11)
    core = document.core_properties
    core.title, core.author, core.subject = parts[0].title, parts[0].council, "Sample paper of an invented council"
    core.last_modified_by, core.comments, core.revision = parts[0].council, "", 1
    core.created = core.modified = MOMENT
    _numbering(document)
    for part in parts:
        for piece in part.pieces:
            _add(document, piece)
    _save(document, target)
