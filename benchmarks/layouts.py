"""Papers of other councils as PDF, in looks that the sample papers have not: typeface, tables, page numbers, slides.

A text's `layout` names its look. The notation is that of the sample papers (`corpus/sample/notation.py`).
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Spacer
from reportlab.platypus import PageBreak as NewPage
from reportlab.platypus import Paragraph as Text
from reportlab.platypus import Table as Grid

from corpus.sample.notation import Bullet, Fields, Heading, Line, PageBreak, Paragraph, Part, Piece, Table

Commands = list[tuple[object, ...]]

RULES: dict[str, Commands] = {
    "box": [("GRID", (0, 0), (-1, -1), 0.8, colors.black)],
    "rows": [("LINEBELOW", (0, 0), (-1, -1), 0.4, colors.grey), ("LINEABOVE", (0, 0), (-1, 0), 0.8, colors.black)],
    "head": [("LINEBELOW", (0, 0), (-1, 0), 0.8, colors.black)],
    "zebra": [("ROWBACKGROUNDS", (0, 1), (-1, -1), [colors.HexColor("#eef1e6"), colors.white])],
}
"""How tables are set off: ruled cells, rules between rows, a rule below the head alone, shaded rows."""
CAPITALS = frozenset({"zebra", "minutes"})
"""Looks that print the headings of sections in capitals."""


@dataclass(frozen=True, slots=True)
class Look:
    """A look: typeface, size in points, how tables are ruled, and the page number with {page} and {pages}."""

    font: str
    bold: str
    size: float
    rules: str
    label: str
    wide: bool = False
    centred: bool = False


LOOKS = {
    "serif": Look("Times-Roman", "Times-Bold", 12, "box", "Page {page} of {pages}"),
    "columns": Look("Helvetica", "Helvetica-Bold", 10, "rows", "{page}"),
    "lines": Look("Helvetica", "Helvetica-Bold", 10.5, "head", "- {page} -"),
    "zebra": Look("Helvetica", "Helvetica-Bold", 11, "zebra", "Page {page}"),
    "minutes": Look("Times-Roman", "Times-Bold", 12, "box", "{page}", centred=True),
    "slides": Look("Helvetica", "Helvetica-Bold", 20, "rows", "", wide=True),
}


class Styles:
    """The styles of a look's pieces."""

    def __init__(self, look: Look) -> None:
        size = look.size
        self.body = ParagraphStyle("body", fontName=look.font, fontSize=size, leading=size * 1.3, spaceAfter=size * 0.6)
        self.bullet = ParagraphStyle("bullet", self.body, leftIndent=size * 2, bulletIndent=size * 0.8)
        self.line = ParagraphStyle("line", self.body, alignment=1 if look.centred else 0, spaceAfter=2)
        self.cell = ParagraphStyle("cell", self.body, fontSize=size * 0.85, leading=size * 1.05, spaceAfter=0)
        self.head = ParagraphStyle("head", self.cell, fontName=look.bold)
        self.caption = ParagraphStyle("caption", self.body, fontName=look.bold, fontSize=size * 0.9)
        self.headings = {
            level: ParagraphStyle(f"heading{level}", self.body, fontName=look.bold, fontSize=size + more, spaceBefore=6)
            for level, more in ((1, 5), (2, 2), (3, 1))
        }
        for style in self.headings.values():
            style.leading = style.fontSize * 1.25


def _markup(text: str) -> str:
    return re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", html.escape(text, quote=False))


def _table(table: Table, look: Look, styles: Styles, width: float) -> list[Flowable]:
    rows = [
        [Text(_markup(cell), styles.cell if index else styles.head) for cell in row]
        for index, row in enumerate(table.rows)
    ]
    grid = Grid(rows, colWidths=[width * share / sum(table.widths) for share in table.widths], repeatRows=1)
    grid.setStyle([*RULES[look.rules], ("VALIGN", (0, 0), (-1, -1), "TOP")])
    caption = [Text(_markup(table.caption), styles.caption)] if table.caption else []
    return [*caption, grid, Spacer(1, look.size)]


def _fields(fields: Fields, styles: Styles, width: float) -> list[Flowable]:
    rows = [[Text(_markup(name), styles.head), Text(_markup(value), styles.cell)] for name, value in fields.pairs]
    return [Grid(rows, colWidths=[width * 0.25, width * 0.75], style=[("VALIGN", (0, 0), (-1, -1), "TOP")])]


def _flow(piece: Piece, part: Part, look: Look, styles: Styles, width: float) -> list[Flowable]:
    match piece:
        case Heading():
            text = f"{piece.number} {piece.text}".strip()
            capitals = part.layout in CAPITALS and piece.level > 1
            return [Text(_markup(text.upper() if capitals else text), styles.headings[piece.level])]
        case Table():
            return _table(piece, look, styles, width)
        case Fields():
            return _fields(piece, styles, width)
        case PageBreak():
            return [NewPage()]
        case Bullet():
            return [Text(_markup(piece.text), styles.bullet, bulletText="•")]
        case Line():
            return [Text(_markup(piece.text), styles.line)]
        case Paragraph():
            return [Text(_markup(f"{piece.number} {piece.text}".strip()), styles.body)]


def _build(part: Part, target: Path, pages: int) -> int:
    look = LOOKS[part.layout]
    size = landscape(A4) if look.wide else A4
    margin = 22 * mm
    width = size[0] - 2 * margin

    def furniture(canvas: Canvas, _document: BaseDocTemplate) -> None:
        canvas.setFont(look.font, 8.5)
        canvas.drawRightString(size[0] - margin, size[1] - 12 * mm, part.head)
        canvas.drawCentredString(size[0] / 2, 10 * mm, look.label.format(page=canvas.getPageNumber(), pages=pages))

    document = BaseDocTemplate(str(target), pagesize=size, invariant=1, title=part.title, author=part.council)
    frame = Frame(margin, 18 * mm, width, size[1] - 38 * mm, leftPadding=0, rightPadding=0)
    document.addPageTemplates([PageTemplate("page", [frame], onPage=furniture)])
    styles = Styles(look)
    document.build([flowable for piece in part.pieces for flowable in _flow(piece, part, look, styles, width)])
    return int(document.page)


def write_pdf(parts: Sequence[Part], target: Path) -> None:
    """Write a paper of one part as PDF in its look. The number of pages comes from a first pass."""
    [part] = parts
    _build(part, target, _build(part, target, 0))
