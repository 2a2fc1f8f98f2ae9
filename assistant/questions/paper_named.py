"""The paper that a question names by its date: "in the June 2019 pack", "the April 2017 report"."""

from __future__ import annotations

import re

from assistant.opened import Opened
from assistant.questions.question import Question
from corpus.language.periods import PeriodFound
from corpus.store.filters import Filters

KIND = r"(?:pack|report|update|paper|minutes|meeting|agenda|cabinet|committee|slides)"
BEHIND = re.compile(rf"^\s+(?:[\w'’-]+\s+){{0,3}}?{KIND}\b", re.IGNORECASE)
BEFORE = re.compile(rf"\b{KIND}\s+(?:(?:of|from|for|on|in)\s+)?$", re.IGNORECASE)
"""Around a time that is a paper's own: what kind of paper it is."""
LONGEST = 31
"""Days of a time that may date a paper."""


def names_paper(text: str, found: PeriodFound) -> bool:
    """Tell whether a period of a question dates the paper that it asks of."""
    return BEHIND.search(text[found.end :]) is not None or BEFORE.search(text[: found.start]) is not None


def papers_named(opened: Opened, question: Question) -> Filters | None:
    """Give the limits to the papers whose meeting a question names; None where it names none that is held."""
    for found in question.periods:
        first, last = found.period.first, found.period.last
        if (last - first).days <= LONGEST and names_paper(question.text, found):
            days = (document.meeting_date for document in opened.documents.values())
            if any(day is not None and first <= day <= last for day in days):
                return Filters(since=first, until=last)
    return None
