"""Documents made for tests of the store, with vectors that need no model."""

from __future__ import annotations

import hashlib
from datetime import date

import numpy as np

from corpus.records import Block, BlockKind, Box, Chunk, Document, Paper, Place, Row, State

MODEL = "a model"
DIMENSIONS = 8


def document(source: str, contents: bytes = b"", **fields) -> Document:
    """A document as an ingest makes it; its id and digest come from its source and contents."""
    sha256 = hashlib.sha256(contents or source.encode()).hexdigest()
    values = {"media_type": "text/plain", "title": f"Report of {source}", "state": State.READY, **fields}
    return Document(f"id-{source}", source, f"/papers/{source}", sha256, **values)


def contents_of(paper: Document, *texts: str) -> dict:
    """Papers, blocks, chunks (one a block) and embeddings of a document, as `put` takes them."""
    blocks = [Block(paper.id, n, BlockKind.PARAGRAPH, text, page=1) for n, text in enumerate(texts)]
    chunks = [Chunk(paper.id, n, n, n, text, paper.title) for n, text in enumerate(texts)]
    return {
        "papers": [Paper(paper.id, 0, paper.title, 0, len(texts) - 1)],
        "blocks": blocks,
        "chunks": chunks,
        "embeddings": np.array([vector_of(text) for text in texts], np.float32).reshape(len(texts), DIMENSIONS),
    }


def vector_of(text: str) -> np.ndarray:
    """A unit vector that only this text has."""
    seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")
    vector = np.random.default_rng(seed).normal(size=DIMENSIONS)
    return (vector / np.linalg.norm(vector)).astype(np.float32)


def put(draft, folder, source: str, *texts: str, **fields) -> Document:
    """Write a file and bring it into a draft, or into a catalogue."""
    file = folder / source
    file.write_text("\n".join(texts), encoding="utf-8")
    paper = document(source, file.read_bytes(), **fields)
    draft.put(file, paper, **contents_of(paper, *texts))
    return paper


FULL = Document(
    "d1", "Agenda “A”.pdf", "/p/pack.zip!/Agenda “A”.pdf", "ab" * 32, "application/pdf", 12, "Title", "Anytown Council",
    "Scrutiny Committee", date(2019, 6, 20), State.READY, "a note",
)  # fmt: skip
FULL_PAPERS = [
    Paper("d1", 0, "Front sheet", 0, 1, "agenda", "3", "Anytown Council", "Scrutiny Committee", date(2019, 6, 20)),
    Paper("d1", 1, "Report", 2, 3),
]
FULL_BLOCKS = [
    Block("d1", 0, BlockKind.HEADING, "Children’s services — £", 1, "i", None, ()),
    Block("d1", 1, BlockKind.PARAGRAPH, "The rate was 102.3.", 2, None, "5.6.1", ("Outer", 'In"ner'), None,
          (Place(0, 3, Box(2, 72.125, 80.5, 90.25, 92.0)), Place(4, 8, Box(2, 91.3, 80.5, 110.7, 92.0)))),
    Block("d1", 2, BlockKind.LIST_ITEM, "first", None, None, "(a)", ("Outer",)),
    Block("d1", 3, BlockKind.TABLE_ROW, "LAC | | 590", 3, "17", None, ("Outer",),
          Row(0, 2, ("LAC", "", "590"), ("Measure", "", "May 2019"), "Table 1: numbers", False)),
    Block("d1", 4, BlockKind.TABLE_ROW, "a | b", 3, "17", None, (), Row(1, 0, ("a", "b"), (), "", True)),
]  # fmt: skip
FULL_CHUNKS = [Chunk("d1", 0, 0, 1, "The rate was 102.3.", "Title · Outer"), Chunk("d1", 1, 2, 4, "first\nLAC | | 590")]
