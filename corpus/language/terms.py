"""Terms and measures as data: those that come with the product, and those of a user's own file."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from corpus.errors import SettingsError


@dataclass(frozen=True, slots=True)
class Term:
    """A thing that papers call by several names. `name` is the one to show.

    `counted` tells that it is a measure, `better` which way it gets better, "higher" or "lower"; empty where that is
    not known or a matter of judgement.
    """

    name: str
    short: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    counted: bool = False
    better: str = ""

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every way to write it, the name first; none twice, whatever its capitals."""
        every = (self.name, *self.also, *self.short, *self.plurals)
        return tuple({spelling.casefold(): spelling for spelling in reversed(every) if spelling.strip()}.values())[::-1]

    @property
    def plurals(self) -> tuple[str, ...]:
        """The short forms of three letters or more with an s, as papers write them ("EHCPs")."""
        return tuple(f"{short}s" for short in self.short if len(short) > 2 and not short.endswith("s"))


MEASURE = "measure"
TABLES = ("term", MEASURE)
"""What a file may hold: `[[term]]` for any name, `[[measure]]` for a thing that is counted."""
KEYS = {"name", "short", "also", "source", "better"}
WAYS = ("higher", "lower")
"""Which way a measure may get better."""
FILES = ("glossary.toml", "measures.toml")


@cache
def product_terms() -> tuple[Term, ...]:
    """Give the terms and measures that come with the product."""
    folder = resources.files("corpus.language")
    texts = [folder.joinpath(name).read_text(encoding="utf-8") for name in FILES]
    return tuple(term for text in texts for term in _terms(tomllib.loads(text)))


def own_terms(path: Path | None) -> tuple[Term, ...]:
    """Give the terms of a user's file, none where none is named.

    Raises `SettingsError` saying what is wrong in it, and with which entry.
    """
    if path is None:
        return ()
    try:
        return tuple(_terms(tomllib.loads(path.read_text(encoding="utf-8-sig"))))
    except OSError as error:
        raise SettingsError(f"The glossary {path} cannot be read ({error.strerror or error}).") from None
    except UnicodeDecodeError:
        raise SettingsError(f"The glossary {path} is no UTF-8 text; save it as UTF-8.") from None
    except ValueError as error:  # of TOML itself, or of an entry
        raise SettingsError(f"The glossary {path} is not as it should be: {error}.") from None


def _terms(data: dict[str, Any]) -> list[Term]:
    if wrong := sorted(set(data) - set(TABLES)):
        raise ValueError(f"it holds “{wrong[0]}”, where only [[term]] and [[measure]] are known")
    entries = [(table, n, entry) for table in TABLES for n, entry in enumerate(_list(data, table), start=1)]
    return [_term(entry, f"[[{table}]] number {n}", counted=table == MEASURE) for table, n, entry in entries]


def _list(data: dict[str, Any], table: str) -> list[Any]:
    entries = data.get(table, [])
    if not isinstance(entries, list):
        raise ValueError(f"write [[{table}]] with two brackets on either side")
    return entries


def _term(entry: object, where: str, *, counted: bool) -> Term:
    if not isinstance(entry, dict):
        raise ValueError(f"{where} is no table")
    if unknown := sorted(set(entry) - KEYS):
        raise ValueError(f"{where} has the unknown key “{unknown[0]}”")
    name = entry.get("name")
    if not isinstance(name, str) or not name.strip():
        raise ValueError(f"{where} has no name")
    better = entry.get("better", "")
    if better and better not in WAYS:
        raise ValueError(f"{where}: “better” must be “higher” or “lower”")
    return Term(name.strip(), _words(entry, "short", where), _words(entry, "also", where), counted, better)


def _words(entry: dict[str, Any], key: str, where: str) -> tuple[str, ...]:
    words = entry.get(key, [])
    if not isinstance(words, list) or not all(isinstance(word, str) and word.strip() for word in words):
        raise ValueError(f"{where}: “{key}” must be a list of texts in quotation marks")
    return tuple(word.strip() for word in words)
