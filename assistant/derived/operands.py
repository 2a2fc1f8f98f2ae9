"""Figures that something may be worked out from: of the subject and time asked for, and of one measure with another."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from assistant.answers import Derived
from assistant.derived.pairs import share_word
from assistant.questions.sought import Sought
from assistant.ranking.figure_asked import agrees
from assistant.ranking.figure_candidates import FigureCandidate
from corpus.figures import Figure, Role
from corpus.language.stems import known_stems

LOOKED_AT = 16
"""Figures of each part, best first, among which operands are looked for."""
NEAR = 0.55
"""Share of the subject's words that a figure must hold itself, in its sentence or in what it hangs under."""
ENOUGH = 0.8
"""Share of the subject's words that the operands together must hold, with all that stands above them."""
TELLING = 0.5
"""Rarity of a word from which on it must not be missing from them."""
TIMELY = 0.5
"""How well a figure's period must agree with the one that was asked for."""
SAME = 0.3
"""How far the shares of the subject that two figures of one measure hold may lie apart."""
REACHED = frozenset({Role.ACTUAL, Role.PREVIOUS})
"""Roles of values that were reached."""


@dataclass(frozen=True, slots=True)
class Calculation:
    """The figures that a value is worked out from, in the order in which they are said, and the working.

    Where a paper states what would be worked out, `working` is None and the one figure is that. `otherwise` is a figure
    that states it with another value.
    """

    figures: tuple[FigureCandidate, ...]
    working: Derived | None
    otherwise: FigureCandidate | None = None


def without(sought: Sought, asking: Collection[str]) -> Sought:
    """Give what is sought without the words that ask for something to be worked out: they name no subject."""
    core = tuple(
        own and not any(set(spelling) <= set(asking) for spelling in group)
        for own, group in zip(sought.core, sought.groups, strict=True)
    )
    return replace(sought, core=core)


def near(one: FigureCandidate) -> float:
    """Give the share of the subject that a figure holds itself, in its sentence or in what it hangs under."""
    f = one.features
    return f.own + f.sentence + f.topic + (f.above if one.figure.column is not None else 0.0)


def held_together(sought: Sought, figures: Iterable[FigureCandidate]) -> bool:
    """Tell whether figures hold, between them and all that stands above them, what the question is about."""
    held = [any(here) for here in zip(*(one.held for one in figures), strict=True)]
    missing = [r for r, core, here in zip(sought.rarity, sought.core, held, strict=True) if core and not here]
    return (
        any(sought.core)
        and sought.core_share(held) >= ENOUGH
        and max(missing, default=0.0) < TELLING
        and not sought.lacks_number(held)
    )


def is_plain(one: FigureCandidate) -> bool:
    """Tell whether a figure is of what was asked for and of no narrower or other thing."""
    f = one.features
    return not (f.other_flow or f.other_term or f.qualified or f.elsewhere)


def is_timely(one: FigureCandidate) -> bool:
    """Tell whether a figure is of the time asked for."""
    return one.features.period >= TIMELY


def of_one_measure(one: FigureCandidate, other: FigureCandidate) -> bool:
    """Tell whether two figures may be of one measure: of one unit, place and part of the whole, in the same words."""
    a, b = one.figure, other.figure
    if a.id == b.id or a.unit != b.unit or a.value is None or b.value is None:
        return False
    if a.place and b.place and a.place != b.place:
        return False
    if one.block.id != other.block.id and not share_word(a, b):
        return False  # "of pupils" and "books" are two things, though both stand beside the words asked for
    return abs(near(one) - near(other)) <= SAME and of_one_form(a, b)


def of_one_form(one: Figure, other: Figure) -> bool:
    """Tell whether two bare numbers can be of one kind: people are counted whole, and a rate has places."""
    if one.unit != "count":
        return True
    whole = [figure.value is not None and figure.value == figure.value.to_integral_value() for figure in (one, other)]
    return whole[0] == whole[1] or not any(figure.column is not None for figure in (one, other))


def common_words(one: FigureCandidate, other: FigureCandidate) -> float:
    """Give how many words two measures share, 0 to 1: two values of one measure are put in the same words."""
    a, b = (set(known_stems(f"{each.figure.measure} {each.figure.topic}")) for each in (one, other))
    return len(a & b) / len(a | b) if a | b else 0.0


def of_one_time(one: Figure, other: Figure) -> bool:
    """Tell whether two figures may be of one time: of the same, of one within the other, or of none that is told."""
    a, b = one.period, other.period
    return a is None or b is None or a == b or agrees([a], b) or agrees([b], a)
