"""Pictures of pages with a passage marked, and the places of a passage, checked against the page itself."""

from __future__ import annotations

import ctypes
import threading
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from io import BytesIO
from math import sqrt
from pathlib import Path

import pypdfium2
import pypdfium2.raw as raw
from PIL import Image, ImageChops, ImageColor, ImageDraw

from assistant.theme import ACCENT
from corpus.errors import UnreadableError
from corpus.records import Box, Place

WIDEST = 2400
"""Pixels across that a picture may have; more than any screen shows of one page."""
MOST_PIXELS = 8_000_000
"""Pixels of a picture; a page as long as a roll is drawn smaller."""
PICTURES_KEPT = 24
TEXTS_KEPT = 8
TINT = 0.26
"""Strength of the accent over the marked words; black text on it keeps a contrast over 10 : 1."""
MARGIN = 1.5
"""Points around the marked words."""
SAME_LINE = 0.5
"""Share of the lower box's height by which two boxes must overlap to stand on one line."""
WIDEST_GAP = 3.0
"""Widest gap between two words of one mark, in heights of the line; a wider one parts the cells of a table row."""

# pdfium keeps state of its own and must not be called from two threads at once.
_PDFIUM = threading.Lock()

Letter = tuple[float, float, str]
"""Centre of a character on its page, in points from the top left, and the character."""


def page_picture(original: Path, page: int, boxes: Sequence[Box] = (), width: int = 1400) -> bytes:
    """Draw a page of a PDF file as PNG, `width` pixels across, with the boxes that lie on it marked.

    `page` counts from 1. Raises `UnreadableError` where the file or the page cannot be drawn.
    """
    return _picture(original, page, tuple(box for box in boxes if box.page == page), max(1, min(width, WIDEST)))


def page_size(original: Path, page: int) -> tuple[float, float]:
    """Give width and height of a page in points, as a viewer shows it. Raises `UnreadableError`."""
    with _PDFIUM:
        document, opened = _open(original, page)
        try:
            return opened.get_width(), opened.get_height()
        finally:
            document.close()


def single_page(original: Path, page: int) -> bytes:
    """Give one page of a PDF file as a PDF of its own. Raises `UnreadableError` where it cannot be taken out."""
    with _PDFIUM:
        document, _ = _open(original, page)
        alone = pypdfium2.PdfDocument.new()
        try:
            alone.import_pages(document, [page - 1])
            written = BytesIO()
            alone.save(written)
        except pypdfium2.PdfiumError as error:
            raise UnreadableError(f"Page {page} cannot be taken out of its file: {error}.") from error
        finally:
            alone.close()
            document.close()
    return written.getvalue()


def passage_boxes(text: str, places: Sequence[Place], start: int, end: int) -> list[Box]:
    """Give the boxes of the passage `text[start:end]`, the words of one line merged; none unless all of it is placed.

    Punctuation and the strokes between the cells of a table row need no place.
    """
    chosen = _chosen(places, start, end)
    placed = {position for place in chosen for position in range(place.start, place.end)}
    if any(text[position].isalnum() and position not in placed for position in range(start, end)):
        return []
    sideways = sum(p.box.bottom - p.box.top for p in chosen) > sum(p.box.right - p.box.left for p in chosen)
    lines: list[Box] = []
    for place in chosen:
        if lines and _goes_on(lines[-1], place.box, sideways):
            lines[-1] = lines[-1].union(place.box)
        else:
            lines.append(place.box)
    return lines


def certain_boxes(original: Path, text: str, places: Sequence[Place], start: int, end: int) -> list[Box]:
    """Give the boxes of the passage `text[start:end]` where the page itself has these words in them, else none."""
    boxes = passage_boxes(text, places, start, end)
    try:
        certain = all(_stands(original, text, place) for place in _chosen(places, start, end))
    except UnreadableError:
        return []
    return boxes if certain else []


def squashed(text: str) -> str:
    """Give the letters and digits of a text alone, without case or typographic variants."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(character for character in plain if character.isalnum())


def _chosen(places: Sequence[Place], start: int, end: int) -> list[Place]:
    return [place for place in places if place.start < end and place.end > start]


def _goes_on(line: Box, word: Box, sideways: bool) -> bool:
    """Tell whether a word stands on the line, near to it, on whichever side: turned pages are read in any direction."""
    across = (line.left, line.right, word.left, word.right)
    down = (line.top, line.bottom, word.top, word.bottom)
    along, height = (down, across) if sideways else (across, down)
    size = min(height[1] - height[0], height[3] - height[2])
    overlap = min(height[1], height[3]) - max(height[0], height[2])
    gap = max(along[0], along[2]) - min(along[1], along[3])
    return line.page == word.page and overlap >= SAME_LINE * size and gap <= WIDEST_GAP * size


def _stands(original: Path, text: str, place: Place) -> bool:
    """Tell whether the characters whose centre lies in the place's box are those of its text."""
    box = place.box
    inside = (
        character
        for x, y, character in _letters(original, box.page)
        if box.left <= x <= box.right and box.top <= y <= box.bottom
    )
    return squashed("".join(inside)) == squashed(text[place.start : place.end])


@lru_cache(PICTURES_KEPT)
def _picture(original: Path, page: int, boxes: tuple[Box, ...], width: int) -> bytes:
    with _PDFIUM:
        document, opened = _open(original, page)
        try:
            across, down = opened.get_size()
            scale = min(width / across, sqrt(MOST_PIXELS / (across * down)))
            picture: Image.Image = opened.render(scale=scale).to_pil().convert("RGB")
        except pypdfium2.PdfiumError as error:
            raise UnreadableError(f"Page {page} cannot be drawn: {error}.") from error
        finally:
            document.close()
    for box in boxes:
        _mark(picture, box, scale)
    written = BytesIO()
    picture.save(written, "PNG", compress_level=4)
    return written.getvalue()


def _mark(picture: Image.Image, box: Box, scale: float) -> None:
    """Tint a box and draw a line around it: the tint alone would carry the meaning by colour."""
    left, top = max(0, round((box.left - MARGIN) * scale)), max(0, round((box.top - MARGIN) * scale))
    right = min(picture.width - 1, round((box.right + MARGIN) * scale))
    bottom = min(picture.height - 1, round((box.bottom + MARGIN) * scale))
    if right <= left or bottom <= top:
        return
    tint = Image.blend(Image.new("RGB", (1, 1), "white"), Image.new("RGB", (1, 1), ACCENT), TINT)
    area = (left, top, right, bottom)
    under = picture.crop(area)
    picture.paste(ImageChops.multiply(under, tint.resize(under.size)), area)
    line = max(1, round(scale * 0.6))
    ImageDraw.Draw(picture).rectangle(area, outline=ImageColor.getrgb(ACCENT), width=line)


@lru_cache(TEXTS_KEPT)
def _letters(original: Path, page: int) -> tuple[Letter, ...]:
    """Give the characters of a page with their centres, as a viewer shows it."""
    with _PDFIUM:
        document, opened = _open(original, page)
        try:
            left, bottom, right, top = opened.get_bbox()
            turn = opened.get_rotation()
            textpage = opened.get_textpage()
            rect = raw.FS_RECTF()
            letters = []
            for index in range(raw.FPDFText_CountChars(textpage.raw)):
                if not raw.FPDFText_GetLooseCharBox(textpage.raw, index, ctypes.byref(rect)):
                    continue
                x, y = (rect.left + rect.right) / 2, (rect.top + rect.bottom) / 2
                shown = {
                    90: (y - bottom, x - left),
                    180: (right - x, y - bottom),
                    270: (top - y, right - x),
                }.get(turn, (x - left, top - y))
                letters.append((*shown, chr(raw.FPDFText_GetUnicode(textpage.raw, index))))
        finally:
            document.close()
    return tuple(letters)


def _open(original: Path, page: int) -> tuple[pypdfium2.PdfDocument, pypdfium2.PdfPage]:
    try:
        document = pypdfium2.PdfDocument(original)
    except (pypdfium2.PdfiumError, OSError) as error:
        raise UnreadableError(f"The file of this paper cannot be opened: {error}.") from error
    if not 1 <= page <= len(document):
        document.close()
        raise UnreadableError(f"The file of this paper has no page {page}.")
    try:
        return document, document[page - 1]
    except pypdfium2.PdfiumError as error:
        document.close()
        raise UnreadableError(f"Page {page} cannot be opened: {error}.") from error
