"""Records as rows of the catalogue, and back."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter

from corpus.figures import Figure, Role
from corpus.findings import Findings
from corpus.language.periods import Period
from corpus.records import Block, BlockKind, Chunk, Document, Paper, PaperKind, Row, Standing, State

DOCUMENT = "id, name, source, sha256, media_type, pages, title, council, committee, meeting_date, state, reason, reader"
PAPER = (
    "document_id, ordinal, title, first_block, last_block, kind, item, council, committee, meeting_date, officer, "
    "first_page, last_page, standing, settled_by, exempt"
)
BLOCK = "document_id, ordinal, kind, text, page, page_label, number, headings, row, parent, ocr"
FIGURE = (
    'document_id, block, "start", "end", number, value, unit, measure, paper, topic, high, approximate, '
    'period_first, period_last, place, breakdown, role, of, inherited, "column", page'
)
CHUNK = "document_id, ordinal, first_block, last_block, text, context"


def insertion(table: str, columns: str) -> str:
    """Give the statement that adds a row of these columns to a table."""
    return f"INSERT INTO {table} ({columns}) VALUES ({', '.join('?' for _ in columns.split(','))})"


def document_values(document: Document) -> tuple[Any, ...]:
    """Give the values of `DOCUMENT`'s columns."""
    d = document
    meeting = _iso(d.meeting_date)
    return (
        *(d.id, d.name, d.source, d.sha256, d.media_type, d.pages),
        *(d.title, d.council, d.committee, meeting, str(d.state), d.reason, d.reader),
    )


def document_of(row: tuple[Any, ...]) -> Document:
    """Give the document of a row of `DOCUMENT`'s columns."""
    *head, meeting, state, reason, reader = row
    values = (*head, _date(meeting), State(state), reason, reader)
    return Document(*values)


def paper_values(paper: Paper) -> tuple[Any, ...]:
    """Give the values of `PAPER`'s columns."""
    p = paper
    return (
        *(p.document_id, p.ordinal, p.title, p.first_block, p.last_block, str(p.kind), p.item, p.council, p.committee),
        *(_iso(p.meeting_date), p.officer, p.first_page, p.last_page, str(p.standing), p.settled_by, p.exempt),
    )


def paper_of(row: tuple[Any, ...]) -> Paper:
    """Give the paper of a row of `PAPER`'s columns."""
    *head, kind, item, council, committee, meeting, officer, first, last, standing, settled_by, exempt = row
    place = (*head, PaperKind(kind), item, council, committee, _date(meeting), officer, first, last)
    values = (*place, Standing(standing), settled_by, exempt)
    return Paper(*values)


def block_values(block: Block) -> tuple[Any, ...]:
    """Give the values of `BLOCK`'s columns, then the digest of its text."""
    b = block
    row = json.dumps(asdict(b.row), ensure_ascii=False) if b.row else None
    place = (b.document_id, b.ordinal, str(b.kind), b.text, b.page, b.page_label, b.number)
    headings = json.dumps(b.headings, ensure_ascii=False)
    return (*place, headings, row, b.parent, b.ocr, digest(b.text))


def block_of(row: tuple[Any, ...]) -> Block:
    """Give the block of a row of `BLOCK`'s columns, without its places."""
    document_id, ordinal, kind, text, page, label, number, headings, table_row, parent, ocr = row
    place = None
    if table_row is not None:
        fields = json.loads(table_row)
        place = Row(**{**fields, "cells": tuple(fields["cells"]), "heads": tuple(fields["heads"])})
    above = tuple(json.loads(headings))
    return Block(
        document_id, ordinal, BlockKind(kind), text, page, label, number, above, place, parent=parent, ocr=bool(ocr)
    )


def chunk_values(chunk: Chunk) -> tuple[Any, ...]:
    """Give the values of `CHUNK`'s columns."""
    c = chunk
    return (c.document_id, c.ordinal, c.first_block, c.last_block, c.text, c.context)


def chunk_of(row: tuple[Any, ...]) -> Chunk:
    """Give the chunk of a row of `CHUNK`'s columns."""
    return Chunk(*row)


def vector_value(vector: NDArray[np.float32]) -> bytes:
    """Give the value of an embedding's column."""
    return vector.astype("<f4").tobytes()


@cache
def _findings() -> TypeAdapter[Findings]:
    return TypeAdapter(Findings)


def figure_values(figure: Figure) -> tuple[Any, ...]:
    """Give the values of `FIGURE`'s columns."""
    f = figure
    first, last = (f.period.first, f.period.last) if f.period else (None, None)
    return (
        *(
            f.document_id,
            f.block,
            f.start,
            f.end,
            f.number,
            _decimal_text(f.value),
            f.unit,
            f.measure,
            f.paper,
            f.topic,
        ),
        *(_decimal_text(f.high), f.approximate, _iso(first), _iso(last), f.place, f.breakdown, str(f.role), f.of),
        *(json.dumps(f.inherited, ensure_ascii=False), f.column, f.page),
    )


def figure_of(row: tuple[Any, ...]) -> Figure:
    """Give the figure of a row of `FIGURE`'s columns."""
    document_id, block, start, end, number, value, unit, measure, paper, topic, high, approximate = row[:12]
    first, last, place, breakdown, role, of, inherited, column, page = row[12:]
    opens, closes = _date(first), _date(last)
    return Figure(
        *(document_id, block, start, end, number, _decimal(value), unit, measure, paper, topic, _decimal(high)),
        *(approximate, Period(opens, closes) if opens and closes else None, place, breakdown, Role(role), of),
        *(tuple(json.loads(inherited)), column, page),
    )


def findings_json(findings: Findings) -> str:
    """Give a document's findings as JSON."""
    return _findings().dump_json(findings).decode()


def findings_of(text: str) -> Findings:
    """Give the findings of such JSON."""
    return _findings().validate_json(text)


def digest(text: str) -> bytes:
    """Give eight bytes that two texts share when they differ at most in case and in what is not a letter or digit."""
    return hashlib.blake2b(re.sub(r"[\W_]+", "", text.casefold()).encode(), digest_size=8).digest()


def _decimal_text(value: Decimal | None) -> str | None:
    return None if value is None else str(value)


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
