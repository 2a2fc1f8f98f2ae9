"""Where requests are worked on: a few at once, in threads, so that nobody's answer holds up the service."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from anyio import CapacityLimiter, to_thread

from assistant.doors.api.keys import Key
from assistant.doors.api.problems import SOON, ProblemError
from assistant.doors.corpus import Corpus

T = TypeVar("T")
ANSWERING, READING = 2, 4
"""Questions, and other requests, that are worked on at once: more would only share the processor."""
MOST_WAITING = 32
"""Requests that wait for their turn; one more is told to come again."""


class Desk:
    """Has the corpus do what requests ask for."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self._answering = CapacityLimiter(ANSWERING)
        self._reading = CapacityLimiter(READING)

    async def answer(self, work: Callable[[], T]) -> T:
        """Have a question answered in its turn. Raises `ProblemError` where too many wait."""
        return await _in_turn(self._answering, work)

    async def read(self, work: Callable[[], T]) -> T:
        """Have something looked up in its turn. Raises `ProblemError` where too many wait."""
        return await _in_turn(self._reading, work)


@dataclass(frozen=True, slots=True)
class Visit:
    """A request that was let in, with its key. A key that everybody knows is shown no papers that may be exempt."""

    desk: Desk
    key: Key | None

    async def answer(self, work: Callable[[Corpus], T]) -> T:
        """Have a question answered. Raises `ProblemError` where it may not be, or too many wait."""
        return await self.desk.answer(lambda: work(self._corpus()))

    async def read(self, work: Callable[[Corpus], T]) -> T:
        """Have something looked up. Raises `ProblemError` where it may not be, or too many wait."""
        return await self.desk.read(lambda: work(self._corpus()))

    def _corpus(self) -> Corpus:
        corpus = self.desk.corpus
        if self.key is not None and self.key.is_public and corpus.allows_exempt():
            raise ProblemError(403, "withheld", "These papers are not for publication.")
        return corpus


async def _in_turn(limiter: CapacityLimiter, work: Callable[[], T]) -> T:
    if limiter.statistics().tasks_waiting >= MOST_WAITING:
        raise ProblemError(503, "busy", "Too many are asking at once; try again in a moment.", SOON)
    return await to_thread.run_sync(work, limiter=limiter)
