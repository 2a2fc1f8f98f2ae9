"""Other packs made of one that was read: other places, people, numbers and dates, everything in its place.

Reading a pack takes seconds, storing it tenths: beyond so many packs a large index is filled with such ones. A name
gives way to one of its length and a figure to one of its digits, so that all that was found in a text stands where it
stood. Years and small numbers stay, since periods are made of them.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from functools import partial
from typing import Any, NamedTuple

from benchmarks.laying import Laid
from benchmarks.packs import WORDS
from corpus.figures import Figure
from corpus.records import Block, Chunk, Row
from corpus.store.contents import Contents

DIGITS = "23456789"
NUMBER = re.compile(r"\d[\d,.]*\d")
FEWEST = 3
"""Digits of a number that is changed: smaller ones are days, hours and paragraphs."""
YEAR = re.compile(r"(?:19|20)\d\d")
NAMES = tuple(sorted({name for kind in ("place_first", "given", "family") for name in WORDS["names"][kind]}))
NAME = re.compile(rf"\b(?:{'|'.join(sorted(NAMES, key=len, reverse=True))})")
A_WEEK = timedelta(days=7)

Change = Callable[[str], str]


class Read(NamedTuple):
    """A pack as it was read: its document, papers and blocks, and what was found in them."""

    laid: Laid
    contents: Contents


def varied(read: Read, turn: int) -> Read:
    """Give another pack of the same length; each turn gives another, and turn 0 the same."""
    if not turn:
        return read
    change = text_change(turn)
    before = read.laid.document
    source = f"{before.source}#{turn}"
    key = hashlib.sha256(source.encode()).hexdigest()
    day = before.meeting_date + turn * A_WEEK if before.meeting_date else None
    document = replace(before, id=key[:12], source=source, sha256=key, meeting_date=day)
    papers = tuple(replace(paper, document_id=document.id, meeting_date=day) for paper in read.laid.papers)
    blocks = tuple(_block(block, document.id, change) for block in read.contents.blocks)
    contents = replace(
        read.contents,
        papers=papers,
        blocks=blocks,
        figures=tuple(_figure(figure, document.id, change) for figure in read.contents.figures),
        chunks=tuple(_chunk(chunk, document.id, change) for chunk in read.contents.chunks),
    )
    return Read(Laid(document, papers, blocks), contents)


def text_change(turn: int) -> Change:
    """Give what a turn makes of a text; of the same length."""
    by = turn % len(DIGITS)
    digits = str.maketrans(DIGITS, DIGITS[by:] + DIGITS[:by])
    return partial(_changed, _turned(turn), digits)


def _changed(names: Mapping[str, str], digits: Mapping[int, int], text: str) -> str:
    return NUMBER.sub(lambda found: _number(found.group(), digits), NAME.sub(lambda found: names[found.group()], text))


def _number(text: str, digits: Mapping[int, int]) -> str:
    is_small = sum(sign.isdigit() for sign in text) < FEWEST
    return text if is_small or YEAR.fullmatch(text) else text.translate(digits)


def _turned(turn: int) -> dict[str, str]:
    """Give for each name another one of its length."""
    turned: dict[str, str] = {}
    for length in {len(name) for name in NAMES}:
        alike = [name for name in NAMES if len(name) == length]
        by = turn * 7 % len(alike)
        turned |= dict(zip(alike, alike[by:] + alike[:by], strict=True))
    return turned


def _block(block: Block, document_id: str, change: Change) -> Block:
    values: dict[str, Any] = {"document_id": document_id, "text": change(block.text)}
    values["headings"] = tuple(map(change, block.headings))
    if block.row is not None:
        values["row"] = _row(block.row, change)
    return replace(block, **values)


def _row(row: Row, change: Change) -> Row:
    return replace(row, cells=tuple(map(change, row.cells)), caption=change(row.caption))


def _chunk(chunk: Chunk, document_id: str, change: Change) -> Chunk:
    return replace(chunk, document_id=document_id, text=change(chunk.text), context=change(chunk.context))


def _figure(figure: Figure, document_id: str, change: Change) -> Figure:
    number = change(figure.number)
    value = figure.value
    if value is not None and number != figure.number:
        value = Decimal("".join(_digit(sign, figure.number, number) for sign in str(value)))
    words = {name: change(getattr(figure, name)) for name in ("measure", "topic", "place", "breakdown")}
    return replace(figure, document_id=document_id, number=number, value=value, **words)


def _digit(sign: str, before: str, after: str) -> str:
    """Give what a digit of a number has become."""
    at = before.find(sign)
    return after[at] if sign.isdigit() and at >= 0 else sign
