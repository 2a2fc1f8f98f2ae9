"""What a sentence says of its figures and events: which way they went, that they are not so, what was done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from assistant.writing.checks.claim import WORD, Claim, content
from assistant.writing.checks.words import ACTS, DENYING, DIRECTED, DIRECTIONS
from corpus.figures import Figure, Role
from corpus.language.stems import stem

CLAUSE = re.compile(
    r"[;:.!?]\s|,\s|\s[–—-]\s|\b(?:but|while|whereas|although|though|however|and)\b|\s\|\s|·", re.IGNORECASE
)

FROM = re.compile(r"\bfrom\s+$", re.IGNORECASE)
TO = re.compile(r"\bto\b", re.IGNORECASE)


def directions_held(claim: Claim) -> str:
    """Say so where a sentence tells a rise, a fall or that something stayed, and its evidence does not."""
    said = {way for way, pattern in DIRECTIONS.items() if pattern.search(claim.own)}
    order = _from_to(claim)
    if order is not None and not _in_order(*order):
        return "it turns round what changed from one figure to another"
    if not said:
        return ""
    worked = _worked_out(claim) if order is None else _sign(order[1].value, order[0].value)
    if worked is not None:
        return "" if said == {worked} else "it tells another direction than the figures have"
    for clause in _clauses(claim.own):
        for pattern in DIRECTIONS.values():
            if pattern.search(clause) and not any(pattern.search(one) for one in _nearest(claim, clause)):
                return "it tells a direction that its evidence does not"
    return ""


def denials_held(claim: Claim) -> str:
    """Say so where a sentence denies what its evidence says, or says what its evidence denies."""
    for clause in _clauses(claim.own):
        if len(content(clause)) < 1:
            continue
        near = _nearest(claim, clause)
        if near and all(_denies(one) != _denies(clause) for one in near):
            return "it denies what its evidence says, or says what its evidence denies"
    if _denies(claim.own) and not any(_denies(item.text) for item in claim.items):
        return "it denies what its evidence says, or says what its evidence denies"
    return ""


def acts_held(claim: Claim) -> str:
    """Say so where a sentence tells of an act or judges in words that its evidence has not."""
    for word in WORD.findall(claim.own):
        if stem(word) in ACTS and stem(word) not in claim.ground_stems:
            return f"it says “{word}”, which its evidence does not"
    return ""


def _denies(text: str) -> bool:
    return any(word.casefold() in DENYING for word in WORD.findall(text))


def _clauses(text: str) -> list[str]:
    return [clause for clause in CLAUSE.split(text) if clause and clause.strip()]


def _nearest(claim: Claim, clause: str) -> list[str]:
    """Give the clauses of the evidence that share most words with one of the sentence; all where none shares any."""
    words = {stem(word) for word in content(clause)} - DIRECTED
    scored = [
        (len(words & {stem(word) for word in content(one)}), one) for item in claim.items for one in _clauses(item.text)
    ]
    best = max((score for score, _ in scored), default=0)
    if not best:
        return [one for _, one in scored]
    return [one for score, one in scored if score == best]


def _worked_out(claim: Claim) -> int | None:
    """Give the direction that two figures of the sentence have: the later against the earlier, the own against another.

    None where they are not two, or cannot be held against each other.
    """
    stated = list(_figures(claim))
    if len(stated) != 2:
        return None
    one, other = stated
    if one.value is None or other.value is None or one.unit != other.unit:
        return None
    if one.period and other.period and one.period != other.period and one.role == other.role:
        earlier, later = sorted((one, other), key=lambda figure: (figure.period.last, figure.period.first))  # type: ignore[union-attr]
        return _sign(later.value, earlier.value)
    if (one.role, one.of) != (other.role, other.of) and Role.ACTUAL in (one.role, other.role):
        own, beside = (one, other) if one.role is Role.ACTUAL else (other, one)
        return _sign(own.value, beside.value)
    return None


def _from_to(claim: Claim) -> tuple[Figure, Figure] | None:
    """Give the two figures of a sentence that tells a change from one to the other, in its order."""
    stated = [(where, meant[0]) for part in claim.parts for where, meant in part.stated if meant]
    if len(stated) != 2:
        return None
    (one, first), (other, last) = stated
    between = claim.own[one.end : other.start]
    is_change = FROM.search(claim.own[: one.start]) and TO.search(between)
    return (first, last) if is_change else None


def _in_order(first: Figure, last: Figure) -> bool:
    """Tell whether one figure comes before another: in time, or where that is not known, in their quote."""
    if first.period and last.period and first.period != last.period:
        return (first.period.last, first.period.first) < (last.period.last, last.period.first)
    same = (first.document_id, first.block) == (last.document_id, last.block)
    return same and first.start < last.start


def _figures(claim: Claim) -> Iterator[Figure]:
    for part in claim.parts:
        for _, meant in part.stated:
            if meant:
                yield meant[0]


def _sign(value: Decimal | None, beside: Decimal | None) -> int:
    if value is None or beside is None or value == beside:
        return 0
    return 1 if value > beside else -1
