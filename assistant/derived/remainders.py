"""What is left of a whole once a stated part is taken off, where a question asks for the rest in a word: "unfilled"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import permutations

from assistant.derived.arithmetic import difference_of
from assistant.derived.operands import LOOKED_AT, Calculation, held_together, without
from assistant.derived.pairs import NEARNESS, nearness
from assistant.questions.question import Question
from assistant.questions.sought import Sought
from assistant.ranking.figure_candidates import FigureCandidate
from assistant.ranking.figure_clauses import between_values
from corpus.figures import Role
from corpus.language.sentences import sentences
from corpus.language.stems import stems

_TURNED_DOWN = (
    r"turn(?:ed|ing)? (?:it |them |that |this )?down|declin(?:ed|ing)|(?:did not|didn['’]?t|not) (?:take|accept)\b"
    r"(?: (?:it|them|one|that|this)\b)?(?: up)?"
)
RESTS: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (re.compile(rf"\b(?:{rest})\b", re.IGNORECASE), re.compile(rf"\b(?:{part})", re.IGNORECASE))
    for rest, part in (
        (
            r"left(?: over)?(?! (?:the|care|school|home|our|their|us)\b)|remain(?:s|ing)?|unspent|unused",
            r"spent|spending|paid out|used|committed|drawn(?: down)?|awarded|claimed|given out",
        ),
        # "41 sailors for 60 berths"
        (r"empty|vacant|unfilled|vacanc(?:y|ies)", r"in post|filled|occupied|for\W*$"),
        (_TURNED_DOWN, r"taken up|took (?:it |them )?up|accepted"),
    )
)
"""The words that ask for the rest of a whole, and those by which a paper tells of the part that is not the rest."""
SHOWN_BY = frozenset({Role.ACTUAL, Role.BUDGET, Role.CHANGE})
"""Roles of a part and its whole; "taken up by 141" reads as a change."""


def left_over(question: Question, sought: Sought, found: Sequence[FigureCandidate]) -> Calculation | None:
    """Work out the rest of a whole; None where a paper tells it in so many words, or two values do not follow."""
    for asked, told in RESTS:
        words = list(asked.finditer(question.text))
        if not words:
            continue
        subject = without(sought, stems(" ".join(match.group() for match in words)))
        pairs = [
            (whole, part)
            for whole, part in permutations(found[:LOOKED_AT], 2)
            if _is_part_of(part, whole, told, asked) and held_together(subject, (whole, part))
        ]
        best = max(pairs, key=lambda pair: pair[0].score + pair[1].score, default=None)
        working = difference_of(best[0].figure, best[1].figure) if best else None
        if best and working:
            return Calculation(best, working)
    return None


def _is_part_of(part: FigureCandidate, whole: FigureCandidate, told: re.Pattern[str], asked: re.Pattern[str]) -> bool:
    """Tell whether two values are all of their unit in a sentence, or in two in a row, and one is said to be used."""
    a, b = part.figure, whole.figure
    if a.unit != b.unit or a.column is not None or part.block.id != whole.block.id:
        return False
    if a.value is None or b.value is None or not 0 < a.value < b.value or not {a.role, b.role} <= SHOWN_BY:
        return False
    if part.features.other_period or whole.features.other_period:
        return False
    start, end = (f(part.candidate.start, whole.candidate.start) for f in (min, max))
    spans = [(first, last) for first, last in sentences(part.block.text) if start <= first <= end]
    both = {one.id: one for each in (part, whole) for one in each.siblings if one.unit == a.unit}
    if len(spans) > 2 or len(both) != 2 or nearness(part, whole) < NEARNESS[1]:
        return False
    text = part.block.text[spans[0][0] : spans[-1][1]]
    around = " ".join(between_values(a, part.candidate, part.siblings))
    return asked.search(text) is None and told.search(around) is not None
