"""The figure register: every statistic of the papers, with what it means and where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from corpus.language.periods import Period


class Role(StrEnum):
    """What a figure is beside the others of its measure."""

    ACTUAL = "actual"
    TARGET = "target"
    FLOOR = "floor"
    PREVIOUS = "previous"
    FORECAST = "forecast"
    BUDGET = "budget"
    CHANGE = "change"
    COMPARATOR = "comparator"


@dataclass(frozen=True, slots=True)
class Figure:
    """A value with what it means. Its source is `text[start:end]` of the block.

    `number` is the value as printed, without its unit; `value` is None where no decimal gives it ("a third"); `high`
    is the upper end of a range. `unit` is the unit's name ("per 10,000", "%", "GBP", "days"), `approximate` the words
    that make it a bound or an estimate. `measure` are the words that say what is measured, as printed nearest to it;
    `topic` are those of the sentence before, heading or caption that it hangs under, empty where `measure` says all.
    `period`, `place`: None and empty where the paper does not tell; `inherited` holds the words of other blocks or
    of the paper from which they are taken. `breakdown` is the part of the whole that it counts, `of` whose figure a
    comparator is. In a table, `column` is the index of the cell. `paper` is the ordinal of its paper.
    """

    document_id: str
    block: int
    start: int
    end: int
    number: str
    value: Decimal | None
    unit: str
    measure: str
    paper: int = 0
    topic: str = ""
    high: Decimal | None = None
    approximate: str = ""
    period: Period | None = None
    place: str = ""
    breakdown: str = ""
    role: Role = Role.ACTUAL
    of: str = ""
    inherited: tuple[str, ...] = ()
    column: int | None = None
    page: int | None = None

    @property
    def id(self) -> str:
        """Document, block and position."""
        return f"{self.document_id}:{self.block}:{self.start}"

    @property
    def words(self) -> Iterator[str]:
        """The words that say what it is, the nearest first."""
        yield from filter(None, (self.measure, self.breakdown, self.topic))
