"""A generation that has been opened for answering, with what is read from it once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property, lru_cache

from assistant.latest import Latest
from corpus.findings import Findings
from corpus.language.abbreviations import Glossary, Mention
from corpus.language.bodies import place_in
from corpus.language.council_names import held_as
from corpus.language.dates import day_words
from corpus.language.forms import forms_of
from corpus.language.near_words import near_words
from corpus.language.spelling import OPENING, SHORTEST, is_word, meant, swapped
from corpus.language.stems import TOKEN, stem, stems
from corpus.language.terms import Term
from corpus.records import Block, Document, Paper, State
from corpus.store.filters import Filters
from corpus.store.index import MODEL, Snapshot

LONG_ENOUGH = 6
"""Letters of a word in which two may be swapped: shorter ones are other words."""
COUNCIL_STEMS = frozenset(stems("council borough county city district metropolitan royal town of the and"))
"""Words that many councils' names share."""
UNNAMED = 0.2
"""How far another council's papers are elsewhere for a question that names no council, where one is ours."""
OUR_STEMS = frozenset(stems("our ours we us"))
KEPT_RUNS = 5_000
"""Runs of blocks, most of them a passage's, that are kept once they have been read; some 20 MB."""
KEPT_FINDINGS = 100
"""Documents of which the findings are kept, some 0.3 MB each."""
KEPT_LIMITED = 8
"""Filters of which the documents within are kept."""
KEPT_TEXTS = 10_000
"""Texts of the papers of which the terms are kept that they name, some 1 kB each."""


class Opened:
    """A snapshot with its documents and glossary at hand; `ours` is the council that "our" means in a question.

    `terms` are the user's own, beside those of the product.
    """

    def __init__(self, snapshot: Snapshot, ours: str = "", terms: Sequence[Term] = ()) -> None:
        self.snapshot = snapshot
        self.ours = ours
        self._own_terms = tuple(terms)
        self.filters: Filters | None = None
        self.has_vectors = False
        self._papers: dict[str, list[Paper]] = {}
        self._mentions: Latest[str, tuple[Mention, ...]] = Latest(KEPT_TEXTS)
        self._findings: Latest[str, Findings] = Latest(KEPT_FINDINGS)
        self._places: dict[str, list[int]] = {}
        self._limited: Latest[Filters, Opened] = Latest(KEPT_LIMITED)
        self._twins: dict[str, frozenset[str]] = {}
        # Of the catalogue, not of this object: one that held itself would outlive its generation.
        self.blocks = lru_cache(KEPT_RUNS)(snapshot.catalogue.blocks)

    @property
    def model(self) -> str:
        """The embedding model that the index was made with."""
        return self.snapshot.meta.get(MODEL, "")

    @property
    def allows_exempt(self) -> bool:
        """Whether exempt papers may be among them."""
        return self.snapshot.allows_exempt

    @cached_property
    def documents(self) -> dict[str, Document]:
        """The documents that were read, by id, in order of meeting date."""
        return {d.id: d for d in self.snapshot.catalogue.documents() if d.state is State.READY}

    def named(self, name: str) -> list[Document]:
        """Give the documents of a file name or an id."""
        return [document for document in self.documents.values() if name in (document.name, document.id)]

    def limited(self, filters: Filters) -> Opened:
        """Give the same generation with the documents within the filters alone; one question asks for it repeatedly."""
        return self._limited.get_or_make(filters, lambda: self._narrowed(filters))

    def _narrowed(self, filters: Filters) -> Opened:
        narrowed = Opened(self.snapshot, self.ours)
        narrowed.__dict__.update(self.__dict__)
        narrowed.filters = filters
        narrowed._limited = Latest(KEPT_LIMITED)  # one that held itself would outlive its generation
        narrowed.documents = {key: document for key, document in self.documents.items() if filters.allows(document)}
        return narrowed

    @cached_property
    def glossary(self) -> Glossary:
        """The product's glossary with the user's own terms and the abbreviations that the papers define."""
        return Glossary.load(self.snapshot.catalogue.abbreviations(), self._own_terms)

    def corrected(self, word: str) -> str:
        """Give the word of the papers that a misspelt one was meant for; a word that they know as it is."""
        plain = word.casefold()
        if not plain.isalpha() or len(plain) < SHORTEST or self._knows(plain):
            return word
        near = self._swapped(plain) or self._cut_short(plain) or meant(stem(plain), self._words(stem(plain)))
        if not near:
            return word
        # The index knows stems only; the text that holds one shows the word.
        text = self.snapshot.catalogue.text_with(near)
        return next((w.casefold() for w in TOKEN.findall(text) if stem(w) == near), word)

    def _knows(self, word: str) -> bool:
        known = self.snapshot.catalogue.frequencies([stem(word)])
        is_english = len(forms_of(word)) > 1 or bool(near_words(word))
        return bool(known.get(stem(word))) or is_english or any(True for _ in self.glossary.mentions(word))

    def _swapped(self, word: str) -> str:
        """Give the stem of the word that two of its letters were swapped in, "saftey" of "safety"."""
        if len(word) < LONG_ENOUGH:
            return ""
        often = self.snapshot.catalogue.frequencies({stem(other) for other in swapped(word)})
        return max((other for other, times in often.items() if times), key=lambda other: often[other], default="")

    def _cut_short(self, word: str) -> str:
        """Give the stem that a word is the beginning of, "accom" of "accommodation": of several the commonest."""
        longer = [other for other in self._words(word) if is_word(other) and other.startswith(word) and other != word]
        often = self.snapshot.catalogue.frequencies(longer) if longer else {}
        return max(longer, key=lambda other: often.get(other, 0), default="")

    def _words(self, word: str) -> list[str]:
        """Give the stems of the papers that begin as a word does."""
        return self.snapshot.catalogue.words(word[:OPENING])

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """Give the glossary's terms in a text of the papers; the same ones are asked for again and again."""
        return self._mentions.get_or_make(text, lambda: tuple(self.glossary.mentions(text)))

    @cached_property
    def chunks(self) -> int:
        """The number of chunks."""
        return self.snapshot.catalogue.counts()["chunks"]

    @cached_property
    def councils(self) -> dict[str, frozenset[str]]:
        """The stems that tell each council from the others: "Blackpool" of "Blackpool Borough Council"."""
        names = dict.fromkeys(document.council for document in self.documents.values() if document.council)
        return {name: self._own_stems(name) for name in names}

    def councils_held(self, names: Iterable[str]) -> tuple[str, ...]:
        """Give councils by the names that the papers have now: an address that was kept may bear an older one."""
        return tuple(dict.fromkeys(held_as(name, self.councils) for name in names))

    def elsewhere(self, document: Document, question: str) -> float:
        """Tell how far a document is of another council than a question is about: 1 where it names another one.

        "Our" and "we" name the council of the settings, where one is set; a question that names none is likelier about
        that council than about others.
        """
        own = self.councils.get(document.council)
        if not own:
            return 0.0
        named = self._named(question)
        if named:
            return float(own not in named)
        return UNNAMED if self.ours and own != self._own_stems(self.ours) else 0.0

    def names_council(self, question: str) -> bool:
        """Tell whether a question names a council that is held, or "our" one."""
        return bool(self._named(question))

    def place_stems(self, question: str) -> set[str]:
        """Give the stems of a question that name a council held, by its name or its initials."""
        asked = set(stems(question))
        places = set().union(*self.councils.values()) if self.councils else set()
        return (places | COUNCIL_STEMS | self.initials) & asked

    @cached_property
    def initials(self) -> set[str]:
        """The initials of the councils held: "KCC"."""
        return {"".join(word[0] for word in name.split()).casefold() for name in self.councils}

    def place_of(self, question: str) -> str:
        """Give the places of the councils that a question names, or of "our" one: "Blackpool"."""
        named = self._meant(question)
        return " and ".join(self.place_name(name) for name, own in self.councils.items() if own in named)

    def place_name(self, council: str) -> str:
        """Give a council's name without the words that many councils share: "Blackpool" of "Blackpool Council"."""
        return " ".join(word for word in place_in(council).split() if not set(stems(word)) <= COUNCIL_STEMS)

    def _meant(self, question: str) -> list[frozenset[str]]:
        """Give the stems of the councils that a question names, or else of ours."""
        return self._named(question) or ([self._own_stems(self.ours)] if self.ours else [])

    def _named(self, question: str) -> list[frozenset[str]]:
        asked = set(stems(question))
        named = [own for own in self.councils.values() if own and own <= asked]
        if not named and self.ours and not OUR_STEMS.isdisjoint(asked):
            named = [self._own_stems(self.ours)]
        return named

    @staticmethod
    def _own_stems(council: str) -> frozenset[str]:
        return frozenset(stems(place_in(council))) - COUNCIL_STEMS

    def recency(self, document: Document) -> float:
        """Give how new a document is among those held: 1 for the newest meeting, 0 for the oldest or an undated one."""
        days = self._days
        if document.meeting_date is None or len(days) < 2:
            return 0.0
        return bisect_left(days, document.meeting_date) / (len(days) - 1)

    def newest(self, question: str) -> date | None:
        """Give the day of the newest paper of the council that a question is about, else of ours, or of all."""
        named = self._meant(question)
        days = [
            document.meeting_date
            for document in self.documents.values()
            if document.meeting_date and (not named or self.councils.get(document.council) in named)
        ]
        return max(days, default=None)

    @cached_property
    def _days(self) -> list[date]:
        return sorted({d.meeting_date for d in self.documents.values() if d.meeting_date})

    def load_vectors(self) -> None:
        """Open the vector index; without a whole one keywords alone are searched."""
        self.has_vectors = self.snapshot.load_vectors()

    def paper(self, block: Block) -> Paper:
        """Give the paper that holds a block."""
        return self.paper_at(block.document_id, block.ordinal)

    def paper_at(self, document_id: str, ordinal: int) -> Paper:
        """Give the paper that holds the block at a place of a document."""
        holding = (p for p in self.papers(document_id) if p.first_block <= ordinal <= p.last_block)
        return next(holding, Paper(document_id, 0, "", ordinal, ordinal))

    def share_of_paper(self, paper: Paper, places: Sequence[int]) -> float:
        """Give the share of a paper's chunks whose first blocks are among places of its document, in order."""
        known = self._places.get(paper.document_id)
        if known is None:
            known = self._places[paper.document_id] = self.snapshot.catalogue.chunk_places(paper.document_id)
        every = _between(known, paper.first_block, paper.last_block)
        return _between(places, paper.first_block, paper.last_block) / every if every else 0.0

    def blocks_before(self, block: Block, reach: int) -> Sequence[Block]:
        """Give the blocks that stand before one in its document, in order, `reach` of them at most."""
        return self.blocks(block.document_id, max(0, block.ordinal - reach), block.ordinal - 1) if block.ordinal else ()

    def twins(self, paper_id: str) -> frozenset[str]:
        """Give the ids of the papers that say nearly the same as one."""
        if paper_id not in self._twins:
            self._twins[paper_id] = self.snapshot.catalogue.twins(paper_id)
        return self._twins[paper_id]

    def findings(self, document_id: str) -> Findings:
        """Give what the papers of a document decide and record."""
        return self._findings.get_or_make(document_id, lambda: self.snapshot.catalogue.findings(document_id))

    def papers(self, document_id: str) -> list[Paper]:
        """Give the papers of a document in order."""
        if document_id not in self._papers:
            self._papers[document_id] = self.snapshot.catalogue.papers(document_id)
        return self._papers[document_id]

    @cached_property
    def order(self) -> dict[str, int]:
        """The place of each document in their order."""
        return {document_id: at for at, document_id in enumerate(self.documents)}

    @cached_property
    def replaced(self) -> dict[str, str]:
        """The ids of papers that stand in the place of an earlier one, each with that one's id."""
        return self.snapshot.catalogue.replaced()

    def paper_words(self, paper_id: str) -> str:
        """Name a paper by its id, with the date of its meeting: "Item 7, Transfer of the service, 30 January 2025"."""
        document_id, _, ordinal = paper_id.rpartition("/")
        document = self.documents.get(document_id)
        papers = self.papers(document_id)
        if document is None or not ordinal.isdigit() or int(ordinal) >= len(papers):
            return "a later paper"
        paper = papers[int(ordinal)]
        when = day_words(paper.meeting_date or document.meeting_date)
        return ", ".join(filter(None, (paper.title or document.title or document.name, when, document.name)))

    def coverage(self) -> str:
        """Say in a sentence which councils, committees and dates the papers cover."""
        documents = list(self.documents.values())
        if not documents:
            return ""
        councils = ", ".join(dict.fromkeys(d.council for d in documents if d.council))
        committees = ", ".join(dict.fromkeys(d.committee for d in documents if d.committee))
        days = sorted(d.meeting_date for d in documents if d.meeting_date)
        span = f"{days[0]:%B %Y} to {days[-1]:%B %Y}" if days else ""
        count = f"{len(documents)} papers" if len(documents) > 1 else "1 paper"
        return f"{count}: {'; '.join(part for part in (councils, committees, span) if part) or 'undated'}."


def _between(places: Sequence[int], first: int, last: int) -> int:
    """Count the places from one to another, both included."""
    return bisect_right(places, last) - bisect_left(places, first)
