"""Table rows in words: what the row is of, and the cells that were asked for under their heads."""

from __future__ import annotations

import re

from assistant.questions.question import Asks, Question
from assistant.questions.sought import Sought
from corpus.language.periods import find_periods, without_times
from corpus.language.quantities import find_quantities
from corpus.language.sentences import sentences
from corpus.language.stems import stems
from corpus.records import CELL_MARK, Row

LABEL_WORDS = 15
"""Words of a first cell that is repeated to say what the row is of."""
CELL_WORDS = 25
"""Words of a cell that is given whole; of a longer one, the sentence that answers best is given."""
ROW_WORDS = 55
"""Words of a row's answer."""
LIST_WORDS = 115
"""Words of a row where several things are asked for, and of one of its cells."""
KIND_BONUS = 0.3
"""What a cell gains by holding the kind of thing asked for, beside its share of the question's words, 0 to 1."""
LABEL = re.compile(r"[^\W\d_]{3}")
"""A cell with a word in it, and not a reference or a date only."""
OWNER = re.compile(
    r"\b(?:owner|lead|officer|who|responsible|accountable|person|name|chair|contact|by whom)\b", re.IGNORECASE
)
DEADLINE = re.compile(
    r"\b(?:date|deadline|when|due|timescale|target|by|completion|start|week|month|year)\b", re.IGNORECASE
)
NAME_WORDS = frozenset(("who", "whose", "whom"))
"""Words of a question that ask for a person or a post, whatever else it asks for."""
DAY_WORDS = frozenset(("when", "week", "deadline", "due"))
"""Words of a question that ask for a day, whatever else it asks for."""


def row_words(row: Row, question: Question, sought: Sought, *, whole: bool = False) -> str:
    """Give the cell that says what the row is of and then, with their heads, the cells that were asked for.

    With `whole`, long cells are given whole: they may hold a list.
    """
    cell_words, row_limit = (LIST_WORDS, LIST_WORDS) if whole else (CELL_WORDS, ROW_WORDS)
    heads = row.heads or ("",) * len(row.cells)
    cells = [(head, cell) for head, cell in zip(heads, row.cells, strict=False) if cell]
    if len(cells) < 2:
        return CELL_MARK.join(cell for _, cell in cells)
    label = next((pair for pair in cells if LABEL.search(pair[1])), cells[0])
    rest = [pair for pair in cells if pair is not label]
    chosen = _asked_for(rest, question, sought)
    parts = [
        f"{head}: {text}" if head else text
        for head, text in ((h, _brief(c, question, sought, cell_words)) for h, c in chosen)
    ]
    text = f"{_brief(label[1], question, sought, LABEL_WORDS)} – {'; '.join(parts)}"
    words = text.split()
    return text if len(words) <= row_limit else " ".join(words[:row_limit]) + " …"


def _asked_for(cells: list[tuple[str, str]], question: Question, sought: Sought) -> list[tuple[str, str]]:
    """Give the cells whose heads name what was asked for; for a figure, the one that holds it; all where none tells."""
    scores = [sought.share(sought.found(stems(without_times(head)))) for head, _ in cells]
    undated = [0.0 if find_periods(head) else score for score, (head, _) in zip(scores, cells, strict=True)]
    if any(undated):
        scores = undated  # "the target in May 2019" is the target
    elif any(dated := [_is_of_the_time(head, question) for head, _ in cells]):
        return [pair for pair, own in zip(cells, dated, strict=True) if own]  # of several years, the one asked for
    if question.asks is Asks.FIGURE:
        scores = [score + _holds_figure(cell, question, sought) for score, (_, cell) in zip(scores, cells, strict=True)]
        return [pair for pair, score in zip(cells, scores, strict=True) if score >= max(scores)]
    scores = [score + float(holds_kind(head, question)) for score, (head, _) in zip(scores, cells, strict=True)]
    return [pair for pair, score in zip(cells, scores, strict=True) if score > 0] or cells


def _is_of_the_time(head: str, question: Question) -> bool:
    """Tell whether a head names the time that a question asks for."""
    return any(asked.period.meets(one.period) for asked in question.periods for one in find_periods(head))


def _holds_figure(text: str, question: Question, sought: Sought) -> float:
    """Give how well a text answers for a figure: it holds one, of the unit asked for, with the question's words."""
    found = find_quantities(text)
    if not found:
        return 0.0
    fits = question.unit is None or any(quantity.unit is question.unit for quantity in found)
    return KIND_BONUS * (1 + fits) + sought.share(sought.found(stems(text)))


def holds_kind(head: str, question: Question) -> bool:
    """Tell whether a column holds the kind of thing asked for, by its head."""
    words = set(re.findall(r"[a-z]+", question.text.casefold()))
    wants_name = question.asks is Asks.WHO or not NAME_WORDS.isdisjoint(words)
    wants_day = question.asks is Asks.WHEN or not DAY_WORDS.isdisjoint(words)
    return bool((wants_name and OWNER.search(head)) or (wants_day and DEADLINE.search(head)))


def _brief(cell: str, question: Question, sought: Sought, limit: int = CELL_WORDS) -> str:
    """Give a cell, or the sentence of a long one that answers best."""
    if len(cell.split()) <= limit:
        return cell

    def worth(text: str) -> float:
        figure = _holds_figure(text, question, sought) if question.asks is Asks.FIGURE else 0.0
        return figure + sought.share(sought.found(stems(text)))

    best = max((cell[start:end] for start, end in sentences(cell)), key=worth).split()
    return " ".join(best) if len(best) <= limit else " ".join(best[:limit]) + " …"
