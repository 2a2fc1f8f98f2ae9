"""What may be shown of a document's pages, and where a passage stands on them."""

from __future__ import annotations

from pathlib import Path

from assistant.opened import Opened
from assistant.pictures import certain_boxes
from corpus.records import Block, Box, Document

PDF = "application/pdf"


def may_show(opened: Opened, document: Document, page: int) -> bool:
    """Tell whether a page is public: one on which a withheld paper stands is neither drawn nor handed out."""
    return document.media_type == PDF and page not in opened.snapshot.catalogue.withheld_pages(document.id)


def boxes_of(opened: Opened, original: Path, block: Block, start: int, end: int) -> list[Box]:
    """Give the boxes of a passage of a block where its page itself has these words in them, else none."""
    return certain_boxes(original, block.text, opened.snapshot.catalogue.places(block), start, end)
