"""What a figure takes from around it when its own words do not say: period, place, unit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.language.periods import Period, PeriodFound, find_months, find_periods
from corpus.records import Document, Paper

PLACE_END = re.compile(
    r"\s+(?:(?:metropolitan|city|county|borough|district|town|unitary|parish)\s+)*council$", re.IGNORECASE
)
PLACE_OPENING = re.compile(r"^(?:royal |london )*(?:borough|city|county) (?:council )?of ", re.IGNORECASE)
NOW = re.compile(
    r"\b(?:currently|at present|to date|now|presently|at the time of writing|as it stands)\b", re.IGNORECASE
)


@lru_cache(maxsize=4096)
def periods_in(text: str) -> tuple[PeriodFound, ...]:
    """Give the periods that a text names in full. Headings and column heads are asked for again and again."""
    return tuple(find_periods(text))


def place_of(council: str) -> str:
    """Give the place that a council serves: "Blackpool" of "Blackpool Borough Council"."""
    return PLACE_OPENING.sub("", PLACE_END.sub("", council))


@dataclass(frozen=True, slots=True)
class Frame:
    """A paper as what its figures hang in."""

    document: Document
    paper: Paper

    @property
    def place(self) -> str:
        """The place that a figure of this paper is of, unless it says another."""
        return place_of(self.paper.council or self.document.council)

    def periods(self, text: str) -> list[PeriodFound]:
        """Give the periods of a text; a month without a year is the last one before the meeting."""
        found = find_periods(text)
        day = self.paper.meeting_date or self.document.meeting_date
        if day is None:
            return found
        taken = [(one.start, one.end) for one in found]
        bare = [m for m in find_months(text, day) if all(m.end <= start or m.start >= end for start, end in taken)]
        return sorted([*found, *bare], key=lambda one: one.start)

    def inherited_period(self, above: Sequence[str]) -> tuple[Period | None, str]:
        """Give the period of the nearest words above that name one, with these words; `above` runs outwards in."""
        for words in reversed((self.document.title, self.paper.title, *above)):
            found = periods_in(words)
            if found:
                return found[-1].period, words
        return None, ""
