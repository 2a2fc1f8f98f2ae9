"""Figures that say by how much a value has moved, and from when: "has fallen by £2m compared with Quarter 1"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.questions.operations import ASKING
from assistant.questions.question import Question
from assistant.ranking.figure_candidates import FigureCandidate
from corpus.figures import Figure
from corpus.language.leaning_periods import find_earlier, find_months, find_quarters, is_financial_year
from corpus.language.periods import Period, find_periods
from corpus.language.stems import stems

_ROSE = r"ris(?:e|es|en|ing)|rose|increas\w+|gr(?:ew|ow\w*)|climb\w*|(?:gone|went) up|up"
_FELL = r"fall\w*|fell|reduc\w+|decreas\w+|declin\w+|drop\w*|shr[aiu]nk\w*|(?:come|came|gone|went) down|down"
_ABOUT = (
    r"(?:a (?:further|net|total) )?(?:(?:about|around|approximately|some|nearly|almost|just (?:over|under)|over) )?"
)
BEFORE = re.compile(
    rf"\b(?:(?P<rose>{_ROSE})|(?P<fell>{_FELL}))(?: slightly| further)?(?: by| of)? {_ABOUT}$", re.IGNORECASE
)
"""Before the size of a movement: "has reduced by", "an increase of", "up"."""
BEHIND = re.compile(
    r"\s(?:\w+\s){0,2}?(?:(?P<rose>more|higher)|(?P<fell>fewer|less|lower))\s(?:\w+\s){0,2}?than\b", re.IGNORECASE
)
"""Behind the size of a difference: "nineteen fewer than", "12 more children than"."""
REFERENCE = re.compile(r"\b(?:compared (?:with|to)|since|than|from|on|over)\b(?P<time>[^.;(]*)", re.IGNORECASE)
"""Before the time that a value has moved from."""


@dataclass(frozen=True, slots=True)
class Movement:
    """By how much a value has moved: `sign` is 1 where it rose and -1 where it fell; `since` are the words of when."""

    sign: int
    since: str


def moved(one: FigureCandidate) -> Movement | None:
    """Give the movement whose size a figure in running text is; None for a figure that is no such size."""
    figure, text = one.figure, one.block.text[: one.candidate.end]
    if figure.column is not None:
        return None
    said = BEFORE.search(text[one.candidate.start : figure.start]) or BEHIND.match(text, figure.end)
    if said is None:
        return None
    reference = REFERENCE.search(text, figure.end)
    return Movement(1 if said["rose"] else -1, reference["time"].split(",")[0] if reference else "")


def is_since(moved: Movement, figure: Figure, asked: Period) -> bool:
    """Tell whether a movement is told from the time asked for."""
    times = find_periods(moved.since)
    base = figure.period
    if not times and base is not None:
        year = base if is_financial_year(base) else None
        times = [*find_quarters(moved.since, base.last, year), *find_months(moved.since, base.last)]
        times += find_earlier(moved.since, base)
    return any(found.period == asked for found in times)


def asks_movement(question: Question) -> bool:
    """Tell whether a question has a word by which a movement may be asked for."""
    return not ASKING.isdisjoint(stems(question.text))
