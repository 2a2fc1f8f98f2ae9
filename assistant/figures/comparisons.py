"""Our figure beside the one that it is compared with: a target, England, similar authorities, another year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.derived.pairs import NEARNESS, PAIRED, Again, alike, nearness
from assistant.questions.question import WORD, Question
from assistant.ranking.figure_asked import asked_roles
from assistant.ranking.figure_candidates import FigureCandidate
from corpus.figures import Role
from corpus.language.comparators import find_comparators
from corpus.language.stems import known_stems

FORMER = re.compile(r"\b(?:(?:a|the|one) year|\w+ months) (?:earlier|before|ago)\b|\bprevious(?:ly)?\b", re.IGNORECASE)
"""Words of a value that was reached before, which nobody compares with England's of today."""
BESIDE = re.compile(r"\s(?:vs?\.?|versus|compared (?:to|with)|against|next to|alongside|beside)\s", re.IGNORECASE)
"""Words between two things of one kind that are compared: two schools, two services, two groups of children."""
HELD_AGAINST = re.compile(
    r"(?:\s\w+){0,5}?,?\s(?:compared (?:with|to)|against|versus|vs\.?|as opposed to)\s(?:[\w’'-]+\s){0,6}",
    re.IGNORECASE,
)
"""Between a value of ours and the one that its sentence holds it against."""
ONE_TABLE = 1.0
"""What two cells under one head gain."""
NEARLY = 0.6
"""Share of the best figure's score that each of two things compared must reach."""
BEFORE, BEHIND = 3, 2
"""Content words before and behind such words that name the two things."""
MOST = 0.5
"""Share of the subject that a figure of another must name to be set beside ours from elsewhere."""
Asked = tuple[Role, str]


def beside_comparator(
    question: Question, found: Sequence[FigureCandidate], again: Again, *, further: bool
) -> tuple[FigureCandidate, ...]:
    """Choose our figure and the best of each role that it is compared with, or of the best role alone; none if none."""
    asked = asked_roles(question) | _named(question, found)
    every = again(replace(question, compares=True))
    own = [one for one in every if is_own(question, one, asked)]
    others = [one for one in found if (one.figure.role, one.figure.of) in asked or (one.figure.role, "") in asked]
    pairs = [(a, b) for b in others[:PAIRED] for a in held_against(b, every) or own[:PAIRED] if comparable(a, b)]
    pairs = [(a, b) for a, b in pairs if nearness(a, b) >= NEARNESS[1] or names_subject(b)]
    if not pairs:
        return ()
    best, other = max(pairs, key=lambda pair: pair[0].score + pair[1].score + nearness(*pair))
    best = newest_of_row(question, best, own)
    chosen = [best, other]
    for role, of in sorted(asked - {(other.figure.role, other.figure.of)}):
        more = [o for o in others if (o.figure.role, o.figure.of) == (role, of) and comparable(best, o)]
        if more and further:
            chosen.append(max(more, key=lambda one: one.score + nearness(best, one)))
    return tuple(chosen)


def names_subject(one: FigureCandidate) -> bool:
    """Tell whether a figure, what it hangs under or its paragraph names most of the subject, not one before it alone.

    "The national average is 18%" under another measure is England's figure of that one.
    """
    f = one.features
    return f.own + f.sentence + f.topic + f.around + f.above >= MOST


def newest_of_row(question: Question, best: FigureCandidate, own: Sequence[FigureCandidate]) -> FigureCandidate:
    """Give the last of the values that a figure's row has for one time after the other, where no time is asked for."""
    if question.periods or best.block.row is None or best.figure.period is None:
        return best
    series = [
        one for one in own if one.block.id == best.block.id and one.figure.period and alike(one.figure, best.figure)
    ]
    return max((best, *series), key=last_day)


def last_day(one: FigureCandidate) -> date:
    """Give the last day of a figure's time, before all others where it has none."""
    return one.figure.period.last if one.figure.period else date.min


def _named(question: Question, found: Sequence[FigureCandidate]) -> set[Asked]:
    """Give the comparators that the question names as the papers do: a region, a group of services."""
    text = f" {' '.join(WORD.findall(question.text.casefold()))} "
    roles = {(one.figure.role, one.figure.of) for one in found if one.figure.role is Role.COMPARATOR and one.figure.of}
    return {(role, of) for role, of in roles if f" {of.casefold()} " in text}


def is_own(question: Question, one: FigureCandidate, asked: set[Asked]) -> bool:
    """Tell whether a figure is what was reached or is expected here and now, and none that the question compares with.

    "Similar services stood at 355 and England at 280" states two that are not ours, though only one is named so.
    """
    if one.figure.role not in {Role.ACTUAL, Role.FORECAST}:
        return False
    if one.figure.column is not None:
        return True
    before = one.figure.measure.split(" … ")[0]
    named = {(found.role, found.of) for found in find_comparators(before)}
    # "Down 3 on six months ago, still 9%" is of today.
    former = FORMER.match(before.lstrip()) or FORMER.search(re.split(r"[,;]", before)[-1])
    return not named & asked and (former is None or FORMER.search(question.text) is not None)


def held_against(other: FigureCandidate, found: Sequence[FigureCandidate]) -> list[FigureCandidate]:
    """Give the one figure that a sentence holds against another's right before it: "(9%, compared with 7%)"."""
    text = other.block.text
    same = [one for one in other.siblings if alike(one, other.figure) and one.end <= other.figure.start]
    if other.figure.column is not None or not same or same[-1].role not in {Role.ACTUAL, Role.FORECAST}:
        return []
    if not HELD_AGAINST.fullmatch(text[same[-1].end : other.figure.start]):
        return []
    return [one for one in found if one.figure.id == same[-1].id]


def comparable(one: FigureCandidate, other: FigureCandidate) -> bool:
    """Tell whether two figures are of one unit; a bare number takes that of a rate in its paragraph."""
    a, b = one.figure, other.figure
    if alike(a, b):
        return True
    bare = b.unit == "count" and b.role is Role.COMPARATOR and b.column is None and a.column is None
    stated = a.value is not None and b.value is not None
    return bare and stated and nearness(one, other) >= NEARNESS[1] and a.unit.startswith(("%", "per "))


def sides(question: Question) -> tuple[frozenset[str], frozenset[str]] | None:
    """Give the stems of the words on either side of what compares two things; None where nothing does."""
    match = BESIDE.search(question.text)
    if match is None or len(question.periods) > 1:
        return None
    words = set(question.words)
    before, behind = (
        [word for word in WORD.findall(text.casefold()) if word in words]
        for text in (question.text[: match.start()], question.text[match.end() :])
    )
    # What is asked of both may stand behind them: "in-house carers v agency carers cost per week".
    left = frozenset(known_stems(" ".join(before[-BEFORE:])))
    right = frozenset(known_stems(" ".join(behind[:BEHIND])))
    return (left - right, right - left) if left - right and right - left else None


def beside_another(question: Question, found: Sequence[FigureCandidate]) -> tuple[FigureCandidate, ...]:
    """Choose a figure for each of two things compared: each holds words of its side that the other does not."""
    two = sides(question)
    if two is None:
        return ()
    least = NEARLY * found[0].score
    looked_at = [
        (one, _words(one)) for one in found[: 2 * PAIRED] if one.figure.role is Role.ACTUAL and one.score >= least
    ]
    pairs = [
        (a, b)
        for a, words in looked_at
        for b, others in looked_at
        if alike(a.figure, b.figure)
        and _same_head(a, b)
        and two[0] & (words - others)
        and two[1] & (others - words)
        and not two[1] & (words - others)
        and not two[0] & (others - words)
    ]
    return max(pairs, key=lambda pair: pair[0].score + pair[1].score + _together(*pair), default=())


def _words(one: FigureCandidate) -> set[str]:
    return set(known_stems(f"{one.figure.measure} {one.figure.breakdown} {one.figure.place}"))


def _same_head(one: FigureCandidate, other: FigureCandidate) -> bool:
    """Tell whether two cells of different rows stand under one head; true for running text."""
    if one.block.row is None or other.block.row is None or one.block.id == other.block.id:
        return one.block.row is None or other.block.row is None or one.figure.period == other.figure.period
    heads, others = one.block.row.heads, other.block.row.heads
    return one.figure.column == other.figure.column and heads == others


def _together(one: FigureCandidate, other: FigureCandidate) -> float:
    table = one.block.row is not None and other.block.row is not None
    return max(nearness(one, other), ONE_TABLE if table else 0.0)
