"""Where the words of a finding stand: the cells of a row in its text, and texts that run over several blocks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.findings import Span
from corpus.records import Block

CELL_MARK = " | "
"""What stands between the cells in the text of a row."""
BETWEEN = " "
"""What stands for the break between two blocks in a text that runs over them."""


@dataclass(frozen=True, slots=True)
class Cell:
    """The words of one cell, `text[start:end]` of its block, and its column; a block that is no row is one cell."""

    column: int
    start: int
    end: int


def cells_of(block: Block) -> Iterator[Cell]:
    """Give the filled cells of a row, or the whole of another block."""
    if block.row is None:
        yield Cell(0, 0, len(block.text))
        return
    at = 0
    for column, cell in enumerate(block.row.cells):
        words = cell.strip()
        start = block.text.find(words, at) if words else -1
        if start >= 0:
            yield Cell(column, start, start + len(words))
            at = start + len(words)


class Running:
    """A text that runs over blocks; its ranges can be given back as spans of the blocks."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        """Join the texts of the blocks."""
        self.blocks = tuple(blocks)
        self.text = BETWEEN.join(block.text for block in blocks)
        self.starts: list[int] = []
        at = 0
        for block in blocks:
            self.starts.append(at)
            at += len(block.text) + len(BETWEEN)

    def spans(self, start: int, end: int) -> tuple[Span, ...]:
        """Give the spans of a range: one a block, without the breaks between."""
        found = []
        first = max(bisect_right(self.starts, start) - 1, 0)
        for block, at in zip(self.blocks[first:], self.starts[first:], strict=True):
            if at >= end:
                break
            left, right = max(start - at, 0), min(end - at, len(block.text))
            if right > left:
                found.append(Span(block.ordinal, left, right))
        return tuple(found)


def words_at(spans: Sequence[Span], texts: dict[int, str]) -> str:
    """Give the words of spans, those of different blocks with a space between. `texts` are by ordinal."""
    return BETWEEN.join(texts[span.block][span.start : span.end] for span in spans)
