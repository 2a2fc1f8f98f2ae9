"""The light notation that the sample papers are written in, read into pieces that every renderer knows.

A text begins with TOML between two lines of `+++`. Below it: `#` title, `##` section, `###` sub-section; a paragraph
that begins with a number such as `5.6.1` is numbered; `- ` is a bullet; `> ` is a line of its own, set apart (a
signature, a venue); `@ Name | value` lines make the title block; `| a | b |` lines make a ruled table, whose first
line is its head, with `{caption: …}` and `{widths: 3 1 1}` lines above it; `---` begins a new page. `**bold**` is kept.
A line break inside a paragraph is a space. Blank lines part the pieces.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

NUMBERED = re.compile(r"(\d+(?:\.\d+)+[a-z]?)\s+(.*)", re.DOTALL)
OPTION = re.compile(r"\{(caption|widths):\s*(.*)\}")
FENCE = "+++\n"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the title of the paper. `number` is "" where none is printed."""

    level: int
    number: str
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text, with its printed number or ""."""

    number: str
    text: str


@dataclass(frozen=True, slots=True)
class Bullet:
    """One item of a list."""

    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line set apart: a signature, an address, a venue. `last` is true at the end of its group."""

    text: str
    last: bool = True


@dataclass(frozen=True, slots=True)
class Fields:
    """The title block: names with their values."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table; the first row is its head. `widths` are the columns' shares, one a column."""

    caption: str
    widths: tuple[float, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class PageBreak:
    """A new page begins."""


Piece = Heading | Paragraph | Bullet | Line | Fields | Table | PageBreak


@dataclass(frozen=True, slots=True)
class Part:
    """One text: a whole paper, or one part of a pack.

    `file` is the name of the paper it belongs to; `head` the running head; `stamp` is printed on its first page
    ("Agenda Item 5"); `anchor` names it for `{{pages:anchor}}` in an agenda; `offset` is the number of unnumbered
    pages at the front of the file; `blank_after` adds a page that is intentionally left blank. `layout` names a look
    other than the sample papers', for a renderer that has several.
    """

    file: str
    title: str
    head: str
    pieces: tuple[Piece, ...]
    stamp: str = ""
    anchor: str = ""
    committee: str = ""
    date: str = ""
    page: str = ""
    landscape: bool = False
    labelled: bool = True
    blank_after: bool = False
    offset: int = 0
    council: str = "Wendmouth Council"
    layout: str = ""


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.strip().strip("|").split("|"))


def _table(lines: list[str], options: dict[str, str]) -> Table:
    rows = tuple(_cells(line) for line in lines)
    shares = options.get("widths", "")
    widths = tuple(float(share) for share in shares.split()) if shares else (1.0,) * len(rows[0])
    if any(len(row) != len(widths) for row in rows):
        raise ValueError(f"a table has rows of unequal length, or as many widths as columns were not given: {rows[0]}")
    return Table(options.get("caption", ""), widths, rows)


def _text_piece(text: str) -> Piece:
    if match := NUMBERED.fullmatch(text):
        return Paragraph(match[1], match[2])
    return Paragraph("", text)


def _heading(line: str) -> Heading:
    marks, _, text = line.partition(" ")
    match = re.fullmatch(r"(\d+(?:\.\d+)*)\s+(.*)", text)
    return Heading(len(marks), match[1], match[2]) if match and len(marks) > 1 else Heading(len(marks), "", text)


def _kind(line: str) -> str:
    if line == "---":
        return "break"
    if OPTION.fullmatch(line):
        return "option"
    marks = {"#": "heading", "- ": "bullet", "> ": "line", "@ ": "field", "|": "table"}
    return next((kind for mark, kind in marks.items() if line.startswith(mark)), "text")


def read_pieces(body: str) -> Iterator[Piece]:
    """Read a body in the notation into its pieces, in order."""
    options: dict[str, str] = {}
    paragraphs = [block.splitlines() for block in re.split(r"\n\s*\n", body.strip())]
    for block in paragraphs:
        for kind, group in groupby(block, key=_kind):
            lines = list(group)
            if kind == "option":
                options |= {match[1]: match[2] for line in lines if (match := OPTION.fullmatch(line))}
            elif kind == "table":
                yield _table(lines, options)
                options = {}
            elif kind == "field":
                pairs = (line[2:].partition("|") for line in lines)
                yield Fields(tuple((name.strip(), value.strip()) for name, _, value in pairs))
            elif kind == "text":
                yield _text_piece(" ".join(line.strip() for line in lines))
            elif kind == "line":
                yield from (Line(line[2:], line is lines[-1]) for line in lines)
            else:
                yield from (_single(kind, line) for line in lines)


def _single(kind: str, line: str) -> Piece:
    if kind == "heading":
        return _heading(line)
    if kind == "break":
        return PageBreak()
    return Bullet(line[2:])


def read_part(path: Path) -> Part:
    """Read one text. Raises ValueError where its head is missing or a table is uneven."""
    _, head, body = path.read_text(encoding="utf-8").split(FENCE, 2)
    return Part(pieces=tuple(read_pieces(body)), **tomllib.loads(head))


def read_papers(folder: Path) -> dict[str, tuple[Part, ...]]:
    """Read all texts of a folder, in the order of their names, as parts by the paper's file name."""
    papers: dict[str, tuple[Part, ...]] = {}
    for path in sorted(folder.glob("*.md")):
        part = read_part(path)
        papers[part.file] = (*papers.get(part.file, ()), part)
    return papers
