"""The attempts at one text: a request, its sentences checked as they come, once more where it may not be shown."""

from __future__ import annotations

import threading
import time
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field

from langchain_core.language_models import BaseChatModel

from assistant.answers import MARK, Answer, Citation, Status, Writing, Written
from assistant.checking import flaws
from assistant.said import Said
from assistant.wording import cite
from assistant.writing.calling import Problem, StoppedError, TimeIsOverError, Tokens, problem_of, streamed, wait_before
from assistant.writing.endpoint import Endpoint
from assistant.writing.events import Again, Done, Event, Shown, Waiting
from assistant.writing.models import Speaks
from assistant.writing.prompts import messages_for
from assistant.writing.replies import BrokenReplyError, Reply, Sentence
from assistant.writing.tasks import Wanted
from assistant.writing.verifying import Checked, Rejected, verified

TEXTS = 2
"""A text that is rejected is asked for once more, with the reason."""
REQUESTS = 4
"""Requests for one text where the server is busy or breaks off."""
STOPPED = "Stopped before it was written."


class RefusedError(Exception):
    """A reply that may not be shown; the text says why."""


@dataclass
class Growing:
    """A text as it grows: its sentences with their marks, and the citations that these number."""

    wanted: Wanted
    citations: list[Citation] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)

    def add(self, checked: Checked) -> str:
        """Take in a sentence; give it with its marks. Raises `RefusedError` where the check of all answers fails it."""
        sources = dict.fromkeys(self._number(source) for item in checked.items for source in item.sources)
        # A paper's own note marks would be taken for those of citations.
        line = " ".join((MARK.sub(r"(\1)", checked.text), *(f"[{n}]" for n in sources)))
        wanted, cited = self.wanted, tuple(self.citations[n - 1] for n in sources)
        fault = flaws(Answer("", Status.ANSWERED, line, cited, derived=wanted.working))
        if fault:
            raise RefusedError("; ".join(fault))
        self.lines.append(line)
        return line

    @property
    def text(self) -> str:
        """What may be shown so far."""
        return " ".join(self.lines)

    def _number(self, source: Said) -> int:
        for cited in self.citations:
            if cited.block.id == source.block.id and cited.start <= source.start and source.end <= cited.end:
                return cited.n
        cited = cite(self.wanted.opened, source, len(self.citations) + 1)
        self.citations.append(cited)
        return cited.n


@dataclass
class Attempts:
    """All that is done for one text. `structured` is the model asked for our schema, None where it cannot be."""

    endpoint: Endpoint
    model: BaseChatModel
    structured: Speaks | None
    wanted: Wanted
    until: float
    stop: threading.Event
    tokens: Tokens = field(default_factory=Tokens)
    requests: int = 0
    rejected: str = ""

    def events(self) -> Iterator[Event]:
        """Give what happens, at last `Done`."""
        for turn in range(TEXTS):
            if turn:
                yield Again(self.rejected)
            done = yield from self._text()
            if done is not None:
                yield done
                return
        yield self._ended(
            Writing.REJECTED,
            f"What {self.endpoint.model} wrote did not pass the check against the papers and is not shown "
            f"({self.rejected}).",
        )

    def _text(self) -> Generator[Event, None, Done | None]:
        """Have a text written, by as many requests as the server needs; None where it may not be shown."""
        while True:
            growing = Growing(self.wanted, list(self.wanted.known))
            self.requests += 1
            try:
                yield from self._request(growing)
                return self._whole(growing)
            except RefusedError as refused:
                self.rejected = str(refused)
                return None
            except StoppedError:
                return self._ended(Writing.STOPPED, STOPPED)
            except TimeIsOverError:
                return self._ended(Writing.FAILED, f"{self.endpoint.model} took too long and was given up.")
            except Exception as error:
                problem = problem_of(error, self.endpoint)
            ended = yield from self._in_trouble(problem, bool(growing.lines))
            if ended is not None:
                return ended

    def _request(self, growing: Growing) -> Iterator[Event]:
        """Send one request and give its sentences, each checked. Raises `RefusedError` at the first that fails."""
        messages = messages_for(self.wanted, structured=self.structured is not None, rejected=self.rejected)
        reply = Reply()
        pieces = streamed(self.structured or self.model, messages, self.until, self.stop, self.tokens)
        try:
            for piece in pieces:
                yield from self._checked(reply.add(piece), growing)
            yield from self._checked(reply.end(), growing)
        except BrokenReplyError as broken:
            raise RefusedError(f"the reply is not in the form that was asked for: {broken}") from None
        finally:
            pieces.close()

    def _checked(self, sentences: Sequence[Sentence], growing: Growing) -> Iterator[Event]:
        for sentence in sentences:
            checked = verified(sentence, self.wanted.evidence, self.wanted.opened)
            if isinstance(checked, Rejected):
                raise RefusedError(checked.reason)
            yield Shown(growing.add(checked))

    def _in_trouble(self, problem: Problem, shown: bool) -> Generator[Event, None, Done | None]:
        """Do what a problem of the server asks for; give the end where there is nothing more to try."""
        if problem.schema and self.structured is not None:
            self.structured = None  # it does not know structured output; lines of text it does
            return None
        wait = wait_before(self.requests, problem)
        if not problem.again or self.requests >= REQUESTS or time.monotonic() + wait >= self.until:
            return self._ended(Writing.FAILED, problem.words)
        if shown:
            yield Again(problem.words)
        yield Waiting(problem.words, wait)
        return self._ended(Writing.STOPPED, STOPPED) if self.stop.wait(wait) else None

    def _whole(self, growing: Growing) -> Done:
        note = f"Written by {self.endpoint.model}; each sentence was checked against the papers."
        return Done(Written(self.endpoint.model, Writing.WRITTEN, note), growing.text, tuple(growing.citations))

    def _ended(self, writing: Writing, note: str) -> Done:
        return Done(Written(self.endpoint.model, writing, note))
