"""What share one number is of another: "47 of 203", a row of its total, a part and a whole that the question names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations, product

from assistant.derived.arithmetic import difference_of, share_of, term_of
from assistant.derived.operands import LOOKED_AT, Calculation, held_together, near, of_one_time
from assistant.derived.pairs import NEARNESS, Again, Seek, nearness
from assistant.questions.operations import PartAndWhole, part_and_whole
from assistant.questions.question import WORD, Question
from assistant.questions.sought import Sought
from assistant.ranking.figure_candidates import FigureCandidate
from assistant.ranking.figure_clauses import between_values
from corpus.figures import Figure, Role
from corpus.language.comparators import find_comparators
from corpus.language.stems import known_stems, stems

FITS = 0.55
"""Share of the subject's words that a figure must hold itself to be a part of what is worked out."""
STATED = 0.85
"""Share of the subject's words that a stated percentage must hold for no share to be worked out in its place."""
NAMED = 0.9
"""Share of the words for the part or the whole that its figure must hold."""
OUT_OF = re.compile(r"(?:out )?of(?: the| these| those| its| their| our| all)?", re.IGNORECASE)
PAUSE = re.compile(r",|;|\band\b")
OF_THEM = re.compile(r"\s*(?:of (?:them|these|those|whom|which)\b)", re.IGNORECASE)
"""Words between a part and its whole, and behind a part whose whole stands before it."""
OF_WHOLE = re.compile(r"\bof (?:the |these |those |all |its |their |our )?$", re.IGNORECASE)
"""Before a whole whose part follows: "of 63 boats that sailed, forty came back"."""
TOTAL = re.compile(r"^\W*(?:grand |overall )?(?:total|all|whole)\b", re.IGNORECASE)
"""The head of a row or column that holds the whole."""
INCLUDED = re.compile(
    r"\b(?:including|of which|with|plus|another|a further|an additional)\s(?:\w+\s){0,2}$", re.IGNORECASE
)
"""Before a number that is but a part of what its sentence speaks of."""
NUMBERS = frozenset({"count", "GBP", "FTE", "days"})
"""Units of which a share can be worked out."""


def share(
    question: Question, sought: Sought, found: Sequence[FigureCandidate], again: Again, seek: Seek
) -> Calculation | None:
    """Work out what share one number is of another; None where a percentage is stated, or no two fit."""
    if _is_stated(found):
        return None
    plain = replace(question, unit=None)
    numbers = [one for one in again(plain) if _is_number(one)][: 2 * LOOKED_AT]
    fits = [(_fit(sought, part, whole), part, whole) for part, whole in permutations(numbers, 2)]
    fit, part, whole = max(fits, key=lambda each: each[0], default=(0.0, None, None))
    if part is None or whole is None or fit < FITS or not held_together(sought, (part, whole)):
        named = part_and_whole(question)
        pair = _named(plain, sought, named, numbers, seek) if named else None
        if pair is None:
            return None
        part, whole = pair
    if states_share(part, whole):
        return None
    working = share_of(part.figure, whole.figure)
    return Calculation((part, whole), working) if working else None


def rest(question: Question, sought: Sought, again: Again, seek: Seek) -> Calculation | None:
    """Work out what is left of a whole that a question names once the part that a paper states is taken off."""
    named = part_and_whole(question)
    if named is None:
        return None
    plain = replace(question, unit=None, compares=True)
    numbers = [one for one in again(plain) if _is_number(one)][: 2 * LOOKED_AT]
    pair = _named(plain, sought, named, numbers, seek)
    if pair and pair[1].figure.number not in named.whole and nearness(*pair) < NEARNESS[2]:
        return None  # a whole that the question does not number must stand by its part
    working = difference_of(pair[1].figure, pair[0].figure) if pair else None
    return Calculation((pair[1], pair[0]), working) if pair and working else None


def _is_stated(found: Sequence[FigureCandidate]) -> bool:
    return any(
        one.figure.unit == "%"
        and one.features.own + one.features.sentence >= STATED
        and not one.features.other_period
        and not one.features.other_role
        for one in found[:LOOKED_AT]
    )


def _is_number(one: FigureCandidate) -> bool:
    return (
        one.figure.unit in NUMBERS
        and bool(one.figure.value)
        and not one.features.other_period
        and term_of(one.figure) is not None
    )


def _fit(sought: Sought, part: FigureCandidate, whole: FigureCandidate) -> float:
    """Give how well two numbers fit as a part and its whole: what both name of the subject; 0 where they cannot be."""
    a, b = part.figure, whole.figure
    if not _may_be_part(a, b):
        return 0.0
    if a.column is not None or b.column is not None:
        total = (
            a.column == b.column and a.topic == b.topic and TOTAL.match(b.breakdown) and not TOTAL.match(a.breakdown)
        )
        named = [mine and not its for mine, its in zip(*(_names(sought, one) for one in (part, whole)), strict=True)]
        return near(part) if total and sought.core_share(named) else 0.0
    if part.block.id != whole.block.id:
        return 0.0
    names = [sought.found(known_stems(_clause_of(one))) for one in (part, whole)]
    own = sought.core_share([mine and not its for mine, its in zip(*names, strict=True)])
    both = sought.core_share([mine or its for mine, its in zip(*names, strict=True)])
    if _follows(part, whole):
        return both  # "of the 63 that sailed, forty came back": nothing tells which of the words are the part's
    leads = _leads(part, whole)
    if leads and a.start < b.start and names[1] != names[0]:
        return both  # "forty of the 63 boats that sailed were back": what both are of stands behind the whole
    # A part must be named by a word of its own; one that is said to be of the whole need not repeat what that is of.
    return both + (1 - both) / 2 if leads and own else both if own and names[1] != names[0] and any(names[1]) else 0.0


def _names(sought: Sought, one: FigureCandidate) -> Sequence[bool]:
    """Tell which of the words asked for stand in the heads of a cell."""
    return sought.found(known_stems(f"{one.figure.measure} {one.figure.breakdown}"))


def _may_be_part(part: Figure, whole: Figure) -> bool:
    same = part.unit == whole.unit and part.document_id == whole.document_id and part.id != whole.id
    return same and 0 < (part.value or 0) < (whole.value or 0)


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


def _follows(part: FigureCandidate, whole: FigureCandidate) -> bool:
    """Tell whether a part is the next number behind its whole, "of the 63 that sailed, forty came back"."""
    following = min((one.start for one in part.siblings if one.start > whole.figure.start), default=0)
    return following == part.figure.start and OF_WHOLE.search(part.block.text[: whole.figure.start]) is not None


def _named(
    question: Question, sought: Sought, named: PartAndWhole, numbers: Sequence[FigureCandidate], seek: Seek
) -> tuple[FigureCandidate, FigureCandidate] | None:
    """Find the figures of a part and a whole that the question names apart: cells of one column, or of one paper."""
    mine, its = (
        [core and here for core, here in zip(sought.core, sought.found(stems(" ".join(words))), strict=True)]
        for words in (named.part, named.whole)
    )
    mine = [part and not whole for part, whole in zip(mine, its, strict=True)]
    if not any(mine) or not any(its):
        return None
    mine_roles, its_roles = (_roles_named(words) for words in (named.part, named.whole))
    parts, wholes = (
        [one for one in seek(_of_words(question, words), sought) if _is_number(one)][: 2 * LOOKED_AT]
        for words in (named.part, named.whole)
    )
    pairs = [
        (part, whole)
        for part, whole in product({one.figure.id: one for one in (*numbers, *parts)}.values(), wholes)
        if _may_be_part(part.figure, whole.figure)
        and part.figure.role in mine_roles
        and whole.figure.role in its_roles
        and not INCLUDED.search(part.block.text[: part.figure.start])
        and of_one_time(part.figure, whole.figure)
        and _is_of(sought, mine, _own_words(part))
        and not any(m and h for m, h in zip(mine, sought.found(known_stems(_own_words(whole))), strict=True))
        and _is_of(sought, its, f"{_own_words(whole)} {whole.figure.topic}")
        and _stand_together(part, whole)
        and held_together(sought, (part, whole))
    ]
    return max(pairs, key=lambda pair: pair[0].score + pair[1].score + nearness(*pair), default=None)


def states_share(part: FigureCandidate, whole: FigureCandidate) -> bool:
    """Tell whether the sentence of a part has a percentage and the whole stands elsewhere: it may be of another."""
    apart = whole.figure not in part.siblings
    return apart and part.figure.column is None and any(one.unit == "%" for one in part.siblings)


def _roles_named(words: Sequence[str]) -> set[Role]:
    """Give the roles that the words for a part or a whole ask for: what was reached, where they name none."""
    return {found.role for found in find_comparators(" ".join(words), typed=True)} or {Role.ACTUAL}


def _of_words(question: Question, words: Sequence[str]) -> Question:
    """Give the question for a part or a whole alone, in its own words."""
    kept = tuple(word for word in question.words if word in words)
    named = tuple(
        mention
        for mention in question.mentions
        if set(WORD.findall(question.text[mention.start : mention.end].casefold())) <= set(words)
    )
    return replace(question, words=kept or question.words, mentions=named)


def _own_words(one: FigureCandidate) -> str:
    """Give the words that are a number's alone: of its row and head, or of its clause, and the number itself."""
    figure = one.figure
    words = f"{figure.measure} {figure.breakdown}" if figure.column is not None else f"{_clause_of(one)} {one.lead}"
    return f"{words} {figure.number}"


def _is_of(sought: Sought, asked: Sequence[bool], words: str) -> bool:
    """Tell whether words name a part of what is asked for."""
    stems_of = known_stems(words)
    here = [a or b for a, b in zip(sought.found(stems_of), sought.scattered(stems_of), strict=True)]
    total = sum(r for r, a in zip(sought.rarity, asked, strict=True) if a)
    return sum(r for r, a, h in zip(sought.rarity, asked, here, strict=True) if a and h) >= NAMED * total


def _stand_together(part: FigureCandidate, whole: FigureCandidate) -> bool:
    """Tell whether a part and a whole are of one table's column, or of running text in one paper."""
    a, b = part.figure, whole.figure
    if a.column is not None and b.column is not None:
        return a.column == b.column and a.topic == b.topic and part.block.id != whole.block.id
    return a.paper == b.paper
