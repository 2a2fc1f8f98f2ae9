"""The agenda of a pack: its items, their titles, and the printed pages on which their papers stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.language.bodies import committee_in
from corpus.language.stems import stems
from corpus.records import Block, BlockKind
from ingest.front_matter import SIGNS

AGENDA_PAGES = 12
"""A front sheet is no longer than this, with its notes on access and recording."""
FEWEST_ITEMS = 3
"""So many numbered lines under the word "Agenda" are its items."""
WIDEST_GAP = 3
"""Numbers that an agenda may leave out from one item to the next."""
LONGEST_ITEM = 600
"""Pages of the longest item: where no "Pages" stands before them, years are above."""
ALIKE = 0.6
"""Share of the words of two titles that are the same when both name one item."""

_PAGES = re.compile(r"\(?\b(?:pages?|pp\.?)\s*(?P<first>\d{1,4})(?:\s*(?:-|–|—|to)\s*(?P<last>\d{1,4}))?\)?\s*$", re.I)
_TO_FOLLOW = re.compile(r"\((?:to follow|attached|enclosed|verbal|oral)[^)]*\)\s*$", re.I)
_RANGE = r"(?P<first>\d{1,4})\s*(?:-|–|—|to)\s*(?P<last>\d{1,4})"
_BARE_PAGES = re.compile(rf"\s\(?{_RANGE}\)?\s*$")
_PAGE_CELL = re.compile(rf"\(?(?:pages?|pp\.?)?\s*{_RANGE}\)?", re.I)
_PAGES_AT_LEFT = re.compile(rf"{_RANGE}\s+(?P<item>\d{{1,3}}[A-Z]?)\.?\s+(?P<title>[A-Z].{{3,}})")
"""The pages may stand before the number: "5 - 12 4 Minutes"."""
_AGENDA = re.compile(r"(?:supplementary |draft |public )?a\s?g\s?e\s?n\s?d\s?a(?: (?:items|sheet|part [1i]))?", re.I)
_AGENDA_OF = re.compile(r"(?P<body>.{3,80}) (?:Agenda|AGENDA)|.{0,80}\bA G E N D A")
_LEADING_NUMBER = re.compile(r"^\d{1,3}[A-Z]?\.?\s+")
_ITEM_NUMBER = re.compile(r"\d{1,3}[A-Z]?")


_BARE_NUMBER = re.compile(r"(?P<item>\d{1,2})\s+(?P<title>[A-Z].{3,})")
"""A number without a point is an item's only where it is the next one on an agenda."""


@dataclass(frozen=True, slots=True)
class Item:
    """An item of an agenda. `first` and `last` are printed page labels, empty where it gives none."""

    number: str
    title: str
    first: str = ""
    last: str = ""


def items_of(blocks: Sequence[Block]) -> list[Item]:
    """Give the items of the agenda with which a document begins; none where it does not begin with one.

    Items stand as numbered lines or as rows of a table; their pages at the end of the line, in a line below or in a
    cell of their own.
    """
    items: list[Item] = []
    named = False
    for block in blocks:
        if (block.page or 1) > AGENDA_PAGES:
            break
        named = named or is_agenda_word(block)
        item = _item_of(block, items, is_agenda=named)
        if item is None:
            pages = _PAGES.search(block.text)
            if pages is not None and items:
                items[-1] = _with_pages(items[-1], pages["first"], pages["last"] or pages["first"])
        elif items and _begins_anew(items[-1], item):
            break  # the first paper after the front sheet has numbers of its own
        else:
            items.append(item)
    ranged = any(item.first for item in items)
    return items if ranged or (named and len(items) >= FEWEST_ITEMS) else []


def _item_of(block: Block, before: Sequence[Item], *, is_agenda: bool) -> Item | None:
    """Read a line or a row of an agenda as an item; None where it is none."""
    if block.row is not None:
        return _item_of_row([cell for cell in block.row.cells if cell]) if is_agenda else None
    number, text = block.number or "", block.text
    at_left = _PAGES_AT_LEFT.fullmatch(f"{number} {text}".strip()) if is_agenda else None
    if at_left is not None:
        return Item(at_left["item"], _plain(at_left["title"]), at_left["first"], at_left["last"])
    bare = _BARE_NUMBER.fullmatch(text) if is_agenda and not number else None
    if bare is not None and int(bare["item"]) == (int(re.sub(r"\D", "", before[-1].number)) if before else 0) + 1:
        number, text = bare["item"], bare["title"]
    if not _ITEM_NUMBER.fullmatch(number):
        return None
    pages = _PAGES.search(text)
    if pages is None and is_agenda:
        pages = _BARE_PAGES.search(text)
        if pages is not None and not _may_follow(int(pages["first"]), int(pages["last"]), before):
            pages = None
    if pages is None:
        return Item(number, _plain(text))
    return Item(number, _plain(text[: pages.start()]), pages["first"], pages["last"] or pages["first"])


def _item_of_row(cells: Sequence[str]) -> Item | None:
    """Read the filled cells of a row: a number, a title, and perhaps pages, at the right or at the left."""
    numbers = [cell.rstrip(". ") for cell in cells if _ITEM_NUMBER.fullmatch(cell.rstrip(". "))]
    ranges = [match for cell in cells if (match := _PAGE_CELL.fullmatch(cell.strip()))]
    titles = [cell for cell in cells if re.search(r"[A-Za-z]{3}", cell) and not _PAGE_CELL.fullmatch(cell.strip())]
    if not numbers or not titles or (not _ITEM_NUMBER.fullmatch(cells[0].rstrip(". ")) and not ranges):
        return None
    title = titles[-1] if ranges else titles[0]
    pages = _PAGES.search(title)
    if pages is not None:
        return Item(numbers[0], _plain(title[: pages.start()]), pages["first"], pages["last"] or pages["first"])
    first, last = (ranges[0]["first"], ranges[0]["last"]) if ranges else ("", "")
    return Item(numbers[0], _plain(title), first, last)


def _plain(title: str) -> str:
    return _TO_FOLLOW.sub("", title.strip()).strip(" .,-–(")


def _with_pages(item: Item, first: str, last: str) -> Item:
    """Add pages named below an item: its own, or those of an appendix, which follow them."""
    if not item.first:
        return replace(item, first=first, last=last)
    return replace(item, last=last) if int(first) >= int(item.first) and int(last) > int(item.last) else item


def _may_follow(first: int, last: int, before: Sequence[Item]) -> bool:
    """Say whether two numbers at the end of a title are its pages and not years: pages go on from those before."""
    known = max((int(item.last) for item in before if item.last), default=0)
    return known <= first <= last and first <= known + LONGEST_ITEM


def _begins_anew(before: Item, item: Item) -> bool:
    """Say whether a number is of another list: lower than the one before, or far higher and without pages."""
    first, second = (int(re.sub(r"\D", "", one.number)) for one in (before, item))
    return second < first or (second > first + WIDEST_GAP and not item.first)


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


def names_an_item(items: Sequence[Item], line: str) -> bool:
    """Say whether a line is one of the items: its title, perhaps with its number and pages."""
    title = _plain(_PAGES.sub("", _LEADING_NUMBER.sub("", line))).casefold()
    return any(title == item.title.casefold() for item in items)


def is_agenda_word(block: Block) -> bool:
    """Say whether a block is the word "Agenda" by itself, as it stands over the items."""
    if block.kind is BlockKind.TABLE_ROW:
        return False
    text = SIGNS.sub(" ", block.text).strip()
    title = _AGENDA_OF.fullmatch(text) if block.kind is BlockKind.HEADING else None
    return bool(_AGENDA.fullmatch(text)) or (
        title is not None and (not title["body"] or bool(committee_in(title["body"])))
    )
