"""Words of one sense that share no stem: "spend" and "spent", "child" and "children"."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources


@cache
def _groups() -> dict[str, tuple[str, ...]]:
    data = tomllib.loads(resources.files("corpus.language").joinpath("forms.toml").read_text(encoding="utf-8"))
    by_word: dict[str, tuple[str, ...]] = {}
    for group in data["groups"]:
        for word in group:
            known = by_word.get(word.casefold(), ())
            by_word[word.casefold()] = tuple(dict.fromkeys((*known, *group)))
    return by_word


def forms_of(word: str) -> tuple[str, ...]:
    """Give a word and those of its sense that share no stem with it, itself first."""
    return tuple(dict.fromkeys((word, *_groups().get(word.casefold(), ()))))
