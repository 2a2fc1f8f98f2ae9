"""The commands' use of a language model: nothing of it is imported where none is set."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import typer

from assistant.answers import Answer, Status, Writing, Written
from assistant.terminal import Terminal
from corpus.errors import ScrutineerError, WriterError
from corpus.settings import Settings
from corpus.store.filters import Filters

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from assistant.writing.tasks import Task, Wanted
    from assistant.writing.writer import Writer

OFF = "off"
"""In place of a model: none is asked, whatever the settings say."""
PERSON = "command line"
"""Whose the agreements and texts of the command line are."""


def with_model(settings: Settings, model: str | None) -> Settings:
    """Give the settings with the model that the command names, where it names one."""
    return settings if model is None else settings.model_copy(update={"model": model})


def pen_of(settings: Settings, agree: bool, write: str | None = None) -> Pen | None:
    """Give what writes for the commands; None where no model is set.

    Before the first use of a model that is not in house it says what is sent where, and asks. Raises `WriterError`
    where nobody agrees, and `ScrutineerError` where there is no such thing to be written or nothing to write it.
    """
    if settings.model.strip() in {"", OFF}:
        if write is not None:
            raise ScrutineerError("--write needs a language model: name one with --model or the setting model.")
        return None
    from assistant.writing.tasks import ABOUT_ANSWERS, Task
    from assistant.writing.writer import Writer

    if write is not None and write not in ABOUT_ANSWERS:
        raise ScrutineerError(f"--write takes {', '.join(ABOUT_ANSWERS)}; not “{write}”.")
    writer = Writer.of(settings)
    if writer is None:
        return None
    _have_agreed(writer, agree)
    return Pen(writer, Task(write) if write else None)


def _have_agreed(writer: Writer, agree: bool) -> None:
    allowance = writer.allowance
    if not allowance.must_agree(PERSON):
        return
    if not agree:
        Terminal(stderr=True).print(allowance.sent)
        if not sys.stdin.isatty():
            raise WriterError("Nothing was sent: agree to this once with --agree, or use --model off.")
        if not typer.confirm("Send this?", err=True):
            raise WriterError("Nothing was sent. --model off answers without a language model.")
    allowance.agree(PERSON)


class Pen:
    """Has answers written, and what was asked for beside them."""

    def __init__(self, writer: Writer, task: Task | None) -> None:
        self._writer = writer
        self._task = task
        self.with_exempt = writer.endpoint.local

    def answered(self, assistant: Assistant, answer: Answer, history: Sequence[str], filters: Filters | None) -> Answer:
        """Give an answer as the model writes it, or as the papers have it, with the reason."""
        from assistant.writing.tasks import to_answer

        wanted = to_answer(assistant, answer, history, filters, with_exempt=self.with_exempt)
        return self._written(answer, wanted)

    def beside(self, assistant: Assistant, answer: Answer) -> Answer | None:
        """Give the text that was asked for beside an answer; None where none was."""
        from assistant.writing.tasks import about_answer

        if self._task is None:
            return None
        wanted = about_answer(assistant.opened(), answer, self._task, with_exempt=self.with_exempt)
        empty = Answer(answer.question, Status.NOT_STATED, "")
        return self._written(empty if isinstance(wanted, str) else replace(empty, status=Status.ANSWERED), wanted)

    def text(self, wanted: Wanted | str, question: str) -> Answer:
        """Give a text that is no answer to a question, such as a summary; raises `WriterError` where there is none."""
        found = self._written(Answer(question, Status.ANSWERED, ""), wanted)
        if not found.text:
            raise WriterError(found.written.note if found.written else "There is no text.")
        return found

    def _written(self, answer: Answer, wanted: Wanted | str) -> Answer:
        why = wanted
        if not isinstance(wanted, str):
            try:
                return self._writer.written(answer, wanted, PERSON)
            except WriterError as error:
                why = str(error)  # at a limit, or without a key, the papers' own words stand
        return replace(answer, written=Written(self._writer.endpoint.model, Writing.NOT_ASKED, str(why)))
