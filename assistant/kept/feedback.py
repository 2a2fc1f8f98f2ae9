"""Feedback: whether an answer helped, and why not, as its reader said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from assistant.kept.database import Database, now

REASONS = (
    "The figure is wrong",
    "It answers another question",
    "The papers do say it",
    "The source does not show it",
    "Something is missing",
)
"""Why an answer may not have helped, to choose from."""


@dataclass(frozen=True, slots=True)
class Feedback:
    """What somebody said of an answer; `reason` is empty where none was given."""

    question: str
    answer: str
    helpful: bool
    reason: str
    given: datetime


class FeedbackBook:
    """The feedback of all persons. Of one person on one answer the last word counts."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def give(self, person: str, question: str, answer: str, *, helpful: bool, reason: str = "") -> None:
        """Write down whether an answer helped, in place of what the same person said of it before."""
        with self._database.connected() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO feedback VALUES (?, ?, ?, ?, ?, ?)",
                (person, question, answer, helpful, reason, now()),
            )

    def withdraw(self, person: str, question: str, answer: str) -> None:
        """Take back what a person said of an answer."""
        with self._database.connected() as connection:
            connection.execute(
                "DELETE FROM feedback WHERE person = ? AND question = ? AND answer = ?", (person, question, answer)
            )

    def all(self) -> list[Feedback]:
        """Give all feedback, the newest first, without saying whose it is."""
        with self._database.connected() as connection:
            rows = connection.execute(
                "SELECT question, answer, helpful, reason, given FROM feedback ORDER BY given DESC"
            ).fetchall()
        return [
            Feedback(r["question"], r["answer"], bool(r["helpful"]), r["reason"], datetime.fromisoformat(r["given"]))
            for r in rows
        ]
