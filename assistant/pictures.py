"""Pictures of pages with a passage marked, and the places of a passage, checked against the page itself.

Anybody may have made a page, so `pdfium` opens it in a process apart: one that hangs, crashes or takes too much memory
costs its own picture and not the server. The process is kept for the next page.
"""

from __future__ import annotations

import atexit
import logging
import time
import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from queue import LifoQueue
from typing import TypeVar

from assistant import pdfium
from assistant.latest import Latest
from assistant.pdfium import Letter
from corpus.errors import UnreadableError
from corpus.records import Box, Place
from corpus.worker import LostWorkerError, Worker

logger = logging.getLogger(__name__)
WIDEST = 2400
"""Pixels across that a picture may have; more than any screen shows of one page."""
PICTURES_KEPT = 24
SIZES_KEPT = 1_000
TEXTS_KEPT = 8
SAME_LINE = 0.5
"""Share of the lower box's height by which two boxes must overlap to stand on one line."""
WIDEST_GAP = 3.0
"""Widest gap between two words of one mark, in heights of the line; a wider one parts the cells of a table row."""
SECONDS = 20.0
"""For what is done with one page: a hundred times what most take, and as long as anybody waits."""
MEGABYTES = 1024
"""Of memory for it, as for the reading of a file."""
AT_ONCE = 2
"""Pages that are opened at once: one that hangs does not hold up all others. The second process starts when needed."""

REFUSED_FOR, REFUSED = 600.0, 256
"""Seconds for which a page is not tried again that broke its process, and how many are remembered: it may stand open in
a conversation, and would hold up each question of it."""

Result = TypeVar("Result")
_refused: Latest[tuple[object, ...], tuple[float, str]] = Latest(REFUSED)
_workers: LifoQueue[Worker] = LifoQueue()
for _ in range(AT_ONCE):
    _workers.put(Worker(MEGABYTES))


def make_ready() -> None:
    """Start the process that opens pages, so that the first picture need not wait for it."""
    try:
        _called(1, pdfium.ready)
    except UnreadableError as error:
        logger.warning("the process that draws pages could not be started: %s", error)


def page_picture(original: Path, page: int, boxes: Sequence[Box] = (), width: int = 1400) -> bytes:
    """Draw a page of a PDF file as PNG, `width` pixels across, with the boxes that lie on it marked.

    `page` counts from 1. Raises `UnreadableError` where the file or the page cannot be drawn.
    """
    return _picture(original, page, tuple(box for box in boxes if box.page == page), max(1, min(width, WIDEST)))


@lru_cache(SIZES_KEPT)
def page_size(original: Path, page: int) -> tuple[float, float]:
    """Give width and height of a page in points, as a viewer shows it. Raises `UnreadableError`."""
    return _called(page, pdfium.size, original, page)


def single_page(original: Path, page: int) -> bytes:
    """Give one page of a PDF file as a PDF of its own. Raises `UnreadableError` where it cannot be taken out."""
    return _called(page, pdfium.alone, original, page)


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
    return _called(page, pdfium.drawn, original, page, boxes, width)


@lru_cache(TEXTS_KEPT)
def _letters(original: Path, page: int) -> tuple[Letter, ...]:
    return _called(page, pdfium.letters, original, page)


def _called(page: int, function: Callable[..., Result], *arguments: object) -> Result:
    """Have something done with a page in a process apart. Raises `UnreadableError` with a sentence for the reader."""
    since, why = _refused.get(arguments[:2]) or (-REFUSED_FOR, "")
    if time.monotonic() - since < REFUSED_FOR:
        raise UnreadableError(why)
    worker = _workers.get()
    try:
        return worker.call(SECONDS, function, *arguments)
    except UnreadableError:
        raise
    except LostWorkerError as lost:
        why = "it is damaged, or needs too much memory" if lost.seconds is None else str(lost)
        says = f"Page {page} cannot be shown: {why}. Download the paper to look at it."
        _refused.put(arguments[:2], (time.monotonic(), says))
        raise UnreadableError(says) from lost
    except Exception as error:
        logger.exception("something could not be done with page %d of %s", page, arguments[0] if arguments else "none")
        raise UnreadableError(
            f"Page {page} cannot be shown: it is damaged. Download the paper to look at it."
        ) from error
    finally:
        _workers.put(worker)


@atexit.register
def _end() -> None:
    while not _workers.empty():
        _workers.get().close()
