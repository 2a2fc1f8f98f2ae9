"""What list items hang under: the paragraph that leads the list, or the lettered item above its bullets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corpus.records import Block, BlockKind


def with_parents(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Give the blocks with the parent of each list item.

    A list hangs under the paragraph before it, or under a heading that ends in a colon; bullets below a numbered or
    lettered item hang under that item. After a table, and under other headings, an item has no parent.
    """
    done: list[Block] = []
    lead: int | None = None
    item: int | None = None
    for block in blocks:
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
