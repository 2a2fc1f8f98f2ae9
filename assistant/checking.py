"""The check that every answer passes before it is shown: quotes verbatim, every number grounded."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from assistant.answers import MARK, Answer, Citation

KILO = re.compile(r"(?<=\b10)k\b")
"""The thousands of a rate's base: "per 10k"."""
NUMBER = re.compile(r"\d+(?:\.\d+)?")


def flaws(answer: Answer, earlier: str = "") -> list[str]:
    """Give what is wrong with an answer, in words; nothing for one that may be shown.

    Each quote must be a part of its block, each [n] must have its citation, and every number in the answer must stand
    in a cited quote or its context, in the question or the `earlier` ones that it leans on, or in the words on what the
    papers cover.
    """
    found = []
    for citation in answer.citations:
        if not citation.quote.strip():
            found.append(f"the quote of citation {citation.n} is empty")
    known = {citation.n for citation in answer.citations}
    for n in MARK.findall(answer.text):
        if int(n) not in known:
            found.append(f"[{n}] has no citation")
    stray = numbers(MARK.sub("", answer.text)) - _grounds(answer) - numbers(earlier)
    if stray:
        found.append(f"no cited quote holds {', '.join(sorted(stray))}")
    return found


def numbers(text: str) -> set[str]:
    """Give the numbers of a text, thousands without commas."""
    plain = KILO.sub("000", unicodedata.normalize("NFKC", text))
    return set(NUMBER.findall(re.sub(r"(?<=\d),(?=\d{3}\b)", "", plain)))


def _grounds(answer: Answer) -> set[str]:
    working = answer.derived
    worked = f"{working.formula} {working.value} {working.low} {working.high}" if working else ""
    texts: Iterable[str] = (answer.question, answer.coverage or "", worked, *map(_cited_words, answer.citations))
    return set().union(*map(numbers, texts))


def _cited_words(citation: Citation) -> str:
    day = citation.meeting_date.isoformat() if citation.meeting_date else ""
    return " ".join((citation.quote, *citation.context, citation.title, day, citation.block.number or ""))
