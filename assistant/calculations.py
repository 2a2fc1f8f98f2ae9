"""Values that a question asks to be worked out: a difference, a change in per cent, a share, a sum."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum, auto
from itertools import combinations, permutations, product

from assistant.answers import Derived
from assistant.figure_candidates import FigureCandidate
from assistant.figure_clauses import between_values
from assistant.figure_words import period_name
from assistant.pairs import Again, nearness
from assistant.question import WORD, Question
from assistant.sought import Sought
from corpus.figures import Figure, Role
from corpus.language.leaning_periods import year_before
from corpus.language.periods import PeriodFound
from corpus.language.stems import known_stems


class Operation(Enum):
    """What is worked out from two stated values."""

    DIFFERENCE = auto()
    CHANGE = auto()
    SHARE = auto()
    SUM = auto()


_MORE = (
    r"(?:more|fewer|less|higher|lower|greater|bigger|smaller|larger|longer|shorter|dearer|cheaper|faster|slower|above"
    r"|below)"
)
_MOVED = (
    r"(?:go(?:ne)? (?:up|down)|went (?:up|down)|ris(?:e|en)|rose|fall(?:en)?|fell|increas\w+|decreas\w+|grow[ns]?|grew"
    r"|drop\w*|chang\w+|come down|came down|reduc\w+)"
)
_PERCENT = r"(?:%|per ?cent(?:age)?)"
OPERATIONS: tuple[tuple[Operation, re.Pattern[str]], ...] = (
    (
        Operation.CHANGE,
        re.compile(
            rf"{_PERCENT}\s+(?:increase|decrease|rise|fall|growth|change|drop|reduction)|"
            rf"\b(?:what|which) {_PERCENT} (?:did|has|have)\b.*{_MOVED}|{_MOVED}.*\bin {_PERCENT} terms",
            re.IGNORECASE,
        ),
    ),
    (
        Operation.DIFFERENCE,
        re.compile(
            rf"\bby how (?:many|much)\b|\bhow (?:many|much|far)(?: \w+){{0,2}}? {_MORE}\b"
            rf"|\bhow much (?:did|has|have) .*{_MOVED}\b|\b(?:difference|gap) between\b",
            re.IGNORECASE,
        ),
    ),
    (Operation.SUM, re.compile(r"\b(?:combined|together|altogether|add(?:ed|ing)? up|sum of|both)\b", re.IGNORECASE)),
    (
        Operation.SHARE,
        re.compile(
            rf"{_PERCENT}\s+(?:of|that|were|was)|\b(?:share|proportion|fraction) of\b|{_PERCENT}", re.IGNORECASE
        ),
    ),
)
"""The words that ask for something to be worked out; the first operation whose words are found counts."""
YEAR_BEFORE = re.compile(
    r"\b(?:the )?(?:year before|previous year|year earlier|prior year|last year|previous 12 months)\b", re.IGNORECASE
)
LOOKED_AT = 12
"""Figures of each part, best first, among which a pair is looked for."""
FITS = 0.55
"""Share of the subject's words that a figure must hold itself to be a part of what is worked out."""
STATED = 0.85
"""Share of the subject's words that a stated percentage must hold for no share to be worked out in its place."""
TIMELY = 0.5
"""How well a figure's period must agree with the one that was asked for."""
OUT_OF = re.compile(r"(?:out )?of(?: the| these| those| its| their| our| all)?", re.IGNORECASE)
PAUSE = re.compile(r",|;|\band\b")
OF_THEM = re.compile(r"\s*(?:of (?:them|these|those|whom|which)\b)", re.IGNORECASE)
"""Words between a part and its whole, and behind a part whose whole stands before it."""
TOTAL = re.compile(r"^\W*(?:grand |overall )?(?:total|all|whole)\b", re.IGNORECASE)
"""The head of a row or column that holds the whole."""
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Calculation:
    """The two figures that a value is worked out from, in the order in which they are said, and the working."""

    figures: tuple[FigureCandidate, FigureCandidate]
    working: Derived


def operation_of(question: Question) -> Operation | None:
    """Tell what a question asks to be worked out; None where it asks for what is stated."""
    return next((operation for operation, words in OPERATIONS if words.search(question.text)), None)


def calculated(
    question: Question, sought: Sought, found: Sequence[FigureCandidate], again: Again, seek: Again
) -> Calculation | None:
    """Work out what is asked for from stated figures; None where it is stated, or the parts are not.

    `again` ranks the figures for a question that was narrowed to one of its parts; `seek` looks for others, too.
    """
    match operation_of(question):
        case Operation.DIFFERENCE:
            return _between_periods(question, seek, difference_of)
        case Operation.CHANGE:
            return _between_periods(replace(question, unit=None), seek, _change)
        case Operation.SHARE if not _is_stated(found):
            return _share(replace(question, unit=None), sought, again)
        case Operation.SUM:
            return _sum(question, found)
        case _:
            return None


def _is_stated(found: Sequence[FigureCandidate]) -> bool:
    return any(
        one.figure.unit == "%"
        and one.features.own + one.features.sentence >= STATED
        and not one.features.other_period
        and not one.features.other_role
        for one in found[:LOOKED_AT]
    )


def _between_periods(
    question: Question, seek: Again, work: Callable[[Figure, Figure], Derived | None]
) -> Calculation | None:
    """Work out what a measure has changed by from one period to another."""
    periods = _two_periods(question)
    if periods is None:
        return None
    lists = [[o for o in seek(_narrowed(question, p)) if _timely(o)][:LOOKED_AT] for p in periods]
    pairs = [
        (a, b)
        for a, b in product(*lists)
        if _same_thing(a.figure, b.figure) and a.figure.period != b.figure.period and a.figure.id != b.figure.id
    ]
    if not pairs:
        return None
    first, last = max(pairs, key=lambda pair: pair[0].score + pair[1].score + nearness(*pair) + _alike(*pair))
    if first.figure.period and last.figure.period and first.figure.period.last > last.figure.period.last:
        first, last = last, first
    working = work(first.figure, last.figure)
    return Calculation((first, last), working) if working else None


def _narrowed(question: Question, period: PeriodFound) -> Question:
    """Give the question for one period alone, without the words of the others."""
    others = [p for p in question.periods if p is not period]
    named = {word.casefold() for p in others for word in WORD.findall(question.text[p.start : p.end])}
    own = {word.casefold() for word in WORD.findall(period_name(period.period))}
    words = tuple(dict.fromkeys((*(word for word in question.words if word not in named - own), *sorted(own))))
    return replace(question, periods=(period,), words=words, compares=True)


def _two_periods(question: Question) -> tuple[PeriodFound, PeriodFound] | None:
    if len(question.periods) > 1:
        return question.periods[0], question.periods[1]
    before = YEAR_BEFORE.search(question.text)
    if len(question.periods) == 1 and before:
        named = question.periods[0]
        return PeriodFound(before.start(), before.end(), year_before(named.period)), named
    return None


def _timely(one: FigureCandidate) -> bool:
    own = one.features.own + one.features.sentence
    return one.features.period >= TIMELY and own >= FITS and one.figure.role is Role.ACTUAL


def _same_thing(one: Figure, other: Figure) -> bool:
    return one.unit == other.unit and one.place == other.place and one.value is not None and other.value is not None


def _alike(one: FigureCandidate, other: FigureCandidate) -> float:
    """Give how many words two measures share: two values of one measure are put in the same words."""
    a, b = (set(each.figure.measure.casefold().split()) for each in (one, other))
    return 2 * len(a & b) / len(a | b) if a | b else 0.0


def _share(question: Question, sought: Sought, again: Again) -> Calculation | None:
    """Work out what share one number is of another that stands with it: "47 of 203", a row of a table's total."""
    timely = [one for one in again(question) if not one.features.other_period]
    numbers = [one for one in timely if one.figure.value and one.figure.unit in {"count", "GBP"}]
    best: tuple[float, FigureCandidate, FigureCandidate] | None = None
    for part, whole in permutations(numbers[: 2 * LOOKED_AT], 2):
        fit = _fit(sought, part, whole)
        if fit >= FITS and (best is None or fit > best[0]):
            best = (fit, part, whole)
    if best is None:
        return None
    _, part, whole = best
    working = _percentage(part.figure, whole.figure)
    return Calculation((part, whole), working) if working else None


def _fit(sought: Sought, part: FigureCandidate, whole: FigureCandidate) -> float:
    """Give how well two numbers fit as a part and its whole: what both name of the subject; 0 where they cannot be."""
    a, b = part.figure, whole.figure
    if a.unit != b.unit or a.document_id != b.document_id or not 0 < (a.value or 0) < (b.value or 0):
        return 0.0
    if a.column is not None or b.column is not None:
        total = (
            a.column == b.column and a.topic == b.topic and TOTAL.match(b.breakdown) and not TOTAL.match(a.breakdown)
        )
        return part.features.own + part.features.sentence + part.features.topic if total else 0.0
    if part.block.id != whole.block.id:
        return 0.0
    names = [sought.found(known_stems(_clause_of(one))) for one in (part, whole)]
    own = sought.core_share([mine and not its for mine, its in zip(*names, strict=True)])
    both = sought.core_share([mine or its for mine, its in zip(*names, strict=True)])
    leads = _leads(part, whole)
    # A part must be named by a word of its own; one that is said to be of the whole need not repeat what that is of.
    return both + (1 - both) / 2 if leads and own else both if own and names[1] != names[0] and any(names[1]) else 0.0


def _clause_of(one: FigureCandidate) -> str:
    """Give the words of a figure's own clause: from the value before it to the one behind it."""
    before, behind = between_values(one.figure, one.candidate, one.siblings)
    return f"{before} {PAUSE.split(behind)[0]}"


def _leads(part: FigureCandidate, whole: FigureCandidate) -> bool:
    """Tell whether a part is said to be of its whole: "fifty-one of the 63", "numbered 203 and 47 of them"."""
    text, a, b = part.block.text, part.figure, whole.figure
    if a.start < b.start:
        return OUT_OF.fullmatch(text[a.end : b.start].strip()) is not None
    return OF_THEM.match(text[a.end :]) is not None


def _sum(question: Question, found: Sequence[FigureCandidate]) -> Calculation | None:
    """Add two cells of one column whose rows a question names."""
    cells = [one for one in found if one.figure.column is not None and not one.features.other_period][:LOOKED_AT]
    asked = question.full_text.casefold()
    pairs = [
        (a, b)
        for a, b in combinations(cells, 2)
        if a.figure.column == b.figure.column
        and a.figure.topic == b.figure.topic
        and a.figure.breakdown != b.figure.breakdown
        and all(_names(asked, each.figure.breakdown) for each in (a, b))
    ]
    if not pairs:
        return None
    first, last = max(pairs, key=lambda pair: pair[0].score + pair[1].score)
    a, b = bare(first.figure), bare(last.figure)
    if a is None or b is None:
        return None
    shown = max(places_of(a), places_of(b))
    rounding = rounding_of(a) + rounding_of(b)
    total = abs(a + b)
    working = Derived(
        f"{a} + {b}", f"{total:.{shown}f}", f"{total - rounding}", f"{total + rounding}", unit_words(first.figure)
    )
    return Calculation((first, last), working)


def _names(asked: str, row: str) -> bool:
    words = [word for word in re.findall(r"[^\W\d_]+", row.casefold()) if len(word) > 2]
    return bool(words) and all(re.search(rf"\b{re.escape(word)}", asked) for word in words)


def difference_of(first: Figure, last: Figure) -> Derived | None:
    """Work out by how much one figure is more than another, with what rounding allows."""
    low, high = sorted((first, last), key=lambda figure: figure.value or Decimal(0))
    a, b = bare(high), bare(low)
    if a is None or b is None:
        return None
    shown = max(places_of(a), places_of(b))
    rounding = rounding_of(a) + rounding_of(b)
    value = a - b
    return Derived(f"{a} - {b}", f"{value:.{shown}f}", f"{value - rounding}", f"{value + rounding}", unit_words(first))


def _change(first: Figure, last: Figure) -> Derived | None:
    a, b = bare(first), bare(last)
    if not a or b is None:
        return None
    half_a, half_b = rounding_of(a), rounding_of(b)
    value, *ends = (
        (HUNDRED * (y - x) / x).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
        for x, y in ((a, b), (a + half_a, b - half_b), (a - half_a, b + half_b))
    )
    return Derived(f"({b} - {a}) × 100 ÷ {a}", str(value), str(min(ends)), str(max(ends)), "%")


def _percentage(part: Figure, whole: Figure) -> Derived | None:
    a, b = bare(part), bare(whole)
    if a is None or not b:
        return None
    half_a, half_b = rounding_of(a), rounding_of(b)
    value, *ends = (
        (HUNDRED * x / y).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
        for x, y in ((a, b), (a - half_a, b + half_b), (a + half_a, b - half_b))
    )
    return Derived(f"{a} × 100 ÷ {b}", str(value), str(min(ends)), str(max(ends)), "%")


def unit_words(figure: Figure) -> str:
    """Give the unit that stands behind a value that was worked out."""
    return "" if figure.unit in {"count", "GBP"} else figure.unit if figure.unit == "%" else f" {figure.unit}"


def bare(figure: Figure) -> Decimal | None:
    """Give the number that is printed, without its signs; None for one in words, which a working cannot show."""
    digits = re.sub(r"[^\d.]", "", figure.number)
    return Decimal(digits) if digits.strip(".") else None


def rounding_of(value: Decimal) -> Decimal:
    """Give by how much the value that was rounded may differ: half of its last place, nothing for a whole number."""
    return Decimal(5) / Decimal(10) ** (places_of(value) + 1) if places_of(value) else Decimal(0)


def places_of(value: Decimal) -> int:
    """Give how many places a value has behind its point."""
    return max(0, -int(value.as_tuple().exponent))
