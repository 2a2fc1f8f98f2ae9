"""Documents made for tests of the store, with vectors that need no model."""

from __future__ import annotations

import hashlib
from datetime import date
from decimal import Decimal

import numpy as np

from corpus.figures import Figure, Role
from corpus.findings import (
    Action,
    Attendance,
    Ballot,
    Capacity,
    Claim,
    ClaimKind,
    Decision,
    DecisionKind,
    Declaration,
    Findings,
    Minute,
    Span,
    Vote,
)
from corpus.language.periods import Period
from corpus.records import Block, BlockKind, Box, Chunk, Document, Paper, PaperKind, Place, Row, Standing, State
from corpus.store.contents import Contents

MODEL = "a model"
DIMENSIONS = 8


def document(source: str, contents: bytes = b"", **fields) -> Document:
    """A document as an ingest makes it; its id and digest come from its source and contents."""
    sha256 = hashlib.sha256(contents or source.encode()).hexdigest()
    values = {"media_type": "text/plain", "title": f"Report of {source}", "state": State.READY, **fields}
    return Document(f"id-{source}", source, f"/papers/{source}", sha256, **values)


def contents_of(paper: Document, *texts: str) -> Contents:
    """Papers, blocks, chunks (one a block) and embeddings of a document, as `put` takes them."""
    blocks = tuple(Block(paper.id, n, BlockKind.PARAGRAPH, text, page=1) for n, text in enumerate(texts))
    chunks = tuple(Chunk(paper.id, n, n, n, text, paper.title) for n, text in enumerate(texts))
    vectors = np.array([vector_of(text) for text in texts], np.float32).reshape(len(texts), DIMENSIONS)
    whole = Paper(paper.id, 0, paper.title, 0, len(texts) - 1)
    return Contents((whole,), blocks, chunks=chunks, embeddings=vectors)


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
    draft.put(file, paper, contents_of(paper, *texts))
    return paper


FULL = Document(
    "d1", "Agenda “A”.pdf", "/p/pack.zip!/Agenda “A”.pdf", "ab" * 32, "application/pdf", 12, "Title", "Anytown Council",
    "Scrutiny Committee", date(2019, 6, 20), State.READY, "a note", "7",
)  # fmt: skip
FULL_PAPERS = (
    Paper(
        "d1", 0, "Front sheet", 0, 1, PaperKind.AGENDA, "3", "Anytown Council", "Scrutiny Committee", date(2019, 6, 20)
    ),
    Paper(
        "d1",
        1,
        "Report",
        2,
        3,
        PaperKind.MINUTES,
        officer="Ann Head",
        first_page=2,
        last_page=3,
        standing=Standing.SUPERSEDED,
        settled_by="d2/0",
        exempt="paragraph 3",
    ),
)
FULL_BLOCKS = (
    Block("d1", 0, BlockKind.HEADING, "Children’s services — £", 1, "i", None, ()),
    Block("d1", 1, BlockKind.PARAGRAPH, "The rate was 102.3.", 2, None, "5.6.1", ("Outer", 'In"ner'), None,
          (Place(0, 3, Box(2, 72.125, 80.5, 90.25, 92.0)), Place(4, 8, Box(2, 91.3, 80.5, 110.7, 92.0)))),
    Block("d1", 2, BlockKind.LIST_ITEM, "first", None, None, "(a)", ("Outer",)),
    Block("d1", 3, BlockKind.TABLE_ROW, "LAC | | 590", 3, "17", None, ("Outer",),
          Row(0, 2, ("LAC", "", "590"), ("Measure", "", "May 2019"), "Table 1: numbers", False)),
    Block("d1", 4, BlockKind.TABLE_ROW, "a | b", 3, "17", None, (), Row(1, 0, ("a", "b"), (), "", True),
          parent=2, ocr=True),
)  # fmt: skip
FULL_CHUNKS = (
    Chunk("d1", 0, 0, 1, "The rate was 102.3.", "Title · Outer"),
    Chunk("d1", 1, 2, 4, "first\nLAC | | 590"),
)
FULL_FINDINGS = Findings(
    minutes=(Minute(1, "4", "Ferry", 2, 3),),
    decisions=(Decision(1, DecisionKind.AGREED, "to note £1", (Span(2, 0, 5), Span(3, 0, 3)), "4", "Ferry", "(a)"),),
    votes=(Vote(1, (Ballot("For", 3, ("A Member", "B Member")), Ballot("Abstain", None)), (Span(2, 0, 5),), "4"),),
    attendance=(Attendance(1, "A Member", Capacity.PRESENT, (Span(2, 0, 5),), "Chair"),),
    declarations=(Declaration(1, "B Member", "a pecuniary interest", (Span(2, 0, 5),), "2"),),
    actions=(Action(1, "Report back", (Span(2, 0, 5),), owner="Ann Head", deadline="March 2020"),),
    claims=(Claim(1, ClaimKind.AGREES, (Span(2, 0, 5),), meeting_date="2019-05-16"),),
)
FULL_FIGURES = (
    Figure("d1", 0, 13, 18, "102.3", Decimal("102.3"), "per 10,000", "The rate was", topic="Outer", place="Anytown"),
    Figure("d1", 2, 0, 5, "5", None, "count", "first", 0, "", Decimal(9), "about",
           Period(date(2019, 5, 1), date(2019, 5, 31)), "England", "boys",
           Role.COMPARATOR, "England", ("Month end",), 1, 3),
)  # fmt: skip
FULL_CONTENTS = Contents(
    FULL_PAPERS,
    FULL_BLOCKS,
    FULL_FINDINGS,
    FULL_FIGURES,
    FULL_CHUNKS,
    np.arange(16, dtype=np.float32).reshape(2, 8),
    (("BRP", "Bridge Repair Programme"),),
)
