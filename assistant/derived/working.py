"""What follows from stated figures: differences, and the rate of a number by another number's rate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from assistant.answers import Derived
from assistant.derived.arithmetic import bare, difference_of, places_of
from assistant.derived.pairs import Again
from assistant.figures.answering import Chosen, Kind
from assistant.opened import Opened
from assistant.questions.question import Question
from assistant.ranking.figure_candidates import FigureCandidate
from corpus.figures import Figure, Role
from corpus.language.flows import names_flow
from corpus.language.units import Unit
from corpus.records import Block

AGREES = 0.8
"""How well the period of a number must agree with the one asked for: it is stated, be it in the heading."""
BRACKET = 3
"""Characters between a number and its rate in brackets: "429 (149 per 10k)"."""
WHOLE = 0.9
"""Share of the subject's words that a number must hold itself to be taken for what is asked for."""


@dataclass(frozen=True, slots=True)
class NumberAndRate:
    """A number and its rate, stated together: they give the population that both are of."""

    block: Block
    number: Figure
    rate: Figure


def difference(chosen: Chosen) -> Derived | None:
    """Work out the difference that is asked for, with what rounding allows."""
    if chosen.kind is not Kind.DIFFERENCE:
        return None
    return difference_of(chosen.figures[0].figure, chosen.figures[1].figure)


def rate_from_number(
    opened: Opened, question: Question, found: Sequence[FigureCandidate], again: Again
) -> tuple[FigureCandidate, NumberAndRate] | None:
    """Find a number whose rate is asked for and not stated, and another number with its rate of the same time.

    Both are of one population only where they are stocks of one paper; a rate of those who come or go is another.
    """
    if question.unit is not Unit.RATE or _is_stated(found):
        return None
    numbers = again(replace(question, unit=Unit.COUNT))
    number = next((one for one in numbers if _is_asked(question, one)), None)
    if number is None:
        return None
    pair = _pair_beside(opened, number)
    return (number, pair) if pair else None


def rate_worked_out(number: FigureCandidate, pair: NumberAndRate) -> Derived | None:
    """Work out a rate: number × rate ÷ number of the pair."""
    n, r, m = bare(number.figure), bare(pair.rate), bare(pair.number)
    if n is None or r is None or not m:
        return None
    half = Decimal(5) / Decimal(10) ** (places_of(r) + 1)
    shown = Decimal(1) / Decimal(10) ** (places_of(r) + 1)
    value, low, high = ((n * each / m).quantize(shown, rounding=ROUND_HALF_UP) for each in (r, r - half, r + half))
    return Derived(f"{n} × {r} ÷ {m}", str(value), str(low), str(high), f" {pair.rate.unit}")


def _is_stated(found: Sequence[FigureCandidate]) -> bool:
    """Tell whether the rate that is asked for is stated: the best figures hold one of that subject and time."""
    return any(
        one.figure.unit.startswith("per ")
        and one.features.own + one.features.sentence >= WHOLE
        and not one.features.other_flow
        and not one.features.other_term
        and not one.features.other_period
        and not one.features.elsewhere
        for one in found[:5]
    )


def _is_asked(question: Question, one: FigureCandidate) -> bool:
    timely = one.figure.period is not None and (one.features.period >= AGREES or not question.periods)
    plain = not (one.features.other_flow or one.features.qualified or one.features.other_term)
    return (
        one.figure.unit == "count"
        and one.figure.role is Role.ACTUAL
        and one.features.own + one.features.sentence >= WHOLE
        and timely
        and plain
    )


def _pair_beside(opened: Opened, number: FigureCandidate) -> NumberAndRate | None:
    """Give the nearest number with its rate in brackets, of the same paper, place and period."""
    document_id = number.block.document_id
    paper = opened.paper(number.block)
    figures = opened.snapshot.catalogue.register.of_paper(document_id, number.figure.paper)
    pairs = []
    for one, after in pairwise(figures):
        together = one.block == after.block and 0 <= after.start - one.end <= BRACKET
        if not together or one.unit != "count" or not after.unit.startswith("per ") or one.role is not Role.ACTUAL:
            continue
        same = (one.period, one.place) == (number.figure.period, number.figure.place)
        if (
            same
            and not names_flow(f"{one.measure} {one.topic[:80]}")
            and paper.first_block <= one.block <= paper.last_block
        ):
            pairs.append((abs(one.block - number.figure.block), one, after))
    if not pairs:
        return None
    _, one, after = min(pairs, key=lambda each: each[0])
    return NumberAndRate(opened.blocks(document_id, one.block, one.block)[0], one, after)
