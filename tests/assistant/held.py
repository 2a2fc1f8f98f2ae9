"""Small papers of known blocks, in a real index, with vectors that need no model: keywords alone are searched."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np

from assistant.assistant import Assistant
from corpus.records import CELL_MARK, Block, BlockKind, Chunk, Document, Paper, Row
from corpus.settings import Settings
from corpus.store.contents import Contents
from corpus.store.index import Index
from ingest.figures import figures_of
from tests.corpus.store.made import MODEL, document, vector_of


def paragraph(text: str, **fields) -> Block:
    """A paragraph, whose document and position are given when it is held."""
    return Block("", 0, BlockKind.PARAGRAPH, text, **fields)


def item(text: str) -> Block:
    """A list item."""
    return Block("", 0, BlockKind.LIST_ITEM, text)


def heading(text: str) -> Block:
    """A heading."""
    return Block("", 0, BlockKind.HEADING, text)


def row(*cells: str, heads: tuple[str, ...] = (), caption: str = "", is_head: bool = False, table: int = 0) -> Block:
    """A row of a table."""
    return Block(
        "",
        0,
        BlockKind.TABLE_ROW,
        CELL_MARK.join(filter(None, cells)),
        row=Row(table, 1, cells, heads, caption, is_head),
    )


def made(folder: Path, name: str, *blocks: Block, **fields) -> tuple[Path, Document, Contents]:
    """A paper of these blocks, one chunk each, with its file in a folder, as the store takes it."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "held.txt"
    file.write_text(name + "\n".join(block.text for block in blocks), encoding="utf-8")
    paper = document(name, file.read_bytes(), **{"title": name, **fields})
    placed = tuple(replace(block, document_id=paper.id, ordinal=n) for n, block in enumerate(blocks))
    chunks = tuple(Chunk(paper.id, b.ordinal, b.ordinal, b.ordinal, b.text, " · ".join(b.headings)) for b in placed)
    whole = Paper(paper.id, 0, paper.title, 0, len(blocks) - 1)
    vectors = np.array([vector_of(block.text) for block in blocks])
    figures = figures_of(placed, (whole,), paper)
    return file, paper, Contents((whole,), placed, figures=figures, chunks=chunks, embeddings=vectors)


def hold(folder: Path, name: str, *blocks: Block, **fields) -> Document:
    """Hold a paper of these blocks, one chunk each, in the index of a folder."""
    file, paper, contents = made(folder, name, *blocks, **fields)
    with Index(folder).draft(MODEL) as draft:
        draft.put(file, paper, contents)
    return paper


def asked_of(folder: Path, **settings) -> Assistant:
    """An assistant of the index of a folder, with no model loaded."""
    return Assistant(Settings(index=folder, embedding_model=MODEL, **settings))
