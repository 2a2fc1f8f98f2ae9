"""The figures of a document: read from its blocks, one by one, with what stands above and before them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpus.figures import Figure
from corpus.records import Block, BlockKind, Document, Paper
from ingest.figure_cells import figures_of_row, tables_of_places
from ingest.figure_frame import Frame, opening_period, periods_in
from ingest.figure_prose import figures_of_text
from ingest.leads import notes_amid_lists
from ingest.stated_units import StatedUnits

LONGEST_LEAD = 400
"""Characters of a lead sentence or the sentence before that can say what a figure is of."""
OPENING = 60
"""Characters at the start of a list's item in which a date is looked for."""


def figures_of(blocks: Sequence[Block], papers: Sequence[Paper], document: Document) -> tuple[Figure, ...]:
    """Give the figures of a document's blocks, in order."""
    return tuple(_figures(blocks, papers, document))


def _figures(blocks: Sequence[Block], papers: Sequence[Paper], document: Document) -> Iterator[Figure]:
    for paper in papers:
        own = paper.own(blocks)
        frame = Frame(document, paper, opening_period(document, paper, own))
        of_places = tables_of_places(own, frame.place)
        above = ""
        units = StatedUnits()
        for block, lead in _with_leads(own):
            units.read(block)
            if block.kind is BlockKind.HEADING:
                above = ""
                continue
            if block.row is not None:
                stated = units.over(block, above)
                if not block.row.is_head:
                    yield from figures_of_row(block, block.row, above, frame, of_places, stated)
            else:
                yield from figures_of_text(block, lead, frame)
                above = block.text[-LONGEST_LEAD:]


def _with_leads(blocks: Sequence[Block]) -> Iterator[tuple[Block, str]]:
    """Give each block with the words that it hangs under.

    For a list's item that is the paragraph that leads it, and the last item before it that opens the items after it:
    by a colon, or by a date ("At 31 March 2014, 443 children were in care. Of these:").
    """
    notes = notes_amid_lists(blocks)
    texts: dict[int, str] = {}
    opener = ""
    under: tuple[str, ...] = ()
    for block in blocks:
        texts[block.ordinal] = block.text
        if block.ordinal in notes:
            yield block, ""
            continue
        if block.kind is not BlockKind.LIST_ITEM or block.headings != under:
            opener, under = "", block.headings
        lead = texts.get(block.parent, "") if block.parent is not None else ""
        yield block, f"{lead} {opener}".strip()[-LONGEST_LEAD:]
        if block.kind is BlockKind.LIST_ITEM and _opens(block.text):
            opener = block.text


def _opens(text: str) -> bool:
    dated = periods_in(text[:OPENING])
    return text.rstrip().endswith(":") or bool(dated and dated[0].start <= len("As at the "))
