"""From blocks to chunks: runs of whole blocks, long enough to hold a thought and short enough to be shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from corpus.records import Block, BlockKind, Chunk, Paper

if TYPE_CHECKING:
    from langchain_text_splitters import RecursiveCharacterTextSplitter

LONGEST = 1400
"""Characters of a chunk at the most; a passage that is shown or printed has at most 1,500."""
ENOUGH = 700
"""Characters from which on a chunk ends where a new heading begins; shorter sections are kept together."""


def chunks_of(blocks: Sequence[Block], papers: Sequence[tuple[Paper, str]]) -> list[Chunk]:
    """Cut a document's blocks into chunks in reading order; every block that is not empty is in at least one.

    No chunk runs from one paper into the next. Beside each paper stands what it says of itself (title, committee,
    date): that opens the context of its chunks, which is searched with the text but never quoted.
    """
    chunks: list[Chunk] = []
    for paper, about in papers:
        for run in _runs([block for block in paper.own(blocks) if block.text.strip()]):
            text = "\n".join(_line(block) for block in run)
            context = _context(run, about)
            for part in [text] if len(text) <= LONGEST else _splitter().split_text(text):
                chunks.append(Chunk(run[0].document_id, len(chunks), run[0].ordinal, run[-1].ordinal, part, context))
    return chunks


@cache
def _splitter() -> RecursiveCharacterTextSplitter:
    # Imported where a block is longer than a chunk may be: most ingests need it once, those without changes never.
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    ends = [". ", "; ", ", ", " ", ""]
    return RecursiveCharacterTextSplitter(chunk_size=LONGEST, chunk_overlap=0, separators=ends, keep_separator="end")


def _runs(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    run: list[Block] = []
    length = 0
    for block in blocks:
        size = len(_line(block)) + 1
        new_section = block.kind is BlockKind.HEADING and length >= ENOUGH
        if run and (length + size > LONGEST or new_section):
            # Headings that stand last belong to what follows them.
            kept = len(run)
            while kept and run[kept - 1].kind is BlockKind.HEADING:
                kept -= 1
            if not kept and length >= ENOUGH:
                kept = len(run)  # but a list of nothing but headings stands alone
            if kept:
                yield run[:kept]
                run = run[kept:]
                length = sum(len(_line(other)) + 1 for other in run)
        run.append(block)
        length += size
    if run:
        yield run


def _line(block: Block) -> str:
    """Give the block as a line of its chunk, with its printed number."""
    return f"{block.number} {block.text}" if block.number else block.text


def _context(run: Sequence[Block], about: str) -> str:
    parts = [about]
    for block in run:
        parts += block.above
    return " · ".join(dict.fromkeys(part for part in parts if part))
