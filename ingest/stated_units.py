"""The unit that a paper states once for all figures of a section: "All figures in £m"."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from corpus.language.units import Measured, measured_by
from corpus.records import Block
from ingest.figure_frame import MONEY_WORDS

LONGEST = 80
"""Characters of such a statement."""
STATEMENT = re.compile(r"\b(?:figures|amounts|values|sums)\b[^.;]{0,40}\bin\b[^.;\d]{0,12}£", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class StatedUnit:
    """A unit of all figures; `of_money` says that only columns of money, by their heads, are meant."""

    measured: Measured
    of_money: bool

    def fits(self, head: str) -> bool:
        """Tell whether the numbers under a head are meant."""
        return not self.of_money or MONEY_WORDS.search(head) is not None


@dataclass(slots=True)
class StatedUnits:
    """The units that a paper has stated so far, by the headings that they stand under, the last one last."""

    known: dict[tuple[str, ...], tuple[str, Measured]] = field(default_factory=dict)

    def read(self, block: Block) -> None:
        """Take up what a block states, if it states the unit of all figures."""
        if len(block.text) <= LONGEST and STATEMENT.search(block.text):
            measured = measured_by(block.text)
            if measured is not None:
                self.known.pop(block.headings, None)
                self.known[block.headings] = block.text, measured

    def over(self, block: Block, before: str) -> StatedUnit | None:
        """Give what is stated for a table's row; `before` is the paragraph that the table follows.

        That paragraph speaks of all its columns. One that stands further above, under a heading over the table, speaks
        of those of money.
        """
        for headings, (text, measured) in reversed(self.known.items()):
            if block.headings[: len(headings)] == headings:
                return StatedUnit(measured, of_money=text != before)
        return None
