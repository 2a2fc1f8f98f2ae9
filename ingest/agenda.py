"""The agenda of a pack: its items, their titles, and the printed pages on which their papers stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.language.stems import stems
from corpus.records import Block, BlockKind
from ingest.front_matter import SIGNS

AGENDA_PAGES = 12
"""A front sheet is no longer than this, with its notes on access and recording."""
FEWEST_ITEMS = 3
"""So many numbered lines under the word "Agenda" are its items."""
ALIKE = 0.6
"""Share of the words of two titles that are the same when both name one item."""

_PAGES = re.compile(r"\(?\b(?:pages?|pp\.?)\s*(?P<first>\d{1,4})(?:\s*(?:-|–|—|to)\s*(?P<last>\d{1,4}))?\)?\s*$", re.I)
_TO_FOLLOW = re.compile(r"\((?:to follow|attached|enclosed|verbal|oral)[^)]*\)\s*$", re.I)
_AGENDA = re.compile(r"(?:supplementary |draft |public )?a\s?g\s?e\s?n\s?d\s?a(?: (?:items|sheet|part [1i]))?", re.I)
_ITEM_NUMBER = re.compile(r"\d{1,3}[A-Z]?")


@dataclass(frozen=True, slots=True)
class Item:
    """An item of an agenda. `first` and `last` are printed page labels, empty where it gives none."""

    number: str
    title: str
    first: str = ""
    last: str = ""


def items_of(blocks: Sequence[Block]) -> list[Item]:
    """Give the items of the agenda with which a document begins; none where it does not begin with one."""
    front = [block for block in blocks if (block.page or 1) <= AGENDA_PAGES]
    items: list[Item] = []
    open_item: tuple[str, str] | None = None
    named = False
    for block in front:
        named = named or bool(_AGENDA.fullmatch(block.text.strip(" .:")))
        pages = _PAGES.search(block.text)
        title = _TO_FOLLOW.sub("", _PAGES.sub("", block.text)).strip(" .,-–")
        if block.number and _ITEM_NUMBER.fullmatch(block.number) and block.row is None:
            if items and _restarts(items[-1].number, block.number):
                break  # the first paper after the front sheet counts from 1 again
            open_item = (block.number, title)
            items.append(Item(*open_item))
        elif pages is None or open_item is None:
            continue
        if pages is not None and open_item is not None:
            items[-1] = Item(*open_item, pages["first"], pages["last"] or pages["first"])
    ranged = any(item.first for item in items)
    return items if ranged or (named and len(items) >= FEWEST_ITEMS) else []


def _restarts(before: str, after: str) -> bool:
    first, second = (int(re.sub(r"\D", "", number)) for number in (before, after))
    return second < first


def item_named(items: Sequence[Item], title: str) -> Item | None:
    """Give the item whose title a paper has, None where none is alike."""
    words = set(stems(title))
    best, likeness = None, ALIKE
    for item in items:
        own = set(stems(item.title))
        if own and words:
            share = len(own & words) / min(len(own), len(words)) if min(len(own), len(words)) > 1 else 0.0
            if share > likeness:
                best, likeness = item, share
    return best


def is_agenda_word(block: Block) -> bool:
    """Say whether a block is the word "Agenda" by itself, as it stands over the items."""
    return block.kind is not BlockKind.TABLE_ROW and bool(_AGENDA.fullmatch(SIGNS.sub(" ", block.text).strip()))
