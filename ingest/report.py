"""What became of each file of an ingest."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """What was done with a file."""

    ADDED = "added"
    REPLACED = "replaced"
    REREAD = "read anew"
    UNCHANGED = "unchanged"
    DUPLICATE = "duplicate"
    WITHHELD = "withheld"
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


def as_reason(text: str) -> str:
    """Give what a reader or the system says of a file in the style of the report: no capital and no full stop.

    Several sentences become parts of one; words in capitals, such as PDF, keep them.
    """
    parts = re.split(r"(?<=[a-z)\d])\.\s+(?=[A-Z])", " ".join(text.split()).rstrip("."))
    return "; ".join(part[:1].lower() + part[1:] if part[1:2].islower() or part[1:2] == " " else part for part in parts)


Progress = Callable[[int, int, str], None]
"""Called with the number of files done, of all files, and the name of the file that is begun or what else is done."""


def silent(_done: int, _total: int, _name: str) -> None:
    """Show no progress."""
