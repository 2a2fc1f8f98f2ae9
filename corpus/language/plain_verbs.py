"""Verbs of wide meaning, for which a paper may use any other: "runs" for "is led by"."""

from __future__ import annotations

import tomllib
from importlib import resources

_DATA = tomllib.loads(resources.files("corpus.language").joinpath("plain_verbs.toml").read_text(encoding="utf-8"))

PLAIN_VERBS = frozenset(_DATA["verbs"].split())
"""All of them with their forms, in lower case."""
