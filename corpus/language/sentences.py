"""Sentences of a block, by their offsets."""

from __future__ import annotations

import re

ABBREVIATIONS = frozenset(
    {"mr", "mrs", "ms", "miss", "dr", "prof", "rev", "cllr", "cllrs", "councillor", "no", "nos", "para", "paras", "p"}
    | {"pp", "vol", "fig", "approx", "st", "ave", "e.g", "i.e", "etc", "vs", "cf", "inc", "ltd", "co", "dept", "est"}
    | {"ref", "sec", "s", "ss", "a.m", "p.m"}
)
"""Words whose full stop ends no sentence (single letters count as initials too)."""
LONGEST_ABBREVIATION = max(map(len, ABBREVIATIONS))
END = re.compile(r"(?<![.!?])[.!?]++[\"'”’)\]]*+(?=\s+[\"'“‘(\[]?[A-Z0-9£•])")
LAST_WORD = re.compile(r"[\w.]+$")
SPACE = re.compile(r"\s*")


def sentences(text: str) -> list[tuple[int, int]]:
    """Give start and end of each sentence, in order; together they hold all of the text but white space between."""
    bounds = []
    start = 0
    for match in END.finditer(text):
        # One character more than the longest, so that the end of a longer word is not taken for one.
        last = LAST_WORD.search(text[max(start, match.start() - LONGEST_ABBREVIATION - 1) : match.start()])
        word = last.group().casefold() if last else ""
        if word in ABBREVIATIONS or (len(word) == 1 and word.isalpha()):
            continue
        bounds.append((start, match.end()))
        space = SPACE.match(text, match.end())
        start = space.end() if space else match.end()
    if start < len(text):
        bounds.append((start, len(text)))
    return bounds
