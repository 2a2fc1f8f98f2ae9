"""What is drawn on a page of a PDF file: ruling lines, shaded areas and pictures."""

from __future__ import annotations

import ctypes
import itertools
from collections.abc import Callable, Iterator
from dataclasses import replace

import pypdfium2.raw as raw

from ingest.frame import Frame, Point
from ingest.layout import Area, Edge

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
MOST_DRAWN = 100_000
"""Objects and points of paths on a page. The fullest table has some thousands; what has more is a map or a drawing,
whose lines rule no table and would take minutes."""

Matrix = tuple[float, float, float, float, float, float]
Drawn = tuple[object, int, Matrix]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _objects(page: object) -> Iterator[Drawn]:
    """Give every drawn object with its kind and the matrix to the page's coordinates, those inside forms too."""

    def walk(count: int, get: Callable[[int], object], outer: Matrix, depth: int) -> Iterator[Drawn]:
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


def read_drawing(page: object, frame: Frame) -> tuple[tuple[Edge, ...], tuple[Area, ...], float]:
    """Give the ruling lines and shaded areas of an open page, and the part of it that pictures cover (0 to 1).

    A page on which more than `MOST_DRAWN` things are drawn has no lines and areas, and is read by its text alone.
    """
    edges: list[Edge] = []
    areas: list[Area] = []
    covered = 0.0
    width, height = frame.size
    sheet = Area(0.0, 0.0, width, height)
    drawn = 0
    for item, kind, matrix in _objects(page):
        drawn += 1 + (raw.FPDFPath_CountSegments(item) if kind == raw.FPDF_PAGEOBJ_PATH else 0)
        if drawn > MOST_DRAWN:
            edges, areas = [], []
            break
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
        max(area.left, sheet.left),
        max(area.top, sheet.top),
        min(area.right, sheet.right),
        min(area.bottom, sheet.bottom),
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
    for (x1, y1), (x2, y2) in itertools.pairwise(points):
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
        abs(x1 - x2) <= STRAIGHT or abs(y1 - y2) <= STRAIGHT for (x1, y1), (x2, y2) in itertools.pairwise(points)
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
