"""The whole way from a question to its checked answer as a LangChain runnable, for chains of others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NotRequired

from langchain_core.messages import HumanMessage, MessageLikeRepresentation, convert_to_messages
from langchain_core.runnables import RunnableConfig, RunnableSerializable
from pydantic import ConfigDict
from typing_extensions import TypedDict

from assistant.answers import Answer
from assistant.assistant import Assistant
from corpus.errors import ScrutineerError
from corpus.store.filters import Filters

NO_QUESTION = 'Give a question in words, or a dictionary with "question" and perhaps "history" and "filters".'


class Asked(TypedDict):
    """A question with what came before it.

    `history` holds the earlier questions of the conversation, oldest first, or all its messages: of those, only what a
    person wrote is read. `filters` takes the place of the runnable's own.
    """

    question: str
    history: NotRequired[Sequence[MessageLikeRepresentation]]
    filters: NotRequired[Filters]


class PapersAnswerer(RunnableSerializable[str | Asked, Answer]):
    """Answers a question from the papers, given as text or with its history; gives a typed `Answer`.

    An answer is checked whole before anybody sees it, so that `stream` gives it in one piece. `batch` asks several
    questions at once, `ainvoke` and `abatch` do so in other threads. Raises what `Assistant.ask` raises, and
    `ScrutineerError` where there is no question in what it is given.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    assistant: Assistant
    filters: Filters | None = None

    def invoke(self, input: str | Asked, config: RunnableConfig | None = None, **kwargs: Any) -> Answer:  # noqa: A002, ANN401 - LangChain's
        """Answer a question."""
        return self._call_with_config(self._answer, input, config, **kwargs)

    def _answer(self, asked: str | Asked) -> Answer:
        if isinstance(asked, str):
            return self.assistant.ask(asked, filters=self.filters)
        if not isinstance(asked, dict) or not isinstance(asked.get("question"), str):
            raise ScrutineerError(NO_QUESTION)
        messages = convert_to_messages(asked.get("history") or ())
        history = [str(message.text) for message in messages if isinstance(message, HumanMessage)]
        return self.assistant.ask(asked["question"], history, asked.get("filters") or self.filters)
