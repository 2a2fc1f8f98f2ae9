"""The use of a language model: who agreed to what is sent, and how often a person had something written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from assistant.kept.database import Database

KEPT_DAYS = 31
"""Days for which uses are kept: long enough to be looked through after a month's bill."""

FROM_MIDNIGHT = "there are new ones from midnight (UTC)"


@dataclass(frozen=True, slots=True)
class Limits:
    """Texts that a person may have written in a minute and in a day, and all persons together in a day."""

    per_minute: int
    per_day: int
    per_day_all: int


class ModelUses:
    """What is kept of the use of a language model. A day is one of UTC."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def agreed(self, person: str, endpoint: str) -> bool:
        """Tell whether a person has agreed to what is sent to an endpoint."""
        with self._database.connected() as connection:
            found = connection.execute(
                "SELECT 1 FROM model_agreements WHERE person = ? AND endpoint = ?", (person, endpoint)
            ).fetchone()
        return found is not None

    def agree(self, person: str, endpoint: str) -> None:
        """Write down that a person agrees to what is sent to an endpoint."""
        with self._database.connected() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO model_agreements VALUES (?, ?, ?)", (person, endpoint, _stored(_now()))
            )

    def withdraw(self, person: str, endpoint: str) -> None:
        """Take an agreement back."""
        with self._database.connected() as connection:
            connection.execute("DELETE FROM model_agreements WHERE person = ? AND endpoint = ?", (person, endpoint))

    def begin(self, person: str, model: str, limits: Limits) -> int | str:
        """Write down that something is to be written, and give the number of this use; or say why it may not be.

        What is begun counts, whatever becomes of it. Looking and writing are one transaction: two at once cannot both
        take the last place.
        """
        now = _now()
        day = now.replace(hour=0, minute=0, second=0, microsecond=0)
        with self._database.connected() as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("DELETE FROM model_uses WHERE begun < ?", (_stored(now - timedelta(days=KEPT_DAYS)),))

            def count(since: datetime, whose: str = "") -> int:
                where, values = ("AND person = ?", (_stored(since), whose)) if whose else ("", (_stored(since),))
                row = connection.execute(f"SELECT count(*) FROM model_uses WHERE begun >= ? {where}", values)
                return int(row.fetchone()[0])

            if count(day, person) >= limits.per_day:
                return f"today’s {limits.per_day} texts have been used; {FROM_MIDNIGHT}"
            if count(day) >= limits.per_day_all:
                return f"today’s {limits.per_day_all} texts for everybody have been used; {FROM_MIDNIGHT}"
            if count(now - timedelta(minutes=1), person) >= limits.per_minute:
                return f"no more than {limits.per_minute} texts are written in a minute; ask again in a moment"
            cursor = connection.execute(
                "INSERT INTO model_uses (person, begun, model) VALUES (?, ?, ?)", (person, _stored(now), model)
            )
            return int(cursor.lastrowid or 0)

    def end(self, use: int, tokens_in: int, tokens_out: int) -> None:
        """Write down how many tokens a use took."""
        with self._database.connected() as connection:
            connection.execute(
                "UPDATE model_uses SET tokens_in = ?, tokens_out = ? WHERE id = ?", (tokens_in, tokens_out, use)
            )

    def today(self, person: str) -> tuple[int, int, int]:
        """Give how many texts a person had written today, and the tokens sent and written for them."""
        day = _now().replace(hour=0, minute=0, second=0, microsecond=0)
        with self._database.connected() as connection:
            row = connection.execute(
                "SELECT count(*), coalesce(sum(tokens_in), 0), coalesce(sum(tokens_out), 0) FROM model_uses "
                "WHERE begun >= ? AND person = ?",
                (_stored(day), person),
            ).fetchone()
        return int(row[0]), int(row[1]), int(row[2])


def _now() -> datetime:
    return datetime.now(UTC)


def _stored(moment: datetime) -> str:
    """Give a moment in the one form that sorts: always to the microsecond."""
    return moment.isoformat(timespec="microseconds")
