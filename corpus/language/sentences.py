"""Sentences of a block, by their offsets."""

from __future__ import annotations

import re

ABBREVIATIONS = frozenset(
    {"mr", "mrs", "ms", "miss", "dr", "prof", "rev", "cllr", "cllrs", "councillor", "no", "nos", "para", "paras", "p"}
    | {"pp", "vol", "fig", "approx", "st", "ave", "e.g", "i.e", "etc", "vs", "cf", "inc", "ltd", "co", "dept", "est"}
    | {"circa", "ca", "ref", "sec", "s", "ss", "a.m", "p.m"}
)
"""Words whose full stop ends no sentence (single letters count as initials too)."""
LONGEST_ABBREVIATION = max(map(len, ABBREVIATIONS))
END = re.compile(r"(?<![.!?])[.!?]++[\"'”’)\]]*+(?=\s+[\"'“‘(\[]?[A-Z0-9£•])")
BULLET = re.compile(r"(?<=\S)\s++(?=[•▪●■◦‣\uf0a7\uf0b7]\s?\S)")
"""Before a bullet that stands in the midst of a text: a list that a cell or a paragraph runs together."""
LAST_WORD = re.compile(r"[\w.]+$")
SPACE = re.compile(r"\s*")


def sentences(text: str) -> list[tuple[int, int]]:
    """Give start and end of each sentence, in order; together they hold all of the text but white space between."""
    bounds = []
    start = 0
    ends = [(match.start(), match.end(), True) for match in END.finditer(text)]
    ends += [(match.start(), match.start(), False) for match in BULLET.finditer(text)]
    for at, end, stopped in sorted(ends):
        if end <= start or (stopped and _is_abbreviated(text, start, at)):
            continue
        bounds.append((start, end))
        space = SPACE.match(text, end)
        start = space.end() if space else end
    if start < len(text):
        bounds.append((start, len(text)))
    return bounds


def _is_abbreviated(text: str, start: int, stop: int) -> bool:
    """Tell whether the word before a full stop is an abbreviation or an initial."""
    # One character more than the longest, so that the end of a longer word is not taken for one.
    last = LAST_WORD.search(text[max(start, stop - LONGEST_ABBREVIATION - 1) : stop])
    word = last.group().casefold() if last else ""
    return word in ABBREVIATIONS or (len(word) == 1 and word.isalpha())
