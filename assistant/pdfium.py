"""What pdfium does with a page of a file that anybody may have made: to be called in a process apart, by `pictures`."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from io import BytesIO
from math import sqrt
from pathlib import Path

import pypdfium2
import pypdfium2.raw as raw
from PIL import Image, ImageChops, ImageColor, ImageDraw

from assistant.theme import ACCENT
from corpus.errors import UnreadableError
from corpus.records import Box

MOST_PIXELS = 8_000_000
"""Pixels of a picture; a page as long as a roll is drawn smaller."""
TINT = 0.26
"""Strength of the accent over the marked words; black text on it keeps a contrast over 10 : 1."""
MARGIN = 1.5
"""Points around the marked words."""

Letter = tuple[float, float, str]
"""Centre of a character on its page, in points from the top left, and the character."""


def ready() -> None:
    """Do nothing: who calls it has this module loaded."""


def drawn(original: Path, page: int, boxes: Sequence[Box], width: int) -> bytes:
    """Draw a page of a PDF file, counted from 1, as PNG so many pixels across, the boxes marked.

    Raises `UnreadableError` where it cannot be drawn.
    """
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


def size(original: Path, page: int) -> tuple[float, float]:
    """Give width and height of a page in points, as a viewer shows it. Raises `UnreadableError`."""
    document, opened = _open(original, page)
    try:
        return opened.get_width(), opened.get_height()
    finally:
        document.close()


def alone(original: Path, page: int) -> bytes:
    """Give one page of a PDF file as a PDF of its own. Raises `UnreadableError` where it cannot be taken out."""
    document, _ = _open(original, page)
    taken = pypdfium2.PdfDocument.new()
    try:
        taken.import_pages(document, [page - 1])
        written = BytesIO()
        taken.save(written)
    except pypdfium2.PdfiumError as error:
        raise UnreadableError(f"Page {page} cannot be taken out of its file: {error}.") from error
    finally:
        taken.close()
        document.close()
    return written.getvalue()


def letters(original: Path, page: int) -> tuple[Letter, ...]:
    """Give the characters of a page with their centres, as a viewer shows it. Raises `UnreadableError`."""
    document, opened = _open(original, page)
    try:
        left, bottom, right, top = opened.get_bbox()
        turn = opened.get_rotation()
        textpage = opened.get_textpage()
        rect = raw.FS_RECTF()
        found: list[Letter] = []
        for index in range(raw.FPDFText_CountChars(textpage.raw)):
            if not raw.FPDFText_GetLooseCharBox(textpage.raw, index, ctypes.byref(rect)):
                continue
            x, y = (rect.left + rect.right) / 2, (rect.top + rect.bottom) / 2
            shown = {
                90: (y - bottom, x - left),
                180: (right - x, y - bottom),
                270: (top - y, right - x),
            }.get(turn, (x - left, top - y))
            found.append((*shown, chr(raw.FPDFText_GetUnicode(textpage.raw, index))))
    finally:
        document.close()
    return tuple(found)


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
