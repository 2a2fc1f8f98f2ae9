"""What papers record, apart by kind and by what it is of, with a keyword index over its words.

The findings of a document are read and held whole. A question is about one decision, vote or action among all papers:
it reads those alone that its words or its time lead to.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import TypeAdapter

from corpus.findings import Action, Attendance, Decision, Findings, Vote
from corpus.language.periods import Period
from corpus.store.filters import Filters
from corpus.store.rows import findings_of

if TYPE_CHECKING:
    from corpus.store.catalogue_file import CatalogueFile

Record = TypeVar("Record")
_ENTRY = "r.key, r.document_id, r.paper, r.day, r.words, r.value"


class Kind(StrEnum):
    """What an entry is of: the decisions of one minute or section, a vote, an action, those listed at a meeting."""

    DECISIONS = "decisions"
    VOTE = "vote"
    ACTION = "action"
    ATTENDANCE = "attendance"


@dataclass(frozen=True, slots=True)
class Entry:
    """Something recorded: its paper, the day of its meeting in ISO form, empty where none is known, and its words.

    `words` are the texts that say what it is about, its paper's title among them for decisions and votes, its state,
    owner and deadline for an action; for those at a meeting the name of the body. `key` grows in reading order.
    """

    key: int
    document_id: str
    paper: int
    day: str
    words: str
    value: str

    def records(self, kind: type[Record]) -> tuple[Record, ...]:
        """Give its records, of `corpus.findings`, in reading order."""
        records: tuple[Record, ...] = _adapter(kind.__name__).validate_json(self.value)
        return records


@cache
def _adapter(kind: str) -> TypeAdapter[Any]:
    """Give what reads and writes records of a kind as JSON."""
    several: dict[str, Any] = {
        "Decision": tuple[Decision, ...],
        "Vote": tuple[Vote, ...],
        "Action": tuple[Action, ...],
        "Attendance": tuple[Attendance, ...],
    }
    return TypeAdapter(several[kind])


class Recorded:
    """Reads what is recorded in one catalogue file."""

    def __init__(self, file: CatalogueFile) -> None:
        self._file = file

    def matching(
        self, kind: Kind, expression: str, limit: int, filters: Filters | None, during: Sequence[Period] = ()
    ) -> list[Entry]:
        """Give the entries of a kind whose words match an FTS5 expression, best first by BM25; none for an empty one.

        `during` limits them to meetings in one of these periods.
        """
        if not expression:
            return []
        if filters or during:
            return self._found("bm25(recorded_words)", kind, expression, limit, filters, during)
        # Sorted before they are looked up: there may be very many.
        query = f"""
            SELECT {_ENTRY} FROM (
                SELECT rowid AS key, bm25(recorded_words) AS score FROM recorded_words
                WHERE recorded_words MATCH ? ORDER BY score, rowid LIMIT ?
            ) w JOIN recorded r ON r.key = w.key ORDER BY w.score, r.key
        """
        asked = f"kind : {kind} AND words : ({expression})"
        return [Entry(*row) for row in self._file.read(query, (asked, limit))]

    def newest(self, kind: Kind, expression: str, limit: int, filters: Filters | None) -> list[Entry]:
        """Give the entries of a kind whose words match an FTS5 expression, the newest meeting's first."""
        return self._found("r.day DESC, r.key", kind, expression, limit, filters, ()) if expression else []

    def during(self, kind: Kind, periods: Sequence[Period], limit: int, filters: Filters | None) -> list[Entry]:
        """Give the entries of a kind from meetings in one of these periods, the earliest first; without any, all."""
        limits, values = _limits(filters, periods)
        query = f"SELECT {_ENTRY} FROM recorded r WHERE r.kind = ? {limits} ORDER BY r.day, r.key LIMIT ?"
        return [Entry(*row) for row in self._file.read(query, (kind, *values, limit))]

    def _found(
        self,
        order: str,
        kind: Kind,
        expression: str,
        limit: int,
        filters: Filters | None,
        during: Sequence[Period],
    ) -> list[Entry]:
        limits, values = _limits(filters, during)
        query = (
            f"SELECT {_ENTRY} FROM recorded_words w JOIN recorded r ON r.key = w.rowid "
            f"WHERE recorded_words MATCH ? {limits} ORDER BY {order} LIMIT ?"
        )
        asked = f"kind : {kind} AND words : ({expression})"
        return [Entry(*row) for row in self._file.read(query, (asked, *values, limit))]


def _limits(filters: Filters | None, during: Sequence[Period]) -> tuple[str, list[Any]]:
    """Give conditions on an entry's document and day, each with its AND, and their values."""
    limits, values = "", list[Any]()
    if filters:
        condition, values = filters.condition()
        limits = f"AND r.document_id IN (SELECT id FROM documents WHERE {condition})"
    if during:
        limits += f" AND ({' OR '.join(['r.day BETWEEN ? AND ?'] * len(during))})"
        values += [day.isoformat() for period in during for day in (period.first, period.last)]
    return limits, values


def record(connection: sqlite3.Connection, document_id: str | None = None) -> None:
    """Add the entries of a document's findings, or of all documents', inside the caller's transaction."""
    where, values = ("", ()) if document_id is None else ("WHERE f.document_id = ?", (document_id,))
    query = (
        "SELECT f.document_id, coalesce(d.meeting_date, ''), d.committee, f.value FROM findings f "
        f"JOIN documents d ON d.id = f.document_id {where} ORDER BY f.document_id"
    )
    insertion = "INSERT INTO recorded (document_id, kind, paper, day, words, value) VALUES (?, ?, ?, ?, ?, ?)"
    for document, day, committee, value in connection.execute(query, values).fetchall():
        every = "SELECT ordinal, title, committee, meeting_date FROM papers WHERE document_id = ?"
        papers = {
            ordinal: _Paper(title, own or committee, when or day)
            for ordinal, title, own, when in connection.execute(every, (document,))
        }
        for kind, ordinal, words, records in _entries(findings_of(value), papers):
            data = _adapter(type(records[0]).__name__).dump_json(records).decode()
            connection.execute(insertion, (document, kind, ordinal, papers[ordinal].day, words, data))


@dataclass(frozen=True, slots=True)
class _Paper:
    """A paper's title, and the body and the day of its meeting, its document's where it has none of its own."""

    title: str
    committee: str
    day: str


def _entries(findings: Findings, papers: Mapping[int, _Paper]) -> Iterator[tuple[Kind, int, str, tuple[Any, ...]]]:
    """Give the entries of one document: kind, ordinal of the paper, words, records."""
    minutes: dict[tuple[int, str, str], list[Decision]] = {}
    for decision in findings.decisions:
        minutes.setdefault((decision.paper, decision.minute, decision.heading), []).append(decision)
    for (paper, _, heading), made in minutes.items():
        texts = (heading, papers[paper].title, *(one.text for one in made), *(one.lead for one in made))
        yield Kind.DECISIONS, paper, " ".join(texts), tuple(made)
    for vote in findings.votes:
        yield Kind.VOTE, vote.paper, _voted_on(vote, findings, papers[vote.paper].title), (vote,)
    for action in findings.actions:
        parts = (action.text, action.recommendation, action.state, action.owner, action.deadline)
        yield Kind.ACTION, action.paper, " ".join(parts), (action,)
    people = sorted(findings.attendance, key=lambda one: one.paper)
    for paper, listed in groupby(people, key=lambda one: one.paper):
        yield Kind.ATTENDANCE, paper, papers[paper].committee, tuple(listed)


def _voted_on(vote: Vote, findings: Findings, title: str) -> str:
    """Give the words that say what a vote was on: its motion, its minute, and what was decided there."""
    minutes = [one.heading for one in findings.minutes if (one.paper, one.number) == (vote.paper, vote.minute)]
    decided = [
        f"{one.heading} {one.text}"
        for one in findings.decisions
        if (one.paper, one.minute) == (vote.paper, vote.minute)
        or not (vote.minute or findings.minutes)  # a record of one decision
    ]
    return " ".join((vote.motion, *minutes, *decided, title))
