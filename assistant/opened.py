"""A generation that has been opened for answering, with what is read from it once."""

from __future__ import annotations

from functools import cached_property

from corpus.language.abbreviations import Glossary
from corpus.records import Block, Document, Paper, State
from corpus.store.index import MODEL, Snapshot


class Opened:
    """A snapshot with its documents and glossary at hand."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.has_vectors = False

    @property
    def model(self) -> str:
        """The embedding model that the index was made with."""
        return self.snapshot.meta.get(MODEL, "")

    @cached_property
    def documents(self) -> dict[str, Document]:
        """The documents that were read, by id, in order of meeting date."""
        return {d.id: d for d in self.snapshot.catalogue.documents() if d.state is State.READY}

    @cached_property
    def glossary(self) -> Glossary:
        """The product's glossary with the abbreviations that the papers define."""
        return Glossary.load(self.snapshot.catalogue.abbreviations())

    @cached_property
    def chunks(self) -> int:
        """The number of chunks."""
        return self.snapshot.catalogue.counts()["chunks"]

    def load_vectors(self) -> None:
        """Open the vector index; without a whole one keywords alone are searched."""
        self.has_vectors = self.snapshot.load_vectors()

    def paper(self, block: Block) -> Paper:
        """Give the paper that holds a block."""
        papers = self.snapshot.catalogue.papers(block.document_id)
        holding = (p for p in papers if p.first_block <= block.ordinal <= p.last_block)
        return next(holding, Paper(block.document_id, 0, "", block.ordinal, block.ordinal))

    def coverage(self) -> str:
        """Say in a sentence which councils, committees and dates the papers cover."""
        documents = list(self.documents.values())
        if not documents:
            return ""
        whose = list(dict.fromkeys(" ".join(filter(None, (d.council, d.committee))) for d in documents))
        named = ", ".join(name for name in whose if name) or "no named council"
        days = sorted(d.meeting_date for d in documents if d.meeting_date)
        span = f", {days[0]:%B %Y} to {days[-1]:%B %Y}" if days else ""
        count = f"{len(documents)} papers" if len(documents) > 1 else "1 paper"
        return f"{count}: {named}{span}."
