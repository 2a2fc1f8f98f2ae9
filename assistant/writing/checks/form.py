"""The form of a sentence: plain words, no signs that mean something elsewhere, and quotes that are quotes."""

from __future__ import annotations

import re
import string
import unicodedata

from assistant.answers import MARK
from assistant.writing.checks.claim import Claim
from corpus.signs import is_unseen

PLAIN_SIGNS = frozenset(string.ascii_letters + string.digits + " .,;:!?'\"()-/&%+’‘“”–—…£×÷·")
"""What any sentence may be written with; other signs must stand in its evidence."""
ACTIVE = re.compile(
    r"https?:|www\.|\]\(|!\[|<[a-z/!]|`|\bjavascript:|\bdata:|&#|&[a-z]+;|\w@\w|\w\.(?:com|org|net|io|uk|example)\b",
    re.IGNORECASE,
)
"""Links, pictures, markup and addresses."""
QUOTED = re.compile(r"“([^”]*)”|\"([^\"]*)\"|(?<![\w])‘([^’]{12,})’(?!\w)|(?<!\w)'([^']{12,})'(?!\w)")
LONE_QUOTE = re.compile(r"[“”\"]")
SPACES = re.compile(r"\s+")


def plain(claim: Claim) -> str:
    """Say what is not plain in a sentence: a link, markup, a key, a sign that its evidence has not."""
    own = claim.own
    if ACTIVE.search(own):
        return "it holds a link or markup"
    if MARK.search(own) or any(sign in own for sign in "{}[]<>|`*_#\\"):
        return "it holds marks of its own"
    strange = {sign for sign in own if sign not in PLAIN_SIGNS and not _may_stand(sign, claim.grounds)}
    if strange:
        return "it holds signs that its evidence has not"
    words = set(own.casefold().split())
    if any(item.key in words for item in claim.items):
        return "it shows a key"
    return ""


def quotes_verbatim(claim: Claim) -> str:
    """Say so where words in quotation marks are not the papers' own."""
    own, texts = claim.own, [_evened(item.text) for item in claim.items]
    for match in QUOTED.finditer(own):
        quoted = _evened(next(filter(None, match.groups()), ""))
        if not quoted or not any(quoted.rstrip(".,") in text for text in texts):
            return "it quotes what its evidence does not say"
    if LONE_QUOTE.search(QUOTED.sub("", own)):
        return "a quotation mark in it has no other one"
    return ""


def _may_stand(sign: str, grounds: str) -> bool:
    """Tell whether a sign of the evidence may be written; digits of other scripts and what is not seen never."""
    return sign in grounds and not is_unseen(sign) and unicodedata.category(sign)[0] in "LSPZ"


def _evened(text: str) -> str:
    return SPACES.sub(" ", text.replace("’", "'").replace("‘", "'")).strip().casefold()
