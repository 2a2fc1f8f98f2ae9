"""What a reader gives: the blocks of one file in reading order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from corpus.records import Block


@dataclass(frozen=True, slots=True)
class Margin:
    """A line in the margin of a page, or in the header or footer of a format without pages (`page` is None)."""

    page: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Extract:
    """The contents of one file.

    `pages` is None for formats without pages. `title` is the title that the file's own properties give, which may be
    stale and is used only where the text has none. `sizes` are the widths and heights of the pages in points, where the
    format has pages; `margins` the lines at the edges of the pages, running heads and stamps among them. `notes` are
    sentences for the report on what could not be read.
    """

    blocks: tuple[Block, ...]
    pages: int | None = None
    title: str = ""
    sizes: tuple[tuple[float, float], ...] = ()
    notes: tuple[str, ...] = ()
    margins: tuple[Margin, ...] = ()


Needs = Callable[[float], None]
"""Called with the seconds that a file needs beside those that every file has."""


def in_time(_seconds: float) -> None:
    """Need no more time: nobody waits who would give up."""


Reader = Callable[[Path, str], Extract]
"""Takes a file and the id of its document; raises `UnreadableError` with a reason fit for the report."""
