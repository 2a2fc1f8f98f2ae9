"""The assistant: an open index, the embedding model, and the way from a question to a checked answer."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.answers import Answer, Citation, Passage, Reason, Status
from assistant.candidates import Candidate, candidates, wanted
from assistant.checking import flaws
from assistant.composing import Said, compose
from assistant.opened import Opened
from assistant.question import Question, read_question
from assistant.retrieval import Found, retrieve
from corpus.embedding import SentenceModel
from corpus.errors import IndexMismatchError, ScrutineerError
from corpus.language.stems import stems
from corpus.records import Document
from corpus.settings import Settings
from corpus.store.filters import Filters
from corpus.store.index import Index

logger = logging.getLogger(__name__)
DEPTH = 20
"""Passages whose sentences and rows are looked at."""
PASSAGE_LENGTH = 1500
"""Characters of a passage that are given out, as the contract of `ask --passages` says."""


class Assistant:
    """Answers questions from the current generation of an index, and takes up a new one when there is one.

    The embedding model and the vector index load in the background; until they are ready keywords alone are searched.
    Safe to use from several threads.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.index = Index(settings.index)
        self._model = SentenceModel(settings.embedding_model)
        self._model_ready = threading.Event()
        self._lock = threading.Lock()
        self._current: Opened | None = None
        self._previous: Opened | None = None
        self._loader = threading.Thread(target=self._load, name="scrutineer-model", daemon=True)

    @classmethod
    def open(cls, settings: Settings | None = None) -> Assistant:
        """Open the index of the settings, which may still be missing, and begin to load the model."""
        assistant = cls(settings or Settings())
        assistant._loader.start()
        return assistant

    @property
    def ready(self) -> bool:
        """Tell whether vectors are searched, too."""
        return self._current is not None and self._current.has_vectors

    def wait_until_ready(self) -> None:
        """Wait until the model and the vector index are loaded, or have failed to."""
        self._loader.join()

    def opened(self) -> Opened:
        """Give the current generation, opened; a new one is taken up here.

        Raises `NoIndexError` where there is none yet and `IndexMismatchError` where it cannot be used.
        """
        with self._lock:
            folder = self.index.generations.current()
            if self._current is None or folder != self._current.snapshot.folder:
                fresh = Opened(self.index.open())
                if self._model_ready.is_set():
                    self._load_vectors(fresh)
                # Answers under way may still read the one before; the one before that is read by nobody.
                if self._previous is not None:
                    self._previous.snapshot.close()
                self._previous, self._current = self._current, fresh
            return self._current

    def ask(
        self, question: str, history: Sequence[str] = (), filters: Filters | None = None, passages: int | None = None
    ) -> Answer:
        """Answer a question from the papers.

        `history` holds the earlier questions of the conversation, oldest first. `passages` asks for that many passages
        of retrieval with the answer. Raises what `opened` raises.
        """
        began = time.perf_counter()
        opened = self.opened()
        read = read_question(question, opened.glossary, history)
        if not read.all_words:
            answer = Answer(question, Status.NOT_STATED, "Please ask a question in words.", reason=Reason.NOT_IN_PAPERS)
        else:
            answer = self._answer(opened, read, filters, passages)
        elapsed = round(1000 * (time.perf_counter() - began))
        return replace(answer, elapsed_ms=elapsed, keywords_only=not opened.has_vectors)

    def _answer(self, opened: Opened, question: Question, filters: Filters | None, passages: int | None) -> Answer:
        vector = self._model.embed_query(question.full_text) if opened.has_vectors else None
        found = retrieve(opened.snapshot, question, vector, max(DEPTH, passages or 0), filters)
        groups = stems(" ".join((*question.all_words, *(s for m in question.all_mentions for s in m.term.spellings))))
        sought = wanted(question, opened.snapshot.catalogue.frequencies(groups), opened.chunks)
        ranked = candidates(opened.snapshot, question, found[:DEPTH], sought)
        said = compose(opened.snapshot, question, ranked, sought)
        answer = _answered(opened, question, said) if said else _not_stated(opened, question, ranked)
        wrong = flaws(answer)
        if wrong:
            logger.warning("an answer failed its check and was withheld: %s", "; ".join(wrong))
            answer = _not_stated(opened, question, ranked)
        if passages is not None:
            answer = replace(answer, passages=tuple(_passage(opened, f) for f in found[:passages]))
        return answer

    def _load(self) -> None:
        try:
            self._model.embed_query("warm up")
        except ScrutineerError as error:
            logger.error("%s Keywords alone are searched.", error)
            return
        self._model_ready.set()
        try:
            current = self.opened()
        except ScrutineerError:
            return
        with self._lock:
            self._load_vectors(current)

    def _load_vectors(self, opened: Opened) -> None:
        if opened.has_vectors:
            return
        if opened.model != self._model.name:
            raise IndexMismatchError(
                f"This index was made with the embedding model {opened.model}, and the setting says {self._model.name}. "
                "Set the model back, or ingest the papers into another index."
            )
        opened.load_vectors()


def _answered(opened: Opened, question: Question, said: Sequence[Said]) -> Answer:
    citations: list[Citation] = []
    parts = []
    for piece in said:
        citation = _cite(opened, piece, len(citations) + 1)
        citations.append(citation)
        parts.append(f"{piece.words} [{citation.n}]")
    return Answer(question.text, Status.ANSWERED, "\n".join(parts), tuple(citations), read_as=question.read_as())


def _not_stated(opened: Opened, question: Question, ranked: Sequence[Candidate]) -> Answer:
    coverage = opened.coverage()
    if not opened.documents:
        text = "There are no papers yet. Add some on the Papers page, or run `scrutineer ingest FOLDER`."
        return Answer(question.text, Status.NOT_STATED, text, reason=Reason.NO_PAPERS, read_as=question.read_as())
    text = "The papers held do not say."
    citations: tuple[Citation, ...] = ()
    if ranked:
        nearest = ranked[0]
        citations = (_cite(opened, Said(nearest.text, nearest.block, nearest.start, nearest.end), 1),)
        text += " The nearest passage is [1]."
    return Answer(
        question.text,
        Status.NOT_STATED,
        text,
        citations,
        Reason.NOT_IN_PAPERS,
        question.read_as(),
        coverage,
    )


def _cite(opened: Opened, piece: Said, n: int) -> Citation:
    block = piece.block
    document = opened.documents[block.document_id]
    paper = opened.paper(block)
    above: Iterable[str] = (*block.headings, *((block.row.caption, *block.row.heads) if block.row else ()))
    return Citation(
        n,
        document,
        block,
        piece.start,
        piece.end,
        paper.title or document.title or document.name,
        paper.council or document.council,
        paper.committee or document.committee,
        paper.meeting_date or document.meeting_date,
        tuple(dict.fromkeys(part for part in above if part)),
    )


def _passage(opened: Opened, found: Found) -> Passage:
    document: Document = opened.documents[found.chunk.document_id]
    first = opened.snapshot.catalogue.blocks(found.chunk.document_id, found.chunk.first_block, found.chunk.first_block)
    return Passage(document, first[0].page if first else None, found.chunk.text[:PASSAGE_LENGTH])
