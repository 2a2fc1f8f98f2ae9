"""Values worked out from stated figures, each with its working and the interval that rounding allows.

A working uses the numbers as they are printed, so that it can be followed from the quotes; numbers in words are
written in digits. Figures in thousands or millions are brought to one scale first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import product

from assistant.answers import Derived
from corpus.figures import Figure, Role
from corpus.language.numbers import number_value, worded_value

HUNDRED = Decimal(100)
TENTH = Decimal("0.1")
SCALES = {Decimal(1): "", Decimal(1000): " thousand", Decimal(10**6): "m", Decimal(10**9): "bn"}
"""What a printed number is multiplied by to give its value, and how that is said behind an amount of money."""
SET = frozenset({Role.TARGET, Role.FLOOR})
"""Roles of values that were set and not measured: they are not rounded."""


@dataclass(frozen=True, slots=True)
class Term:
    """A figure in a working: its number as printed without its sign, its sign, and what one of it is worth.

    `half` is by how much the value that was rounded may differ, in units of the number.
    """

    number: Decimal
    negative: bool
    scale: Decimal
    half: Decimal

    @property
    def value(self) -> Decimal:
        """The value in units of its own scale, with its sign."""
        return -self.number if self.negative else self.number

    def scaled(self, scale: Decimal) -> str:
        """Write the number in another, smaller scale: "1.2 × 1000"."""
        times = self.scale / scale
        factors = 0
        while times >= 1000:
            times /= 1000
            factors += 1
        return f"{self.number}{' × 1000' * factors}"


def term_of(figure: Figure) -> Term | None:
    """Read a figure as a term; None for one that a working cannot show, as "a third" or a range."""
    if figure.value is None or figure.high is not None:
        return None
    number = bare(figure)
    if number is None:
        return None
    scale = abs(figure.value / number) if number else Decimal(1)
    if scale not in SCALES:
        return None
    return Term(number, figure.value < 0, scale, _rounding(figure, number, scale))


def _rounding(figure: Figure, number: Decimal, scale: Decimal) -> Decimal:
    """Give by how much what was rounded may differ: targets are set, and whole numbers of people or pounds counted."""
    if figure.role in SET:
        return Decimal(0)
    if places_of(number) == 0 and (scale > 1 or figure.unit == "%" or figure.unit.startswith("per ")):
        return Decimal("0.5")
    return rounding_of(number)


def difference_of(first: Figure, last: Figure) -> Derived | None:
    """Work out by how much one figure is more than another, with what rounding allows."""
    terms = _terms((first, last))
    if terms is None:
        return None
    high, low = sorted(terms, key=lambda term: -term.value * term.scale)
    scale = min(high.scale, low.scale)
    if high.negative and low.negative:  # -3 is by two more than -5
        formula = f"{low.scaled(scale)} - {high.scaled(scale)}"
    else:
        sign = "+" if low.negative else "-"
        formula = f"{high.scaled(scale)} {sign} {low.scaled(scale)}"
    # How far two percentages are apart is told in points.
    unit = " percentage points" if first.unit == "%" else unit_words(first, scale)
    return _total(formula, ((high, 1), (low, -1)), scale, unit)


def sum_of(figures: Sequence[Figure]) -> Derived | None:
    """Add figures; those below nothing are taken off, and the total is given without its sign where all are."""
    terms = _terms(figures)
    if terms is None or len(terms) < 2:
        return None
    scale = min(term.scale for term in terms)
    turned = -1 if all(term.negative for term in terms) else 1
    if terms[0].value * turned < 0:
        return None
    formula = terms[0].scaled(scale)
    for term in terms[1:]:
        formula += f" {'+' if term.value * turned >= 0 else '-'} {term.scaled(scale)}"
    return _total(formula, [(term, turned) for term in terms], scale, unit_words(figures[0], scale))


def change_of(first: Figure, last: Figure) -> Derived | None:
    """Work out by how many per cent a figure changed from the first value to the last."""
    terms = _terms((first, last))
    if terms is None or not terms[0].number or terms[0].scale != terms[1].scale or any(t.negative for t in terms):
        return None
    a, b = terms
    value, low, high = _spread(lambda x, y: HUNDRED * (y - x) / x, a, b)
    return Derived(f"({b.number} - {a.number}) × 100 ÷ {a.number}", value, low, high, "%")


def share_of(part: Figure, whole: Figure) -> Derived | None:
    """Work out what percentage one figure is of another."""
    terms = _terms((part, whole))
    if terms is None or not terms[1].number or terms[0].scale != terms[1].scale:
        return None
    a, b = terms
    value, low, high = _spread(lambda x, y: HUNDRED * x / y, a, b)
    return Derived(f"{a.number} × 100 ÷ {b.number}", value, low, high, "%")


def average_of(total: Figure, among: Figure) -> Derived | None:
    """Work out how much of a total there is for each of a number of things."""
    terms = _terms((total, among))
    if terms is None or not terms[1].number or terms[1].scale != 1:
        return None
    a, b = terms
    places = max(places_of(a.number) + 1, 1 if total.unit == "count" else 0)
    value, low, high = _spread(lambda x, y: x / y, a, b, Decimal(1) / Decimal(10) ** places)
    return Derived(f"{a.number} ÷ {b.number}", value, low, high, unit_words(total, a.scale))


def product_of(each: Figure, times: Figure) -> Derived | None:
    """Work out what so many of a thing come to at the value of each."""
    terms = _terms((each, times))
    if terms is None or terms[1].scale != 1:
        return None
    a, b = terms
    value, low, high = (f"{x * b.number:f}" for x in (a.number, a.number - a.half, a.number + a.half))
    return Derived(f"{a.number} × {b.number}", value, low, high, unit_words(each, a.scale))


def _terms(figures: Iterable[Figure]) -> list[Term] | None:
    terms = [term_of(figure) for figure in figures]
    return None if None in terms else [term for term in terms if term is not None]


def _total(formula: str, terms: Sequence[tuple[Term, int]], scale: Decimal, unit: str) -> Derived:
    """Give the sum of terms with their signs, in one scale, to the places of the finest of them."""
    value = sum((sign * term.value * term.scale / scale for term, sign in terms), Decimal(0))
    rounding = sum((term.half * term.scale / scale for term, _ in terms), Decimal(0))
    shown = max(places_of(term.number) for term, _ in terms if term.scale == scale)
    said = f"{value:.{shown}f}"
    return Derived(formula, said, f"{value - rounding:f}", f"{value + rounding:f}", unit)


def _spread(
    work: Callable[[Decimal, Decimal], Decimal], a: Term, b: Term, places: Decimal = TENTH
) -> tuple[str, str, str]:
    """Give what a working of two terms comes to, and the least and the most that their rounding allows."""
    value = work(a.number, b.number).quantize(places, rounding=ROUND_HALF_UP)
    corners = [work(a.number + x, b.number + y) for x, y in product((-a.half, a.half), (-b.half, b.half))]
    low, high = (end.quantize(places, rounding=ROUND_HALF_UP) for end in (min(corners), max(corners)))
    return str(value), str(low), str(high)


def unit_words(figure: Figure, scale: Decimal = Decimal(1)) -> str:
    """Give the unit of a value that was worked out: behind it, or "£" and the scale for an amount of money."""
    if figure.unit == "GBP":
        return f"£{SCALES[scale]}"
    if figure.unit == "%":
        return "%"
    return SCALES[scale] if figure.unit == "count" else f" {figure.unit}"


def bare(figure: Figure) -> Decimal | None:
    """Give the number that is printed, without its signs; one in words is read, None for a part such as "a third"."""
    number = number_value(figure.number)
    if number is not None:
        return abs(number)
    return worded_value(figure.number.strip())


def in_words(figure: Figure) -> bool:
    """Tell whether a figure's number is printed in words, "forty-seven"."""
    return re.search(r"\d", figure.number) is None and bare(figure) is not None


def rounding_of(value: Decimal) -> Decimal:
    """Give by how much the value that was rounded may differ: half of its last place, nothing for a whole number."""
    return Decimal(5) / Decimal(10) ** (places_of(value) + 1) if places_of(value) else Decimal(0)


def places_of(value: Decimal) -> int:
    """Give how many places a value has behind its point."""
    return max(0, -int(value.as_tuple().exponent))
