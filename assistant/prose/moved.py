"""Days that were moved: a later paper says when a thing is due now, and the earlier day is no answer any more."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.questions.question import Asks, Question
from assistant.questions.sought import Sought
from assistant.ranking.candidates import Candidate
from assistant.ranking.things import periods_of
from corpus.language.periods import Period, find_periods
from corpus.language.sentences import sentences

MOVED = re.compile(
    r"\b(?:moved|changed|extended|deferred|postponed|delayed|(?:put|pushed|set) back|brought forward|re-?scheduled"
    r"|re-?arranged|amended|revised|slipped|rolled (?:forward|over))\b[^.;]*?\b(?:to|until|till)\s+",
    re.IGNORECASE,
)
"""What says that a day was moved, up to the day that it was moved to."""
PREPOSITION = re.compile(
    r"(?:(?:the|its|a)\s+|(?:end|start|beginning|middle|meeting|committee)\s+|of\s+|on\s+|in\s+)*", re.I
)
"""Words that may stand between: "to the meeting of 3 June"."""
REFERENCE = re.compile(r"^[A-Z]{1,5}\s?\d+(?:\.\d+)*[a-z]?$")
"""A row's own reference, as other papers name it: "CC4"."""
LOOKED_AT = 20
"""Candidates, best first, among which one may say that the day was moved."""
AS_GOOD = 0.95
"""Share of the best score from which on two candidates state the same thing as well as each other."""
SAME = 0.3
ALL = 0.8
"""Share of the subject that is enough where the day that it was moved from is the one stated, and where it is not."""
MOST = 0.6
"""Share of the subject that two candidates must hold to state the same thing at all."""


def standing_day(able: Sequence[Candidate], question: Question, sought: Sought) -> Candidate | None:
    """Give the candidate that states the day that stands now where the best one, the first, states an earlier one.

    That is one which says to which day it was moved or, of those that say all that is asked for about as well, the one
    of the newest paper. None where the best one stands.
    """
    if question.asks is not Asks.WHEN:
        return None
    moving = (one for one in able[1:LOOKED_AT] if _moves(one, able[0], sought))
    chosen = next(moving, None) or _in_own_row(able[0]) or _newest(able, sought)
    return None if chosen is able[0] else chosen


def moves(text: str) -> Iterator[tuple[tuple[Period, ...], Period]]:
    """Give the days or months that a text says something was moved from, where it does, and to which."""
    for match in MOVED.finditer(text):
        behind = text[match.end() :]
        first = next(iter(find_periods(behind)), None)
        between = PREPOSITION.match(behind)
        if first is not None and between is not None and first.start <= between.end():
            # By itself: "from 3 May to 5 June" is a span of time elsewhere.
            yield periods_of(match.group()), first.period


def _moves(one: Candidate, best: Candidate, sought: Sought) -> bool:
    """Tell whether a candidate, of a paper that is no older, says that the day which the best one states was moved."""
    if one.features.recent < best.features.recent:
        return False
    stated = periods_of(best.text)
    row = best.block.row
    references = [cell for cell in row.cells if REFERENCE.match(cell)] if row else []
    named = any(re.search(rf"\b{re.escape(cell)}\b", one.text) for cell in references)
    about = sought.core_share(one.near)
    return any(
        now not in stated and (named or about >= (SAME if any(day in stated for day in before) else ALL))
        for before, now in moves(one.text)
    )


def _in_own_row(best: Candidate) -> Candidate | None:
    """Give the sentence of a row that says to which day its own was moved, as trackers do in another of its cells."""
    if best.row is None:
        return None
    text = best.block.text
    for cell in best.block.cells():
        for start, end in sentences(text[cell.start : cell.end]):
            if any(True for _ in moves(text[cell.start + start : cell.start + end])):
                return replace(best, start=cell.start + start, end=cell.start + end)
    return None


def _newest(able: Sequence[Candidate], sought: Sought) -> Candidate:
    """Give the candidate of the newest paper among those that hold all that the best one does and score as well."""
    best = able[0]
    if sought.core_share(best.near) < MOST:
        return best
    alike = [
        one
        for one in able[:LOOKED_AT]
        if one.score >= AS_GOOD * best.score
        and all(here or not there for here, there in zip(one.near, best.near, strict=True))
    ]
    return max(alike, key=lambda one: one.features.recent)
