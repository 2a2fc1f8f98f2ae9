"""A brief and its parts: findings with their sources, and the questions that rest on them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from assistant.answers import Citation
from assistant.opened import Opened
from assistant.said import Said
from assistant.wording import cite
from corpus.figures import Figure
from corpus.language.sentences import sentences
from corpus.records import Block


class Part(StrEnum):
    """The parts of a brief, in their order, each by its heading."""

    LATEST = "Latest figures"
    TARGET = "Against target"
    CHANGED = "What worsened or changed"
    DIFFERS = "What the papers disagree on"
    RECOMMENDED = "Recommendations without an outcome"
    ACTIONS = "Actions without an outcome"


NOTHING = {
    Part.LATEST: "No figure on this was found in the register.",
    Part.TARGET: "No figure was found that misses the target stated for its time.",
    Part.CHANGED: "No figure was found that worsened, or changed in a way whose sense is not known.",
    Part.DIFFERS: "No two papers were found to state the same figure differently.",
    Part.RECOMMENDED: "No recommendation without a recorded outcome was found.",
    Part.ACTIONS: "No action without a recorded outcome was found.",
}
"""What a part says that has no findings: what was looked for and not found, never that there is none."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence on what papers state, its [n] marks standing for citations, and the questions it gives rise to.

    `about` names what it is on, so that questions on one thing do not crowd out the others.
    """

    part: Part
    words: str
    questions: tuple[str, ...] = ()
    about: str = ""


@dataclass(frozen=True, slots=True)
class Brief:
    """What the papers state on `topic`; `scope` says in words what was looked at."""

    topic: str
    scope: str
    findings: tuple[Finding, ...]
    questions: tuple[str, ...]
    citations: tuple[Citation, ...]

    def of(self, part: Part) -> tuple[Finding, ...]:
        """Give the findings of one part."""
        return tuple(finding for finding in self.findings if finding.part is part)


class Sources:
    """Numbers what is cited, in the order in which it is first cited; the same words have one number."""

    def __init__(self, opened: Opened) -> None:
        self._opened = opened
        self._numbers: dict[tuple[str, int, int], int] = {}
        self.citations: list[Citation] = []

    def figure(self, figure: Figure) -> str:
        """Give the mark for a figure's sentence or row."""
        block = self.block(figure.document_id, figure.block)
        start, end = sentence_around(block, figure.start)
        return self.passage(block, start, end)

    def passage(self, block: Block, start: int, end: int) -> str:
        """Give the mark for a passage of a block."""
        key = (block.id, start, end)
        if key not in self._numbers:
            self._numbers[key] = len(self._numbers) + 1
            self.citations.append(cite(self._opened, Said("", block, start, end), self._numbers[key]))
        return f"[{self._numbers[key]}]"

    def block(self, document_id: str, ordinal: int) -> Block:
        """Give a block that is cited."""
        return self._opened.blocks(document_id, ordinal, ordinal)[0]


def sentence_around(block: Block, at: int) -> tuple[int, int]:
    """Give where the sentence around a character begins and ends; of a table row the whole."""
    if block.row is not None:
        return 0, len(block.text)
    return next(((start, end) for start, end in sentences(block.text) if start <= at < end), (0, len(block.text)))
