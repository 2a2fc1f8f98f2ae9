"""What a language model writes back: sentences with keys, as JSON or, where it cannot, as lines; read as they come."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

SCHEMA: dict[str, Any] = {
    "title": "reply",
    "description": "The text, sentence by sentence.",
    "type": "object",
    "properties": {
        "sentences": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "text": {
                        "type": "string",
                        "description": "One sentence; {key} where a value or quote is inserted.",
                    },
                    "keys": {"type": "array", "items": {"type": "string"}, "description": "The evidence it rests on."},
                },
                "required": ["text", "keys"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["sentences"],
    "additionalProperties": False,
}
MOST_SENTENCES = 16
LONGEST_SENTENCE = 700
LONGEST_REPLY = 24_000
"""Characters, after which nothing more is read."""
BEGINS = re.compile(r'\s*(?:```(?:json)?\s*)?\{\s*"sentences"\s*:\s*\[')
MAY_BEGIN = re.compile(r"\s*(?:`{0,3}(?:j?s?o?n?)\s*)?(?:\{.*)?", re.DOTALL)
LINE = re.compile(r"\s*(?:[-•*]\s+)?(?P<text>.*\S)\s*\[(?P<keys>[^\[\]]*)\]\s*\.?\s*$")
"""A sentence with its keys behind it in square brackets."""


class BrokenReplyError(Exception):
    """A reply is not in the form that was asked for; the text says how."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as a model wrote it, with the keys that it names."""

    text: str
    keys: tuple[str, ...]


class Reply:
    """Reads a reply piece by piece. Raises `BrokenReplyError` as soon as it cannot be one."""

    def __init__(self) -> None:
        self._text = ""
        self._at: int | None = None
        self._structured: bool | None = None
        self._closed = False
        self.count = 0

    def add(self, piece: str) -> list[Sentence]:
        """Take in a piece; give the sentences that are whole with it."""
        self._text += piece
        if len(self._text) > LONGEST_REPLY:
            raise BrokenReplyError("it does not come to an end")
        if self._structured is None:
            self._tell()
        found = list(self._objects() if self._structured else self._lines() if self._structured is False else ())
        return self._counted(found)

    def end(self) -> list[Sentence]:
        """Give what is whole at the end. Raises `BrokenReplyError` where it broke off or says nothing."""
        if self._structured is None:
            self._structured = False
        found = [] if self._structured else list(self._lines(last=True))
        if self._structured and not self._closed:
            raise BrokenReplyError("it breaks off")
        found = self._counted(found)
        if not self.count:
            raise BrokenReplyError("it holds no sentence")
        return found

    def _counted(self, found: list[Sentence]) -> list[Sentence]:
        self.count += len(found)
        if self.count > MOST_SENTENCES:
            raise BrokenReplyError(f"it has more than {MOST_SENTENCES} sentences")
        return found

    def _tell(self) -> None:
        """Tell by its first letters whether it is JSON."""
        begins = BEGINS.match(self._text)
        if begins:
            self._structured, self._at = True, begins.end()
        elif MAY_BEGIN.fullmatch(self._text):
            if len(self._text) > LONGEST_SENTENCE:
                raise BrokenReplyError("it is another JSON than was asked for")
        else:
            self._structured, self._at = False, 0

    def _objects(self) -> Iterator[Sentence]:
        decoder = json.JSONDecoder()
        while self._at is not None and not self._closed:
            rest = re.compile(r"[\s,]*").match(self._text, self._at)
            at = rest.end() if rest else self._at
            if at >= len(self._text):
                return
            if self._text[at] == "]":
                self._closed = True
                return
            if self._text[at] != "{":
                raise BrokenReplyError("it is another JSON than was asked for")
            try:
                value, end = decoder.raw_decode(self._text, at)
            except json.JSONDecodeError:
                if len(self._text) - at > 4 * LONGEST_SENTENCE:
                    raise BrokenReplyError("one of its sentences does not come to an end") from None
                return
            except RecursionError:
                raise BrokenReplyError("it is another JSON than was asked for") from None
            self._at = end
            yield _sentence(value)

    def _lines(self, *, last: bool = False) -> Iterator[Sentence]:
        while self._at is not None and self._at < len(self._text):
            end = self._text.find("\n", self._at)
            if end < 0 and not last:
                return
            end = end if end >= 0 else len(self._text)
            line, self._at = self._text[self._at : end], end + 1
            if not line.strip() or line.strip().startswith("```"):
                continue
            match = LINE.match(line)
            if match is None:
                raise BrokenReplyError("a line has no keys in square brackets behind it")
            yield _sentence({"text": match["text"], "keys": re.split(r"[\s,;]+", match["keys"].strip())})


def _sentence(value: object) -> Sentence:
    text = value.get("text") if isinstance(value, dict) else None
    keys = value.get("keys") if isinstance(value, dict) else None
    if not isinstance(text, str) or not isinstance(keys, list) or not all(isinstance(key, str) for key in keys):
        raise BrokenReplyError("it is another JSON than was asked for")
    if not text.strip() or len(text) > LONGEST_SENTENCE:
        raise BrokenReplyError("a sentence is empty or very long")
    return Sentence(" ".join(text.split()), tuple(key.strip(" {}[]") for key in keys if key.strip(" {}[]")))
