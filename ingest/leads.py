"""What list items hang under: the paragraph that leads the list, or the lettered item above its bullets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.records import Block, BlockKind

NOTE = re.compile(r"(?:\d{1,2}|[*†‡§])\s?[^\W\d_]")
"""How a footnote opens: with the mark that stands in the text."""


def notes_amid_lists(blocks: Sequence[Block]) -> set[int]:
    """Give the ordinals of the footnotes at the end of a page over which a list runs on: they end no list."""
    notes: set[int] = set()
    for at, (block, after) in enumerate(pairwise(blocks)):
        before = blocks[at - 1] if at else None
        runs_on = after.kind is BlockKind.LIST_ITEM and after.page != block.page
        listed = before is not None and before.kind is BlockKind.LIST_ITEM and before.headings == after.headings
        if block.kind is BlockKind.PARAGRAPH and block.number is None and runs_on and listed and NOTE.match(block.text):
            notes.add(block.ordinal)
    return notes


def with_parents(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Give the blocks with the parent of each list item.

    A list hangs under the paragraph before it, or under a heading that ends in a colon; bullets below a numbered or
    lettered item hang under that item. After a table, and under other headings, an item has no parent.
    """
    notes = notes_amid_lists(blocks)
    done: list[Block] = []
    lead: int | None = None
    item: int | None = None
    for block in blocks:
        if block.ordinal in notes:
            done.append(block)
            continue
        if block.kind is BlockKind.LIST_ITEM:
            parent = lead if block.number is not None or item is None else item
            if block.number is not None:
                item = block.ordinal
            done.append(replace(block, parent=parent))
            continue
        is_lead = block.kind is BlockKind.PARAGRAPH or (block.kind is BlockKind.HEADING and block.text.endswith(":"))
        lead, item = (block.ordinal if is_lead else None), None
        done.append(block)
    return tuple(done)
