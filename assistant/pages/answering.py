"""Answers for all visitors of a server: those asked before at hand, and those that somebody waits for first."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from assistant.answers import Answer
from assistant.assistant import Assistant
from assistant.latest import Latest
from assistant.opened import Opened
from assistant.questions.question import Question
from assistant.suggesting import next_questions
from corpus.store.filters import Filters

AT_ONCE = 2
"""Questions that are worked on at once: more would only share the processor, and each would be answered later."""
PATIENCE = 10.0
"""Seconds for which the questions to ask next wait for others' answers before they are left out."""
KEPT = 128
"""Answers that are kept at hand, some 20 kB each: a question that is offered was answered when it was tried."""

Key = tuple[str, bool, str, Question, Filters | None]


class Gate:
    """Lets a few answer at once, and one look for what to offer while nobody's answer is waited for."""

    def __init__(self, at_once: int = AT_ONCE) -> None:
        self._at_once = at_once
        self._changed = threading.Condition()
        self._answering = self._waiting = 0
        self._offering = False

    @contextmanager
    def answering(self) -> Iterator[None]:
        """Wait for a place among those who answer, and keep it until the end of the block."""
        with self._changed:
            self._waiting += 1
            self._changed.wait_for(lambda: self._answering < self._at_once)
            self._waiting -= 1
            self._answering += 1
        try:
            yield
        finally:
            with self._changed:
                self._answering -= 1
                self._changed.notify_all()

    @contextmanager
    def offering(self, patience: float = PATIENCE) -> Iterator[bool]:
        """Wait until nobody answers and nobody else offers; tell whether that came about within some seconds."""
        with self._changed:
            free = self._changed.wait_for(
                lambda: not (self._answering or self._waiting or self._offering), timeout=patience
            )
            self._offering = self._offering or free
        try:
            yield free
        finally:
            if free:
                with self._changed:
                    self._offering = False
                    self._changed.notify_all()

    def give_way(self, patience: float = PATIENCE) -> None:
        """Wait until nobody answers, some seconds at the most: for one who offers, between two attempts."""
        with self._changed:
            self._changed.wait_for(lambda: not (self._answering or self._waiting), timeout=patience)


class Answering:
    """Asks an assistant. Safe to use from several threads."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self._kept: Latest[Key, Answer] = Latest(KEPT)
        self.gate = Gate()

    def opened(self) -> Opened:
        """Give the papers as they are now. Raises what `Assistant.opened` raises."""
        return self._assistant.opened()

    def answer(self, question: str, history: Sequence[str], filters: Filters | None) -> Answer:
        """Answer a question that somebody waits for, as `Assistant.ask` does and raising what it raises."""
        with self.gate.answering():
            found, generation, kept = self._found(question, history, filters, self._assistant.ask)
        if kept:
            self._assistant.log_answer(found, generation, history, filters)
        return found

    def next_to(self, answer: Answer, history: Sequence[str], filters: Filters | None) -> tuple[str, ...]:
        """Give the questions to ask next. To be called while the gate lets `offering`."""
        return next_questions(self, answer, history, filters)

    def attempt(self, question: str, history: Sequence[str] = (), filters: Filters | None = None) -> Answer:
        """Answer a question that nobody asked, to see whether it may be offered, when nobody waits for an answer."""
        self.gate.give_way()
        return self._found(question, history, filters, self._assistant.attempt)[0]

    def _found(
        self,
        question: str,
        history: Sequence[str],
        filters: Filters | None,
        ask: Callable[[str, Sequence[str], Filters | None], Answer],
    ) -> tuple[Answer, str, bool]:
        """Give an answer, the generation that it is from, and whether it was kept from before."""
        before = self._assistant.opened()
        name = before.snapshot.name
        key = (name, before.has_vectors, question, self._assistant.read(question, history), filters)
        kept = self._kept.get(key)
        if kept is not None:
            return kept, name, True
        found = ask(question, history, filters)
        if found.keywords_only == key[1] or self._assistant.opened() is not before:
            return found, name, False  # the papers or their vectors came in between: of which it is cannot be told
        return self._kept.put(key, found), name, False
