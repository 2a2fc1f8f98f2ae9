"""Months of a span of years, "April 2018-19": of the financial year, unless the table that answers has school years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.questions.question import Question
from assistant.ranking.figure_candidates import FigureCandidate
from corpus.language.periods import PeriodFound, find_periods, months


def settled_months(question: Question, figures: Sequence[FigureCandidate]) -> Question:
    """Give the question with each month of a span of years as the best row that names this span counts it."""
    periods = tuple(_settled(found, figures) if found.otherwise else found for found in question.periods)
    return replace(question, periods=periods) if periods != question.periods else question


def _settled(found: PeriodFound, figures: Sequence[FigureCandidate]) -> PeriodFound:
    assert found.otherwise is not None  # others have one reading
    first = found.period.first
    span = months(first.year - (first.month < 4), 4, 12)
    told = [
        one
        for one in figures
        if one.figure.period in {found.period, found.otherwise}
        and one.block.row is not None
        and any(named.period == span for named in find_periods(f"{one.block.row.row_head} {one.block.row.section}"))
    ]
    best = max(told, key=lambda one: one.candidate.score, default=None)
    is_school_year = best is not None and best.figure.period == found.otherwise
    return replace(found, period=found.otherwise, otherwise=None) if is_school_year else found
