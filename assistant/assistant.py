"""The assistant: an open index, the embedding model, and the way from a question to a checked answer."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Sequence
from dataclasses import replace

from assistant.answers import Answer, Passage, Reason
from assistant.checking import flaws
from assistant.drafting import Draft, Ranking, drafted
from assistant.followed import beside_before
from assistant.opened import Opened
from assistant.questions.framing import framing_stems
from assistant.questions.names import names_of
from assistant.questions.paper_named import papers_named
from assistant.questions.question import Asks, Question, read_question
from assistant.questions.sought import weigh, words_sought
from assistant.ranking.candidates import candidates
from assistant.ranking.figure_candidates import figure_candidates
from assistant.ranking.school_years import settled_months
from assistant.retrieval.fusion import merged, retrieve, stating_periods
from assistant.retrieval.reranking import rerank
from assistant.versions import standing_first, standing_ones
from assistant.wording import answered, not_stated, passage
from corpus import logs
from corpus.embedding import SentenceModel
from corpus.errors import IndexMismatchError, NoIndexError, ScrutineerError
from corpus.language.leaning_periods import find_quarters, months_asked, names_time_without_year
from corpus.language.stems import stems
from corpus.language.terms import own_terms
from corpus.settings import Settings, load_settings
from corpus.store.filters import Filters
from corpus.store.index import Index

logger = logging.getLogger(__name__)
OF_NAMED = 10
"""Passages that are taken from the paper that a question names."""
TURNS_BEFORE = 3
"""Turns that are answered again to find what a follow-up stands beside; each takes as long as a question."""
DEPTH = 20
"""Passages whose sentences and rows are looked at."""


class Assistant:
    """Answers questions from the current generation of an index, and takes up a new one when there is one.

    Until the embedding model and the vectors are loaded, keywords alone are searched: that takes half a second, or some
    ten where the model is exported first or run by its own libraries. Safe to use from several threads.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.index = Index(settings.index)
        self._model = SentenceModel(settings.embedding_model, settings.cache)
        self._model_ready = threading.Event()
        self._lock = threading.Lock()
        self._current: Opened | None = None
        self._previous: Opened | None = None
        self._loader: threading.Thread | None = None

    @classmethod
    def open(cls, settings: Settings | None = None) -> Assistant:
        """Open the index of the settings, ready to answer: this takes the time that the model takes to load.

        Raises `NoIndexError` where there is no index and `IndexMismatchError` where it cannot be used; where the model
        cannot be loaded, keywords alone are searched and the log says why.
        """
        assistant = cls(settings or load_settings())
        assistant.opened()
        assistant.load()
        return assistant

    def load_in_background(self) -> None:
        """Begin to load the model and the vector index; until `ready`, keywords alone are searched. Once is enough."""
        with self._lock:
            if self._loader is None:
                self._loader = threading.Thread(target=self.load, name="scrutineer-model", daemon=True)
                self._loader.start()

    @property
    def ready(self) -> bool:
        """Tell whether vectors are searched, too."""
        return self._current is not None and self._current.has_vectors

    @property
    def loading(self) -> bool:
        """Tell whether the model or the vector index is still being loaded."""
        return self._loader is not None and self._loader.is_alive()

    def opened(self) -> Opened:
        """Give the current generation, opened; a new one is taken up here.

        Raises `NoIndexError` where there is none yet and `IndexMismatchError` where it cannot be used.
        """
        with self._lock:
            folder = self.index.generations.current()
            if self._current is None or folder != self._current.snapshot.folder:
                terms = own_terms(self.settings.glossary)
                fresh = Opened(self.index.open(), self.settings.council, terms)
                if not self._model.finds(fresh.model):
                    raise IndexMismatchError(
                        f"This index was made with the embedding model {fresh.model}, and the setting says "
                        f"{self._model.name}. Set the model back, or run `scrutineer ingest --again`, which embeds "
                        "all papers anew."
                    )
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
        answer, generation = self._answered_now(question, history, filters, passages)
        self.log_answer(answer, generation, history, filters)
        return answer

    def read(self, question: str, history: Sequence[str] = ()) -> Question:
        """Read a question as `ask` does: two that are read alike have the same answer, whatever was asked before."""
        opened = self.opened()
        return read_question(question, opened.glossary, history, opened.corrected)

    def attempt(self, question: str, history: Sequence[str] = (), filters: Filters | None = None) -> Answer:
        """Answer as `ask` does a question that nobody asked: the log has no line of it."""
        return self._answered_now(question, history, filters, None)[0]

    def _answered_now(
        self, question: str, history: Sequence[str], filters: Filters | None, passages: int | None
    ) -> tuple[Answer, str]:
        """Give the answer and the name of the generation that it is from."""
        while True:
            opened = self.opened()
            try:
                return self._ask(opened, question, history, filters, passages), opened.snapshot.name
            except IndexMismatchError:
                # Two ingests, one after the other, remove a generation under the question that is asked of it.
                if self.index.generations.current() == opened.snapshot.folder:
                    raise

    def _ask(
        self, opened: Opened, question: str, history: Sequence[str], filters: Filters | None, passages: int | None
    ) -> Answer:
        began = time.perf_counter()
        read = read_question(question, opened.glossary, history, opened.corrected)
        if not read.all_words:
            answer = not_stated(opened, read, ())
            if answer.reason is not Reason.NO_PAPERS:
                answer = replace(answer, text="Please ask a question in words.")
            answer = answer if passages is None else replace(answer, passages=())
        else:
            ranking = self._rank(opened, read, filters, passages or 0)
            draft = self._drafted(ranking, history)
            answer = replace(self._answer(ranking, draft, passages), read=ranking.question)
        elapsed = round(1000 * (time.perf_counter() - began))
        asked = question.encode("utf-8", "replace").decode()
        return replace(answer, question=asked, elapsed_ms=elapsed, keywords_only=not opened.has_vectors)

    def log_answer(self, answer: Answer, generation: str, history: Sequence[str], filters: Filters | None) -> None:
        """Write the line of an answer to the log: its time, its state and what it was limited to."""
        logs.event(
            logger,
            "answer",
            {
                "seconds": answer.elapsed_ms / 1000,
                "status": str(answer.status),
                "reason": str(answer.reason) if answer.reason else None,
                "doubtful": answer.doubtful or None,
                "sources": len(answer.citations),
                "generation": generation,
                "history": len(history) or None,
                "limited": bool(filters) or None,
                "keywords_only": answer.keywords_only or None,
                "question": answer.question if self.settings.log_questions else None,
            },
        )

    def search(self, question: str, limit: int, filters: Filters | None = None) -> list[Passage]:
        """Give the passages that best match a question, best first."""
        opened = self.opened()
        ranking = self._rank(opened, read_question(question, opened.glossary, correct=opened.corrected), filters, limit)
        return [passage(opened, found) for found in ranking.found[:limit]]

    def rank(self, question: str, history: Sequence[str] = (), filters: Filters | None = None) -> Ranking:
        """Give how a question was read and all that was considered for it: what `ask` composes its answer from."""
        opened = self.opened()
        return self._rank(opened, read_question(question, opened.glossary, history, opened.corrected), filters, 0)

    def _rank(self, opened: Opened, question: Question, filters: Filters | None, passages: int) -> Ranking:
        if not question.periods and names_time_without_year(question.text):
            # "In Q3" is the last third quarter that the papers can tell of, "in June" the last June.
            newest = opened.newest(question.full_text)
            leaning = (find_quarters(question.text, newest) or months_asked(question.text, newest)) if newest else ()
            question = replace(question, periods=tuple(leaning))
        vector = self._model.embed_query(question.full_text) if opened.has_vectors else None
        found = retrieve(opened.snapshot, question, vector, max(DEPTH, passages), filters)
        named_papers = papers_named(opened, question) if filters is None else None
        if named_papers is not None:
            # Others say the same words more often: the paper that is asked for is searched by itself, too.
            found = merged(found, retrieve(opened.snapshot, question, vector, OF_NAMED, named_papers))
        groups = words_sought(question)
        parts = {part for group in groups for spelling in group for part in spelling}
        own = stems(question.text) if question.inherited else None
        framing = framing_stems(question) | opened.place_stems(question.full_text)
        sought = weigh(groups, opened.snapshot.catalogue.frequencies(parts), opened.chunks, framing, own)
        sought = replace(sought, names=names_of(sought, (passage.chunk.text for passage in found[:DEPTH])))
        named = opened.names_council(question.full_text)
        question = replace(question, places=named, subject=sought.subject, place=opened.place_of(question.full_text))
        looked_at = found[:DEPTH]
        if question.asks is Asks.FIGURE and question.periods:
            looked_at = [*looked_at, *stating_periods(opened.snapshot, question, sought, looked_at, filters)]
        ranked = standing_ones(opened, candidates(opened, question, looked_at, sought, filters))
        figures = figure_candidates(opened, question, ranked, sought)
        settled = settled_months(question, figures)
        if settled is not question:
            question, figures = settled, figure_candidates(opened, settled, ranked, sought)
        return Ranking(
            opened, question, sought, standing_first(opened, rerank(found, ranked)), ranked, figures, filters
        )

    def _drafted(self, ranking: Ranking, history: Sequence[str], turns: int = TURNS_BEFORE) -> Draft | None:
        """Draft an answer; that of a follow-up may stand beside the one of the question before, and that so on."""
        opened, question = ranking.opened, ranking.question
        if question.inherited is None or not turns:
            return drafted(ranking)
        before = read_question(history[-1], opened.glossary, history[:-1], opened.corrected)
        earlier = self._drafted(self._rank(opened, before, ranking.filters, 0), history[:-1], turns - 1)
        return beside_before(ranking, earlier) or drafted(ranking)

    def _answer(self, ranking: Ranking, draft: Draft | None, passages: int | None) -> Answer:
        opened, question = ranking.opened, ranking.question
        if draft is not None and draft.said and draft.is_sure:
            answer = answered(opened, question, draft.said, draft.opening, draft.working)
            answer = replace(answer, doubtful=draft.is_doubtful)
        else:
            answer = not_stated(opened, question, ranking.ranked, draft)
        wrong = flaws(answer, question.full_text)
        if wrong:
            logger.warning("an answer failed its check and was withheld: %s", "; ".join(wrong))
            nearest = not_stated(opened, question, ranking.ranked)
            answer = not_stated(opened, question, ()) if flaws(nearest, question.full_text) else nearest
        if passages is not None:
            answer = replace(answer, passages=tuple(passage(opened, found) for found in ranking.found[:passages]))
        return answer

    def load(self) -> None:
        """Load the model and the vector index; what goes wrong is logged, and keywords still answer."""
        try:
            self._model.embed_query("warm up")
            self._model_ready.set()
            current = self.opened()
            with self._lock:
                self._load_vectors(current)
        except NoIndexError:
            pass  # the vectors are loaded when there is an index to open
        except ScrutineerError as error:
            logger.error("%s Keywords alone are searched.", error)

    def _load_vectors(self, opened: Opened) -> None:
        if not opened.has_vectors:
            opened.load_vectors()
