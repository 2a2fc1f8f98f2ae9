"""The highest or lowest of a table: "which ward has the most", "the lowest month of the year"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from assistant.derived.operands import without
from assistant.prose.tables import Filled, table_of
from assistant.questions.question import Question
from assistant.questions.sought import Sought
from assistant.ranking.candidates import Candidate
from assistant.said import Said
from corpus.language.quantities import Quantity, cell_quantity
from corpus.language.stems import known_stems, stems
from corpus.records import Row
from corpus.store.index import Snapshot

ASKED = re.compile(r"\b(?:which|what(?:['’]?s)?|who)\b", re.IGNORECASE)
MOST = re.compile(r"\b(?:highest|biggest|largest|greatest|most)\b(?! recent\b)", re.IGNORECASE)
LEAST = re.compile(r"\b(?:lowest|smallest|fewest|least)\b", re.IGNORECASE)
EXTREMES = frozenset(stems("highest biggest largest greatest most lowest smallest fewest least"))
TOTAL = re.compile(r"\b(?:total|overall|all|sum|average|mean|median|england|national|target)\b", re.IGNORECASE)
"""A row or column that is no fellow of the others."""
SEVERAL = 3
"""Values among which one is the highest, and as many of one value that are given."""
NEAR = 6
"""Blocks behind a sentence within which the table begins that it may speak of."""
COVERED = 0.8
"""Share of the subject that the column or row, with what stands over the table, must hold."""


def extreme(snapshot: Snapshot, question: Question, sought: Sought, ranked: Sequence[Candidate]) -> tuple[Said, ...]:
    """Give the rows, or the cell of a row, with the highest or lowest value; nothing where none is asked for or fits.

    The table is the first of those that the candidates stand in of which a column, compared down its rows, or a row,
    compared along its columns, holds the subject.
    """
    most = MOST.search(question.text) is not None
    if ASKED.search(question.text) is None or most == (LEAST.search(question.text) is not None):
        return ()
    subject = without(sought, EXTREMES)
    for over, table in _tables(snapshot, ranked):
        found = _down(over, table, question, subject, most=most) or _along(over, table, subject, most=most)
        if found:
            return found
    return ()


def _tables(snapshot: Snapshot, ranked: Sequence[Candidate]) -> Iterator[tuple[str, list[Filled]]]:
    """Give the tables of the candidates, best first, each once, with what stands over it."""
    seen: set[tuple[str, int]] = set()
    for one in ranked:
        table = table_of(snapshot, one, near=NEAR)
        key = (one.block.document_id, table[0][1].table) if table else None
        if key is not None and key not in seen:
            seen.add(key)
            yield " ".join((*one.block.above, table[0][1].caption)), table


def _down(over: str, table: Sequence[Filled], question: Question, subject: Sought, *, most: bool) -> tuple[Said, ...]:
    """Compare the column that holds the subject down the rows."""
    first = table[0][1]
    labels = " ".join(first.heads[: first.stubs])
    asked = set(stems(question.text))

    def fit(column: int) -> tuple[bool, int, int]:
        units = {quantity.unit for _, row in table if (quantity := _quantity(row, column))}
        return question.unit in units, len(set(stems(first.heads[column])) & asked), column

    columns = [
        column
        for column in range(first.stubs, len(first.heads))
        if not TOTAL.search(first.heads[column])
        and _covered(subject, f"{over} {labels} {first.heads[column]}") >= COVERED
    ]
    if not columns:
        return ()
    column = max(columns, key=fit)
    values = [
        (value, block, row)
        for block, row in table
        if not TOTAL.search(row.row_head) and (value := _value(row, column)) is not None
    ]
    if len(values) < SEVERAL:
        return ()
    wanted = (max if most else min)(value for value, _, _ in values)
    best = [(block, row) for value, block, row in values if value == wanted]
    return tuple(Said(_words(row, column), block, 0, len(block.text)) for block, row in best[:SEVERAL])


def _along(over: str, table: Sequence[Filled], subject: Sought, *, most: bool) -> tuple[Said, ...]:
    """Compare the row that holds the subject along its columns."""
    held, at = max((_covered(subject, f"{over} {row.row_head}"), -i) for i, (_, row) in enumerate(table))
    block, row = table[-at]
    cells = [
        (value, -column)
        for column in range(row.stubs, len(row.heads))
        if not TOTAL.search(row.heads[column]) and (value := _value(row, column)) is not None
    ]
    if held < COVERED or len(cells) < SEVERAL:
        return ()
    _, column = (max if most else min)(cells)
    return (Said(_words(row, -column), block, 0, len(block.text)),)


def _words(row: Row, column: int) -> str:
    return f"{row.row_head} – {row.heads[column].replace(' › ', ', ')}: {row.cells[column]}"


def _covered(subject: Sought, text: str) -> float:
    """Give the share of the subject that a text holds."""
    return subject.core_share(subject.found(known_stems(text)))


def _value(row: Row, column: int) -> Decimal | None:
    """Give the number of a cell; None for one that has none."""
    quantity = _quantity(row, column)
    return quantity.value if quantity else None


def _quantity(row: Row, column: int) -> Quantity | None:
    return cell_quantity(row.cells[column]) if column < len(row.cells) else None
