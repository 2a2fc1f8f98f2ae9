"""The names and measures of a sentence: places, persons, bodies, terms, comparators, each one of its evidence's."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.writing.checks.claim import WORD, Claim, content
from assistant.writing.checks.words import SAYING
from corpus.figures import Role
from corpus.language.comparators import find_comparators
from corpus.language.dates import MONTHS
from corpus.language.function_words import FUNCTION_WORDS
from corpus.language.stems import stem

BEGINS = re.compile(r"(?:^|[.!?:]\s+|[“\"(])\s*$")
MOST_ITEMS = 6
"""Pieces of evidence that one sentence may rest on."""
MOSTLY = 0.7
"""The share of a sentence's words that its evidence must have."""


def held(claim: Claim) -> str:
    """Say so where a sentence names somebody or some place that its evidence does not."""
    own = claim.own
    spans = [(found.start, found.end) for found in claim.periods] + [(pin.start, pin.end) for pin in claim.pins]
    for match in WORD.finditer(own):
        word = match.group()
        if not word[:1].isupper() or word == "I" or any(start <= match.start() < end for start, end in spans):
            continue
        plain = word.casefold().removesuffix("’s").removesuffix("'s")
        if plain in MONTHS or claim.holds(plain) or all(claim.holds(half) for half in plain.split("-")):
            continue
        begins = BEGINS.search(own[: match.start()]) is not None
        if begins and (plain in FUNCTION_WORDS or stem(plain) in SAYING or _is_known(claim, plain)):
            continue
        return f"it names “{word}”, which its evidence does not"
    councils = set().union(*claim.opened.councils.values()) if claim.opened.councils else set()
    named = {stem(word) for word in WORD.findall(own)} & councils
    if named - claim.ground_stems:
        return "it names a place that its evidence does not"
    return ""


def terms_held(claim: Claim) -> str:
    """Say so where a sentence speaks of a measure, or of whose figure it is, and its evidence does not."""
    known = {mention.term.name for mention in claim.opened.mentions(claim.grounds)}
    for mention in claim.opened.mentions(claim.own):
        words = claim.own[mention.start : mention.end].split()
        if mention.term.name not in known and not all(claim.holds(word) for word in words):
            return f"it speaks of “{claim.own[mention.start : mention.end]}”, which its evidence does not"
    ground = {(one.role, one.of) for one in find_comparators(claim.grounds)}
    ground |= {(figure.role, figure.of) for figure in claim.figures}
    for one in find_comparators(claim.own):
        if one.role is not Role.CHANGE and (one.role, one.of) not in ground:
            return f"it speaks of “{claim.own[one.start : one.end]}”, which its evidence does not"
    return ""


def mostly_held(claim: Claim) -> str:
    """Say so where most words of a sentence are none of the evidence's that carries it, or some of this has no part."""
    claim = claim.leading
    if not claim.items:
        return "it rests on none of the passages that the answer was found in"
    if len(claim.items) > MOST_ITEMS:
        return f"it names more than {MOST_ITEMS} pieces of evidence"
    signs = list(claim.own)
    for pin in claim.pins:
        signs[pin.start : pin.end] = " " * (pin.end - pin.start)
    words = [word for word in content("".join(signs)) if stem(word) not in SAYING]
    inserted = {pin.item.key for pin in claim.pins}
    for item in claim.items:
        alone = replace(claim, items=(item,))
        if words and item.key not in inserted and not any(map(alone.holds, words)):
            return "it names evidence that it does not rest on"
    held_ones = sum(claim.holds(word) for word in words)
    if words and held_ones < MOSTLY * len(words):
        return "most of its words are not its evidence’s"
    return ""


def _is_known(claim: Claim, word: str) -> bool:
    """Tell whether a word that begins a sentence is an ordinary one of the papers, and no name that stands in them."""
    if not claim.opened.snapshot.catalogue.frequencies([stem(word)]).get(stem(word)):
        return False
    return word in claim.opened.snapshot.catalogue.text_with(stem(word)).split()
