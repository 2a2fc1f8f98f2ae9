"""Sums of rows that a question names, averages for each of a number of things, and costs at so much each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations, permutations

from assistant.derived.arithmetic import average_of, product_of, sum_of, term_of
from assistant.derived.operands import LOOKED_AT, Calculation, held_together, near, without
from assistant.questions.question import WORD, Question
from assistant.questions.sought import Sought
from assistant.ranking.figure_asked import asked_roles
from assistant.ranking.figure_candidates import FigureCandidate
from assistant.ranking.figure_clauses import between_values
from corpus.figures import Role
from corpus.language.forms import forms_of
from corpus.language.stems import known_stems, stems

PER = re.compile(r"\b(?:per|for each|an? each|for every)\s+(?P<thing>\w+)", re.IGNORECASE)
AVERAGED = re.compile(r"\b(?:average\w*|mean|per|each)\b", re.IGNORECASE)
STATED = 0.85
STATED_AMONG = 3
"""Figures, best first, of which one may be the average itself, and how much of the subject it must hold."""
SAVED = re.compile(r"\bsav(?:ed|ings?)\b", re.IGNORECASE)
"""What tables of accounts state as a variance."""
EACH = re.compile(
    r"^\s*(?:an?|per|each|every)\s(?P<thing>day|week|month|hour|night|session|place|visit)\b", re.IGNORECASE
)
"""Behind a price: what it is for."""
PAYING = frozenset(stems("cost costs costing price fee fees pay pays paid charge charged spend much"))
"""Stems of the words that ask for a price in general: papers name it as a fee, a charge, a rate."""
TIMES = {"day": "days", "week": "weeks", "month": "months", "hour": "hours"}


def total(question: Question, found: Sequence[FigureCandidate]) -> Calculation | None:
    """Add the cells of one column whose rows a question names."""
    cells = [one for one in found if one.figure.column is not None and not one.features.other_period]
    cells = [one for one in cells[: 2 * LOOKED_AT] if term_of(one.figure)]
    asked = question.full_text.casefold()
    named = [one for one in cells if _names(asked, one.figure.breakdown)]
    pairs = [
        (a, b)
        for a, b in combinations(named, 2)
        if a.figure.column == b.figure.column
        and a.figure.topic == b.figure.topic
        and a.block.document_id == b.block.document_id
        and a.figure.breakdown != b.figure.breakdown
        and (not SAVED.search(asked) or a.figure.role is Role.CHANGE)
    ]
    if not pairs:
        return None
    first, last = max(pairs, key=lambda pair: pair[0].score + pair[1].score)
    # A third row that is named belongs to the sum.
    more = [one for one in named if one.figure.column == first.figure.column and one.figure.topic == first.figure.topic]
    rows = {one.figure.breakdown: one for one in sorted(more, key=lambda one: one.score)}
    chosen = sorted(rows.values(), key=lambda one: one.block.ordinal) if len(rows) > 2 else [first, last]
    working = sum_of([one.figure for one in chosen])
    return Calculation(tuple(chosen), working) if working else None


def _names(asked: str, row: str) -> bool:
    words = [word for word in re.findall(r"[^\W\d_]+", row.casefold()) if len(word) > 2]
    return bool(words) and all(re.search(rf"\b{re.escape(word)}", asked) for word in words)


def average(question: Question, sought: Sought, found: Sequence[FigureCandidate]) -> Calculation | None:
    """Divide a total by the number of things that a sentence or row counts beside it: "per child", "for each place"."""
    per = PER.search(question.text)
    if per is None or asked_roles(question) or any(_is_average(one) for one in found[:STATED_AMONG]):
        return None
    things = {stem for form in forms_of(per["thing"].casefold()) for stem in stems(form)}
    numbers = [one for one in found if term_of(one.figure) and not one.features.other_period][: 2 * LOOKED_AT]
    pairs = [
        (whole, among)
        for whole, among in permutations(numbers, 2)
        if whole.block.id == among.block.id
        and whole.candidate.start == among.candidate.start
        and among.figure.unit == "count"
        and whole.figure.unit in {"count", "GBP", "days", "hours"}
        and things & set(_counts(among))
        and not things & set(_counts(whole))
        and held_together(sought, (whole, among))
    ]
    if not pairs:
        return None
    whole, among = max(pairs, key=lambda pair: pair[0].score + pair[1].score)
    working = average_of(whole.figure, among.figure)
    return Calculation((whole, among), working) if working else None


def _is_average(one: FigureCandidate) -> bool:
    """Tell whether a figure is an average as it is asked for, which is not worked out again."""
    return near(one) >= STATED and AVERAGED.search(f"{one.figure.measure} {one.figure.topic}") is not None


def _counts(one: FigureCandidate) -> Sequence[str]:
    """Give the stems of what a number counts: the words right behind it, or the heads of its cell."""
    if one.figure.column is not None:
        return known_stems(f"{one.figure.measure} {one.figure.breakdown}")
    _, behind = between_values(one.figure, one.candidate, one.siblings)
    return known_stems(" ".join(behind.split()[:3]))


def cost(question: Question, sought: Sought, found: Sequence[FigureCandidate]) -> Calculation | None:
    """Multiply a price for each by how many of them the question names and the paper states: "at 30 days"."""
    sought = without(sought, PAYING)
    asked = {word.replace(",", "") for word in WORD.findall(question.text) if word[0].isdigit()}
    if not asked:
        return None
    prices = [(one, EACH.match(one.block.text[one.figure.end :])) for one in found if one.figure.unit == "GBP"]
    pairs = [
        (price, times)
        for price, each in prices
        if each and price.figure.column is None and not price.features.other_period
        for times in found
        if times.figure.document_id == price.figure.document_id
        and times.figure.paper == price.figure.paper
        and times.figure.number in asked
        and _is_time_of(each["thing"].casefold(), times)
        and held_together(sought, (price, times))
    ]
    if not pairs:
        return None
    price, times = max(pairs, key=lambda pair: pair[0].score + pair[1].score)
    working = product_of(price.figure, times.figure)
    return Calculation((price, times), working) if working else None


def _is_time_of(thing: str, times: FigureCandidate) -> bool:
    if thing in TIMES:
        return times.figure.unit == TIMES[thing]
    return times.figure.unit == "count" and stems(thing)[0] in _counts(times)
