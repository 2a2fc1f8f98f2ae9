"""Two figures of one thing that papers state differently: where a question asks whether they agree."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.contradictions import PRINTED
from assistant.figure_candidates import FigureCandidate, agrees, fits_unit
from assistant.question import Question
from corpus.figures import Figure, Role
from corpus.language.periods import find_periods
from corpus.language.quantities import find_quantities

ASKED = re.compile(
    r"\b(?:match(?:es|ed)?|same (?:figure|throughout|number|thing|value)|say(?:ing)? the same|agree[sd]?"
    r"|differ(?:s|ent)?|consistent|tally|tallies|discrepan\w+|conflict\w*|disagree\w*|contradict\w*|restated|revised|corrected"
    r"|(?:chang|amend|updat)ed (?:later|since|afterwards)|(?:which|what)(?: one)? is (?:right|correct)"
    r"|according to \S+ .* according to|two (?:\w+ )?(?:figures|numbers|values))\b",
    re.IGNORECASE,
)
"""Words that ask whether papers state one thing in one way."""
EITHER = re.compile(r"(?P<one>[\d.,]+)\s*(?:%|m|k)?\s+or\s+£?(?P<other>[\d.,]+)")
"""Two numbers of which one is asked for: "is it 69.9 or 70.5"."""
LOOKED_AT = 16
"""Figures, best first, among which two are looked for."""
ABOUT_AS_GOOD = 1.0
"""How far below the best the better of the two may be."""
ENOUGH = 0.7
"""Share of the subject's words of the best figure that the other one must hold to be of the same thing."""
FAR = Decimal("1.35")
"""How many times one value may be the other for both to be taken for one thing stated differently."""
CLOSE = 2.0
NAMED = 6.0
SAME_TIME = 1.5
ANOTHER_PAPER = 0.5
"""What speaks for a pair beside the figures' own scores: how near the values are, that the question names them, that
both state the same period, that they stand in two papers."""
SETTLED = frozenset({Role.ACTUAL, Role.CHANGE, Role.FORECAST})
"""Roles that a sentence and a table may give one amount: an overspend is an amount here and a variance there."""


def asks_whether_papers_agree(question: Question) -> bool:
    """Tell whether a question asks for two values of one thing."""
    return ASKED.search(question.text) is not None or bool(_named(question))


def differing(question: Question, found: Sequence[FigureCandidate]) -> tuple[FigureCandidate, FigureCandidate] | None:
    """Give the two figures that state one thing differently, the better one first; None where all agree."""
    named = _named(question)
    considered = [one for one in found if not one.features.other_period and _has_the_unit(question, one)]
    considered = considered if named else considered[:LOOKED_AT]
    best_pair: tuple[float, FigureCandidate, FigureCandidate] | None = None
    for at, one in enumerate(considered):
        if not named and one.score < considered[0].score - ABOUT_AS_GOOD:
            break
        for other in considered[at + 1 :]:
            if not differs(one, other):
                continue
            weight = one.score + other.score + _speaks(one, other)
            weight += NAMED * sum(each.figure.number.strip("£%") in named for each in (one, other))
            if best_pair is None or weight > best_pair[0]:
                best_pair = (weight, one, other)
    return best_pair[1:] if best_pair else None


def differs(one: FigureCandidate, other: FigureCandidate) -> bool:
    """Tell whether two figures may state one thing differently: another value, not far off, in another place."""
    a, b = one.figure, other.figure
    if a.unit != b.unit or not a.value or not b.value or a.value == b.value:
        return False
    if a.role is not b.role and not {a.role, b.role} <= SETTLED:
        return False
    if a.place and b.place and a.place != b.place:
        return False
    if a.period and b.period and not (agrees([a.period], b.period) or agrees([b.period], a.period)):
        return False
    x, y = abs(a.value), abs(b.value)
    elsewhere = (one.block.id, one.candidate.start) != (other.block.id, other.candidate.start)
    held = [each.features.own + each.features.sentence + each.features.topic for each in (one, other)]
    alike = min(held) >= ENOUGH * max(held) and one.features.other_flow == other.features.other_flow
    return elsewhere and alike and max(x, y) / min(x, y) <= FAR and not _rounds(a, b)


def _has_the_unit(question: Question, one: FigureCandidate) -> bool:
    return question.unit not in PRINTED or fits_unit(question, one.figure)


def _rounds(one: Figure, other: Figure) -> bool:
    """Tell whether one value is the other one rounded, or is said to be approximate."""
    if one.approximate or other.approximate or one.value is None or other.value is None:
        return bool(one.approximate or other.approximate)
    places = [len(figure.number.partition(".")[2].rstrip("%mk ")) for figure in (one, other)]
    fewer = min(places)
    return places[0] != places[1] and round(one.value, fewer) == round(other.value, fewer)


def _speaks(one: FigureCandidate, other: FigureCandidate) -> float:
    """Give what speaks for two figures being of one thing."""
    a, b = abs(one.figure.value or Decimal(1)), abs(other.figure.value or Decimal(1))
    near = float(1 - (max(a, b) / min(a, b) - 1) / (FAR - 1))
    same_time = one.figure.period is not None and one.figure.period == other.figure.period
    apart = one.block.document_id != other.block.document_id or one.figure.paper != other.figure.paper
    return CLOSE * near + SAME_TIME * same_time + ANOTHER_PAPER * apart


def _named(question: Question) -> set[str]:
    """Give the two numbers of which a question asks which one holds."""
    dated = find_periods(question.text)
    for match in EITHER.finditer(question.text):
        if not any(found.start < match.end() and match.start() < found.end for found in dated):
            values = {match["one"].strip(".,"), match["other"].strip(".,")}
            if all(find_quantities(value) for value in values):
                return values
    return set()
