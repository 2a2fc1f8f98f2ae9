"""The numbers of a sentence: each stands in its evidence with the same value and unit, in digits or in words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.writing.checks.claim import Claim, Pin, Signature, figure_signatures, signature
from assistant.writing.checks.words import COUNTING
from assistant.writing.evidence import Item
from corpus.language.numbers import ONES, TENS
from corpus.language.periods import find_periods
from corpus.language.quantities import APPROXIMATE, Quantity, find_quantities

WITH_DIGIT = re.compile(r"[^\s·]*\d[^\s·]*")
EDGES = ".,;:!?()[]\"'’‘“”–—-"
WORDS = re.compile(r"[^\W\d_]+")
_NUMBER_WORDS = "|".join(sorted((*ONES, *TENS, "hundred", "thousand", "million", "billion"), key=len, reverse=True))
RUN_TOGETHER = re.compile(rf"(?:(?:{_NUMBER_WORDS})(?:and)?){{2,}}", re.IGNORECASE)
"""Number words without anything between: "fivehundred"."""
BEFORE = re.compile(r"(?:^|[\s(“\"])$")
BEHIND = re.compile(r"$|[\s)”\"]|[.,;:?!](?!\S)|[’']s?\b")
"""What may stand next to a figure that is inserted."""
BOUND_WITHIN = 30
NOT_RUN_TOGETHER = frozenset({"sixteen", "seventeen", "eighteen", "nineteen", "sixty", "seventy", "eighty", "ninety"})


def held(claim: Claim) -> str:
    """Say so where a number of a sentence is not in the evidence that carries it."""
    if any(not pin.item.is_quote and not pin.item.leads for pin in claim.pins):
        return "it takes a figure from a passage that only stands beside"
    claim = claim.leading
    known = set().union(*(_stated_in(item) for item in claim.items)) if claim.items else set()
    fault = _put_beside(claim)
    if fault:
        return fault
    taken: list[Quantity] = []
    for quantity in claim.quantities:
        pin = next((p for p in claim.pins if p.start < quantity.end and quantity.start < p.end), None)
        if pin is not None and not _is_inserted(quantity, pin):
            return "it changes what a figure says"
        if pin is None and signature(quantity) not in known:
            return "it has a number that its evidence has not"
        taken.append(quantity)
    for pin in claim.pins:
        alone = find_quantities(pin.item.inserted) if not pin.item.is_quote else []
        if alone and not any(pin.start < q.end and q.start < pin.end for q in taken):
            return "it changes what a figure says"
    rest = _without(claim.own, [*taken, *claim.periods, *(pin for pin in claim.pins)])
    beside = _tokens(_without(claim.grounds, [*find_quantities(claim.grounds), *find_periods(claim.grounds)]))
    if _tokens(rest) - beside:
        return "it has a number that its evidence has not"
    return _in_words(claim, rest)


def _put_beside(claim: Claim) -> str:
    """Say so where something is written onto a figure, or before it, that makes it another: "£", "0", "about"."""
    for pin in claim.pins:
        if pin.item.is_quote:
            continue
        if not (BEFORE.search(claim.own[: pin.start]) and BEHIND.match(claim.own, pin.end)):
            return "it changes what a figure says"
        if APPROXIMATE.search(claim.own, max(0, pin.start - BOUND_WITHIN), pin.start):
            return "it makes a figure a bound or an estimate"
    for quantity in claim.quantities:
        bound = APPROXIMATE.search(claim.own, max(0, quantity.start - BOUND_WITHIN), quantity.start)
        said = f"{bound['words']} {quantity.number}".casefold() if bound and not quantity.approximate else ""
        if said and not any(said in item.text.casefold() for item in claim.items):
            return "it makes a figure a bound or an estimate"
    return ""


def _in_words(claim: Claim, rest: str) -> str:
    for word in map(str.casefold, WORDS.findall(rest)):
        counts = (
            word in COUNTING or word.endswith("fold") or (RUN_TOGETHER.fullmatch(word) and word not in NOT_RUN_TOGETHER)
        )
        if counts and word not in claim.ground_words:
            return f"it counts with “{word}”, which its evidence does not"
    return ""


def _stated_in(item: Item) -> set[Signature]:
    """Give the quantities that an item states: those of its words, and those of the register in it."""
    found = {signature(quantity) for quantity in find_quantities(item.text)}
    for figure in (*item.figures, *([item.figure] if item.figure else [])):
        found |= figure_signatures(figure)
    if item.working is not None:
        found |= {signature(quantity) for quantity in find_quantities(item.inserted)}
    return found


def _is_inserted(quantity: Quantity, pin: Pin) -> bool:
    """Tell whether a quantity in the sentence is what was inserted, and says the same as it says alone."""
    alone = find_quantities(pin.item.inserted)
    if len(alone) != 1:
        return bool(quantity.start >= pin.start and quantity.end <= pin.end)
    return signature(alone[0]) == signature(quantity)


def _without(text: str, spans: Iterable[object]) -> str:
    signs = list(text)
    for span in spans:
        start, end = span.start, span.end  # type: ignore[attr-defined]
        signs[start:end] = " " * (end - start)
    return "".join(signs)


def _tokens(text: str) -> set[str]:
    """Give what has a digit in it, without the punctuation around it."""
    return {token.strip(EDGES).casefold() for token in WITH_DIGIT.findall(text)}
