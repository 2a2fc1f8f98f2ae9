"""One request to a language model: streamed, in bounded time, to be stopped at any moment, its tokens counted."""

from __future__ import annotations

import contextlib
import logging
import queue
import random
import threading
import time
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass

from langchain_core.messages import AIMessageChunk, BaseMessage
from langsmith.run_helpers import tracing_context

from assistant.writing.endpoint import Endpoint
from assistant.writing.models import Speaks

logger = logging.getLogger(__name__)
LOOKS = 0.5
"""Seconds between two looks at whether it is to stop, while nothing comes."""
FIRST_WAIT, LONGEST_WAIT = 1.0, 20.0
"""Seconds before the first new attempt, doubled before each further one, and the longest that a server may ask for."""
CHARACTERS_A_TOKEN = 4
"""By which tokens are estimated where a server does not tell them."""
BUSY = frozenset({408, 409, 425, 429})


class StoppedError(Exception):
    """Whoever asked does not want it any more."""


class TimeIsOverError(Exception):
    """The time for it is over."""


@dataclass(slots=True)
class Tokens:
    """Tokens sent and written, of all attempts; `estimated` where a server did not tell them."""

    sent: int = 0
    written: int = 0
    estimated: bool = False


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a request came to nothing, in words that hold nothing of what a server said; whether it may be tried again.

    `wait` are the seconds that the server asks for; `schema` says that it may be the form of the reply that it refused.
    """

    words: str
    again: bool = False
    wait: float | None = None
    schema: bool = False


def streamed(
    model: Speaks, messages: Sequence[BaseMessage], until: float, stop: threading.Event, tokens: Tokens
) -> Generator[str, None, None]:
    """Give the pieces of a reply as they come, until it ends, `until` comes by the monotonic clock, or `stop` is set.

    Raises `TimeIsOverError`, `StoppedError`, and whatever the provider's client raises. A stream that is left is
    closed.
    """
    pieces: queue.SimpleQueue[str | Exception | None] = queue.SimpleQueue()
    left = threading.Event()
    told: list[tuple[int, int]] = []
    length = 0

    def read() -> None:
        try:
            # Nobody else is told of it, whatever the environment says of tracing.
            with tracing_context(enabled=False):
                for chunk in model.stream(list(messages), {"callbacks": []}):
                    if isinstance(chunk, AIMessageChunk):
                        told.extend(_told(chunk))
                    pieces.put(str(chunk.text))
                    if left.is_set():
                        break
            pieces.put(None)
        except Exception as error:
            pieces.put(error)

    threading.Thread(target=read, name="scrutineer-writer", daemon=True).start()
    try:
        while (piece := _next(pieces, until, stop)) is not None:
            length += len(piece)
            yield piece
    finally:
        left.set()
        _count(tokens, told, messages, length)


def _next(pieces: queue.SimpleQueue[str | Exception | None], until: float, stop: threading.Event) -> str | None:
    """Give the next piece, None at the end of the reply; raises what `streamed` does."""
    while True:
        if stop.is_set():
            raise StoppedError
        rest = until - time.monotonic()
        if rest <= 0:
            raise TimeIsOverError
        with contextlib.suppress(queue.Empty):
            piece = pieces.get(timeout=min(rest, LOOKS))
            if isinstance(piece, Exception):
                raise piece
            return piece


def problem_of(error: Exception, endpoint: Endpoint) -> Problem:
    """Say what an error of a provider's client means. The log gets its kind and status, never its words."""
    status = _status(error)
    logger.warning("the language model could not be asked: %s, status %s", type(error).__name__, status)
    whose = endpoint.whose
    if status in {401, 403}:
        return Problem(f"{whose} does not accept the key; it comes from {endpoint.key_comes_from}.")
    if status == 404:
        return Problem(f"{whose} knows no model “{endpoint.name}”, or its address is another one.")
    if status in BUSY:
        return Problem(
            f"{whose} has too much to do or allows no more requests now.", again=True, wait=_asked_wait(error)
        )
    if status is not None and status >= 500:
        return Problem(f"{whose} has an error of its own ({status}).", again=True, wait=_asked_wait(error))
    if status is not None and status >= 400:
        return Problem(f"{whose} refuses the request ({status}).", schema=status in {400, 422})
    name = type(error).__name__
    kinds = {kind.__name__ for kind in type(error).__mro__}  # each provider has a client of its own
    if any("Timeout" in kind for kind in kinds):
        return Problem(f"{whose} did not answer in time.", again=True)
    if any("Connect" in kind or kind in {"TransportError", "APIError"} for kind in kinds):
        return Problem(f"The connection to {whose} failed or broke off.", again=True)
    return Problem(f"{whose} gave a reply that cannot be read ({name}).", again=True)


def wait_before(attempt: int, problem: Problem) -> float:
    """Give the seconds to wait before a new attempt, the first being number 1, longer each time."""
    backed_off: float = FIRST_WAIT * 2 ** (attempt - 1) * (1 + random.random() / 4)
    return min(LONGEST_WAIT, max(backed_off, problem.wait or 0.0))


def _status(error: Exception) -> int | None:
    response = getattr(error, "response", None)
    if isinstance(response, dict):  # as botocore has it
        response = response.get("ResponseMetadata", {})
        return response.get("HTTPStatusCode") if isinstance(response, dict) else None
    for holder, name in ((error, "status_code"), (response, "status_code"), (error, "code")):
        status = getattr(holder, name, None)
        if isinstance(status, int) and 100 <= status < 600:
            return status
    return None


def _asked_wait(error: Exception) -> float | None:
    headers = getattr(getattr(error, "response", None), "headers", None) or {}
    try:
        return max(0.0, float(headers.get("retry-after", "")))
    except (TypeError, ValueError, AttributeError):
        return None


def _told(chunk: AIMessageChunk) -> Iterator[tuple[int, int]]:
    """Give the tokens sent and written that a piece of a reply tells of, if it does."""
    if chunk.usage_metadata:
        yield chunk.usage_metadata["input_tokens"], chunk.usage_metadata["output_tokens"]
    # With a schema asked for, OpenAI's client tells them here alone.
    usage = chunk.response_metadata.get("token_usage") or {}
    if "prompt_tokens" in usage:
        yield usage["prompt_tokens"], usage.get("completion_tokens") or 0


def _count(tokens: Tokens, told: list[tuple[int, int]], messages: Sequence[BaseMessage], length: int) -> None:
    if told:
        # Some tell all at the end, some what was sent at first and what was written at last.
        tokens.sent += max(sent for sent, _ in told)
        tokens.written += max(written for _, written in told)
        return
    if not length:
        return  # what was refused, or never begun, is not charged
    tokens.sent += sum(len(str(message.content)) for message in messages) // CHARACTERS_A_TOKEN
    tokens.written += length // CHARACTERS_A_TOKEN
    tokens.estimated = True
