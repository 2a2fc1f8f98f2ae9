"""What a search may be limited to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from corpus.records import Document


@dataclass(frozen=True, slots=True)
class Filters:
    """What a search is limited to; an empty field limits nothing. Dates are of the meeting, both ends included.

    A date filter leaves out papers whose meeting date is not known: an undated figure must not slip into a period.
    For the same reason a council or committee that is named leaves out the papers that name none, which are many:
    another council's figure must not slip in. Names are compared whole, but without regard to capitals.
    """

    councils: tuple[str, ...] = ()
    committees: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None

    def __bool__(self) -> bool:
        """Tell whether anything is limited."""
        return bool(self.councils or self.committees or self.documents or self.since or self.until)

    def allows(self, document: Document) -> bool:
        """Tell whether a document is within the limits."""
        named = (
            (document.council, self.councils),
            (document.committee, self.committees),
            (document.id, self.documents),
        )
        if any(wanted and own.casefold() not in {each.casefold() for each in wanted} for own, wanted in named):
            return False
        day = document.meeting_date
        if (self.since or self.until) and day is None:
            return False
        return day is None or not ((self.since and day < self.since) or (self.until and day > self.until))

    def condition(self) -> tuple[str, list[Any]]:
        """Give an SQL condition on the columns of `documents`, and its values."""
        parts, values = ["1"], list[Any]()
        for column, wanted in (("council", self.councils), ("committee", self.committees), ("id", self.documents)):
            if wanted:
                parts.append(f"{column} COLLATE NOCASE IN ({', '.join('?' for _ in wanted)})")
                values += wanted
        for sign, day in ((">=", self.since), ("<=", self.until)):
            if day:
                parts.append(f"meeting_date {sign} ?")
                values.append(day.isoformat())
        return " AND ".join(parts), values
