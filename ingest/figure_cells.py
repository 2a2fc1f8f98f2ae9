"""Figures in tables: what a cell means stands in its row's and its column's heads, in the caption and above."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from corpus.figures import Figure, Role
from corpus.language.comparators import find_comparators
from corpus.language.function_words import FUNCTION_WORDS
from corpus.language.leaning_periods import BARE_MONTH, month_of_span, year_of_head
from corpus.language.periods import Period
from corpus.language.quantities import Quantity, cell_quantity
from corpus.language.stems import stems
from corpus.language.units import PLAIN, Measured, Unit, measured_by
from corpus.records import Block, Row
from ingest.figure_frame import Frame, of_money, periods_in, place_of, year_of_money
from ingest.figure_prose import figures_of_text
from ingest.stated_units import StatedUnit

PROSE_WORDS = 7
"""Words of a cell from which on it is read as running text."""
ASIDE = re.compile(r"\((?:incl?|excl?|including|excluding|net of|before|after)\b[^)]*\)", re.IGNORECASE)
"""What a head says to be within a value, which is no role of it: "2025-26 (incl. increase in levy)"."""
NAMED = re.compile(r"[^\W\d_]{2}")
YEAR_AT_LEAST = 300
"""Days of a period that is a year, of which a column may be a month."""


def figures_of_row(
    block: Block,
    row: Row,
    before: str,
    frame: Frame,
    of_places: Collection[int] = (),
    stated: StatedUnit | None = None,
) -> Iterator[Figure]:
    """Give the figures of a table row's cells, in order; `before` is the paragraph that the table follows.

    `of_places` are the tables whose rows are places: a row of another place is a comparator. `stated` is the unit that
    the paper states for all figures here.
    """
    heads = row.heads or ("",) * len(row.cells)
    label = row.row_head
    labels = row.stubs if any(cell_quantity(cell) for cell in row.cells[row.stubs :]) else 0
    for place in block.cells():
        column, start, cell = place.column, place.start, block.text[place.start : place.end]
        if column < labels:
            continue  # "three or more moves" in the label of a row of values counts nothing
        head = heads[column] if column < len(heads) else ""
        if len(cell.split()) >= PROSE_WORDS:
            lead = " – ".join(filter(None, (label if column >= row.stubs else "", head)))
            for figure in figures_of_text(block, lead, frame, start=start, end=start + len(cell)):
                yield replace(figure, column=column, breakdown=label[:120])
            continue
        if (column < row.stubs and len(row.cells) > 1) or _is_period(cell):
            continue
        quantity = _named_quantity(cell, f"{label} {head} {row.section}")
        if quantity is None:
            continue
        measured = _measured(quantity.measured, block, row, head, before, stated)
        period, inherited = _period(row, head, label, block, frame)
        role, of = _role(head, label, row.section)
        if role is Role.ACTUAL and row.table in of_places:
            role, of = _role_of_place(label, frame.place)
        if period is not None and inherited and of_money(measured.unit, head):
            period = year_of_money(period)
        yield Figure(
            document_id=block.document_id,
            block=block.ordinal,
            start=start + quantity.start,
            end=start + quantity.end,
            number=quantity.number,
            value=quantity.value and quantity.value * measured.scale,
            unit=measured.name,
            measure=" – ".join(filter(None, (label, head))),
            paper=frame.paper.ordinal,
            topic=" · ".join(filter(None, (row.section, row.caption, block.headings[-1] if block.headings else ""))),
            high=quantity.high,
            approximate=quantity.approximate,
            period=period,
            place=of if role is Role.COMPARATOR else frame.place,
            breakdown=label,
            role=role,
            of=of,
            inherited=inherited,
            column=column,
            page=block.page,
        )


def _named_quantity(cell: str, names: str) -> Quantity | None:
    """Give the quantity of a cell; a number without a unit or a name beside it only counts the rows."""
    quantity = cell_quantity(cell)
    return None if quantity is None or (quantity.measured == PLAIN and not NAMED.search(names)) else quantity


@lru_cache(maxsize=4096)
def _is_period(cell: str) -> bool:
    found = periods_in(cell)
    return bool(found) and sum(one.end - one.start for one in found) >= len(cell.strip()) - 3


def _measured(own: Measured, block: Block, row: Row, head: str, before: str, stated: StatedUnit | None) -> Measured:
    """Give the unit of a cell: its own sign, of what heads it, or as the paragraphs before the table state it."""
    caption = row.caption if _is_of_caption(head, row.caption, row.heads[row.stubs :]) else ""
    above = (head, row.row_head, row.section, *row.heads[: row.stubs], caption, *reversed(block.headings))
    measured = _unit(own, above)
    if measured == PLAIN and head:
        measured = _rate_named(before) or measured
    if measured == PLAIN and stated is not None and stated.fits(head):
        measured = stated.measured
    return measured


UNIT_NAMED = re.compile(r"(?<![\w-])(?P<words>(?:[\w-]+\s+){1,3})\((?:£[^)]*|%)\)")
"""The words of a caption that its unit, in brackets, stands behind: "people supported and weekly cost (£)"."""


@lru_cache(maxsize=4096)
def _is_of_caption(head: str, caption: str, columns: tuple[str, ...]) -> bool:
    """Tell whether a caption's unit may be a column's: where its words name some columns, it is those' alone."""
    named = UNIT_NAMED.search(caption)
    if named is None:
        return True
    words = set(stems(named["words"])) - FUNCTION_WORDS
    others = words & {word for one in columns for word in stems(one)}
    return not others or not words.isdisjoint(stems(head))


def _unit(own: Measured, words: tuple[str, ...]) -> Measured:
    """Give the unit of a cell: its own sign, else the nearest head that names one; "£m" scales a bare number."""
    named = next((found for text in words if (found := _named(text))), None)
    if own != PLAIN:
        scaled = own.unit is Unit.MONEY and named is not None and named.unit is Unit.MONEY
        return named if scaled and named is not None else own
    return named or own


@lru_cache(maxsize=4096)
def _named(text: str) -> Measured | None:
    return measured_by(text)


@lru_cache(maxsize=4096)
def _rate_named(text: str) -> Measured | None:
    """Give the base of rates that the paragraph before a table speaks of; any other unit in it may be of anything."""
    measured = measured_by(text)
    return measured if measured is not None and measured.unit is Unit.RATE else None


def _period(row: Row, head: str, label: str, block: Block, frame: Frame) -> tuple[Period | None, tuple[str, ...]]:
    """Give the period of a cell: of its column, its row, or what stands above; a month and a year make one together."""
    period: Period | None = None
    inherited: tuple[str, ...] = ()
    for words in (head, label, row.section, row.caption):
        found = periods_in(words) if words else ()
        if found:
            period = found[-1].period
        elif words in (head, label):
            period = year_of_head(words)
        if period is not None:
            break
    if period is None:
        period, above = frame.inherited_period(block.headings)
        inherited = (above or frame.document.name,) if period else ()
    months = BARE_MONTH.findall(head) or BARE_MONTH.findall(label)
    if len(months) == 1 and period is not None and (period.last - period.first).days > YEAR_AT_LEAST:
        first = next((m for text in row.heads for m in BARE_MONTH.findall(text)), months[0])
        return month_of_span(months[0], first, period), inherited
    return period, inherited


def tables_of_places(blocks: Iterable[Block], place: str) -> set[int]:
    """Give the tables whose rows are places: one row of them is of the paper's own."""
    rows = [block.row for block in blocks if block.row is not None and not block.row.is_head]
    return {row.table for row in rows if _is_place(row.row_head, place)}


def _role_of_place(label: str, place: str) -> tuple[Role, str]:
    """Give the role of the figures in a row of a place, and the place where it is another than the paper's own."""
    return (Role.ACTUAL, "") if not label or _is_place(label, place) else (Role.COMPARATOR, label)


def _is_place(label: str, place: str) -> bool:
    return bool(place) and place_of(label).casefold() == place.casefold()


@lru_cache(maxsize=4096)
def _role(head: str, label: str, section: str) -> tuple[Role, str]:
    for words in (head, label, section):
        found = find_comparators(ASIDE.sub(" ", words))
        if found:
            return found[-1].role, found[-1].of
    return Role.ACTUAL, ""
