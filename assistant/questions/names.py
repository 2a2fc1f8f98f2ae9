"""Which of a question's words are names, told by how the papers write them: with a capital wherever they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.questions.sought import Sought

MOSTLY = 0.9
"""Share of a word's places in the papers with a capital from which it is a name; headings write many words so."""
SHORTEST = 3
"""Letters of a word that may be a name."""
INSIDE = re.compile(r"[a-z,;][)’'\"]?\s+$")
"""What stands before a word in the midst of a sentence."""
BEFORE = 4
"""Characters that are looked at for it."""


def names_of(sought: Sought, passages: Iterable[str]) -> tuple[bool, ...]:
    """Tell for each group of words whether it is the name of a person, place or body, as the passages write it.

    A question may be typed in small letters; the papers found for it tell. A word that they do not hold is no name.
    """
    text = "\n".join(passages)
    small = text.lower()
    return tuple(
        own and all(_is_name(word, text, small) for spelling in written for word in spelling.split())
        for own, written in zip(sought.core, sought.written, strict=True)
    )


def _is_name(word: str, text: str, small: str) -> bool:
    """Tell whether a word is a name; `small` is the text in small letters."""
    if len(word) < SHORTEST or not word[0].isalpha():
        return False
    found = list(_places(word, text, small))
    capitals = [start for start in found if text[start].isupper()]
    inside = any(INSIDE.search(text[max(0, start - BEFORE) : start]) for start in capitals)
    return inside and len(capitals) >= MOSTLY * len(found)


def _places(word: str, text: str, small: str) -> Iterator[int]:
    """Give where a word begins in a text, whatever its capitals."""
    whole = re.compile(rf"\b{re.escape(word)}\b", re.IGNORECASE)
    if len(small) != len(text):  # a letter that becomes two: places in the one are none in the other
        yield from (match.start() for match in whole.finditer(text))
        return
    # A plain search is twenty times as fast as the expression, which need only look where the word stands.
    sought, start = word.lower(), -1
    while (start := small.find(sought, start + 1)) >= 0:
        if whole.match(text, start):
            yield start
