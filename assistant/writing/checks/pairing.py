"""Each figure of a sentence with what it is of: its own time, role, place and measure, not those of a neighbour."""

from __future__ import annotations

import re

from assistant.writing.checks.claim import Claim, Part, Pin, content, signature
from assistant.writing.checks.times import agrees
from assistant.writing.checks.words import DIRECTED, RELATIVE, SAYING
from corpus.figures import Figure, Role
from corpus.language.comparators import Comparator, find_comparators
from corpus.language.periods import Period, find_periods
from corpus.language.quantities import Quantity, find_quantities
from corpus.language.stems import stem, stems

BESIDE = re.compile(
    r"\b(?:above|below|over|under|than|against|compared|met|meets|missed|exceed\w*|beyond|short of|within|towards?)\b",
    re.IGNORECASE,
)
"""What stands between a figure and the target or the comparator that it is held against."""
TOLD = frozenset({Role.TARGET, Role.FLOOR, Role.FORECAST, Role.BUDGET, Role.COMPARATOR})
"""Roles that a sentence must name where it states a figure of one."""


def times_fit(claim: Claim) -> str:
    """Say so where a figure stands with a time that is not its own, or without one where it needs one."""
    named = {found.period for found in claim.periods}
    for part in claim.parts:
        for where, meant in part.stated:
            if not meant and not named:
                continue
            told = {found.period for found in part.periods} if len(named) > 1 else named
            if len(told) > 1 or (len(named) > 1 and not told):
                return "it cannot be told which time belongs to which figure: one figure with one time in a part"
            if told and not _fits_time(claim, where, meant, next(iter(told))):
                return "it gives a figure with a time that is not the figure’s own"
            if not told and meant and all(_needs_time(claim, figure) for figure in meant):
                return "it gives a figure without its time, though its evidence has others of other times"
    return ""


def roles_fit(claim: Claim) -> str:
    """Say so where a target, forecast or comparator is told as a figure of the council's own, or the other way."""
    for part in claim.parts:
        named = [one for one in find_comparators(part.text) if one.role is not Role.CHANGE]
        alone = len(claim.parts) == 1 or sum(bool(other.stated) for other in claim.parts) == 1
        around = named if not alone else [one for one in find_comparators(claim.own) if one.role is not Role.CHANGE]
        for where, meant in part.stated:
            if meant and not any(_fits_role(figure, named, around, part, where, meant) for figure in meant):
                return "it gives a figure another role than its evidence does (target, forecast, England …)"
    return ""


def words_fit(claim: Claim) -> str:
    """Say so where a figure stands with words that are another figure's, or that its evidence has not."""
    for part in claim.parts:
        if not part.stated:
            continue
        here = set(stems(" ".join(content(_around(claim, part)))))
        for where, meant in part.stated:
            if meant and all(_is_of_another(claim, part, here, figure) for figure in meant):
                return "it gives a figure with the words of another one"
            if isinstance(where, Quantity) and not meant and not _stands_with(claim, where, here):
                return "it gives a number with words that it does not stand with"
        strange = [
            word
            for word in content(_around(claim, part))
            if stem(word) not in SAYING and stem(word) not in DIRECTED and not claim.holds(word)
        ]
        if strange:
            return f"it says “{strange[0]}” of a figure, which its evidence does not"
    return ""


def _around(claim: Claim, part: Part) -> str:
    """Give the words of a part, without what was inserted and without its times."""
    signs = list(claim.own)
    for pin in claim.pins:
        signs[pin.start : pin.end] = " " * (pin.end - pin.start)
    for found in claim.periods:
        signs[found.start : found.end] = " " * (found.end - found.start)
    for quantity in claim.quantities:
        signs[quantity.start : quantity.end] = " " * (quantity.end - quantity.start)
    return "".join(signs[part.start : part.end])


def _fits_time(claim: Claim, where: Quantity | Pin, meant: tuple[Figure, ...], said: Period) -> bool:
    timed = [figure for figure in meant if figure.period is not None]
    items = [where.item] if isinstance(where, Pin) else claim.items
    own = {found.period for item in items for found in find_periods(item.text)}
    if timed:
        # "The month before, 81%" under a heading of May: the time that the register took from there may be another.
        leans = any(RELATIVE.search(item.text) for item in items) and not own
        known = [figure.period for figure in timed if figure.period and not (leans and figure.inherited)]
        return any(agrees(said, period) for period in known)
    # The register knows no time of it: then the words of its quote must leave no choice.
    return len(own) == 1 and agrees(said, next(iter(own)))


def _needs_time(claim: Claim, figure: Figure) -> bool:
    """Tell whether the evidence has another figure that differs from this one in its time alone."""
    if figure.period is None:
        return False
    mine = _own_stems(figure)
    return any(
        other.period not in (None, figure.period)
        and other.unit == figure.unit
        and (other.role, other.of, other.place, other.breakdown)
        == (figure.role, figure.of, figure.place, figure.breakdown)
        and bool(_own_stems(other) & mine)
        for other in claim.figures
        if other.id != figure.id
    )


def _fits_role(
    figure: Figure,
    named: list[Comparator],
    around: list[Comparator],
    part: Part,
    where: Quantity | Pin,
    meant: tuple[Figure, ...],
) -> bool:
    if figure.role in TOLD:
        return any(one.role is figure.role and _same_place(one.of, figure) for one in around)
    others = [f for _, several in part.stated for f in several if f not in meant]
    for one in named:
        if one.role not in TOLD or any(other.role is one.role for other in others):
            continue
        at = where.start - part.start
        between = part.text[min(at, one.start) : max(at, one.end)]
        if not BESIDE.search(between) and not (one.of and one.of.casefold() in figure.place.casefold()):
            return False
    return True


def _same_place(of: str, figure: Figure) -> bool:
    return figure.role is not Role.COMPARATOR or not figure.of or of.casefold() == figure.of.casefold()


def _stands_with(claim: Claim, quantity: Quantity, here: set[str]) -> bool:
    """Tell whether a number that the register has not stands in a passage that has all the words around it, too."""
    return any(
        here - SAYING - DIRECTED <= set(stems(item.text))
        for item in claim.items
        if signature(quantity) in {signature(one) for one in find_quantities(item.text)} or item.working is not None
    )


def _is_of_another(claim: Claim, part: Part, here: set[str], figure: Figure) -> bool:
    """Tell whether a part speaks in words that tell another figure of the evidence from this one."""
    mine = _own_stems(figure)
    beside = {f.id for _, several in part.stated for f in several}
    for other in claim.figures:
        if other.id == figure.id or other.id in beside:
            continue
        if here & (_own_stems(other) - mine - SAYING - DIRECTED):
            return True
    return False


def _own_stems(figure: Figure) -> frozenset[str]:
    words = " ".join((*figure.words, figure.place, figure.of, *figure.inherited))
    return frozenset(stems(" ".join(content(words))))
