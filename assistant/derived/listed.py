"""Sums of what a question lists and one sentence counts: "the bronze, silver and gold awards in total"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.derived.arithmetic import sum_of, term_of
from assistant.derived.operands import LOOKED_AT, Calculation, held_together, without
from assistant.questions.operations import ADDING, Operation, operation_of
from assistant.questions.question import Question
from assistant.questions.sought import Sought
from assistant.ranking.figure_candidates import FigureCandidate
from assistant.ranking.figure_clauses import at_value
from corpus.figures import Figure, Role
from corpus.language.stems import known_stems, stem

LIST = re.compile(r"\b[\w’'-]+(?:, [\w’'-]+)*(?:,? (?:and|&) |, )[\w’'-]+\b", re.IGNORECASE)
"""Names one after the other, each a word."""
PARTED = re.compile(r",? (?:and|&) |, ")
IN_TOTAL = re.compile(r"\b(?:in total|between them|total(?:ling)?)\b", re.IGNORECASE)
"""Words that ask to add what is listed, beside those that always do."""


def of_a_list(question: Question, sought: Sought, found: Sequence[FigureCandidate]) -> Calculation | None:
    """Add the values that one sentence has for each of the things listed, one for each and all of one unit."""
    names = listed(question)
    if len(names) < 2:
        return None
    subject = without(sought, ADDING)
    for one in found[:LOOKED_AT]:
        beside = {each.figure.id: each for each in found if each.candidate.start == one.candidate.start}
        at = [_at(name, one, beside) for name in names]
        if one.figure.column is not None or not all(len(each) == 1 for each in at):
            continue
        chosen = [each[0] for each in at]
        fits = {each.figure.unit for each in chosen} == {one.figure.unit} and len({e.figure.id for e in chosen}) == len(
            at
        )
        if fits and held_together(subject, chosen):
            working = sum_of([each.figure for each in chosen])
            return Calculation(tuple(chosen), working) if working else None
    return None


def listed(question: Question) -> list[str]:
    """Give the stems of the things that a question lists to be added; none where it asks for no sum."""
    if operation_of(question) is not Operation.SUM and not IN_TOTAL.search(question.text):
        return []
    match = max(LIST.finditer(question.text), key=lambda match: len(PARTED.findall(match.group())), default=None)
    return [stem(name) for name in PARTED.split(match.group())] if match else []


def _at(name: str, one: FigureCandidate, beside: dict[str, FigureCandidate]) -> list[FigureCandidate]:
    """Give the values of a sentence that stand by a name; one in brackets is an aside."""
    return [
        beside[figure.id]
        for figure in one.siblings
        if figure.id in beside
        and figure.role is not Role.CHANGE
        and term_of(figure) is not None
        and not _is_aside(figure, one)
        and name in known_stems(" ".join(at_value(figure, one.candidate, one.siblings)))
    ]


def _is_aside(figure: Figure, one: FigureCandidate) -> bool:
    before = one.block.text[one.candidate.start : figure.start]
    return before.rfind("(") > before.rfind(")")
