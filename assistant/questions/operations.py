"""What a question asks to be worked out: the operation, the words that ask for it, and a part beside its whole."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from assistant.questions.question import WORD, Question
from corpus.language.stems import stems


class Operation(Enum):
    """What is worked out from stated values."""

    DIFFERENCE = auto()
    CHANGE = auto()
    SHARE = auto()
    SUM = auto()
    AVERAGE = auto()
    REST = auto()


OVERSPENT = re.compile(r"\b(?:over|under)\s?spen[dt]\w*|\bover or under\b|\bunder or over\b", re.IGNORECASE)
"""What tables of accounts state as a variance."""
_MORE = (
    r"(?:more|fewer|less|higher|lower|greater|bigger|smaller|larger|longer|shorter|dearer|cheaper|faster|slower|above"
    r"|below)"
)
_MOVED = (
    r"(?:go(?:ne)? (?:up|down)|went (?:up|down)|ris(?:e|en)|rose|fall(?:en)?|fell|increas\w+|decreas\w+|grow[ns]?|grew"
    r"|drop\w*|chang\w+|come down|came down|reduc\w+|exceed\w*|miss(?:ed)? (?:its|the|their))"
)
_PERCENT = r"(?:%|per ?cent(?:age)?)"
_NEGATED = (
    r"(?:(?:do|does|did|is|are|was|were|have|has|had|can|could|will|would)(?:n['’]?t\b| not\b)|without\b|not\b|never\b)"
)
_REST = re.compile(rf"\bhow (?:many|much) of (?P<whole>.+?)\s(?P<part>{_NEGATED}\s.+)", re.IGNORECASE)
"""Asks for what is left of a whole once a part that is told is taken off: "how many of the 90 had no …"."""
_OPERATIONS: tuple[tuple[Operation, re.Pattern[str]], ...] = (
    (Operation.REST, _REST),
    (
        Operation.CHANGE,
        re.compile(
            rf"{_PERCENT}\s+(?:increase|decrease|rise|fall|growth|change|drop|reduction|cut)\b|"
            rf"\b(?:what|which) {_PERCENT} (?:did|has|have)\b.*{_MOVED}|{_MOVED}.*\bin {_PERCENT} terms"
            rf"|\bby what {_PERCENT}",
            re.IGNORECASE,
        ),
    ),
    (
        Operation.DIFFERENCE,
        re.compile(
            rf"\bby how (?:many|much)\b|\bhow (?:many|much|far)(?: \w+){{0,2}}? {_MORE}\b"
            rf"|\bhow (?:much|far) (?:did|has|have|had) .*{_MOVED}(?!\w)"
            r"|\bhow (?:much|far|many pounds)\b[^?]*\b(?:is|are|will|would)\b[^?]*\b(?:going|go) (?:up|down)\b(?! to\b)"
            r"|\b(?:difference|gap) (?:between|in|from|to)\b"
            rf"|\bhow (?:many|much) .*{_MORE} than\b|\bhow many (?:percentage )?points between\b",
            re.IGNORECASE,
        ),
    ),
    (
        Operation.SUM,
        re.compile(
            r"\b(?:combined|together|altogether|add(?:s|ed|ing)?(?: \w+){0,3} up|sum of|both|in all)\b|\badd up\b",
            re.IGNORECASE,
        ),
    ),
    (
        Operation.SHARE,
        re.compile(
            rf"{_PERCENT}\s+(?:of|that|were|was)|\b(?:share|proportion|fraction) of\b|{_PERCENT}", re.IGNORECASE
        ),
    ),
    (
        Operation.AVERAGE,
        re.compile(r"\b(?:average|mean|how (?:many|much)) (?:\S+ ){1,5}?(?:per|for each|an? each) \w+", re.IGNORECASE),
    ),
)
"""The words that ask for something to be worked out; the first operation whose words are found counts."""
ASKING = frozenset(
    stems(
        "more fewer less higher lower greater bigger smaller larger longer shorter dearer cheaper faster slower above "
        "below difference gap go goes gone went going up down rise rises rose risen rising "
        "fall fell fallen falling increase increased increasing decrease decreased decreasing grow grew grown growth "
        "drop dropped dropping change changed reduce reduced reduction come came exceed exceeded points terms"
    )
)
"""Stems of the words that ask by how much two values differ: the papers need not use them."""
ADDING = frozenset(stems("combined together altogether add added adding up sum both all total"))
PARTING = frozenset(stems("share proportion fraction percent percentage"))
ASKS_WITH = {
    Operation.DIFFERENCE: ASKING,
    Operation.CHANGE: ASKING | PARTING,
    Operation.SUM: ADDING,
    Operation.SHARE: PARTING,
    Operation.REST: frozenset(stems("not without never dont doesnt didnt isnt arent wasnt werent hasnt havent hadnt")),
    Operation.AVERAGE: frozenset(stems("average mean per each")),
}
"""The stems of the words that ask for each operation, which name nothing of its subject."""


def operation_of(question: Question) -> Operation | None:
    """Tell what a question asks to be worked out; None where it asks for what is stated."""
    operation = next((operation for operation, words in _OPERATIONS if words.search(question.text)), None)
    # An overspend is itself a difference, and papers state it.
    return None if operation is Operation.DIFFERENCE and OVERSPENT.search(question.text) else operation


def asking_stems(question: Question) -> frozenset[str]:
    """Give the stems of the words by which a question asks for something to be worked out."""
    operation = operation_of(question)
    return ASKS_WITH[operation] if operation is not None else frozenset()


@dataclass(frozen=True, slots=True)
class PartAndWhole:
    """The words of a question that name a part, and those that name the whole which it is a share of."""

    part: tuple[str, ...]
    whole: tuple[str, ...]


_VERB = (
    r"(?:is|are|was|were|has|have|had|did|does|do|got|get|gets|came|come|comes|went|go|goes|ended|end|ends|led|lead"
    r"|leads|took|take|takes|made|make|makes|live|lives|lived|that|which|who|whose)"
)
_ASKED = rf"(?:what|which|how (?:much|large|big) an?)?\s*(?:{_PERCENT}|(?:the )?(?:share|proportion|fraction|part))"
_SPLITS = (
    re.compile(rf"(?P<part>.+?)\s+(?:as|in)\s+an?\s+(?:{_PERCENT}|share|proportion|part)\s+of\s+(?P<whole>.+)", re.I),
    re.compile(rf"^\W*of\s+(?P<whole>.+?),?\s+{_ASKED}\s+(?P<part>.+)", re.I),
    re.compile(rf"{_ASKED}\s+of\s+(?P<whole>.+?)\s+(?P<part>{_VERB}\s.+)", re.I),
    _REST,
)
"""The ways to name a part and its whole: "P as a % of W", "of W, what share P", "what share of W were P", and of which
how many are not."""


def part_and_whole(question: Question) -> PartAndWhole | None:
    """Tell which words of a question for a share name the part and which the whole; None where it cannot be told."""
    for pattern in _SPLITS:
        match = pattern.search(question.text)
        if match:
            part, whole = (tuple(WORD.findall(match[name].casefold())) for name in ("part", "whole"))
            return PartAndWhole(part, whole)
    return None
