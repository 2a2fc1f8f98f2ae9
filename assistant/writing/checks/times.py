"""The times of a sentence: each is one that its evidence carries."""

from __future__ import annotations

import re

from assistant.writing.checks.claim import Claim
from assistant.writing.checks.words import RELATIVE
from corpus.language.dates import MONTHS
from corpus.language.periods import Period

MONTH = re.compile(rf"(?<!\w)(?:{'|'.join(MONTHS)})(?!\w)", re.IGNORECASE)
MAY = re.compile(r"\b(?:in|by|since|until|to|of|and|for|from|end|during)\s+$", re.IGNORECASE)
"""Before the month of May; elsewhere in lower case it is a verb."""
NAMED = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\b(?:spring|summer|autumn|winter)\b"
    r"|\b(?:first|second|third|fourth|last|final)\s+(?:quarter|half|term)\b",
    re.IGNORECASE,
)
WITHIN_DAYS = 31


def held(claim: Claim) -> str:
    """Say so where a sentence names a time that its evidence does not carry."""
    for found in claim.periods:
        if not any(agrees(found.period, known) for known in claim.ground_periods):
            return "it names a time that its evidence does not"
    own, grounds = claim.own, " ".join(claim.grounds.casefold().split())
    spans = [(found.start, found.end) for found in claim.periods]
    for pattern in (MONTH, NAMED, RELATIVE):
        for match in pattern.finditer(own):
            if any(start <= match.start() < end for start, end in spans):
                continue
            words = " ".join(match.group().casefold().split())
            if words == "may" and not (match.group() == "May" and MAY.search(own[: match.start()])):
                continue
            if words not in grounds and not _is_month_of(words, claim):
                return f"it says “{match.group()}”, which its evidence does not"
    return ""


def agrees(said: Period, known: Period) -> bool:
    """Tell whether a time that is said is a known one, or the month of a known day."""
    if said == known:
        return True
    return said.covers(known) and known.first == known.last and (said.last - said.first).days < WITHIN_DAYS


def _is_month_of(word: str, claim: Claim) -> bool:
    return any(
        word == MONTHS[period.first.month - 1].casefold() and (period.last - period.first).days < WITHIN_DAYS
        for period in claim.ground_periods
    )
