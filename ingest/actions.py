"""Actions and tracked recommendations from tables: who does what by when, and how far it is, each as printed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.findings import Action, Span
from corpus.records import Block, Paper
from ingest.heads import Meaning, columns, meaning

LIKE_TABLES = 3
"""Pages; a table without heads goes on with the tracker above it only so near."""
_COUNT = re.compile(r"[A-Za-z]{0,4}[ ./-]?\d{1,3}(?:[./-]\d{1,3})*[a-z]?[.)]?")
_SIGN = re.compile(r"[\s–—•*-]*$")


@dataclass(frozen=True, slots=True)
class _Table:
    """A tracker under way: what its columns hold, how many it has, which table it is and where it was last seen."""

    columns: Mapping[int, Meaning]
    width: int
    number: int
    page: int | None

    @property
    def has_numbers(self) -> bool:
        """Say whether each action has a number of its own."""
        return Meaning.NUMBER in self.columns.values()


_Parts = dict[Meaning, list[tuple[str, Span]]]


def tracked_of(paper: Paper, blocks: Sequence[Block]) -> tuple[Action, ...]:
    """Give the actions of the trackers and plans of a paper, in order.

    A row that only goes on with the one above it, as at the head of a page, is joined to it. Where a recommendation
    stands beside several actions, each of them has it.
    """
    rows: list[_Parts] = []
    table: _Table | None = None
    page: int | None = None
    counting = _counting(blocks)
    for block in blocks:
        if block.row is None:
            continue
        table = _table(block, table, counts=block.row.table in counting)
        if table is None or block.row.is_head or _is_head(block):
            continue
        parts = _parts(block, table)
        if not parts or _titles_rows(parts, block):
            continue
        if rows and _goes_on(parts, table, is_new_page=block.page != page):
            _join(rows[-1], parts)
        elif Meaning.ACTION in parts or Meaning.RECOMMENDATION in parts:
            if Meaning.RECOMMENDATION not in parts and Meaning.RECOMMENDATION in table.columns.values() and rows:
                parts |= {Meaning.RECOMMENDATION: rows[-1].get(Meaning.RECOMMENDATION, [])}
            rows.append(parts)
        page = block.page
        table = replace(table, page=block.page)
    return tuple(_action(paper, parts) for parts in rows)


def _counting(blocks: Sequence[Block]) -> set[int]:
    """Give the tables whose first column holds nothing but numbers below its head."""
    firsts: dict[int, list[str]] = {}
    for block in blocks:
        if block.row is not None and not block.row.is_head and block.row.cells and block.row.cells[0].strip():
            firsts.setdefault(block.row.table, []).append(block.row.cells[0].strip())
    return {table for table, cells in firsts.items() if all(map(_COUNT.fullmatch, cells))}


def _table(block: Block, table: _Table | None, *, counts: bool) -> _Table | None:
    """Give the tracker that a row is of: by its heads, or the one above that it goes on with without heads."""
    row = block.row
    if row is None:
        return None
    if found := columns(row.heads, counts=counts):
        return _Table(found, len(row.cells), row.table, table.page if table else None)
    if _is_head(block):
        return _Table(columns(row.cells), len(row.cells), row.table, block.page)
    is_near = table is not None and (block.page is None or table.page is None or block.page - table.page < LIKE_TABLES)
    if table is not None and not row.heads and len(row.cells) == table.width and is_near:
        return replace(table, number=row.table)
    return None


def _is_head(block: Block) -> bool:
    """Say whether a row that the reader took for an ordinary one holds the heads: each of its cells is one."""
    cells = [cell for cell in block.row.cells if cell.strip()] if block.row else []
    return len(cells) > 2 and bool(columns(cells)) and sum(meaning(cell) is not None for cell in cells) > len(cells) / 2


def _parts(block: Block, table: _Table) -> _Parts:
    found: _Parts = {}
    for cell in block.cells():
        what = table.columns.get(cell.column)
        words = block.text[cell.start : cell.end]
        if what is not None and not _SIGN.fullmatch(words):
            found.setdefault(what, []).append((words, Span(block.ordinal, cell.start, cell.end)))
    return found


def _titles_rows(parts: _Parts, block: Block) -> bool:
    """Say whether a row is a title over others: one cell, in the first column, filled."""
    filled = [place for place, cell in enumerate(block.row.cells) if cell.strip()] if block.row else []
    return filled == [0] and len(parts) == 1


def _goes_on(parts: _Parts, table: _Table, *, is_new_page: bool) -> bool:
    """Say whether a row goes on with the one above: it lacks what each action has, or opens a page in mid-sentence."""
    if table.has_numbers:
        return Meaning.NUMBER not in parts and (is_new_page or not _opens(parts))
    if Meaning.ACTION not in parts and Meaning.RECOMMENDATION not in parts:
        return True
    text = parts.get(Meaning.ACTION) or parts.get(Meaning.RECOMMENDATION) or [("", Span(0, 0, 0))]
    return is_new_page and not (Meaning.OWNER in parts and Meaning.DEADLINE in parts) and text[0][0][:1].islower()


def _opens(parts: _Parts) -> bool:
    """Say whether a row without a number is an action all the same."""
    text = parts.get(Meaning.ACTION) or parts.get(Meaning.RECOMMENDATION)
    if not text or text[0][0][:1].islower():
        return False
    return bool(parts.keys() & {Meaning.OWNER, Meaning.DEADLINE})


def _join(before: _Parts, parts: _Parts) -> None:
    for what, words in parts.items():
        before[what] = [*before.get(what, []), *words]


def _action(paper: Paper, parts: _Parts) -> Action:
    def words(what: Meaning) -> str:
        return " ".join(text for text, _ in parts.get(what, ()))

    held = [Meaning.ACTION, *(what for what in Meaning if what is not Meaning.ACTION)]
    spans = tuple(dict.fromkeys(span for what in held for _, span in parts.get(what, ())))
    return Action(
        paper.ordinal,
        words(Meaning.ACTION),
        spans,
        recommendation=words(Meaning.RECOMMENDATION),
        owner=words(Meaning.OWNER),
        deadline=words(Meaning.DEADLINE),
        update=words(Meaning.UPDATE),
        state=words(Meaning.STATE),
        number=words(Meaning.NUMBER),
    )
