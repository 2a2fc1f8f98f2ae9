"""Where the words of a finding stand: texts that run over several blocks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from corpus.findings import Span
from corpus.records import Block

BETWEEN = " "
"""What stands for the break between two blocks in a text that runs over them."""


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
