"""The words by which a question asks how something changed."""

from __future__ import annotations

import re

from corpus.language.stems import stems

TREND = re.compile(
    r"\b(?:chang(?:ed|ing)|change (?:in|since|between|from|over)|trends?|mov(?:e|ed|ement)|risen|rising|fallen|falling"
    r"|(?:gone|going|went|coming|come|came) (?:up|down)|over time|better or worse|up or down|happened to"
    r"|(?:across|over) the (?:last|past|(?:\w+ )?(?:years?|quarters|months))"
    r"|(?:over|in) (?:the )?(?:last|past) \w+ (?:years|quarters|months)|go across"
    r"|(?:get|got|getting) (?:better|worse|longer|shorter|higher|lower)|which way)\b",
    re.IGNORECASE,
)
WHETHER = re.compile(
    r"^\s*(?:and |so )?(?:is|are|has|have|did|do|does|was|were)\b.*"
    r"\b(?P<verb>(?:improv|worsen|increas|decreas|reduc|declin|shrink|grow|climb|dropp|ris|fall|slipp)(?:ed?|ing)"
    r"|grown|shrunk|risen|fallen)\b",
    re.IGNORECASE,
)
"""Asks whether something changed; elsewhere "improving" is as often what a plan is for."""
THAN_BEFORE = re.compile(
    r"\b(?:more|fewer|less|better|worse|higher|lower|longer|shorter|slower|faster|quicker)\b[^?]*"
    r"\bthan (?:(?:we|they|it|there|you) (?:were|was|did|had|used to)|before|previously)\b",
    re.IGNORECASE,
)
"""Sets today against an earlier time: "are we doing fewer than we were"."""
SINCE = re.compile(r"\bsince\b", re.IGNORECASE)
COUNTS = re.compile(r"\bhow (?:many|much|often|long)\b", re.IGNORECASE)
"""What asks for all of a time: "how many … since May" wants their number, and not how it changed."""
OVER_ALL = re.compile(
    r"\b(?:how (?:many|often)|average|mean|median|total|sum)\b.*?"
    r"\b(?:over|in|across) the (?:last|past|(?:\w+ )?(?:years?|quarters|months))\b"
    r"|\bhow many\b.*?\bmoved?\b",
    re.IGNORECASE,
)
"""What is counted or averaged over a time, or moves from place to place: one value, and no change."""


def names_change(text: str) -> bool:
    """Tell whether a question asks by its words how something changed, whatever times it names."""
    changes = TREND.search(text) is not None and OVER_ALL.search(text) is None
    return changes or WHETHER.search(text) is not None or THAN_BEFORE.search(text) is not None


def change_stems(text: str) -> set[str]:
    """Give the stems of the words by which a question asks how something changed: "which way", "is it growing"."""
    asked = WHETHER.search(text)
    words = [found.group() for found in TREND.finditer(text)] + ([asked["verb"]] if asked else [])
    return set(stems(" ".join(words)))
