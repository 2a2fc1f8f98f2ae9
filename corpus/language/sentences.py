"""Sentences of a block, by their offsets."""

from __future__ import annotations

import re

ABBREVIATIONS = frozenset(
    "mr mrs ms miss dr prof rev cllr cllrs councillor no nos para paras p pp vol fig approx st ave e.g i.e etc vs cf inc ltd "
    "co dept est ref sec s ss a.m p.m".split()
)
"""Words whose full stop ends no sentence (single letters count as initials too)."""
END = re.compile(r"[.!?]+[\"'”’)\]]*(?=\s+[\"'“‘(\[]?[A-Z0-9£•])")
LAST_WORD = re.compile(r"([\w.]+)[.!?]+[\"'”’)\]]*$")


def sentences(text: str) -> list[tuple[int, int]]:
    """Give start and end of each sentence, in order; together they hold all of the text but white space between."""
    bounds = []
    start = 0
    for match in END.finditer(text):
        last = LAST_WORD.search(text[start : match.end()])
        word = last.group(1).casefold().rstrip(".") if last else ""
        if word in ABBREVIATIONS or (len(word) == 1 and word.isalpha()):
            continue
        bounds.append((start, match.end()))
        start = match.end() + len(text[match.end() :]) - len(text[match.end() :].lstrip())
    if start < len(text):
        bounds.append((start, len(text)))
    return bounds
