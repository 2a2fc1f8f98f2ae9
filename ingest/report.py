"""What became of each file of an ingest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """What was done with a file."""

    ADDED = "added"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"
    DUPLICATE = "duplicate"
    UNREADABLE = "not read"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Line:
    """One file of the report; `pages` is None for formats without pages, `reason` a sentence where one is needed."""

    name: str
    source: str
    outcome: Outcome
    pages: int | None = None
    blocks: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """The files of an ingest in the order they were found."""

    lines: tuple[Line, ...]

    @property
    def exit_status(self) -> int:
        """0 if every file was read or is already in, 1 if some were not read, 2 if nothing could be done."""
        failed = sum(line.outcome is Outcome.UNREADABLE for line in self.lines)
        if failed == len(self.lines):
            return 2
        return 1 if failed else 0


Progress = Callable[[int, int, str], None]
"""Called with the number of files done, of all files, and the name of the file that is next."""


def silent(_done: int, _total: int, _name: str) -> None:
    """Show no progress."""
