"""What the papers record that may answer a question, of all papers held: found by its words and by its time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.opened import Opened
from assistant.questions.question import Question
from assistant.questions.sought import Sought
from assistant.retrieval.fusion import any_of
from corpus.language.periods import Period
from corpus.store.recorded import Entry, Kind

LOOKED_AT = 200
"""Entries that match best, and as many from the time asked for, that are looked at closely."""
ALL = 2**31
"""More entries than there are."""


def spellings(sought: Sought, wanted: Iterable[bool]) -> list[str]:
    """Give the ways to write some of a question's groups of words, near words as their stems."""
    groups = zip(sought.groups, sought.written, wanted, strict=True)
    return [
        words
        for group, written, own in groups
        if own
        for words in (*written, *(" ".join(spelling) for spelling in sorted(group)))
    ]


def entries(opened: Opened, kind: Kind, words: Iterable[str], question: Question, most: int = LOOKED_AT) -> list[Entry]:
    """Give the entries of a kind that hold one of some words or phrases, in the order of the papers.

    They are the `most` that match best of all, and as many of those from meetings in the time that a question asks for.
    Without any word they are those of that time.
    """
    held, expression, periods = opened.snapshot.catalogue.recorded, any_of(words), _periods(question)
    found = held.matching(kind, expression, most, opened.filters)
    if periods and expression:
        found += held.matching(kind, expression, most, opened.filters, periods)
    elif periods:
        found += held.during(kind, periods, most, opened.filters)
    return _in_order(opened, found)


def newest(opened: Opened, kind: Kind, expression: str) -> list[Entry]:
    """Give the entries of a kind that match an FTS5 expression, those of the newest meetings, in the papers' order."""
    return _in_order(opened, opened.snapshot.catalogue.recorded.newest(kind, expression, LOOKED_AT, opened.filters))


def meetings(opened: Opened, question: Question) -> list[Entry]:
    """Give the lists of those at meetings in the time that a question asks for, or at all, in the papers' order."""
    periods = _periods(question)
    found = opened.snapshot.catalogue.recorded.during(Kind.ATTENDANCE, periods, ALL, opened.filters)
    return _in_order(opened, found)


def _periods(question: Question) -> Sequence[Period]:
    return [one.period for one in question.periods]


def _in_order(opened: Opened, found: Iterable[Entry]) -> list[Entry]:
    once = {entry.key: entry for entry in found if entry.document_id in opened.documents}
    return sorted(once.values(), key=lambda entry: (opened.order[entry.document_id], entry.key))
