"""Table rows in words: what the row is of, and the cells that were asked for under their heads."""

from __future__ import annotations

import re

from assistant.question import Asks, Question
from assistant.sought import Sought
from corpus.language.sentences import sentences
from corpus.language.stems import stems
from corpus.records import Row

LABEL_WORDS = 15
"""Words of a first cell that is repeated to say what the row is of."""
CELL_WORDS = 25
"""Words of a cell that is given whole; of a longer one, the sentence with most of the question's words is given."""
ROW_WORDS = 55
"""Words of a row's answer."""
OWNER = re.compile(r"\b(?:owner|lead|officer|who|responsible|accountable|person|name|chair|contact|by whom)\b", re.IGNORECASE)
DEADLINE = re.compile(r"\b(?:date|deadline|when|due|timescale|target|by|completion|start|month|year)\b", re.IGNORECASE)


def row_words(row: Row, question: Question, sought: Sought) -> str:
    """Give the first cell and then, with their heads, the cells asked for; all of them where no head tells."""
    heads = row.heads or ("",) * len(row.cells)
    cells = [(head, cell) for head, cell in zip(heads, row.cells, strict=False) if cell]
    if len(cells) < 2:
        return " | ".join(cell for _, cell in cells)
    label, rest = cells[0][1], cells[1:]
    shares = [sought.share(sought.found(stems(head))) + _wanted(head, question) for head, _ in rest]
    if max(shares) > 0:
        rest = [pair for pair, share in zip(rest, shares, strict=True) if share > 0]
    parts = [f"{head}: {_brief(cell, sought)}" if head else _brief(cell, sought) for head, cell in rest]
    text = f"{_brief(label, sought, LABEL_WORDS)} – {'; '.join(parts)}"
    words = text.split()
    return text if len(words) <= ROW_WORDS else " ".join(words[:ROW_WORDS]) + " …"


def _wanted(head: str, question: Question) -> float:
    """Tell whether a column holds the kind of thing asked for, by its head."""
    if question.asks is Asks.WHO or "who" in question.text.casefold().split():
        if OWNER.search(head):
            return 1.0
    wants_day = question.asks is Asks.WHEN or "when" in re.findall(r"[a-z]+", question.text.casefold())
    return 1.0 if wants_day and DEADLINE.search(head) else 0.0


def _brief(cell: str, sought: Sought, limit: int = CELL_WORDS) -> str:
    words = cell.split()
    if len(words) <= limit:
        return cell
    best = max(
        (cell[start:end] for start, end in sentences(cell)), key=lambda text: sought.share(sought.found(stems(text)))
    )
    kept = best.split()
    return best if len(kept) <= limit else " ".join(kept[:limit]) + " …"
