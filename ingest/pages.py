"""A page of a PDF file as pdfium gives it: its words with their boxes, ruling lines, shaded areas and pictures."""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from math import atan2, degrees, hypot

import pypdfium2
import pypdfium2.raw as raw

from ingest.layout import Area, Edge, PageLayout, Word

HYPHENS = "\x02\ufffe"
"""What pdfium gives for a hyphen at the end of a line."""
BULLET = "•"
INVISIBLE = (0x00, 0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF)
"""Soft hyphens, zero-width spaces and joiners."""
LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
PRIVATE = range(0xE000, 0xF900)
"""Code points without a meaning of their own; papers use them for the bullets of symbol fonts."""
TIDY: dict[int, str | None] = {
    **dict.fromkeys(PRIVATE, BULLET),
    **LIGATURES,
    **dict.fromkeys(INVISIBLE, None),
}
_RUN = re.compile(rf"[^\s\x00{HYPHENS}]+")
BOLD_WEIGHT = 600
BOLD_NAMES = ("bold", "black", "heavy", "semibold", "demi")
NAME_LENGTH = 256
THIN = 3.0
"""A filled rectangle no wider than this, in points, is a drawn line."""
SHORT = 3.0
"""Lines shorter than this are corners and dots."""
STRAIGHT = 1.0
"""How far, in points, the ends of a level line may differ in height."""
WHOLE_PAGE = 0.9
"""A rectangle that covers more of the page than this is its background."""
WHITE = (250, 250, 250)
DEEPEST_FORM = 8

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True)
class Frame:
    """The change from a page's own coordinates (from the bottom left) to the reading frame, turned clockwise."""

    left: float
    bottom: float
    right: float
    top: float
    turn: int

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the frame."""
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.turn in (90, 270) else (width, height)

    def point(self, x: float, y: float) -> Point:
        """Give a point's distance from the left and from the top of the frame."""
        if self.turn == 90:
            return y - self.bottom, x - self.left
        if self.turn == 180:
            return self.right - x, y - self.bottom
        if self.turn == 270:
            return self.top - y, self.right - x
        return x - self.left, self.top - y


@dataclass(frozen=True, slots=True)
class _Style:
    """What the words of one text object have in common."""

    size: float
    bold: bool
    turn: int


def read_page(page: pypdfium2.PdfPage, number: int) -> PageLayout:
    """Read one open page; `number` counts the pages of the file from 1."""
    left, bottom, right, top = page.get_bbox()
    shown = page.get_rotation()
    textpage = page.get_textpage()
    try:
        handle = textpage.raw
        runs = list(_RUN.finditer(_text(handle)))
        styles = _styles(handle, [run.start() for run in runs])
        usual = Counter(style.turn for style in styles).most_common(1)[0][0] if styles else shown
        frame = Frame(left, bottom, right, top, usual)
        words = tuple(_words(handle, runs, styles, frame))
    finally:
        textpage.close()
    edges, areas, pictures = _drawing(page.raw, frame)
    width, height = frame.size
    return PageLayout(number, width, height, words, edges, areas, (usual - shown) % 360, pictures)


def _text(textpage: object) -> str:
    """Give the page's text with one character for each of pdfium's, so that positions in it are pdfium's."""
    count = raw.FPDFText_CountChars(textpage)
    buffer = (ctypes.c_ushort * (count + 1))()
    if raw.FPDFText_GetText(textpage, 0, count, buffer) == count + 1:
        text = bytes(buffer)[: 2 * count].decode("utf-16-le", "replace")
        if len(text) == count:
            return text
    return "".join(chr(raw.FPDFText_GetUnicode(textpage, index)) for index in range(count))


def _styles(textpage: object, starts: list[int]) -> list[_Style]:
    known: dict[int, _Style] = {}
    styles: list[_Style] = []
    for index in starts:
        item = raw.FPDFText_GetTextObject(textpage, index)
        key = ctypes.addressof(item.contents) if item else 0
        style = known.get(key)
        if style is None:
            matrix = raw.FS_MATRIX(1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
            raw.FPDFText_GetMatrix(textpage, index, matrix)
            size = raw.FPDFText_GetFontSize(textpage, index) * (hypot(matrix.c, matrix.d) or 1.0)
            turn = round(degrees(atan2(matrix.b, matrix.a)) / 90.0) * 90 % 360
            style = _Style(round(size * 2) / 2, bool(item) and _is_bold(item), turn)
            if key:
                known[key] = style
        styles.append(style)
    return styles


def _words(textpage: object, runs: list[re.Match[str]], styles: list[_Style], frame: Frame) -> Iterator[Word]:
    rect = raw.FS_RECTF()
    for run, style in zip(runs, styles, strict=True):
        text = run.group().translate(TIDY)
        corners: list[Point] = []
        for index in (run.start(), run.end() - 1):
            if raw.FPDFText_GetLooseCharBox(textpage, index, rect):
                corners += [frame.point(rect.left, rect.top), frame.point(rect.right, rect.bottom)]
        if not corners or not text:
            continue
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        after, before = run.string[run.end() : run.end() + 1], run.string[max(0, run.start() - 1) : run.start()]
        yield Word(
            text,
            min(xs),
            min(ys),
            max(xs),
            max(ys),
            style.size,
            style.bold,
            hyphen=bool(after) and after in HYPHENS,
            glued=bool(before) and before in HYPHENS,
            upright=style.turn == frame.turn,
        )


def _is_bold(text_object: object) -> bool:
    font = raw.FPDFTextObj_GetFont(text_object)
    if not font:
        return False
    name = ctypes.create_string_buffer(NAME_LENGTH)
    raw.FPDFFont_GetBaseFontName(font, name, NAME_LENGTH)
    plain = name.value.decode("utf-8", "replace").lower()
    return any(part in plain for part in BOLD_NAMES) or raw.FPDFFont_GetWeight(font) >= BOLD_WEIGHT


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _objects(page: object) -> Iterator[tuple[object, int, Matrix]]:
    """Give every drawn object with its kind and the matrix to the page's coordinates, those inside forms too."""

    def walk(count: int, get: Callable[[int], object], outer: Matrix, depth: int) -> Iterator[tuple[object, int, Matrix]]:
        for index in range(count):
            item = get(index)
            kind = raw.FPDFPageObj_GetType(item)
            if kind not in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM):
                continue
            matrix = raw.FS_MATRIX()
            raw.FPDFPageObj_GetMatrix(item, matrix)
            inner = _times((matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f), outer)
            if kind != raw.FPDF_PAGEOBJ_FORM:
                yield item, kind, inner
            elif depth < DEEPEST_FORM:
                parts = raw.FPDFFormObj_CountObjects(item)
                yield from walk(parts, lambda i, form=item: raw.FPDFFormObj_GetObject(form, i), inner, depth + 1)  # type: ignore[misc]

    yield from walk(raw.FPDFPage_CountObjects(page), lambda i: raw.FPDFPage_GetObject(page, i), IDENTITY, 0)


def _drawing(page: object, frame: Frame) -> tuple[tuple[Edge, ...], tuple[Area, ...], float]:
    edges: list[Edge] = []
    areas: list[Area] = []
    covered = 0.0
    width, height = frame.size
    sheet = Area(0.0, 0.0, width, height)
    for item, kind, matrix in _objects(page):
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            corners = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)]
            covered += _within(_bounds([_shown(frame, matrix, point) for point in corners]), sheet).size
            continue
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(item, fill, stroke)
        for points in _outlines(item):
            shown = [_shown(frame, matrix, point) for point in points]
            bounds = _within(_bounds(shown), sheet)
            if stroke.value and bounds.size < WHOLE_PAGE * sheet.size:
                edges += _strokes(shown)
            elif fill.value:
                edges += _thin(bounds)
                if _is_rectangle(shown) and bounds.size < WHOLE_PAGE * sheet.size:
                    areas.append(replace(bounds, colour=_colour(item)))
    return tuple(edges), tuple(area for area in areas if _is_shade(area)), min(1.0, covered / (sheet.size or 1.0))


def _shown(frame: Frame, matrix: Matrix, point: Point) -> Point:
    a, b, c, d, e, f = matrix
    return frame.point(a * point[0] + c * point[1] + e, b * point[0] + d * point[1] + f)


def _bounds(points: list[Point]) -> Area:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Area(min(xs), min(ys), max(xs), max(ys))


def _within(area: Area, sheet: Area) -> Area:
    return Area(
        max(area.left, sheet.left), max(area.top, sheet.top), min(area.right, sheet.right), min(area.bottom, sheet.bottom)
    )


def _outlines(path: object) -> Iterator[list[Point]]:
    """Give the points of each part of a path; parts with curves are left out, since no table is ruled with them."""
    points: list[Point] = []
    curved = False
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(raw.FPDFPath_CountSegments(path)):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        kind = raw.FPDFPathSegment_GetType(segment)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            if len(points) > 1 and not curved:
                yield points
            points, curved = [], False
        curved = curved or kind == raw.FPDF_SEGMENT_BEZIERTO
        points.append((x.value, y.value))
        if raw.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if len(points) > 1 and not curved:
        yield points


def _strokes(points: list[Point]) -> Iterator[Edge]:
    for (x1, y1), (x2, y2) in zip(points, points[1:], strict=False):
        if abs(y1 - y2) <= STRAIGHT and abs(x1 - x2) >= SHORT:
            yield Edge(True, (y1 + y2) / 2, min(x1, x2), max(x1, x2))
        elif abs(x1 - x2) <= STRAIGHT and abs(y1 - y2) >= SHORT:
            yield Edge(False, (x1 + x2) / 2, min(y1, y2), max(y1, y2))


def _thin(area: Area) -> Iterator[Edge]:
    width, height = area.right - area.left, area.bottom - area.top
    if height <= THIN and width >= SHORT and width > height:
        yield Edge(True, (area.top + area.bottom) / 2, area.left, area.right)
    elif width <= THIN and height >= SHORT:
        yield Edge(False, (area.left + area.right) / 2, area.top, area.bottom)


def _is_rectangle(points: list[Point]) -> bool:
    level = all(
        abs(x1 - x2) <= STRAIGHT or abs(y1 - y2) <= STRAIGHT
        for (x1, y1), (x2, y2) in zip(points, points[1:], strict=False)
    )
    return level and 4 <= len(points) <= 6


def _is_shade(area: Area) -> bool:
    seen = area.right - area.left > THIN and area.bottom - area.top > THIN
    return seen and any(part < limit for part, limit in zip(area.colour, WHITE, strict=True))


def _colour(item: object) -> tuple[int, int, int]:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not raw.FPDFPageObj_GetFillColor(item, red, green, blue, alpha) or not alpha.value:
        return 255, 255, 255
    return red.value, green.value, blue.value
