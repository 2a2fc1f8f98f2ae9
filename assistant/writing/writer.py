"""The writer: has a text written by the model that the settings name, within a person's allowance."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from langchain_core.language_models import BaseChatModel

from assistant.answers import Answer, Writing
from assistant.kept.database import Database
from assistant.kept.model_uses import ModelUses
from assistant.writing.allowance import Allowance
from assistant.writing.attempts import Attempts
from assistant.writing.endpoint import endpoint_of
from assistant.writing.events import Done, Event
from assistant.writing.models import Speaks, chat_model, with_schema
from assistant.writing.tasks import Wanted
from corpus import logs
from corpus.settings import Settings

logger = logging.getLogger(__name__)
STANDS = "The answer is in the papers’ own words."


class Writer:
    """Has texts written by the model of an endpoint. Safe to use from several threads."""

    def __init__(self, allowance: Allowance) -> None:
        self.allowance = allowance
        self.endpoint = allowance.endpoint

    @classmethod
    def of(cls, settings: Settings) -> Writer | None:
        """Give the writer that the settings name, its use counted beside their index; None where they name none."""
        endpoint = endpoint_of(settings)
        if endpoint is None:
            return None
        return cls(Allowance(settings, endpoint, ModelUses(Database(settings.index))))

    def write(self, wanted: Wanted, person: str, stop: threading.Event | None = None) -> Iterator[Event]:
        """Have a text written for a person: its sentences as they are checked, and at last `Done`.

        Raises `WriterError` where nothing may be asked: no agreement yet, the allowance is used up, no key.
        """
        model, structured = self._model
        use = self.allowance.begin(person)
        began = time.monotonic()
        until = began + self.allowance.settings.model_seconds
        attempts = Attempts(self.endpoint, model, structured, wanted, until, stop or threading.Event())
        done: Done | None = None
        try:
            for event in attempts.events():
                if isinstance(event, Done):
                    done = event
                else:
                    yield event
        finally:
            # Also where nobody listens any more: what was sent is paid for.
            self.allowance.end(use, attempts.tokens)
            self._log(done, attempts, time.monotonic() - began)
        if done is not None:
            yield replace(done, written=self.allowance.priced(done.written, attempts.tokens))

    def written(self, answer: Answer, wanted: Wanted, person: str) -> Answer:
        """Give an answer as the model writes it, or as it is where that may not be shown; `written` tells which."""
        for event in self.write(wanted, person):
            if isinstance(event, Done):
                answer = in_place_of(answer, event)
        return answer

    @cached_property
    def _model(self) -> tuple[BaseChatModel, Speaks | None]:
        """The model, and the same asked for our schema; not made before a text is wanted."""
        settings = self.allowance.settings
        model = chat_model(self.endpoint, settings)
        return model, with_schema(model) if settings.model_structured else None

    def _log(self, done: Done | None, attempts: Attempts, seconds: float) -> None:
        fields = {
            "seconds": round(seconds, 3),
            "model": self.endpoint.model,
            "outcome": str(done.written.writing if done else Writing.STOPPED),
            "requests": attempts.requests,
            "tokens_in": attempts.tokens.sent,
            "tokens_out": attempts.tokens.written,
        }
        logs.event(logger, "text", fields)


def in_place_of(answer: Answer, done: Done) -> Answer:
    """Give an answer with the text that was written in place of its own, where there is one."""
    if done.written.writing is not Writing.WRITTEN:
        return replace(answer, written=replace(done.written, note=f"{done.written.note} {STANDS}"))
    return replace(answer, text=done.text, citations=done.citations, written=done.written)
