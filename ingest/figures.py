"""The figures of a document: read from its blocks, one by one, with what stands above and before them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from corpus.figures import Figure
from corpus.records import Block, BlockKind, Document, Paper
from ingest.figure_cells import figures_of_row
from ingest.figure_frame import Frame
from ingest.figure_prose import figures_of_text

LONGEST_LEAD = 400
"""Characters of a lead sentence or the sentence before that can say what a figure is of."""


def figures_of(blocks: Sequence[Block], papers: Sequence[Paper], document: Document) -> tuple[Figure, ...]:
    """Give the figures of a document's blocks, in order."""
    return tuple(_figures(blocks, papers, document))


def _figures(blocks: Sequence[Block], papers: Sequence[Paper], document: Document) -> Iterator[Figure]:
    for paper in papers:
        frame = Frame(document, paper)
        above = ""
        for block, lead in _with_leads(paper.own(blocks)):
            if block.kind is BlockKind.HEADING:
                above = ""
                continue
            if block.row is not None:
                yield from figures_of_row(block, block.row, above, frame) if not block.row.is_head else ()
            else:
                yield from figures_of_text(block, lead, frame)
                above = block.text[-LONGEST_LEAD:]


def _with_leads(blocks: Iterable[Block]) -> Iterator[tuple[Block, str]]:
    """Give each block with the words that it hangs under: the lead of a list's items."""
    texts: dict[int, str] = {}
    for block in blocks:
        texts[block.ordinal] = block.text
        yield block, texts.get(block.parent, "")[-LONGEST_LEAD:] if block.parent is not None else ""
