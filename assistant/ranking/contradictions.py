"""What rules a figure out as an answer, whatever else speaks for it: another period, role, unit, age or stage."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from assistant.questions.agreement import values_named
from assistant.questions.numbered import is_of_another, numbered_asked, row_named
from assistant.questions.question import Question
from assistant.questions.sought import Sought
from assistant.ranking.figure_asked import fits_unit
from assistant.ranking.figure_candidates import FigureCandidate
from assistant.ranking.figure_clauses import at_value
from assistant.ranking.movements import asks_movement, moved
from corpus.figures import Figure, Role
from corpus.language.periods import find_periods
from corpus.language.stems import known_stems, stems
from corpus.language.units import Unit
from corpus.records import Row

PRINTED = frozenset({Unit.PERCENT, Unit.MONEY, Unit.RATE, Unit.TIME})
"""Units that are printed with their numbers: a figure with another one is no answer to a question for these."""
NUMBER = re.compile(r"\d[\d.,]*")
GIVEN = 3
"""Characters of a count that a question would name for its own sake; shorter ones tell ages and stages."""
TIMES = frozenset({"days", "weeks", "months", "years", "hours"})
EARLIER = re.compile(
    r"\b(?:(?:years?|quarters?|months?|weeks?) (?:earlier|before|ago)|(?:last|previous) (?:year|quarter|month)"
    r"|what was it before|previously)\b",
    re.IGNORECASE,
)
"""Words for a time before another one that is not named."""
UNCOUNTED = TIMES | {str(Unit.MONEY)}
"""What is printed with another unit than the things that "how many" counts."""
FURTHER = re.compile(r"\b(?:an? (?:further|additional|extra)|another)\s+£?$", re.IGNORECASE)
"""Before a number that comes on top of another one: "former tenants owed a further £447"."""
OFFSETS = re.compile(
    r"\b(?:offset|mitigated|counterbalanced|counteracted|compensated(?: for)?|outweighed) by\b[^.;:\d]*$", re.IGNORECASE
)
"""Before a number that makes good for another one, which it is not a part of: "the loss is offset by £3m"."""
OFFSETTING = re.compile(r"\b(?:offset|mitigat|counter|compensat|outweigh|make good)", re.IGNORECASE)
ON_TOP = re.compile(r"\b(?:further|additional(?:ly)?|extra|another|on top)\b", re.IGNORECASE)
TELLING = 0.5
"""Rarity of a word from which on another figure's holding it tells."""
LETTERS = re.compile(r"[^\W\d_]{3}")
WHOLE = re.compile(r"\b(?:totals?|all|overall|whole|number|sum|average|mean|actual|count)\b", re.IGNORECASE)
"""A label of what the other rows make together, or that says no more than what a cell is."""
OVERTAKES = 1.5
"""How far below the best, which is ruled out, a figure's score may be for it to be considered in its place."""


def is_another(one: FigureCandidate) -> bool:
    """Tell whether a figure is of another period or role than was asked for."""
    return one.features.other_period > 0 or one.features.other_role > 0


def has_another_unit(question: Question, one: FigureCandidate) -> bool:
    """Tell whether a figure is printed with another unit than the one that was asked for."""
    if question.unit is Unit.COUNT and one.figure.unit.startswith("per "):
        return not question.names_rate_base  # a rate tells nobody how many
    if question.unit is Unit.COUNT and one.figure.unit in UNCOUNTED:
        return not fits_unit(question, one.figure)  # how long they wait tells nobody how many do
    return one.figure.unit != "count" and question.unit in PRINTED and not fits_unit(question, one.figure)


def ruled_out(question: Question, sought: Sought, one: FigureCandidate) -> bool:
    """Tell whether a figure by itself can be no answer."""
    other = is_another(one) or has_another_unit(question, one) or is_nameless(question, one)
    other = other or sought.lacks_number(one.held) or sought.lacks_fresh(one.held)
    other = other or (moved(one) is not None and not asks_movement(question))
    other = other or _is_of_term_unasked(question, sought, one) or _offsets(question, one)
    return other or is_given(question, one) or is_of_another_number(question, one) or is_not_earlier(question, one)


def is_nameless(question: Question, one: FigureCandidate) -> bool:
    """Tell whether a cell stands under no head beside another one under none: nothing says which of them is which.

    A number and its percentage, or its rate with places, are told apart by what is asked for: "how many", "what share".
    """
    if not _is_headless(one.figure, one.block.row):
        return False
    beside = [each for each in one.siblings if _is_headless(each, one.block.row) and each.id != one.figure.id]
    alike = [each for each in beside if each.unit == one.figure.unit and _may_count(question, each)]
    told = question.unit is not None and fits_unit(question, one.figure) and _may_count(question, one.figure)
    return bool(alike if told else beside)


def _may_count(question: Question, figure: Figure) -> bool:
    """Tell whether a figure may be how many there are, where that is asked for: things are counted whole."""
    whole = figure.value is not None and figure.value == figure.value.to_integral_value()
    return whole or question.unit is not Unit.COUNT


def is_of_row_unasked(question: Question, sought: Sought, one: FigureCandidate) -> bool:
    """Tell whether a cell is of a row of which the question names nothing: any other row would do as well.

    A total, a row of a time or of the place that the paper is of are asked for without being named.
    """
    row, label = one.block.row, one.figure.breakdown
    if row is None or one.figure.column is None or one.figure.measure == label or not LETTERS.search(label):
        return False
    if WHOLE.search(label) or find_periods(label) or (one.figure.place and one.figure.place in label):
        return False
    asked = {part for group in sought.groups for spelling in group for part in spelling}
    return asked.union(stems(question.full_text)).isdisjoint(stems(f"{label} {row.section}"))


def _is_headless(figure: Figure, row: Row | None) -> bool:
    """Tell whether a figure is a cell of its own in a column without a head: its row alone says what it is of."""
    return row is not None and figure.column is not None and figure.measure == row.row_head


def is_not_earlier(question: Question, one: FigureCandidate) -> bool:
    """Tell whether a follow-up asks for an earlier value, and nothing says that a figure is one: "what was it before?".

    The value that the question before was about is no answer then.
    """
    if question.inherited is None or question.periods or not EARLIER.search(question.text):
        return False
    around = " ".join(at_value(one.figure, one.candidate, one.siblings))
    return one.figure.role is not Role.PREVIOUS and EARLIER.search(around) is None


def is_of_another_number(question: Question, one: FigureCandidate) -> bool:
    """Tell whether a figure is of another thing of a kind than the one asked for: of stage 1 and not stage 2."""
    asked = numbered_asked(question)
    if not asked:
        return False  # most questions name none, and each of their figures comes here more than once
    figure, block = one.figure, one.block
    own = f"{figure.measure} {figure.breakdown}" if figure.column is not None else one.candidate.text
    row = f"{' '.join(block.row.heads)} {block.text}" if block.row else block.text
    name = row_named(block.row) if figure.column is not None else ""
    return is_of_another(asked, (name, own, row, figure.topic, *reversed(block.above)))


def is_given(question: Question, one: FigureCandidate) -> bool:
    """Tell whether a question gives a figure's number itself: "of the 925", "decided within 13 weeks".

    Such a time may stand in one that it leans on; what was counted there may be asked for in other words.
    """
    number = one.figure.number.strip("£+-−–% ")
    if one.figure.unit in TIMES:
        return question.unit is not Unit.TIME and number in _numbers(question.full_text)
    return len(one.figure.number) >= GIVEN and not values_named(question.text) and number in _numbers(question.text)


def _is_on_top(question: Question, one: FigureCandidate) -> bool:
    """Tell whether a figure comes on top of another one, and the question asks for no such."""
    return ON_TOP.search(question.text) is None and FURTHER.search(one.block.text[: one.figure.start]) is not None


def _offsets(question: Question, one: FigureCandidate) -> bool:
    """Tell whether a figure makes good for what its sentence tells of, and the question asks for no such."""
    lead = one.block.text[one.candidate.start : one.figure.start]
    return OFFSETS.search(lead) is not None and OFFSETTING.search(question.text) is None


def _is_of_term_unasked(question: Question, sought: Sought, one: FigureCandidate) -> bool:
    """Tell whether a figure in running text is of another term than one that is asked for and named nowhere by it.

    Asked for boats on the slip, "there were 31 boats afloat" is no answer because a paragraph before it names the slip.
    """
    if not one.features.other_term or one.figure.column is not None:
        return False
    asked = {spelling for mention in question.all_mentions for spelling in mention.term.spellings}
    return any(
        own and not here and not asked.isdisjoint(written)
        for own, here, written in zip(sought.core, one.held, sought.written, strict=True)
    )


def _numbers(text: str) -> set[str]:
    """Give the numbers of a text that are no part of a date."""
    dated = [(found.start, found.end) for found in find_periods(text)]
    return {
        match.group().strip(".,")
        for match in NUMBER.finditer(text)
        if not any(start <= match.start() < end for start, end in dated)
    }


def is_of_another_term(sought: Sought, one: FigureCandidate, found: Sequence[FigureCandidate]) -> bool:
    """Tell whether a figure is of another term than the one asked for, of which its paragraph tells in its own place.

    Asked how many of the boats are insured, "8% of boats are for sale" is no answer before "87% of crews are insured".
    """
    if not one.features.other_term or one.figure.column is not None:
        return False
    mine = _told(sought, one)
    return any(
        not here and there and core and rarity >= TELLING
        for other in found
        if other.block.id == one.block.id and other.candidate.start != one.candidate.start
        if other.figure.unit == one.figure.unit and not is_another(other)
        for here, there, core, rarity in zip(mine, _told(sought, other), sought.core, sought.rarity, strict=True)
    )


def _told(sought: Sought, one: FigureCandidate) -> Sequence[bool]:
    """Tell which of the words asked for the sentence of a figure and what leads to it hold."""
    return sought.found(known_stems(f"{one.candidate.text} {one.figure.topic}"))


def possible_first(question: Question, sought: Sought, found: Sequence[FigureCandidate]) -> list[FigureCandidate]:
    """Give the figures with the best that is not ruled out in front, where it is nearly as good as the best.

    Those of another thing of a kind than the one asked for are left out, unless all are. Before a cell of a row that
    the question does not name goes the same column's in a row that it names: a directorate, before a part of it. Of two
    heads of a row the one that says more of what is asked goes first: "month 8 variance" before "variance".
    What comes on top of another value gives way to the next.
    """
    found = [one for one in found if not is_of_another_number(question, one)] or list(found)

    def is_near(at: int) -> bool:
        return at > 0 and found[at].score >= found[0].score - OVERTAKES

    possible = [i for i, one in enumerate(found) if not ruled_out(question, sought, one)]
    at = possible[0] if possible else 0
    if possible and _is_on_top(question, found[at]):
        at = next((i for i in possible if not _is_on_top(question, found[i])), at)
    found = _with_first(found, at) if is_near(at) else found
    named = (i for i, o in enumerate(found) if is_of_row_named(o, found[0]) and not ruled_out(question, sought, o))
    at = next(named, 0)
    found = _with_first(found, at) if is_near(at) else found
    asked = set(stems(question.text))
    closer = (i for i, o in enumerate(found) if _has_closer_head(asked, o, found[0]))
    at = next((i for i in closer if not ruled_out(question, sought, found[i])), 0)
    return _with_first(found, at) if is_near(at) else found


def _with_first(found: Sequence[FigureCandidate], at: int) -> list[FigureCandidate]:
    """Give the figures with one of them in front."""
    return [found[at], *found[:at], *found[at + 1 :]]


def is_of_row_named(one: FigureCandidate, other: FigureCandidate) -> bool:
    """Tell whether a cell's row is named by the question where another cell's is not, under the same head."""
    if one.figure.column is None or other.figure.column is None or other.features.label or not one.features.label:
        return False
    return bool(_head(one)) and _head(one) == _head(other)


def _has_closer_head(asked: Set[str], one: FigureCandidate, best: FigureCandidate) -> bool:
    """Tell whether a cell's head has all words of that of the best cell of its row, and more that are asked for."""
    if one.block.id != best.block.id:
        return False
    own, other = set(_head(one)), set(_head(best))
    return bool(other) and other < own and own - other <= asked


def _head(one: FigureCandidate) -> tuple[str, ...]:
    """Give the words of a cell's head without its times, in their order."""
    row, column = one.block.row, one.figure.column
    return known_stems(row.heads[column]) if row is not None and column is not None and column < len(row.heads) else ()
