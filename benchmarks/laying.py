"""Made packs as the product's records: blocks with pages and the places of their words, as a reader would give them.

No file is read. From the blocks on all is the product's own work: figures, findings and passages.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from benchmarks.packs import A_PAGE, MadePaper, Pack, size_of
from corpus.language.dates import day_words
from corpus.records import Block, BlockKind, Box, Document, Paper, Place, Row
from corpus.sample.notation import Bullet, Fields, Heading, Paragraph, Piece, Table
from corpus.store.contents import Contents
from ingest.chunks import chunks_of
from ingest.figures import figures_of
from ingest.findings import findings_of
from ingest.leads import with_parents
from ingest.was_read import READER

LEFT, TOP, WIDTH, HEIGHT = 68.0, 74.0, 459.0, 700.0
"""Points of an A4 page: where its text begins, and how much room there is."""
LETTER, LINE, TALL = 5.7, 16.0, 11.5
"""Points: the width of a letter, from line to line, the height of a word."""


class Laid(NamedTuple):
    """A pack as a reader would give it."""

    document: Document
    papers: tuple[Paper, ...]
    blocks: tuple[Block, ...]


def laid_out(pack: Pack) -> Laid:
    """Give the document of a pack, its papers, and its blocks in reading order."""
    source = f"/made/{pack.name}"
    key = hashlib.sha256(source.encode()).hexdigest()
    title, day = f"Agenda: {pack.committee}", pack.meeting_date
    known = {"council": pack.council, "committee": pack.committee, "meeting_date": day}
    blocks: list[Block] = []
    papers: list[Paper] = []
    page = 0
    for ordinal, made in enumerate(pack.papers):
        first, first_page = len(blocks), page + 1
        blocks += _blocks(key[:12], made, first, first_page)
        page = blocks[-1].page or first_page
        numbers = ordinal, made.title, first, len(blocks) - 1, made.kind, made.item
        pages = {"officer": made.officer, "first_page": first_page, "last_page": page}
        papers.append(Paper(key[:12], *numbers, **known, **pages))
    document = Document(key[:12], pack.name, source, key, "application/pdf", page, title, **known, reader=READER)
    return Laid(document, tuple(papers), with_parents(blocks))


def contents_of(laid: Laid) -> Contents:
    """Give all that the product reads from a pack's blocks; the embeddings of its passages are to follow."""
    document, papers, blocks = laid
    chunks = chunks_of(blocks, [(paper, _about(paper, document)) for paper in papers])
    found = findings_of(blocks, papers), figures_of(blocks, papers, document)
    return Contents(papers, blocks, *found, tuple(chunks))


def _about(paper: Paper, document: Document) -> str:
    when = day_words(document.meeting_date)
    return " · ".join((document.title, paper.title, document.council, document.committee, when))


def _blocks(document_id: str, paper: MadePaper, first: int, page: int) -> Iterator[Block]:
    headings: list[str] = []
    tables = filled = 0
    ordinal = first
    for piece in paper.pieces:
        filled += size_of(piece)
        if isinstance(piece, Heading):
            headings = headings[: piece.level - 1]
        for block in _of_piece(piece, tables):
            where = page + filled // A_PAGE
            label, top = str(where), TOP + HEIGHT * (filled % A_PAGE) / A_PAGE
            own = replace(block, document_id=document_id, ordinal=ordinal, page=where, page_label=label)
            yield replace(own, headings=tuple(headings), places=tuple(_places(block.text, where, top)))
            ordinal += 1
        if isinstance(piece, Heading):
            headings.append(piece.text)
        tables += isinstance(piece, Table)


def _of_piece(piece: Piece, table: int) -> Iterator[Block]:
    match piece:
        case Heading():
            yield Block("", 0, BlockKind.HEADING, piece.text, number=piece.number or None)
        case Paragraph():
            yield Block("", 0, BlockKind.PARAGRAPH, piece.text, number=piece.number or None)
        case Bullet():
            yield Block("", 0, BlockKind.LIST_ITEM, piece.text)
        case Fields():
            yield from (Block("", 0, BlockKind.PARAGRAPH, f"{name}: {value}") for name, value in piece.pairs)
        case Table():
            for index, cells in enumerate(piece.rows):
                row = Row(table, index, cells, piece.rows[0], piece.caption, is_head=index == 0)
                yield Block("", 0, BlockKind.TABLE_ROW, " | ".join(cells), row=row)


def _places(text: str, page: int, top: float) -> Iterator[Place]:
    """Give a place for each word, line below line."""
    at = 0
    a_line = int(WIDTH / LETTER)
    for word in text.split(" "):
        line, column = divmod(at, a_line)
        left, upper = LEFT + LETTER * column, top + LINE * line
        yield Place(at, at + len(word), Box(page, left, upper, left + LETTER * len(word), upper + TALL))
        at += len(word) + 1
