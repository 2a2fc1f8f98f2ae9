"""Two figures that state one thing differently: where a question asks for them, and where it does not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.figures.measured import OF_VALUES, measured, words_of
from assistant.opened import Opened
from assistant.questions.agreement import tables_named, values_named
from assistant.questions.question import Question
from assistant.ranking.contradictions import PRINTED
from assistant.ranking.figure_asked import agrees, fits_unit
from assistant.ranking.figure_candidates import FigureCandidate
from corpus.figures import Figure, Role
from corpus.language.numbers import number_value
from corpus.language.periods import Period, month
from corpus.language.units import Unit

LOOKED_AT = 16
"""Figures, best first, among which two are looked for."""
ABOUT_AS_GOOD = 1.5
"""How far below the best the better of the two may be."""
ENOUGH = 0.7
MOSTLY = 0.6
"""Share of the subject's words of the best figure that the other one must hold to be of the same thing, or of the words
of its measure."""
AS_WHOLE = 0.05
"""How much less of the subject the words of a figure may hold that nobody asked for beside the best one."""
SAID_AGAIN = 4
"""Words of a measure that are enough to say again what a longer one says."""
FAR = Decimal("1.35")
"""How many times one value may be the other for both to be taken for one thing stated differently."""
NEAR = Decimal("1.25")
"""The same where nobody asks for two values."""
TABLE_REACH = 40
"""Blocks within which the cells of one document are taken to be of one table."""
BRIEF_DAYS = 31
"""Days of the periods that are one time if they end on the same day: "at 31 May", "in May"."""
TELLING = 2
"""Words that both measures must share where no term of the glossary names them."""
CLOSE = 2.0
NAMED = 6.0
IN_TABLES = 2.0
SAME_TIME = 1.5
SAME_WORDS = 2.0
ANOTHER_PAPER = 0.5
SETTLED = 4.5
"""What speaks for a pair beside the figures' own scores: how near the values are, that the question names them or that
they stand in a table, that both state the same period, how many words their measures share, that they stand in two
papers, that one of them says which value holds."""
GAP = Decimal("0.02")
"""How far apart two values are, as a share, that are half as near as equal ones."""
ONE_AMOUNT = frozenset({Role.ACTUAL, Role.CHANGE, Role.FORECAST})
"""Roles that a sentence and a table may give one amount: an overspend is an amount here and a variance there."""
SETTLES = re.compile(
    r"\b(?:restate[ds]?|revised|corrected|(?:right|correct) (?:figure|number|value)|in error|wrongly)\b", re.IGNORECASE
)
"""Words of a sentence or a column's head that take back what was stated before."""
LEFT_OUT = re.compile(r"\b(?:exclud\w+|except|excepting|other than|apart from|not including|net of)\b", re.IGNORECASE)
"""Words by which a figure leaves out what another one may count."""
Rivals = Callable[[Figure], list[FigureCandidate]]
"""Gives the figures of all papers that state one thing with another value than a figure does."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two figures that may state one thing, the better one first, with what speaks for it, each from 0 to 1.

    `words`: the share of the words of one measure that the other one has, too, or hangs under; `time`: both state one
    period; `near`: how near the values are; `apart`: they stand in two papers.
    """

    one: FigureCandidate
    other: FigureCandidate
    words: float
    time: float
    near: float
    apart: float

    @property
    def weight(self) -> float:
        """What speaks for the pair by itself, whatever the figures' scores."""
        return CLOSE * self.near + SAME_TIME * self.time + SAME_WORDS * self.words + ANOTHER_PAPER * self.apart


def differing(opened: Opened, question: Question, found: Sequence[FigureCandidate], rivals: Rivals) -> Pair | None:
    """Give the two figures that state differently what a question asks for twice; None where all agree."""
    named = values_named(question.text)
    considered = [one for one in found if _has_the_unit(question, one) and (named or not one.features.other_period)]
    considered = considered if named else considered[:LOOKED_AT]
    tables = tables_named(question.text)
    best: tuple[float, Pair] | None = None
    for at, one in enumerate(considered):
        if not named and one.score < considered[0].score - ABOUT_AS_GOOD:
            break
        for pair in _pairs_with(opened, one, considered[at + 1 :], rivals, named):
            both = (pair.one.figure, pair.other.figure)
            weight = pair.one.score + pair.other.score
            weight += NAMED if _are_named(both, named) else pair.weight
            if tables:
                weight += IN_TABLES * (sum(figure.column is not None for figure in both) == tables)
            else:
                weight += SETTLED * (settles(pair.one) or settles(pair.other))
            if best is None or weight > best[0]:
                best = (weight, pair)
    return best[1] if best else None


def stated_otherwise(
    opened: Opened, best: FigureCandidate, found: Sequence[FigureCandidate], rivals: Rivals
) -> Pair | None:
    """Give the best figure with one that states the same with another value; None where no paper does.

    Nobody asked for two values, so both must measure the same by their own words, in the same time, role and place.
    """
    known = {one.figure.id for one in found}
    near = [one for one in found if state_one_thing(opened, best.figure, one.figure)]
    near += [one for one in rivals(best.figure) if one.figure.id not in known]
    pairs = [_paired(opened, best, other) for other in near if _same(opened, best, other)]
    return max(pairs, key=lambda pair: pair.weight, default=None)


def _pairs_with(
    opened: Opened, one: FigureCandidate, others: Sequence[FigureCandidate], rivals: Rivals, named: frozenset[str]
) -> Iterator[Pair]:
    """Give the pairs of a figure with others that were found for the question, and with rivals that were not."""
    for other in others:
        pair = _paired(opened, one, other)
        if _may_differ(pair, named=_are_named((one.figure, other.figure), named)):
            yield pair
    known = {one.figure.id, *(other.figure.id for other in others)}
    for rival in rivals(one.figure):
        if rival.figure.id not in known and _same(opened, one, rival):
            yield _paired(opened, one, rival)


def _are_named(figures: tuple[Figure, Figure], named: frozenset[str]) -> bool:
    return bool(named) and {figure.number.strip("£%") for figure in figures} == named


def apart(one: Figure, other: Figure) -> bool:
    """Tell whether two figures stand in two blocks, and not in the cells of what is likely one table.

    Who writes two values beside each other does not contradict himself, and the rows of a table are of several things.
    """
    if one.document_id != other.document_id:
        return True
    cells = one.column is not None and other.column is not None
    return one.block != other.block and not (cells and abs(one.block - other.block) <= TABLE_REACH)


def settled_time(period: Period) -> Period:
    """Give a period, the end of a month as the month: "month end May 2019" is 31 May 2019."""
    whole = month(period.last.year, period.last.month)
    return whole if period == Period(whole.last, whole.last) else period


def times(one: Figure, other: Figure) -> Decimal | None:
    """Give how many times the one value is the other, at least 1; None where either is nothing or not known."""
    if not one.value or not other.value:
        return None
    a, b = abs(one.value), abs(other.value)
    return max(a, b) / min(a, b)


def is_rounded(one: Figure, other: Figure) -> bool:
    """Tell whether one value is the other one rounded, or is said to be approximate."""
    if one.approximate or other.approximate or one.value is None or other.value is None:
        return bool(one.approximate or other.approximate)
    return abs(abs(one.value) - abs(other.value)) * 2 <= max(_step(one), _step(other))


def _step(figure: Figure) -> Decimal:
    """Give what the last printed digit of a value counts: 100,000 for "£1.6m", 1,000 for "24,000"."""
    bare = number_value(figure.number)
    if not bare or figure.value is None:
        return Decimal(0)
    digits = figure.number.strip("+-−–£% ").replace(",", "")
    decimals = len(re.sub(r"\D", "", digits.partition(".")[2]))
    zeros = len(digits) - len(digits.rstrip("0")) if digits.isdigit() else 0
    return abs(figure.value / bare) * Decimal(10) ** (zeros - decimals)


def settles(one: FigureCandidate) -> bool:
    """Tell whether the sentence of a figure, or its column's head, takes back what was stated before."""
    return SETTLES.search(one.figure.measure if one.figure.column is not None else one.candidate.text) is not None


def _may_differ(pair: Pair, *, named: bool) -> bool:
    """Tell whether two figures may state what a question asks for twice: another value, not far off, elsewhere."""
    one, other = pair.one, pair.other
    a, b = one.figure, other.figure
    ratio = times(a, b)
    if a.unit != b.unit or ratio is None or ratio == 1 or ratio > FAR or is_rounded(a, b):
        return False
    if (a.place and b.place and a.place != b.place) or not _one_amount(a, b):
        return False
    timely = named or bool(one.features.period and other.features.period and (a.inherited or b.inherited))
    if a.period and b.period and not timely and not (agrees([a.period], b.period) or agrees([b.period], a.period)):
        return False
    held = [each.features.own + each.features.sentence + each.features.topic for each in (one, other)]
    alike = min(held) >= ENOUGH * max(held) or pair.words >= MOSTLY
    # Those who come in are not those who are there; of money the same words say nothing.
    plain = alike and (a.unit == str(Unit.MONEY) or one.features.other_flow == other.features.other_flow)
    elsewhere = (one.block.id, one.candidate.start) != (other.block.id, other.candidate.start)
    return (named or plain) and (elsewhere or settles(one) != settles(other))


def _same(opened: Opened, one: FigureCandidate, other: FigureCandidate) -> bool:
    """Tell whether the words around two figures of one thing let them be the same: no flow, no part left out."""
    held = [each.features.own + each.features.sentence for each in (one, other)]
    plain = (other.features.other_flow, other.features.other_term) <= (one.features.other_flow, one.features.other_term)
    own, its = measured(opened, one.figure).words, measured(opened, other.figure).words
    said_again = len(its) >= SAID_AGAIN and its <= own  # "development of parks", where the other adds in which wards
    return (
        plain
        and (said_again or held[1] >= held[0] - AS_WHOLE)
        and not any(LEFT_OUT.search(e.candidate.text) for e in (one, other))
    )


def state_one_thing(opened: Opened, one: Figure, other: Figure) -> bool:
    """Tell whether two figures state one thing with two near values, by what they are of themselves."""
    ratio = times(one, other)
    if one.unit != other.unit or ratio is None or ratio == 1 or ratio > NEAR or not one_time(one, other):
        return False
    if not (one.role is other.role or {one.role, other.role} <= {Role.ACTUAL, Role.CHANGE}):
        return False
    if (one.place and other.place and one.place != other.place) or is_rounded(one, other) or not apart(one, other):
        return False
    return _one_measure(opened, one, other)


def _one_measure(opened: Opened, one: Figure, other: Figure) -> bool:
    """Tell whether two measures share their words, and at most one of them has words that the other lacks."""
    a, b = measured(opened, one), measured(opened, other)
    shared = a.words & b.words
    if (len(shared) < TELLING and not shared & a.terms) or a.ages != b.ages:
        return False
    rest = [
        own.words - of.words - words_of(opened, figure.topic, figure.place).words - OF_VALUES
        for own, of, figure in ((a, b, other), (b, a, one))
    ]
    cells = one.column is not None and other.column is not None
    return not any(rest) if cells else not all(rest)


def one_time(one: Figure, other: Figure) -> bool:
    """Tell whether two figures state one period, or none in one document."""
    if one.period is None or other.period is None:
        return one.period is other.period and one.document_id == other.document_id
    a, b = settled_time(one.period), settled_time(other.period)
    brief = all((each.last - each.first).days < BRIEF_DAYS for each in (a, b))
    return a == b or (brief and a.last == b.last)


def _one_amount(one: Figure, other: Figure) -> bool:
    """Tell whether the roles of two figures may be those of one amount: prose seldom says what a table's head says."""
    if one.role is other.role or {one.role, other.role} <= ONE_AMOUNT:
        return True
    plain = one if one.role is Role.ACTUAL else other
    return plain.role is Role.ACTUAL and plain.column is None and {one.role, other.role} <= {*ONE_AMOUNT, Role.BUDGET}


def _paired(opened: Opened, one: FigureCandidate, other: FigureCandidate) -> Pair:
    """Give two figures with what speaks for their being of one thing."""
    a, b = one.figure, other.figure
    own = [measured(opened, figure).words for figure in (a, b)]
    around = [
        words | words_of(opened, figure.topic, figure.place).words for words, figure in zip(own, (a, b), strict=True)
    ]
    shares = [len(own[0] & around[1]) / max(1, len(own[0])), len(own[1] & around[0]) / max(1, len(own[1]))]
    gap = (times(a, b) or FAR) - 1
    return Pair(
        one,
        other,
        words=max(shares),
        time=float(a.period is not None and b.period is not None and one_time(a, b)),
        near=float(GAP / (GAP + gap)),
        apart=float(a.document_id != b.document_id or a.paper != b.paper),
    )


def _has_the_unit(question: Question, one: FigureCandidate) -> bool:
    return question.unit not in PRINTED or fits_unit(question, one.figure)
