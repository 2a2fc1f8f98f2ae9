"""The words of `words.toml`, as the checks use them."""

from __future__ import annotations

import re
import tomllib
from importlib import resources

from corpus.language.stems import stem

_DATA: dict[str, str] = tomllib.loads(
    resources.files("assistant.writing.checks").joinpath("words.toml").read_text(encoding="utf-8")
)


def _set(name: str) -> frozenset[str]:
    return frozenset(_DATA[name].split())


def _phrases(name: str) -> re.Pattern[str]:
    phrases = (" ".join(phrase.split()) for phrase in _DATA[name].split("|"))
    longest_first = sorted(filter(None, phrases), key=len, reverse=True)
    return re.compile(rf"(?<![\w'’-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])", re.IGNORECASE)


COUNTING = _set("counting")
DENYING = _set("denying") | frozenset(word.replace("'", "’") for word in _set("denying"))
ACTS = frozenset(map(stem, _set("acts")))
SAYING = frozenset(map(stem, _set("saying")))
DIRECTIONS = {1: _phrases("rose"), -1: _phrases("fell"), 0: _phrases("stayed")}
"""What tells that something rose (1), fell (-1) or stayed (0)."""
DIRECTED = frozenset(stem(word) for name in ("rose", "fell", "stayed") for word in re.findall(r"\w+", _DATA[name]))
"""Stems of all their words."""
RELATIVE = _phrases("relative")
