"""Other words to search for: how a misspelt word is written in the papers, and what else they call a thing."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.opened import Opened
from assistant.searching.words import QUOTE
from corpus.language.stems import TOKEN

MOST = 3
"""Other names of a thing that are offered."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Words to search for instead; `corrects` tells that they are the same ones, rightly spelt."""

    words: str
    corrects: bool = False


def suggestions(opened: Opened, words: str) -> list[Suggestion]:
    """Give what may be searched for instead of some words; nothing for words that stand in quotes."""
    if QUOTE.search(words):
        return []
    right = TOKEN.sub(lambda match: opened.corrected(match.group()), words)
    found = [Suggestion(right, corrects=True)] if right.casefold() != words.casefold() else []
    for mention in opened.glossary.mentions(words):
        before, after = words[: mention.start], words[mention.end :]
        said = words[mention.start : mention.end].casefold()
        own = {said, said.removesuffix("s"), f"{said}s"}
        others = [name for name in mention.term.spellings if name.casefold() not in own]
        found += [Suggestion(f'{before}"{other}"{after}'.strip()) for other in others]
    return found[:MOST]
