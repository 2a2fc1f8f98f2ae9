"""The clause of a sentence that answers, where another clause of it has another date or name."""

from __future__ import annotations

import re

from assistant.prose.lists import wants_list
from assistant.questions.question import Asks, Question
from assistant.questions.sought import Sought
from assistant.ranking.candidates import Candidate
from assistant.ranking.things import NAME, WINDOW, brings
from corpus.language.dates import MONTHS
from corpus.language.periods import find_periods
from corpus.language.stems import known_stems, stems

WHEN_CUT = re.compile(r"[,;]\s+|\s(?=and (?:should|will|would|is|was|are|were|ends?|finish\w*|then)\b)")
WHO_CUT = re.compile(r";\s+|\s(?=and (?:its|his|her|their)\b)")
"""Where a sentence with two dates, or two people, is cut."""
OPENING = re.compile(r"^[^:]+:\s")
FIRST_NAME = re.compile(r"(?<=, )[A-Z][a-z]+(?=[,.]|$)")
"""A name without a surname, in apposition: "a young person, Kayleigh"."""
DAY = re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)? (?:{'|'.join(name.title() for name in MONTHS)})\b")
"""A day whose year is not printed."""
ENDS = re.compile(
    r"\b(?:done|end(?:s|ed)?|finish\w*|complet\w+|clos(?:e|es|ed|ing)|expir\w+|over|till|until)\b", re.IGNORECASE
)
BEGINS = re.compile(r"\b(?:begin\w*|beg[au]n|start\w*|open\w*|launch\w*|commenc\w+|take effect|from)\b", re.IGNORECASE)
SIDE = 1.5
"""Two sides of a matter in time that words of one sentence tell apart, and what a clause gains by being about the one
asked for: more than by all the words of the subject, which may stand once for both."""


def own_clause(text: str, question: Question, sought: Sought) -> str:
    """Give the clause with the date or name that is asked for, where several clauses have one; else the whole."""
    if question.asks not in (Asks.WHEN, Asks.WHO):
        return text
    cut = WHEN_CUT if question.asks is Asks.WHEN else WHO_CUT
    starts = [0, *(found.end() for found in cut.finditer(text))]
    clauses = [text[a:b].strip() for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]
    having = [clause for clause in clauses if _has(clause, question)]
    if len(having) < 2:
        return text
    # What stands before a colon is of all the things behind it.
    worth = [_worth(OPENING.sub("", clause), question, sought) for clause in having]
    best = max(worth)
    tied = worth.count(best) > 1 and (question.asks is Asks.WHEN or best == 0)
    if tied or wants_list(question):
        return text  # which of the dates or names it is cannot be told, or all are asked for
    clause = having[worth.index(best)].rstrip(" ,;")
    before = "" if text.startswith(clause) else "… "
    return f"{before}{clause}" + ("" if text.endswith(clause) else " …")


def focus_of(candidate: Candidate, question: Question, sought: Sought) -> int:
    """Give where in its block the thing stands that a sentence was chosen for, which no cut may take away.

    For when that is the time, for who the name, that has most of the question's words around it and is none that the
    question gives; else the quantity.
    """
    text = candidate.text
    starts: list[int] = []
    if question.asks is Asks.WHEN:
        asked = {found.period for found in question.periods}
        starts = [found.start for found in find_periods(text) if found.period not in asked]
    elif question.asks is Asks.WHO:
        starts = [found.start() for found in NAME.finditer(text) if brings(found.group(), question, sought)]
    if starts:

        def near(start: int) -> float:
            around = (*text[:start].split()[-WINDOW:], *text[start:].split()[:WINDOW])
            return sought.share(sought.found(known_stems(" ".join(around))))

        return candidate.start + max(starts, key=near)
    return candidate.quantity.start if candidate.quantity else candidate.start


def _has(clause: str, question: Question) -> bool:
    if question.asks is Asks.WHEN:
        return bool(find_periods(clause)) or DAY.search(clause) is not None
    return NAME.search(clause) is not None or FIRST_NAME.search(clause) is not None


def _worth(clause: str, question: Question, sought: Sought) -> float:
    """Give the share of the question's words in a clause; more where it is about the same end of the matter."""
    sides = sum(
        (side.search(question.text) is not None) and (side.search(clause) is not None) for side in (ENDS, BEGINS)
    )
    return sought.share(sought.found(stems(clause))) + SIDE * sides
