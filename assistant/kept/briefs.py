"""Arranged briefs: the questions of a person on a topic or an item, as they were edited, moved, dropped and added."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from assistant.brief.pack import Asked, Pack
from assistant.kept.database import Database, now

MOST = 50
"""Briefs that are kept for a person; the one that was not changed for longest gives way."""


@dataclass(frozen=True, slots=True)
class KeptPack:
    """Arranged questions; `suggested` are those that they were arranged from, and `rests_on` tells on what these rest.

    Where a brief rests on something else now, its papers have changed and its marks stand for other sources.
    """

    pack: Pack
    suggested: tuple[str, ...]
    rests_on: str


class Briefs:
    """The arranged briefs of all persons; every call names the person, and sees no other's."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, person: str, brief: str) -> KeptPack | None:
        """Give a person's arrangement of a brief, None where there is none."""
        with self._database.connected() as connection:
            row = connection.execute(
                "SELECT questions FROM briefs WHERE person = ? AND brief = ?", (person, brief)
            ).fetchone()
        if row is None:
            return None
        stored = json.loads(row["questions"])
        questions, dropped = (tuple(Asked(*pair) for pair in stored[key]) for key in ("questions", "dropped"))
        return KeptPack(Pack(questions, dropped), tuple(stored["suggested"]), stored["rests_on"])

    def keep(self, person: str, brief: str, kept: KeptPack) -> None:
        """Keep a person's arrangement of a brief in place of the one before."""
        stored = {
            "questions": [(asked.id, asked.text) for asked in kept.pack.questions],
            "dropped": [(asked.id, asked.text) for asked in kept.pack.dropped],
            "suggested": kept.suggested,
            "rests_on": kept.rests_on,
        }
        with self._database.connected() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO briefs VALUES (?, ?, ?, ?)", (person, brief, json.dumps(stored), now())
            )
            connection.execute(
                "DELETE FROM briefs WHERE person = ? AND brief NOT IN"
                " (SELECT brief FROM briefs WHERE person = ? ORDER BY changed DESC LIMIT ?)",
                (person, person, MOST),
            )

    def forget(self, keep_days: int) -> None:
        """Remove what was not changed for `keep_days`."""
        old = (datetime.now(UTC) - timedelta(days=keep_days)).isoformat()
        with self._database.connected() as connection:
            connection.execute("DELETE FROM briefs WHERE changed < ?", (old,))
