"""Pages without a text layer, read by tesseract: words with boxes, as a page with text has them.

tesseract is called as a program of its own: it is optional, and its threads are limited for this call alone.
"""

from __future__ import annotations

import csv
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from io import BytesIO
from math import sqrt
from statistics import mean, median

import pypdfium2
from PIL import Image

from ingest.layout import PageLayout, Word

RESOLUTION = 300
"""Dots an inch: what tesseract's models were trained for."""
MOST_PIXELS = 40_000_000
"""Of a picture that is read; a poster is drawn smaller."""
PAGE_SECONDS = 120
AT_ONCE = 2
"""Pages that are read side by side, one processor each."""
SURE = 60.0
"""Mean confidence, of 100, under which a page is tried turned, and named in the report."""
LEAST_WORD = 20.0
"""Confidence under which a word is a speck and not read."""
LONG_WORD = 4
LIKE_BODY = 0.25
"""Words whose height differs from the page's usual one by no more than this part are set like running text."""
HEIGHT_TO_SIZE = 1.15
"""Font size over the height of a line's box."""
LANGUAGE = "eng"
HOW_TO_INSTALL = {
    "linux": "apt install tesseract-ocr",
    "darwin": "brew install tesseract",
    "win32": "winget install UB-Mannheim.TesseractOCR",
}

_TURN = re.compile(r"Rotate: (\d+)")


@dataclass(frozen=True, slots=True)
class Reading:
    """A page as it was read from its picture, and the mean confidence in its words, of 100."""

    page: PageLayout
    confidence: float


def program() -> str | None:
    """Give where tesseract is installed, None where it is not."""
    return shutil.which("tesseract")


def how_to_install() -> str:
    """Say how to get tesseract on this system."""
    return HOW_TO_INSTALL.get(sys.platform, HOW_TO_INSTALL["linux"])


def read_pictures(document: pypdfium2.PdfDocument, pages: Sequence[PageLayout]) -> list[Reading]:
    """Read pages of an open PDF file from their pictures, in their order.

    A page that tesseract cannot read in time comes back without words. Raises `FileNotFoundError` where it is not
    installed.
    """
    found = program()
    if found is None:
        raise FileNotFoundError("tesseract")
    with ThreadPoolExecutor(AT_ONCE) as pool:
        # pdfium draws in this thread, one page ahead of those that are being read.
        tasks = [pool.submit(_read, found, _picture(document, page), page) for page in pages]
        return [task.result() for task in tasks]


def _picture(document: pypdfium2.PdfDocument, page: PageLayout) -> bytes:
    opened = document[page.number - 1]
    try:
        width, height = opened.get_size()
        scale = min(RESOLUTION / 72, sqrt(MOST_PIXELS / (width * height)))
        written = BytesIO()
        opened.render(scale=scale, grayscale=True).to_pil().save(written, "PNG", compress_level=1)
        return written.getvalue()
    finally:
        opened.close()


def _read(tesseract: str, picture: bytes, page: PageLayout) -> Reading:
    reading = _as_shown(tesseract, picture, page, 0)
    if reading.confidence >= SURE and not _runs_upwards(reading.page.words):
        return reading
    turn = _turn(tesseract, picture)
    turned = _as_shown(tesseract, picture, page, turn) if turn else reading
    # Words that run upwards may be read for certain, but they do not make lines.
    return max(reading, turned, key=lambda one: (not _runs_upwards(one.page.words), one.confidence))


def _runs_upwards(words: Sequence[Word]) -> bool:
    """Say whether most long words are higher than wide."""
    long = [word for word in words if len(word.text) >= LONG_WORD]
    return sum(word.height > word.right - word.left for word in long) * 2 > len(long)


def _as_shown(tesseract: str, picture: bytes, page: PageLayout, turn: int) -> Reading:
    """Read a picture that is turned clockwise first; boxes are in the frame of the turned page."""
    image: Image.Image = Image.open(BytesIO(picture))
    width, height = _shown_size(page)
    if turn:
        image = image.rotate(-turn, expand=True)
        written = BytesIO()
        image.save(written, "PNG", compress_level=1)
        picture = written.getvalue()
        width, height = (height, width) if turn in (90, 270) else (width, height)
    output = _run(tesseract, picture, "--psm", "3", "tsv")
    scale = width / image.width
    rows = [row for row in csv.DictReader(output.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE) if _is_word(row)]
    words = _words(rows, scale)
    confidence = mean(float(row["conf"]) for row in rows) if rows else 0.0
    blank = replace(page, width=width, height=height, edges=(), areas=(), turn=turn)
    return Reading(replace(blank, words=words), confidence)


def _shown_size(page: PageLayout) -> tuple[float, float]:
    return (page.height, page.width) if page.turn in (90, 270) else (page.width, page.height)


def _is_word(row: dict[str, str]) -> bool:
    return row.get("level") == "5" and float(row["conf"]) >= LEAST_WORD and bool((row.get("text") or "").strip())


def _words(rows: Sequence[dict[str, str]], scale: float) -> tuple[Word, ...]:
    """Set words in the size of their lines; lines about as high as most are all of one size."""
    lines: dict[tuple[str, ...], list[dict[str, str]]] = {}
    for row in rows:
        lines.setdefault((row["block_num"], row["par_num"], row["line_num"]), []).append(row)
    heights = {key: median(float(row["height"]) for row in own) * scale for key, own in lines.items()}
    usual = median(heights.values()) if heights else 0.0
    words = []
    for key, own in lines.items():
        height = usual if abs(heights[key] - usual) <= LIKE_BODY * usual else heights[key]
        size = round(height * HEIGHT_TO_SIZE * 2) / 2
        for row in own:
            left, top, width, high = (float(row[name]) * scale for name in ("left", "top", "width", "height"))
            words.append(Word(row["text"].strip(), left, top, left + width, top + high, size))
    return tuple(words)


def _turn(tesseract: str, picture: bytes) -> int:
    """Give how far a picture must be turned clockwise to be read."""
    match = _TURN.search(_run(tesseract, picture, "--psm", "0"))
    return int(match[1]) % 360 if match else 0


def _run(tesseract: str, picture: bytes, *options: str) -> str:
    """Give what tesseract prints for a picture; nothing where it fails or takes too long."""
    command = [tesseract, "stdin", "stdout", "-l", LANGUAGE, "--dpi", str(RESOLUTION), *options]
    if "0" in options:
        command = [tesseract, "stdin", "stdout", *options]
    try:
        done = subprocess.run(
            command,
            input=picture,
            capture_output=True,
            timeout=PAGE_SECONDS,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
            check=False,
        )
    except subprocess.TimeoutExpired:
        return ""
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""
