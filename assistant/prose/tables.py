"""Rows of a table that a question asks for by what stands in them: "which schools were judged good"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.questions.question import Question
from assistant.questions.sought import Sought
from assistant.ranking.candidates import Candidate
from assistant.ranking.things import periods_of
from assistant.said import Said
from corpus.language.stems import known_stems, stems
from corpus.records import Block, Row
from corpus.store.index import Snapshot

CELL_PART = re.compile(r"\s[–-]\s|[,;:(.]")
WORDED = re.compile(r"[^\W\d_]{3}")
"""A cell with a word in it: a number that a question names stands in many."""
CELL_NAMED = 4
"""Words of a cell that a question may name whole."""
REACH = 60
LIKELY = 8
"""Candidates whose table may be the one that a question is about."""
COVERED = 0.7
"""Share of the subject that a row, its heads and what stands over its table hold, of an answer that is sure."""
LISTED = re.compile(r"^\W*(?:and |so |in [^,]*, ?)?(?:which|what|list)\b", re.IGNORECASE)
MOST_ROWS = 12
"""Rows before and after one among which its fellows are looked for, and those that are given."""
ONE = re.compile(r"\b(?:which|what) (?!of\b|(?:[\w'’-]+ ){0,2}?[\w'’-]*[^s\W]s\b)", re.IGNORECASE)
"""Asks for one thing: "which school", not "which schools"."""
Filled = tuple[Block, Row]


def rows_like(snapshot: Snapshot, best: Candidate, question: Question, *, single: bool = False) -> tuple[Said, ...]:
    """Give every row of a table with the cell that the question names: "which schools were judged good".

    The table is the one that the candidate is a row of or that it opens. One row alone is given with all its cells, and
    only where a `single` one may answer and one thing is asked for.
    """
    table = table_of(snapshot, best)
    asked = set(stems(question.text))
    named: dict[int, list[Filled]] = {}
    for block, row in table:
        for column, cell in enumerate(row.cells):
            if column >= row.stubs and _is_named(cell, question, asked):
                named.setdefault(column, []).append((block, row))
    if best.row is not None:
        # Only what its own row has: another one may name something else of the question.
        named = {column: rows for column, rows in named.items() if any(b.id == best.block.id for b, _ in rows)}
    if not named:
        return ()
    column = max(named, key=lambda one: (_head_words(named[one][0][1], one, asked), one))
    rows = named[column]
    if len(rows) == 1 and single and ONE.search(question.text):
        block, row = rows[0]
        heads = row.heads or ("",) * len(row.cells)
        cells = (f"{head}: {cell}" if head else cell for head, cell in zip(heads, row.cells, strict=False) if cell)
        return (Said("; ".join(cells), block, 0, len(block.text)),)
    pieces = [Said(f"{row.row_head}: {row.cells[column]}", block, 0, len(block.text)) for block, row in rows]
    return tuple(pieces[:MOST_ROWS]) if len(pieces) > 1 else ()


def table_of(snapshot: Snapshot, one: Candidate, *, near: int = 0) -> list[Filled]:
    """Give the rows, without the heads, of the table that a candidate is a row of, or that it opens; else none.

    With `near`, a table that begins within so many blocks behind it, under its heading, is its table, too.
    """
    block = one.block
    reach = near if one.row is None and near else int(_opens(one))
    if one.row is None and not reach:
        return []
    nearby = snapshot.catalogue.blocks(block.document_id, max(0, block.ordinal - REACH), block.ordinal + REACH)
    table = one.row.table if one.row else None
    if table is None:
        behind = (b for b in nearby if block.ordinal < b.ordinal <= block.ordinal + reach)
        first = next((b.row for b in behind if b.row and b.headings == block.headings), None)
        if first is None:
            return []
        table = first.table
    return rows_of(nearby, table)


def rows_of(blocks: Sequence[Block], table: int) -> list[Filled]:
    """Give the rows of a table among blocks of its document, without the heads."""
    return [(b, b.row) for b in blocks if b.row and b.row.table == table and not b.row.is_head]


def _opens(one: Candidate) -> bool:
    """Tell whether a candidate is the sentence before a table or list: "the following schools:"."""
    return one.end == len(one.block.text) and one.text.rstrip().endswith(":")


def _is_named(cell: str, question: Question, asked: set[str]) -> bool:
    """Tell whether a question names what a cell says in words, or the time that it gives."""
    state = _state(cell)
    if not WORDED.search(state) or len(state.split()) > CELL_NAMED:
        return False
    times = periods_of(state)
    return set(stems(state)) <= asked or any(one.period in times for one in question.periods)


def _state(cell: str) -> str:
    """Give what a cell says first: "On hold" of "On hold - awaiting funding"."""
    return CELL_PART.split(cell, maxsplit=1)[0]


def _head_words(row: Row, column: int, asked: set[str]) -> int:
    """Count the words of a column's head that the question has."""
    return len(set(stems(row.heads[column])) & asked) if column < len(row.heads) else 0


def rows_asked(snapshot: Snapshot, question: Question, sought: Sought, ranked: Sequence[Candidate]) -> tuple[Said, ...]:
    """Give the rows with the cell that a question names, where their table holds all that it is about; else none."""
    if LISTED.search(question.text) is None:
        return ()
    for one in ranked[:LIKELY]:
        if question.periods and not one.features.period:
            continue  # the rows of another year, or of another paper than the one that is named by its date
        rows = rows_like(snapshot, one, question, single=True)
        first = rows[0].block.row if rows else None
        if first is not None:
            text = " ".join((*rows[0].block.above, first.caption, *first.heads, rows[0].block.text))
            if sought.core_share(sought.found(known_stems(text))) >= COVERED:
                return rows
    return ()
