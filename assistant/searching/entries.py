"""The papers as a search knows them: what each is limited by, taken from its document where it is silent itself."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from assistant.opened import Opened
from assistant.searching.request import Facet
from corpus.records import Document, Paper

NOT_STATED = "not stated"
"""The value of a facet for papers that do not say."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A paper with the document that it is part of."""

    document: Document
    paper: Paper

    @property
    def title(self) -> str:
        """The paper's title, else the document's, else the name of its file."""
        return self.paper.title or self.document.title or self.document.name

    @property
    def day(self) -> date | None:
        """The day of the meeting."""
        return self.paper.meeting_date or self.document.meeting_date

    @property
    def council(self) -> str:
        """The council, empty where neither paper nor document names one."""
        return self.paper.council or self.document.council

    @property
    def committee(self) -> str:
        """The committee, empty where neither paper nor document names one."""
        return self.paper.committee or self.document.committee

    def values(self) -> Mapping[Facet, str]:
        """Give the value of each facet."""
        return {
            Facet.COUNCIL: self.council or NOT_STATED,
            Facet.COMMITTEE: self.committee or NOT_STATED,
            Facet.YEAR: str(self.day.year) if self.day else NOT_STATED,
            Facet.KIND: str(self.paper.kind),
            Facet.OFFICER: self.paper.officer or NOT_STATED,
            Facet.STANDING: str(self.paper.standing),
        }


class Entries:
    """Finds the paper of a passage, document by document as they are asked for."""

    def __init__(self, opened: Opened) -> None:
        self._opened = opened
        self._known: dict[str, tuple[list[int], list[Entry]]] = {}

    def at(self, document_id: str, block: int) -> Entry | None:
        """Give the paper that holds a block; None for a document that is not among those that were read."""
        if document_id not in self._known:
            self._known[document_id] = self._of(document_id)
        firsts, entries = self._known[document_id]
        return entries[max(0, bisect_right(firsts, block) - 1)] if entries else None

    def named(self, identity: str) -> Entry | None:
        """Give the paper of an id, or the first one of a document's id; None where it is not held."""
        document_id, _, ordinal = identity.partition("/")
        self.at(document_id, 0)
        of_document = self._known[document_id][1]
        return next((entry for entry in of_document if not ordinal or entry.paper.id == identity), None)

    def _of(self, document_id: str) -> tuple[list[int], list[Entry]]:
        document = self._opened.documents.get(document_id)
        if document is None:
            return [], []
        papers = [paper for paper in self._opened.papers(document_id) if paper.first_block <= paper.last_block]
        papers = papers or [Paper(document_id, 0, "", 0, 0)]
        return [paper.first_block for paper in papers], [Entry(document, paper) for paper in papers]
