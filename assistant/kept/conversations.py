"""Conversations: each belongs to the one person who began it, and nobody else can read or change it."""

from __future__ import annotations

import json
import secrets
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from assistant.kept.database import Database, now
from corpus.store.filters import Filters

LONGEST_NAME = 80
UNDO_DAYS = 1
"""Days for which a deleted conversation can be brought back."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation without its turns. `changed` is when the last turn was added."""

    id: str
    name: str
    begun: datetime
    changed: datetime


@dataclass(frozen=True, slots=True)
class KeptTurn:
    """A question with what it was limited to, and the text that answered it when it was asked."""

    question: str
    filters: Filters
    answer: str
    asked: datetime


class Conversations:
    """The conversations of all persons; every call names the person, and sees no other's."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, person: str, name: str) -> str:
        """Begin a conversation under a name, cut to `LONGEST_NAME` characters; give its id."""
        key, moment = secrets.token_urlsafe(12), now()
        with self._database.connected() as connection:
            connection.execute(
                "INSERT INTO conversations VALUES (?, ?, ?, ?, ?, NULL)",
                (key, person, _name(name), moment, moment),
            )
        return key

    def add(self, person: str, conversation: str, turn: KeptTurn) -> bool:
        """Add a turn at the end; tell whether there was such a conversation of this person."""
        with self._database.connected() as connection:
            connection.execute("BEGIN IMMEDIATE")
            if not _held(connection, person, conversation):
                return False
            connection.execute(
                "INSERT INTO turns SELECT ?, count(*), ?, ?, ?, ? FROM turns WHERE conversation = ?",
                (
                    conversation,
                    turn.question,
                    json.dumps(_filters_out(turn.filters)),
                    turn.answer,
                    turn.asked.isoformat(),
                    conversation,
                ),
            )
            connection.execute("UPDATE conversations SET changed = ? WHERE id = ?", (now(), conversation))
        return True

    def all(self, person: str, words: str = "") -> list[Conversation]:
        """Give a person's conversations, the last changed first; those alone whose name or turns have all the words."""
        sought = [f"%{_escaped(word)}%" for word in words.split()]
        has = (
            "(name LIKE ? ESCAPE '\\' OR EXISTS (SELECT 1 FROM turns WHERE conversation = id"
            " AND (question LIKE ? ESCAPE '\\' OR answer LIKE ? ESCAPE '\\')))"
        )
        condition = "".join(f" AND {has}" for _ in sought)
        with self._database.connected() as connection:
            rows = connection.execute(
                f"SELECT * FROM conversations WHERE person = ? AND deleted IS NULL{condition} ORDER BY changed DESC",
                [person, *(word for word in sought for _ in range(3))],
            ).fetchall()
        return [
            Conversation(
                row["id"], row["name"], datetime.fromisoformat(row["begun"]), datetime.fromisoformat(row["changed"])
            )
            for row in rows
        ]

    def turns(self, person: str, conversation: str) -> list[KeptTurn]:
        """Give the turns of a person's conversation, oldest first; none of one that is not theirs or was deleted."""
        with self._database.connected() as connection:
            if not _held(connection, person, conversation):
                return []
            rows = connection.execute(
                "SELECT question, filters, answer, asked FROM turns WHERE conversation = ? ORDER BY number",
                (conversation,),
            ).fetchall()
        return [
            KeptTurn(
                row["question"],
                _filters_in(json.loads(row["filters"])),
                row["answer"],
                datetime.fromisoformat(row["asked"]),
            )
            for row in rows
        ]

    def rename(self, person: str, conversation: str, name: str) -> None:
        """Give a conversation another name; an empty one leaves it as it is."""
        if _name(name):
            self._change("name = ?", _name(name), person, conversation)

    def delete(self, person: str, conversation: str) -> None:
        """Delete a conversation. It can be restored for `UNDO_DAYS`, then it is gone."""
        self._change("deleted = ?", now(), person, conversation)

    def restore(self, person: str, conversation: str) -> None:
        """Bring a deleted conversation back."""
        self._change("deleted = ?", None, person, conversation)

    def forget(self, keep_days: int) -> None:
        """Remove for good what was deleted more than `UNDO_DAYS` ago or not changed for `keep_days`."""
        today = datetime.now(UTC)
        gone, old = ((today - timedelta(days=days)).isoformat() for days in (UNDO_DAYS, keep_days))
        with self._database.connected() as connection:
            connection.execute("DELETE FROM conversations WHERE deleted < ? OR changed < ?", (gone, old))

    def _change(self, what: str, value: str | None, person: str, conversation: str) -> None:
        with self._database.connected() as connection:
            connection.execute(
                f"UPDATE conversations SET {what} WHERE id = ? AND person = ?", (value, conversation, person)
            )


def _held(connection: sqlite3.Connection, person: str, conversation: str) -> bool:
    found = connection.execute(
        "SELECT 1 FROM conversations WHERE id = ? AND person = ? AND deleted IS NULL", (conversation, person)
    )
    return found.fetchone() is not None


def _name(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= LONGEST_NAME else f"{words[: LONGEST_NAME - 1].rstrip()}…"


def _escaped(word: str) -> str:
    return "".join(f"\\{sign}" if sign in "\\%_" else sign for sign in word)


def _filters_out(filters: Filters) -> dict[str, Any]:
    return {key: value.isoformat() if isinstance(value, date) else value for key, value in asdict(filters).items()}


def _filters_in(stored: Mapping[str, Any]) -> Filters:
    def names(key: str) -> tuple[str, ...]:
        values: Sequence[str] = stored.get(key) or ()
        return tuple(values)

    def day(key: str) -> date | None:
        return date.fromisoformat(stored[key]) if stored.get(key) else None

    return Filters(names("councils"), names("committees"), names("documents"), day("since"), day("until"))
