"""Words of English that carry no subject: the closed word classes, light verbs and what people say to be polite."""

from __future__ import annotations

import tomllib
from importlib import resources

_DATA = tomllib.loads(resources.files("corpus.language").joinpath("function_words.toml").read_text(encoding="utf-8"))

_WORDS = frozenset(word for words in _DATA.values() for word in words.split())
FUNCTION_WORDS = _WORDS | {word.replace("'", "’") for word in _WORDS}
"""All of them, in lower case."""
