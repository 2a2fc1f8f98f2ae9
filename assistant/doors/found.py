"""What a corpus gives back beside answers: frozen values, each with the JSON form that every way in prints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assistant.answers import Citation, figure_json
from assistant.figures.choosing import Offered
from assistant.searching.entries import Entry
from assistant.searching.request import Facet
from assistant.searching.search import Choice
from corpus.figures import Figure
from corpus.records import Block, Document, Paper

Piece = tuple[str, bool]
"""A piece of a text, and whether it is one of the words that were searched for."""


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """A passage of a search: its place, and the part that is shown with the words marked."""

    citation: Citation
    pieces: tuple[Piece, ...]

    def to_json(self) -> dict[str, Any]:
        """Give the passage as a citation with its pieces."""
        return {**self.citation.to_json(), "pieces": [{"text": text, "marked": marked} for text, marked in self.pieces]}


@dataclass(frozen=True, slots=True)
class FoundPaper:
    """A paper that a search found: how many of its passages match, and those that are shown."""

    entry: Entry
    matches: int
    passages: tuple[FoundPassage, ...]

    def to_json(self) -> dict[str, Any]:
        """Give the paper with its passages."""
        entry, paper = self.entry, self.entry.paper
        return {
            "id": paper.id,
            "document": entry.document.name,
            "title": entry.title,
            "committee": entry.committee,
            "council": entry.council,
            "meeting_date": entry.day.isoformat() if entry.day else None,
            "kind": str(paper.kind),
            "officer": paper.officer,
            "standing": str(paper.standing),
            "matches": self.matches,
            "passages": [passage.to_json() for passage in self.passages],
        }


@dataclass(frozen=True, slots=True)
class SearchFound:
    """A page of what a search found, with the counts by which it can be limited.

    `all_words` is false where no passage holds every word, so that those with some are given. `total` counts the
    papers, `matches` the passages of all of them.
    """

    words: str
    all_words: bool
    total: int
    matches: int
    page: int
    pages: int
    facets: Mapping[Facet, tuple[Choice, ...]]
    papers: tuple[FoundPaper, ...]

    def to_json(self) -> dict[str, Any]:
        """Give what was found."""
        return {
            "words": self.words,
            "all_words": self.all_words,
            "total": self.total,
            "matches": self.matches,
            "page": self.page,
            "pages": self.pages,
            "facets": {str(facet): [_choice_json(one) for one in choices] for facet, choices in self.facets.items()},
            "papers": [paper.to_json() for paper in self.papers],
        }


@dataclass(frozen=True, slots=True)
class FoundFigure:
    """A figure of the register: its value as printed with its unit, the place it is for, and where it stands.

    `differs` holds the ids of the other figures given that state the same thing with another value.
    """

    figure: Figure
    said: str
    place: str
    citation: Citation
    differs: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Give the figure as an answer does, with its id and what is said beside."""
        own = {**figure_json(self.figure, self.citation.n), "place": self.place or None}
        return {"id": self.figure.id, "said": self.said, **own, "differs": list(self.differs)}


@dataclass(frozen=True, slots=True)
class FiguresFound:
    """Some of the figures on measures, in their order; `total` counts all, `first` those before these."""

    measures: tuple[str, ...]
    total: int
    first: int
    offered: Offered
    figures: tuple[FoundFigure, ...]

    def to_json(self) -> dict[str, Any]:
        """Give the figures, and their citations as an answer does."""
        offered = {"places": self.offered.places, "roles": self.offered.roles, "units": self.offered.units}
        return {
            "measures": list(self.measures),
            "total": self.total,
            "first": self.first,
            "offered": {
                name: [{"value": value, "figures": n} for value, n in counted] for name, counted in offered.items()
            },
            "figures": [figure.to_json() for figure in self.figures],
            "citations": [figure.citation.to_json() for figure in self.figures],
        }


@dataclass(frozen=True, slots=True)
class Part:
    """A paper bound in a document, with the numbers printed on its first and last page and its headings.

    A withheld paper has a title and pages, and nothing else is told of it.
    """

    paper: Paper
    first_label: str | None
    last_label: str | None
    headings: tuple[Block, ...]

    def to_json(self) -> dict[str, Any]:
        """Give the paper with its headings."""
        paper = self.paper
        return {
            "id": paper.id,
            "title": paper.title,
            "kind": str(paper.kind),
            "item": paper.item,
            "committee": paper.committee,
            "meeting_date": paper.meeting_date.isoformat() if paper.meeting_date else None,
            "officer": paper.officer,
            "pages": [paper.first_page, paper.last_page],
            "page_labels": [self.first_label, self.last_label],
            "standing": str(paper.standing),
            "exempt": paper.exempt or None,
            "headings": [{"paragraph": h.number, "text": h.text, "page": h.page} for h in self.headings],
        }


@dataclass(frozen=True, slots=True)
class Outline:
    """A document and the papers bound in it."""

    document: Document
    parts: tuple[Part, ...]

    def to_json(self) -> dict[str, Any]:
        """Give the document with its papers."""
        return {**document_json(self.document), "papers": [part.to_json() for part in self.parts]}


@dataclass(frozen=True, slots=True)
class Page:
    """The text of a page, block by block; of a file without pages, of one sheet of its text.

    `number` counts from 1 to `of`; `label` is the number printed on it. `is_drawn` tells whether there is a picture of
    it, `is_withheld` that a withheld paper stands on it, whose text is left out.
    """

    document: Document
    number: int
    of: int
    label: str | None
    blocks: tuple[Block, ...]
    is_drawn: bool
    is_withheld: bool

    @property
    def text(self) -> str:
        """The words of the page, a block a line, each behind its printed number."""
        return "\n".join(f"{block.number or ''} {block.text}".strip() for block in self.blocks)

    def to_json(self) -> dict[str, Any]:
        """Give the page with its blocks."""
        return {
            "document": self.document.name,
            "id": self.document.id,
            "page": self.number,
            "pages": self.of,
            "page_label": self.label,
            "is_drawn": self.is_drawn,
            "is_withheld": self.is_withheld,
            "blocks": [_block_json(block) for block in self.blocks],
        }


def document_json(document: Document) -> dict[str, Any]:
    """Give what is known of a document; where it was found is the server's own matter."""
    return {
        "id": document.id,
        "document": document.name,
        "title": document.title or document.name,
        "committee": document.committee,
        "council": document.council,
        "meeting_date": document.meeting_date.isoformat() if document.meeting_date else None,
        "pages": document.pages,
    }


def _block_json(block: Block) -> dict[str, Any]:
    return {
        "block": block.ordinal,
        "kind": str(block.kind),
        "paragraph": block.number,
        "text": block.text,
        "headings": list(block.headings),
    }


def _choice_json(choice: Choice) -> dict[str, Any]:
    return {"value": choice.value, "papers": choice.papers, "chosen": choice.chosen}
