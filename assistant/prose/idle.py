"""Sentences that only say where something is to be found: a page, a file, an enclosure, an item to consider."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.questions.question import Asks, Question
from assistant.ranking.candidates import Candidate

BRIEF = 40
"""Words of a sentence that says no more than that; a longer one says something beside it."""
POINTS = re.compile(
    r"^\W*\(?pages? \d+"
    r"|,? (?:PDF|DOCX?|XLSX?) [\d.,]+ ?[KM]B\b"
    r"|^reports? (?:of|by|from) (?:the )?[A-Z]"
    r"|\b(?:is|are|was|were) (?:now )?(?:\w+ )?(?:attached|appended|enclosed|annexed)\b"
    r"|\bincluded in this (?:agenda|pack)\b|\b(?:replaces|supersedes) the (?:version|report) "
    r"|^\W*to (?:consider|note|receive|review|discuss) (?:the|an?|any|whether|progress)\b",
    re.IGNORECASE,
)
"""What such a sentence says: how agendas, front sheets, covering notes and links are worded."""
ASKED = re.compile(
    r"\b(?:attach\w*|append\w*|enclos\w*|annex\w*|pages?|pdf|file|replac\w+|supersed\w+"
    r"|asked to|recommend\w*|consider\w*|agenda|purpose)\b",
    re.IGNORECASE,
)
"""Questions that it may answer."""


def saying(able: Sequence[Candidate], question: Question) -> list[Candidate]:
    """Give the candidates that say something, in their order, for a question that words answer; else all."""
    if question.asks not in (Asks.TEXT, Asks.WHY) or ASKED.search(question.text):
        return list(able)
    return [one for one in able if one.row is not None or not is_idle(one.text)]


def is_idle(text: str) -> bool:
    """Tell whether a text says no more than where something is to be found."""
    return len(text.split()) <= BRIEF and POINTS.search(text) is not None
