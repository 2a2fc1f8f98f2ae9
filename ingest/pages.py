"""A page of a PDF file as pdfium gives it: its words with their boxes, and what is drawn on it."""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from math import atan2, degrees, hypot

import pypdfium2
import pypdfium2.raw as raw

from corpus.errors import UnreadableError
from ingest.drawing import read_drawing
from ingest.frame import Frame
from ingest.layout import PageLayout, Word

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
MOST_CHARACTERS = 100_000
"""Of a page: a poster in the smallest print has some tens of thousands."""


@dataclass(frozen=True, slots=True)
class _Style:
    """What the words of one text object have in common."""

    size: float
    bold: bool
    turn: int


def read_page(page: pypdfium2.PdfPage, number: int) -> PageLayout:
    """Read one open page; `number` counts the pages of the file from 1.

    Raises `UnreadableError` where more text is on it than fits on a page.
    """
    left, bottom, right, top = page.get_bbox()
    shown = page.get_rotation()
    textpage = page.get_textpage()
    try:
        handle = textpage.raw
        if raw.FPDFText_CountChars(handle) > MOST_CHARACTERS:
            more = f"The page {number} of the file holds more text than fits on a page"
            raise UnreadableError(f"{more}, so it is damaged or made to harm. Save it anew.")
        runs = list(_RUN.finditer(_text(handle)))
        styles = _styles(handle, [run.start() for run in runs])
        usual = Counter(style.turn for style in styles).most_common(1)[0][0] if styles else shown
        frame = Frame(left, bottom, right, top, usual)
        words = tuple(_words(handle, runs, styles, frame))
    finally:
        textpage.close()
    edges, areas, pictures = read_drawing(page.raw, frame)
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
    bold: dict[int, bool] = {}
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
            font = raw.FPDFTextObj_GetFont(item) if item else None
            face = ctypes.addressof(font.contents) if font else 0
            if face not in bold:
                bold[face] = bool(font) and _is_bold(font)
            style = _Style(round(size * 2) / 2, bold[face], turn)
            if key:
                known[key] = style
        styles.append(style)
    return styles


def _words(textpage: object, runs: list[re.Match[str]], styles: list[_Style], frame: Frame) -> Iterator[Word]:
    rect = raw.FS_RECTF()
    into = ctypes.byref(rect)
    read_box = raw.FPDFText_GetLooseCharBox
    reached = 0
    for run, style in zip(runs, styles, strict=True):
        start, end = run.span()
        before, after = run.string[reached:start].strip("\r\n"), run.string[end : end + 1]
        reached = end
        text = run.group()
        if not text.isascii():
            text = text.translate(TIDY)
        if not text or not read_box(textpage, start, into):
            continue
        left, bottom, right, top = rect.left, rect.bottom, rect.right, rect.top
        if end - start > 1 and read_box(textpage, end - 1, into):
            left, bottom = min(left, rect.left), min(bottom, rect.bottom)
            right, top = max(right, rect.right), max(top, rect.top)
        yield Word(
            text,
            *frame.box(left, bottom, right, top),
            style.size,
            style.bold,
            hyphen=after != "" and after in HYPHENS,
            glued=before != "" and before in HYPHENS,
            upright=style.turn == frame.turn,
        )


def _is_bold(font: object) -> bool:
    name = ctypes.create_string_buffer(NAME_LENGTH)
    raw.FPDFFont_GetBaseFontName(font, name, NAME_LENGTH)
    plain = name.value.decode("utf-8", "replace").lower()
    return any(part in plain for part in BOLD_NAMES) or raw.FPDFFont_GetWeight(font) >= BOLD_WEIGHT
