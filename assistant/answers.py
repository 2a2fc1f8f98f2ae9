"""An answer and its parts, as they are shown, checked and printed by `scrutineer ask --json`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from assistant.questions.question import Question
from corpus.figures import Figure
from corpus.records import Block, Document

MARK = re.compile(r"\[(\d+)\]")
"""The mark in an answer's text that stands for a citation, by its number."""
PASSAGE_LENGTH = 1500
"""Characters of a passage that are printed, as the contract of `ask --passages` says."""


class Status(StrEnum):
    """Whether the papers say it."""

    ANSWERED = "answered"
    NOT_STATED = "not_stated"
    CLARIFY = "clarify"


class Reason(StrEnum):
    """Why there is no answer."""

    NOT_IN_PAPERS = "not_in_papers"
    OTHER_PERIOD = "other_period"
    OTHER_PLACE = "other_place"
    OTHER_MEASURE = "other_measure"
    NO_PAPERS = "no_papers"


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Another place at which the words of a citation were published."""

    document: Document
    title: str
    page: int | None
    page_label: str | None

    def to_json(self) -> dict[str, Any]:
        """Give the place in the form of `ask --json`."""
        return {"document": self.document.name, "title": self.title, "page": self.page, "page_label": self.page_label}


@dataclass(frozen=True, slots=True)
class Citation:
    """A quote and where it stands: `block.text[start:end]` is the quote, verbatim.

    `title`, `council`, `committee` and `meeting_date` are those of the paper that holds the block (of the document
    where the paper does not say). `page` is the page of the file on which the quote begins, `page_label` the number
    printed on it: in a block that runs over a page break not always the block's own. `context` holds what stands above:
    headings, caption, column heads, and the words from which a period or place is taken. `notes` say what a reader must
    know of the source: that it is a draft, was replaced or replaces another, is exempt or was read from a picture;
    `also` where else the same was published.
    """

    n: int
    document: Document
    block: Block
    start: int
    end: int
    title: str
    council: str
    committee: str
    meeting_date: date | None
    page: int | None
    page_label: str | None
    context: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    also: tuple[Elsewhere, ...] = ()

    @property
    def quote(self) -> str:
        """The words of the paper."""
        return self.block.text[self.start : self.end]

    @property
    def spot(self) -> dict[str, Any]:
        """Where the quote is found again, in this index: the document's id, page, block, and characters of the block.

        These are the names under which the address of a page of a paper has them.
        """
        at = {"document": self.document.id, "page": self.page, "block": self.block.ordinal}
        return {**at, "from": self.start, "to": self.end}

    def to_json(self) -> dict[str, Any]:
        """Give the citation in the form of `ask --json`."""
        return {
            "n": self.n,
            "document": self.document.name,
            "title": self.title,
            "committee": self.committee,
            "council": self.council,
            "meeting_date": self.meeting_date.isoformat() if self.meeting_date else None,
            "page": self.page,
            "page_label": self.page_label,
            "paragraph": self.block.number,
            "quote": self.quote,
            "context": list(self.context),
            "notes": list(self.notes),
            "also": [place.to_json() for place in self.also],
            "spot": self.spot,
        }


@dataclass(frozen=True, slots=True)
class Passage:
    """One result of retrieval: a chunk's text, the document and block where it begins, and its score.

    `last_block` is the place in the document of the block with which it ends.
    """

    id: str
    document: Document
    first_block: Block
    last_block: int
    text: str
    score: float

    def to_json(self) -> dict[str, Any]:
        """Give the passage in the form of `ask --json --passages`."""
        return {"document": self.document.name, "page": self.first_block.page, "quote": self.text[:PASSAGE_LENGTH]}


@dataclass(frozen=True, slots=True)
class Derived:
    """A value that no paper states but stated ones give; `low` and `high` are what the rounding of those allows.

    `unit` stands behind the value; of money it is "£", with the scale behind it: "£m".
    """

    formula: str
    value: str
    low: str
    high: str
    unit: str = ""
    note: str = ""
    inputs: tuple[int, ...] = ()

    @property
    def said(self) -> str:
        """The value with its unit: "£1,330", "203.5 per 10,000", "12.1%"."""
        number = self.value
        if re.fullmatch(r"\d{4,}(?:\.\d+)?", number):
            number = f"{Decimal(number):,}"
        return f"£{number}{self.unit[1:]}" if self.unit.startswith("£") else f"{number}{self.unit}"

    def to_json(self) -> dict[str, Any]:
        """Give the working in the form of `ask --json`."""
        return {
            "formula": self.formula,
            "value": self.value,
            "low": self.low,
            "high": self.high,
            "inputs": list(self.inputs),
            "note": self.note,
        }


class Writing(StrEnum):
    """What became of a text that a language model was to write."""

    WRITTEN = "written"
    NOT_ASKED = "not asked"
    REJECTED = "rejected"
    STOPPED = "stopped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Written:
    """How a language model had its part in an answer.

    `model` names it as the setting does; `note` says in a sentence what became of its text. The tokens are those of all
    attempts; `cost` is what they cost, with its currency, where prices are set.
    """

    model: str
    writing: Writing
    note: str
    tokens_in: int = 0
    tokens_out: int = 0
    cost: str = ""

    def to_json(self) -> dict[str, Any]:
        """Give it in the form of `ask --json`."""
        return {
            "model": self.model,
            "writing": str(self.writing),
            "note": self.note,
            "tokens_in": self.tokens_in,
            "tokens_out": self.tokens_out,
            "cost": self.cost or None,
        }


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said to a question. `text` carries [n] marks that stand for `citations[n - 1]`.

    `read_as` is the reading of the question, in words to be shown ("LAC" → "looked after children"); `coverage` is a
    sentence on what the papers held cover, given when nothing was found; `elapsed_ms` the time taken.
    `figures` are those that are said, with the citation of each; `derived` is worked out from them.
    `read` is the question as it was read, to be asked again with a part changed.
    `doubtful` tells that it is less sure than most: the source is to be read before it is used.
    `keywords_only` is true when the embedding model was not ready and keywords alone were searched.
    `written` tells of the language model where one is set; None where none is.
    """

    question: str
    status: Status
    text: str
    citations: tuple[Citation, ...] = ()
    figures: tuple[tuple[Figure, int], ...] = ()
    derived: Derived | None = None
    reason: Reason | None = None
    read_as: Mapping[str, str] = field(default_factory=dict)
    coverage: str | None = None
    passages: tuple[Passage, ...] | None = None
    elapsed_ms: int = 0
    doubtful: bool = False
    keywords_only: bool = False
    read: Question | None = None
    written: Written | None = None

    def to_json(self) -> dict[str, Any]:
        """Give the answer in the form of `ask --json`."""
        result: dict[str, Any] = {
            "question": self.question,
            "read_as": dict(self.read_as),
            "status": str(self.status),
            "reason": str(self.reason) if self.reason else None,
            "answer": self.text,
            "citations": [citation.to_json() for citation in self.citations],
            "figures": [figure_json(figure, n) for figure, n in self.figures],
            "derived": self.derived.to_json() if self.derived else None,
            "coverage": self.coverage,
            "doubtful": self.doubtful,
            "elapsed_ms": self.elapsed_ms,
        }
        if self.written is not None:
            result["written"] = self.written.to_json()
        if self.passages is not None:
            result["passages"] = [passage.to_json() for passage in self.passages]
        return result


def figure_json(figure: Figure, citation: int) -> dict[str, Any]:
    """Give a figure in the form of `ask --json`."""
    said = {"value": figure.number, "unit": figure.unit, "measure": figure.measure or figure.topic}
    period = figure.period.iso() if figure.period else None
    result = {**said, "period": period, "place": figure.place or None, "role": str(figure.role), "citation": citation}
    return {**result, "of": figure.of} if figure.of else result
