"""Rows of a table on one side of nothing: "which harbours have a deficit", "which services are over budget"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.figures.words import value_words
from assistant.prose.tables import COVERED, LIKELY, MOST_ROWS, Filled, table_of
from assistant.questions.question import Question
from assistant.questions.sought import Sought
from assistant.ranking.candidates import Candidate
from assistant.ranking.things import periods_of
from assistant.said import Said
from corpus.language.quantities import cell_quantity
from corpus.language.stems import known_stems, stems
from corpus.records import Row
from corpus.store.index import Snapshot

SEVERAL = re.compile(
    r"\b(?:which|what)(?: [\w'’&-]+){0,3}? [\w'’-]+[^s\W]s"
    r" (?:have|had|are|were|will|show\w*|report\w*|forecast\w*|project\w*|expect\w*|r[au]n|went|go|over\w*|under\w*)\b"
    r"|^\W*list\b",
    re.IGNORECASE,
)
"""Asks for several things by what is true of them: "which ferries are over budget"."""
SIDES: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (re.compile(r"\bdeficits?\b|\bshortfalls?\b", re.IGNORECASE), re.compile(r"\bsurplus(?:es)?\b", re.IGNORECASE)),
    (
        re.compile(r"\bunder(?:[ -]?spen\w+|[ -]?budget)?\b|\bbelow (?:the |their )?budgets?\b", re.IGNORECASE),
        re.compile(r"\bover(?:[ -]?spen\w+|[ -]?budget)?\b|\babove (?:the |their )?budgets?\b", re.IGNORECASE),
    ),
)
"""Words for the two sides on which an amount may be."""
SPENDING = 1
"""The pair of sides that a budget and what is spent tell apart, whatever the head says."""
BRACKETS = re.compile(r"\(([^()]*)\)")
BUDGET = re.compile(r"\bbudget\b", re.IGNORECASE)
SPENT = re.compile(r"\b(?:forecast|outturn|projected|actual|spend)\b", re.IGNORECASE)
VARIANCE = re.compile(r"\b(?:variances?|over\w*|under\w*)\b|\+/-", re.IGNORECASE)
TOTAL = re.compile(r"^\W*(?:sub-?|grand |overall )?totals?\b|^\W*(?:overall|all)\b|\bposition\W*$", re.IGNORECASE)
ROUNDED = Decimal("0.15")
"""How far sums of rounded amounts may be from what they give, in the amounts' own unit."""
LEAST_ROWS = 2
"""Rows of which a budget and what is spent must give the difference, for its sign to be known."""


def rows_by_sign(
    snapshot: Snapshot, question: Question, sought: Sought, ranked: Sequence[Candidate]
) -> tuple[Said, ...]:
    """Give the rows whose cell is on the side that a question names, where it is for several and the sign is known.

    A head says which side stands in brackets or with a minus, "surplus / (deficit)"; of a variance the budget and what
    is spent say it. None where several columns may be meant.
    """
    asked = _side_asked(question)
    if asked is None or SEVERAL.search(question.text) is None:
        return ()
    pair, side = asked
    said = " ".join(SIDES[pair][side].findall(question.text))
    for one in ranked[:LIKELY]:
        table = table_of(snapshot, one) if one.row is not None and one.features.elsewhere < 1 else []
        rows = [(block, row) for block, row in table if not TOTAL.search(row.row_head) and row.row_head]
        found = _column(question, pair, rows)
        if found is None or not _is_covered(sought, rows[0], said):
            continue
        column, negative = found
        wanted = -1 if side == negative else 1
        chosen = [(b, r) for b, r in rows if (value := _value(r, column)) is not None and value * wanted > 0]
        return _said(snapshot, chosen[:MOST_ROWS], column)
    return ()


def _said(snapshot: Snapshot, rows: Sequence[Filled], column: int) -> tuple[Said, ...]:
    """Say a cell of each row, as the register knows it with its unit, or as it is printed."""
    if not rows:
        return ()
    ordinals = {block.ordinal for block, _ in rows}
    kept = snapshot.catalogue.register.of_blocks(rows[0][0].document_id, ordinals)
    figures = {figure.block: figure for figure in kept if figure.column == column}
    pieces = []
    for block, row in rows:
        figure = figures.get(block.ordinal)
        value = value_words(figure) if figure else row.cells[column]
        own = (figure,) if figure else ()
        pieces.append(Said(f"{row.row_head}: {value}", block, 0, len(block.text), own))
    return tuple(pieces)


def _side_asked(question: Question) -> tuple[int, int] | None:
    """Give the pair of sides and which of the two a question names; None where it names none or both."""
    for pair, sides in enumerate(SIDES):
        named = [n for n, side in enumerate(sides) if side.search(question.text)]
        if len(named) == 1:
            return pair, named[0]
    return None


def _column(question: Question, pair: int, rows: Sequence[Filled]) -> tuple[int, int] | None:
    """Give the column of amounts on either side, and which side is below nothing; None where there is not just one."""
    if not rows:
        return None
    first = rows[0][1]
    signed = {
        column: side
        for column in range(first.stubs, len(first.heads))
        if (side := _negative_side(first.heads, column, pair, rows)) is not None
    }
    times = [found.period for found in question.periods]
    dated = {column for column in signed if any(time in times for time in periods_of(first.heads[column]))}
    columns = dated or set(signed)
    if len(columns) > 1:
        words = set(stems(question.text))
        share = {column: len(words & set(stems(first.heads[column]))) for column in columns}
        columns = {column for column in columns if share[column] == max(share.values())}
    return (column, signed[column]) if len(columns) == 1 and (column := columns.pop()) is not None else None


def _negative_side(heads: Sequence[str], column: int, pair: int, rows: Sequence[Filled]) -> int | None:
    """Tell which side of a pair a column's negative amounts are on; None where nothing says so."""
    head = heads[column]
    inside = " ".join(BRACKETS.findall(head))
    outside = BRACKETS.sub(" ", head)
    for negative in (0, 1):
        if SIDES[pair][negative].search(inside) and SIDES[pair][1 - negative].search(outside):
            return negative
    if pair != SPENDING or not VARIANCE.search(head):
        return None
    return _of_spending(heads, column, rows)


def _of_spending(heads: Sequence[str], column: int, rows: Sequence[Filled]) -> int | None:
    """Tell by the amounts themselves whether a variance below nothing is an underspend, 0, or an overspend, 1."""
    budgets = [n for n, head in enumerate(heads) if BUDGET.search(head) and not VARIANCE.search(head)]
    spent = [n for n, head in enumerate(heads) if SPENT.search(head) and n not in budgets and not VARIANCE.search(head)]
    if len(budgets) != 1 or len(spent) != 1:
        return None
    amounts = [[_value(row, n) for n in (budgets[0], spent[0], column)] for _, row in rows]
    known = [(b, s, v) for b, s, v in amounts if b is not None and s is not None and v is not None and v != 0]
    agrees = [
        all(abs(sign * (s - b) - v) <= ROUNDED for b, s, v in known) and len(known) >= LEAST_ROWS for sign in (1, -1)
    ]
    return agrees.index(True) if agrees.count(True) == 1 else None


def _value(row: Row, column: int) -> Decimal | None:
    """Give the amount of a cell, in the unit of its column."""
    quantity = cell_quantity(row.cells[column]) if column < len(row.cells) else None
    return quantity.value if quantity else None


def _is_covered(sought: Sought, first: Filled, said: str) -> bool:
    """Tell whether a table holds most of what a question is about; the signs say what is `said` of a side."""
    block, row = first
    text = " ".join((*block.above, row.caption, *row.heads, block.text, said))
    return sought.core_share(sought.found(known_stems(text))) >= COVERED
