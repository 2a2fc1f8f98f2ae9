"""Stems of words, by the same algorithm as the keyword index (Porter's, which SQLite's FTS5 has built in)."""

from __future__ import annotations

import re
import threading
import unicodedata
from functools import lru_cache

from Stemmer import Stemmer

TOKEN = re.compile(r"[^\W_]+")
TEXTS_KEPT = 10_000
"""Texts whose stems are kept, some 1 kB each: twenty questions look at as many."""
STEMMED_BYTES = range(3, 65)
"""Length in UTF-8 of the words that FTS5 stems; it keeps shorter and longer ones as they are."""


class _Stemmers(threading.local):
    """A stemmer for each thread: one cannot be shared while it works."""

    def __init__(self) -> None:
        self.porter = Stemmer("porter", 0)  # it keeps none: `stem` does


_STEMMERS = _Stemmers()


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Give the stem of one word, in lower case and without accents."""
    plain = "".join(c for c in unicodedata.normalize("NFD", word.casefold()) if not unicodedata.combining(c))
    if len(plain.encode()) not in STEMMED_BYTES:
        return plain
    stemmed: str = _STEMMERS.porter.stemWord(plain)
    return stemmed


def stems(text: str) -> list[str]:
    """Give the stems of a text's words in order; a run of letters and digits is a word, as in the keyword index."""
    return [stem(token) for token in TOKEN.findall(text)]


@lru_cache(maxsize=TEXTS_KEPT)
def known_stems(text: str) -> tuple[str, ...]:
    """Give the stems of a text that is likely to be asked for again: a sentence, a measure, the headings over many."""
    return tuple(stems(text))
