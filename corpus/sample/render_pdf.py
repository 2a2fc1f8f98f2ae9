"""The sample papers as PDF: A4, built-in typefaces, running head and printed page numbers, ruled tables."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence
from pathlib import Path

from reportlab.lib import colors
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    KeepTogether,
    NextPageTemplate,
    PageTemplate,
    Spacer,
)
from reportlab.platypus import PageBreak as NewPage
from reportlab.platypus import Paragraph as Text
from reportlab.platypus import Table as Grid

from corpus.sample.notation import Bullet, Fields, Heading, Line, PageBreak, Paragraph, Part, Piece, Table

MARGIN = 24 * mm
HEAD_ROOM = 26 * mm
FOOT_ROOM = 22 * mm
NUMBER_WIDTH = 15 * mm  # room for "5.6.10" before the text of a numbered paragraph
HEADING_ROOM = 26 * mm  # a heading and two lines of what it heads
BLANK = "This page is intentionally left blank"
INK = colors.HexColor("#1b2a3a")
SHADE = colors.HexColor("#dbe4ec")
RULE = colors.HexColor("#8a97a3")
FIGURE = re.compile(r"[(\-–+£]*\d[\d,.]*(?:%|m|k)?\)?|[-–]")

BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=11.5, leading=16, spaceAfter=9, textColor=colors.black)
BULLET = ParagraphStyle("bullet", BODY, leftIndent=NUMBER_WIDTH + 12, bulletIndent=NUMBER_WIDTH, spaceAfter=3)
NUMBERED = ParagraphStyle("numbered", BODY, leftIndent=NUMBER_WIDTH, bulletIndent=0, bulletFontSize=11.5)
APART = ParagraphStyle("line", BODY, spaceAfter=1)
LAST = ParagraphStyle("last line", APART, spaceAfter=12)
CAPTION = ParagraphStyle("caption", BODY, fontName="Helvetica-Bold", fontSize=9.5, leading=12, spaceBefore=4)
CELL = ParagraphStyle("cell", BODY, fontSize=9.2, leading=11.6, spaceAfter=0)
FIGURE_CELL = ParagraphStyle("figure", CELL, alignment=TA_RIGHT)
HEADINGS = {
    1: ParagraphStyle(
        "title", BODY, spaceBefore=6, fontName="Helvetica-Bold", fontSize=16, leading=20, spaceAfter=10, textColor=INK
    ),
    2: ParagraphStyle("section", BODY, fontName="Helvetica-Bold", fontSize=13, leading=16, spaceBefore=8, spaceAfter=5),
    3: ParagraphStyle("part", BODY, fontName="Helvetica-Bold", fontSize=11.5, leading=15, spaceBefore=4, spaceAfter=4),
}

Range = tuple[int, int]


def _markup(text: str) -> str:
    return re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", html.escape(text, quote=False))


def _row(row: Sequence[str], figures: Sequence[bool], *, head: bool) -> list[Flowable]:
    marked = (f"<b>{_markup(cell)}</b>" if head else _markup(cell) for cell in row)
    return [Text(cell, FIGURE_CELL if right else CELL) for cell, right in zip(marked, figures, strict=True)]


def _table(table: Table, width: float) -> list[Flowable]:
    columns = list(zip(*table.rows[1:], strict=True))
    figures = [sum(bool(FIGURE.fullmatch(cell)) for cell in column) > len(column) / 2 for column in columns]
    rows = [_row(row, figures, head=index == 0) for index, row in enumerate(table.rows)]
    widths = [width * share / sum(table.widths) for share in table.widths]
    grid = Grid(rows, colWidths=widths, repeatRows=1, hAlign="LEFT")
    grid.setStyle(
        [
            ("GRID", (0, 0), (-1, -1), 0.5, RULE),
            ("BACKGROUND", (0, 0), (-1, 0), SHADE),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("TOPPADDING", (0, 0), (-1, -1), 3),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
        ]
    )
    caption = [Text(_markup(table.caption), CAPTION)] if table.caption else []
    return [*caption, grid, Spacer(1, 9)]


def _fields(fields: Fields, width: float) -> list[Flowable]:
    rows = [[Text(f"<b>{_markup(name)}</b>", BODY), Text(_markup(value), BODY)] for name, value in fields.pairs]
    grid = Grid(rows, colWidths=[width * 0.28, width * 0.72], hAlign="LEFT")
    grid.setStyle([("BOX", (0, 0), (-1, -1), 0.8, INK), ("VALIGN", (0, 0), (-1, -1), "TOP")])
    return [grid, Spacer(1, 10)]


def _heading(heading: Heading) -> Flowable:
    text = _markup(heading.text)
    if not heading.number:
        return Text(text, HEADINGS[heading.level])
    style = ParagraphStyle("numbered heading", HEADINGS[heading.level], leftIndent=NUMBER_WIDTH, bulletIndent=0)
    style.bulletFontName, style.bulletFontSize = style.fontName, style.fontSize
    return Text(text, style, bulletText=heading.number)


def _flow(piece: Piece, width: float) -> list[Flowable]:
    match piece:
        case Heading():
            return [_heading(piece)]
        case Table():
            return _table(piece, width)
        case Fields():
            return _fields(piece, width)
        case PageBreak():
            return [NewPage()]
        case Bullet():
            return [Text(_markup(piece.text), BULLET, bulletText="•")]
        case Line():
            return [Text(_markup(piece.text), LAST if piece.last else APART)]
        case Paragraph(number="") | Paragraph():
            style = NUMBERED if piece.number else BODY
            return [Text(_markup(piece.text), style, bulletText=piece.number or None)]


def _furniture(
    part: Part, offset: int, seen: dict[str, list[int]], key: str
) -> Callable[[Canvas, BaseDocTemplate], None]:
    """Give the function that prints head, stamp and foot of each page of a part, and notes the pages' labels."""

    def draw(canvas: Canvas, _document: BaseDocTemplate) -> None:
        width, height = canvas._pagesize
        label = canvas.getPageNumber() - offset
        first = not seen.setdefault(key, [])
        seen[key].append(label)
        canvas.saveState()
        canvas.setFillColor(INK)
        canvas.setFont("Helvetica", 8.5)
        if part.head:
            canvas.drawString(MARGIN, height - 15 * mm, part.head)
            canvas.setStrokeColor(RULE)
            canvas.line(MARGIN, height - 17 * mm, width - MARGIN, height - 17 * mm)
        if part.stamp and first:
            canvas.setFont("Helvetica-Bold", 10)
            canvas.drawRightString(width - MARGIN, height - 14.5 * mm, part.stamp)
        if part.labelled and label > 0:
            canvas.setFont("Helvetica", 9)
            canvas.drawCentredString(width / 2, 12 * mm, f"Page {label}")
        canvas.restoreState()

    return draw


def _template(part: Part, key: str, offset: int, seen: dict[str, list[int]]) -> PageTemplate:
    size = landscape(A4) if part.landscape else A4
    frame = Frame(
        MARGIN, FOOT_ROOM, size[0] - 2 * MARGIN, size[1] - HEAD_ROOM - FOOT_ROOM,
        leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0,
    )  # fmt: skip
    return PageTemplate(key, [frame], pagesize=size, onPage=_furniture(part, offset, seen, key))


def _together(pieces: Sequence[Piece], width: float) -> list[Flowable]:
    """Give a part's flow, in which no heading ends a page and no table leaves its caption and heading behind."""
    story: list[Flowable] = []
    headings: list[Flowable] = []
    for piece in pieces:
        flow = _flow(piece, width)
        if isinstance(piece, Heading):
            headings += flow
        elif isinstance(piece, Table):
            story.append(KeepTogether([*headings, *flow]))
            headings = []
        else:
            room = [CondPageBreak(HEADING_ROOM * len(headings))] if headings else []
            story += [*room, *headings, *flow]
            headings = []
    return [*story, *headings]


def _blank_page(size: tuple[float, float]) -> list[Flowable]:
    return [Spacer(1, size[1] * 0.35), Text(BLANK, ParagraphStyle("blank", BODY, alignment=1))]


def _story(parts: Sequence[Part], ranges: dict[str, Range]) -> list[Flowable]:
    def resolved(text: str) -> str:
        def pages(match: re.Match[str]) -> str:
            first, last = ranges.get(match[1], (1, 1))
            return f"(Pages {first} - {last})"

        return re.sub(r"\{\{pages:(\w+)\}\}", pages, text)

    story: list[Flowable] = []
    for index, part in enumerate(parts):
        size = landscape(A4) if part.landscape else A4
        if index:
            story += [NextPageTemplate(f"part{index}"), NewPage()]
        pieces = [Paragraph(p.number, resolved(p.text)) if isinstance(p, Paragraph) else p for p in part.pieces]
        story += _together(pieces, size[0] - 2 * MARGIN)
        if part.blank_after:
            story += [NewPage(), *_blank_page(size)]
    return story


def _build(parts: Sequence[Part], target: Path, ranges: dict[str, Range]) -> dict[str, Range]:
    seen: dict[str, list[int]] = {}
    offset = parts[0].offset
    document = BaseDocTemplate(
        str(target), pagesize=A4, invariant=1, title=parts[0].title, author=parts[0].council,
        subject="Sample paper of an invented council", creator="Scrutineer sample papers",
    )  # fmt: skip
    document.addPageTemplates([_template(part, f"part{index}", offset, seen) for index, part in enumerate(parts)])
    document.build(_story(parts, ranges))
    labels = {part.anchor: seen[f"part{index}"] for index, part in enumerate(parts) if part.anchor}
    return {anchor: (min(pages), max(pages)) for anchor, pages in labels.items()}


def write_pdf(parts: Sequence[Part], target: Path) -> None:
    """Write a paper's parts as one PDF. The agenda's page ranges come from a first pass over the whole."""
    ranges = _build(parts, target, {})
    _build(parts, target, ranges)
