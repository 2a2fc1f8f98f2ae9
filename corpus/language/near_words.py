"""Words that stand for much the same as another one: "additional" for "extra", "yearly" for "annual"."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources


@cache
def _pairs() -> dict[str, frozenset[str]]:
    text = resources.files("corpus.language").joinpath("near_words.toml").read_text(encoding="utf-8")
    data: dict[str, dict[str, str]] = tomllib.loads(text)
    near: dict[str, set[str]] = {}
    for word, others in data["alike"].items():
        for other in others.split():
            near.setdefault(word, set()).add(other)
            near.setdefault(other, set()).add(word)
    for word, others in data["everyday"].items():
        near.setdefault(word, set()).update(others.split())
    return {word: frozenset(others) for word, others in near.items()}


def near_words(word: str) -> frozenset[str]:
    """Give the words that stand for much the same as a word, without itself; none for most words."""
    return _pairs().get(word.casefold(), frozenset())
