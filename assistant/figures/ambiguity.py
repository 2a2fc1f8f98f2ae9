"""Another reading of a question that one figure answers: another meaning, council, time or unit."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.figures.answering import Chosen, Kind, newest
from assistant.figures.conflicts import BRIEF_DAYS
from assistant.figures.measured import words_of
from assistant.opened import Opened
from assistant.questions.question import Question
from assistant.questions.sought import Sought
from assistant.ranking.figure_candidates import FigureCandidate
from assistant.ranking.figure_clauses import between_values
from corpus.figures import Role
from corpus.language.stems import known_stems
from corpus.language.terms import Term
from corpus.records import BlockKind

LOOKED_AT = 24
"""Figures, best first, among which another reading is looked for."""
WHOLE = 0.95
"""Share of the subject's words that a figure must hold for its council's reading to be one of the question."""
MOSTLY = 0.7
FAR_BELOW = 2.5
"""The same of its sentence, where what that hangs under holds the rest, and how far below the best its score may be."""
SAME_TIME = 0.3
"""How much less another reading's period may agree with the one that is asked for."""
SAME_SAID = 0.1
"""How much less of the subject another group's figure may hold."""
GROUP = re.compile(
    r"\b(?:primar(?:y|ies)|secondar(?:y|ies)|special schools?|nurser(?:y|ies)|boys?|girls?|males?|females?|men|women"
    r"|with(?:out)?(?= (?:the )?exceptions))\b",
    re.IGNORECASE,
)
"""Words for the groups that figures on children are commonly split by, beside ages."""
AGE_TYPED = re.compile(
    r"\b\d{1,2}\s?(?:-|–|to|and|or)\s?\d{1,2}s?\b|\b\d{1,2} ?(?:yr|year)s?\b|\bunder \d|\bover \d", re.IGNORECASE
)
"""Ages as they are typed in a question."""
RECURRING = re.compile(
    r"\b(?:the|last|this) quarter\b|\b(?:at|of|to|for|from|in|by) (?:month|period) (?:\d+|[a-z]+)\b", re.IGNORECASE
)
"""A time that comes again each year, named without one: "in the quarter", "at month 8"."""


def with_other_reading(
    opened: Opened, question: Question, sought: Sought, chosen: Chosen, found: Sequence[FigureCandidate]
) -> Chosen:
    """Add to the one figure that answers another that the question may as well mean; what it names decides.

    A question that names a place or a unit, or one that leans on the turn before, has left that open no more.
    """
    if chosen.kind is not Kind.ONE or question.inherited is not None:
        return chosen
    best = chosen.figures[0]
    others = found[:LOOKED_AT]
    meant = _in_another_sense(opened, question, best, others)
    if meant is not None:
        return Chosen(Kind.MEANINGS, (best, meant))
    if not question.places and best.figure.place:
        elsewhere = [one for one in others if _is_of_another_council(sought, best, one)]
        if elsewhere:
            return Chosen(Kind.PLACES, (best, _in_a_sentence(newest(question, elsewhere), others)))
    part = next((one for one in others if _is_of_another_group(opened, question, best, one)), None)
    if part is not None:
        return Chosen(Kind.PARTS, (best, part))
    then = next((one for one in others if _is_of_another_time(question, best, one)), None)
    if then is not None:
        return Chosen(Kind.TIMES, (best, then))
    named = next((one for one in others if _is_by_another_name(opened, best, one)), None)
    if named is not None:
        return Chosen(Kind.MEANINGS, (best, named))
    if question.unit is None:
        otherwise = next((one for one in others if _is_in_another_unit(best, one)), None)
        if otherwise is not None:
            return Chosen(Kind.UNITS, (best, otherwise))
    return chosen


def _is_of_another_council(sought: Sought, best: FigureCandidate, one: FigureCandidate) -> bool:
    """Tell whether a figure states of another council what the best one states of its own.

    In prose its own words say so; of a table's rows, the one that is named by nothing but what is asked for.
    """
    a, b = best.figure, one.figure
    alike = a.unit == b.unit and a.role is b.role is Role.ACTUAL
    timely = not one.features.other_period and one.features.period >= best.features.period - SAME_TIME
    plain = (one.features.other_flow, one.features.other_term) <= (best.features.other_flow, best.features.other_term)
    if one.block.row is None:
        said = one.features.own + one.features.sentence
        whole = one.features.own >= max(WHOLE, best.features.own) or (
            said >= MOSTLY and said + one.features.topic >= WHOLE and one.score >= best.score - FAR_BELOW
        )
        bare = whole and not one.features.qualified
    else:
        alike = alike and one.features.own >= max(WHOLE, best.features.own)
        label = tuple(known_stems(b.breakdown)) if b.column is not None and a.document_id != b.document_id else ()
        bare = any(label in group for group in sought.groups)
    return bool(b.place and a.place != b.place and alike and timely and plain and bare)


def _is_of_another_time(question: Question, best: FigureCandidate, one: FigureCandidate) -> bool:
    """Tell whether a figure states for another time what the best one does, where a question leaves the time open.

    Its day ends two spans, the twelve months to May and the year so far, or it names a time that comes each year.
    """
    a, b = best.figure, one.figure
    if a.period is None or b.period is None or a.period == b.period or a.value == b.value:
        return False
    said = [each.features.own + each.features.sentence + each.features.topic for each in (best, one)]
    plain = one.features.other_flow == best.features.other_flow and one.features.other_role == best.features.other_role
    if a.unit != b.unit or (a.place and b.place and a.place != b.place) or min(said) < WHOLE or not plain:
        return False
    if not question.periods:
        apart = not (a.period.meets(b.period) or one.features.qualified or one.features.row)
        return apart and RECURRING.search(question.text) is not None
    spans = all((period.last - period.first).days >= BRIEF_DAYS for period in (a.period, b.period))
    open_ended = all(found.period not in {a.period, b.period} for found in question.periods)
    alike = a.role is b.role is Role.ACTUAL and one.features.own >= max(WHOLE, best.features.own)
    ends = all(found.period.last == a.period.last == b.period.last for found in question.periods)
    return spans and open_ended and alike and ends


def _is_of_another_group(opened: Opened, question: Question, best: FigureCandidate, one: FigureCandidate) -> bool:
    """Tell whether a figure states of another group, in the same breath, what the best one states of its own.

    "87% of 16 to 18 year olds; for 19 to 21 year olds it is 90%": who names no group has asked for both.
    """
    a, b = best.figure, one.figure
    alike = (a.unit, a.role, a.place, a.period) == (b.unit, b.role, b.place, b.period) and a.value != b.value
    if not alike or a.column is not None or b.column is not None or not _stand_together(best, one):
        return False
    said = [each.features.own + each.features.sentence + each.features.topic for each in (best, one)]
    if min(said) < max(said) - SAME_SAID or one.score < best.score - FAR_BELOW:
        return False
    groups = [_groups(opened, each) for each in (best, one)]
    return all(groups) and groups[0] != groups[1] and not _names_group(opened, question)


def _stand_together(best: FigureCandidate, one: FigureCandidate) -> bool:
    """Tell whether two figures stand in one sentence, or in neighbouring items of one list."""
    if best.block.id == one.block.id:
        return best.candidate.start == one.candidate.start
    items = best.block.kind is one.block.kind is BlockKind.LIST_ITEM and best.block.document_id == one.block.document_id
    return items and abs(best.block.ordinal - one.block.ordinal) == 1 and best.block.above == one.block.above


def _groups(opened: Opened, one: FigureCandidate) -> frozenset[str]:
    """Give the groups that the words right at a figure name: ages, kinds of school, girls and boys."""
    before, behind = between_values(one.figure, one.candidate, one.siblings)
    ages = words_of(opened, f"{before} {behind}").ages if not behind else words_of(opened, before).ages
    ages = ages or words_of(opened, behind).ages
    named = [match.group().casefold() for match in GROUP.finditer(before)]
    named = named or [match.group().casefold() for match in GROUP.finditer(behind)]
    return frozenset({*ages, *named[-1:]})


def _names_group(opened: Opened, question: Question) -> bool:
    """Tell whether a question says which group it asks of."""
    text = question.full_text
    return GROUP.search(text) is not None or bool(words_of(opened, text).ages) or AGE_TYPED.search(text) is not None


def _is_by_another_name(opened: Opened, best: FigureCandidate, one: FigureCandidate) -> bool:
    """Tell whether a row of the same table names by another of its names the term that the best one's row names.

    A table calls no thing by two names: "long-term stability" and "three or more moves" are two kinds of stability.
    """
    a, b = best.figure, one.figure
    table = (a.document_id, a.column, a.topic) == (b.document_id, b.column, b.topic) and a.column is not None
    alike = (a.unit, a.role, a.place, a.period) == (b.unit, b.role, b.place, b.period) and best.block.id != one.block.id
    if not (table and alike and min(best.features.own, one.features.own) >= WHOLE):
        return False
    names = [
        {m.term.name: known_stems(f.breakdown[m.start : m.end]) for m in opened.mentions(f.breakdown)} for f in (a, b)
    ]
    return names[0].keys() == names[1].keys() and any(names[0][term] != names[1][term] for term in names[0])


def _in_another_sense(
    opened: Opened, question: Question, best: FigureCandidate, others: Sequence[FigureCandidate]
) -> FigureCandidate | None:
    """Give the best figure of another meaning of an abbreviation that the question leaves open; None where it is not.

    "FTE" counts first-time entrants or full-time equivalents.
    """
    places: dict[tuple[int, int], list[Term]] = {}
    for mention in question.mentions:
        places.setdefault((mention.start, mention.end), []).append(mention.term)
    for terms in places.values():
        own = _sense(terms, best) if len(terms) > 1 else None
        if own is None:
            continue
        for one in others:
            a, b = one.features, best.features
            alike = one.figure.role is best.figure.role and not a.other_period and a.unit >= b.unit
            whole = a.own + a.sentence + a.topic >= b.own + b.sentence + b.topic - SAME_TIME
            if alike and whole and _sense(terms, one) not in {None, own}:
                return one
    return None


def _sense(terms: Sequence[Term], one: FigureCandidate) -> Term | None:
    """Give which of several terms with one short form a figure is of: the one that is written out nearest to it."""
    layers = (one.figure.measure, one.candidate.text, one.figure.topic, one.block.text, " · ".join(one.block.above))
    for layer in layers:
        held = f" {' '.join(known_stems(layer))} "
        for term in terms:
            if any(f" {' '.join(known_stems(name))} " in held for name in (term.name, *term.also)):
                return term
    return None


def _in_a_sentence(cell: FigureCandidate, others: Sequence[FigureCandidate]) -> FigureCandidate:
    """Give the sentence that states the value of a cell, where one does: it says what a heading says of the cell."""
    a = cell.figure
    said = (
        one
        for one in others
        if one.figure.column is None
        and (one.figure.document_id, one.figure.value, one.figure.unit, one.figure.place, one.figure.period)
        == (a.document_id, a.value, a.unit, a.place, a.period)
        and one.features.own + one.features.sentence >= WHOLE
    )
    return next(said, cell)


def _is_in_another_unit(best: FigureCandidate, one: FigureCandidate) -> bool:
    """Tell whether a row of the same table states in another unit what the best one does: a number and its rate."""
    a, b = best.figure, one.figure
    table = (a.document_id, a.column, a.topic) == (b.document_id, b.column, b.topic) and a.column is not None
    alike = a.role is b.role and a.place == b.place and a.period == b.period and a.unit != b.unit
    # Rows of one table on other things share its caption: what is asked for must stand in the label of either.
    named = 0 < best.features.own <= one.features.own and best.features.topic <= one.features.topic
    plain = not (one.features.qualified or one.features.other_term or one.features.other_flow)
    return bool(table and alike and named and plain and best.block.id != one.block.id and _one_name(best, one))


def _one_name(best: FigureCandidate, one: FigureCandidate) -> bool:
    """Tell whether two labels begin alike: "Looked after children, number" and "…, rate per 10,000"."""
    names = [each.figure.breakdown.split(" › ")[-1].split(",")[0].split("(")[0] for each in (best, one)]
    stems = [known_stems(name) for name in names]
    return bool(stems[0]) and stems[0] == stems[1]
