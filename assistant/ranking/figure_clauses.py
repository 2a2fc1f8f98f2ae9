"""What stands right around a value in its sentence or row: what it counts, what narrows it, what it was before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from assistant.questions.question import POSSESSIVE, Question
from assistant.questions.sought import Sought
from assistant.ranking.candidates import Candidate
from corpus.figures import Figure, Role
from corpus.language.flows import names_flow
from corpus.language.forms import forms_of
from corpus.language.function_words import FUNCTION_WORDS
from corpus.language.quantities import find_quantities
from corpus.language.sentences import sentences
from corpus.language.stems import TOKEN, known_stems, stem, stems

FROM = re.compile(r"\bfrom\s+(?:[\w-]+\s+){0,5}$", re.IGNORECASE)
LIST_GAP = 12
NEW_CLAUSE = re.compile(
    r"[;:]|\b(?:although|though|while|whereas|which|who|but|because|compared|against|than|from|to|up|down|is|are|was|were"
    r"|has|have|had|will|would|fell|rose|fallen|risen)\b",
    re.IGNORECASE,
)
LISTED = re.compile(r",|\band\b", re.IGNORECASE)
"""Between two values of one list: at most so many words, a comma or an "and", and nothing that begins a new clause."""
TO = re.compile(r"\bto\b", re.IGNORECASE)
"""Words before a value and behind it that say what it was before: "from 38 to 29"."""


def lead_of(figure: Figure, candidate: Candidate, siblings: Sequence[Figure]) -> str:
    """Give the words that open a list of values, for one that is not its first: they are said once for all of them."""
    # How much a value has changed is none of the list.
    levels = (one for one in siblings if one is figure or one.role is not Role.CHANGE)
    same = [one for one in levels if one.unit == figure.unit and one.start <= figure.start]
    if figure.column is not None or len(same) < 2:
        return ""
    text = candidate.block.text
    first = figure
    for one, after in reversed(list(pairwise(same))):
        between = text[one.end : after.start]
        if len(between.split()) > LIST_GAP or NEW_CLAUSE.search(between) or not LISTED.search(between):
            break
        first = one
    return _opened(text[candidate.start : first.start])[0] if first is not figure else ""


def _opened(lead: str) -> tuple[str, str]:
    """Give what opens a list and the name of its first item, where that has its value in brackets; else no name.

    In "losses are seen in the north (4), the south (2)" the north is of the first value alone.
    """
    opens = [found.end() for found in OPENS_ITEM.finditer(lead)] if IN_BRACKETS.search(lead) else []
    return (lead[: opens[-1]], lead[opens[-1] :]) if opens else (lead, "")


IN_BRACKETS = re.compile(r"\(\s*[+\-−–]?$")
OPENS_ITEM = re.compile(
    r"\b(?:in|of|for|by|from|to|at|on|with|were|are|was|is|being|including)\b(?: the)?|:", re.IGNORECASE
)
"""Before a value in brackets, and before the name that it is of."""
PAUSE = re.compile(r"[,;]|\b(?:and|while|whereas|but)\b", re.IGNORECASE)
"""What parts what one value counts from what the next one does."""


def taken(figure: Figure, candidate: Candidate, siblings: Sequence[Figure], sought: Sought) -> float:
    """Give the share of the subject that stands right at another value of the sentence or row and not at this one.

    "Of 31 boats 12 were dinghies": who asks for dinghies does not ask for 31.
    """
    others = [one for one in siblings if one.unit == figure.unit and one is not figure]
    if not others:
        return 0.0
    own = sought.found(known_stems(f"{' '.join(at_value(figure, candidate, siblings))} {figure.breakdown}"))
    held = [False] * len(own)
    for one in others:
        before, behind = at_value(one, candidate, siblings)
        # What opens the sentence is said of all its values.
        words = f"{_opened(before)[1] if one is siblings[0] else before} {behind}"
        held = [a or b for a, b in zip(held, sought.found(known_stems(words)), strict=True)]
    return sought.core_share([there and not here for there, here in zip(held, own, strict=True)])


OF_THEM = re.compile(r"(?:[\w’%,.£-]+\s){0,5}?of (?:these|those|them|whom|which)\b", re.IGNORECASE)
"""How a sentence opens that tells of a part of what the one before counts: "Only 13% of these were let"."""


def taken_behind(figure: Figure, candidate: Candidate, sought: Sought) -> float:
    """Give the share of the subject that a part of what a figure counts has in the sentence behind, and it has not.

    "Half of the boats were seen. Only 13% of these were let": who asks how many were let does not ask for half.
    """
    if figure.column is not None:
        return 0.0
    text = candidate.block.text
    behind = next(((start, end) for start, end in sentences(text) if start >= candidate.end), None)
    if behind is None or not OF_THEM.match(text[behind[0] : behind[1]]):
        return 0.0
    part = text[behind[0] : behind[1]]
    if not any(quantity.measured.name == figure.unit for quantity in find_quantities(part)):
        return 0.0
    own, its = sought.found(known_stems(candidate.text)), sought.found(known_stems(part))
    return sought.core_share([there and not here for there, here in zip(its, own, strict=True)])


def at_value(figure: Figure, candidate: Candidate, siblings: Sequence[Figure]) -> tuple[str, str]:
    """Give the words right before and right behind a value, up to the next pause or value; of a cell, its heads."""
    if figure.column is not None:
        return "", figure.measure
    before, behind = between_values(figure, candidate, siblings)
    return PAUSE.split(before)[-1], PAUSE.split(behind)[0]


def between_values(figure: Figure, candidate: Candidate, siblings: Sequence[Figure]) -> tuple[str, str]:
    """Give the words from the value before a figure, or the start of its sentence, and those up to the next value."""
    text = candidate.block.text
    opens = max((one.end for one in siblings if one.end <= figure.start), default=candidate.start)
    closes = min((one.start for one in siblings if one.start >= figure.end), default=candidate.end)
    behind = text[figure.end : closes]
    leads = LEADS_ON.search(behind) if closes < candidate.end else None
    return text[opens : figure.start], behind[: leads.start()] if leads else behind


LEADS_ON = re.compile(
    r"\b(?:with|including)\b(?:(?!\bwith\b)[^,;:.])*\b(?:of|at|totalling|numbering)\s*$", re.IGNORECASE
)
"""Behind a value, the words that say what the next one counts: "40 calls, with bookings for the slip of 12"."""


def is_former(figure: Figure, candidate: Candidate, siblings: Sequence[Figure]) -> bool:
    """Tell whether a value is the one that a sentence says has changed to another."""
    later = next((one for one in siblings if one.start > figure.start and one.unit == figure.unit), None)
    text = candidate.block.text
    if figure.column is not None or later is None or not FROM.search(text[candidate.start : figure.start]):
        return False
    return TO.search(text[figure.end : later.start]) is not None


QUALIFIERS = frozenset(
    (
        "for under aged with due because who whose placed by among where relating resulting from following excluding "
        "including"
    ).split()
)
"""Words that narrow what stands before them."""


def qualified(measure: str, sought: Sought, naming: set[str]) -> float:
    """Tell whether a measure is narrowed right behind the words asked for, by words that the question has not."""
    tokens = TOKEN.findall(measure)
    plain = [stem(token) for token in tokens]
    ends = [at for group in sought.positions(plain) for at in group]
    if not ends:
        return 0.0
    last = max(ends)
    for at in range(last + 1, min(last + 4, len(tokens))):
        if tokens[at].casefold() in QUALIFIERS:
            narrowing = [t for t in plain[at + 1 : at + 4] if not t.isdigit() and t not in naming and len(t) > 2]
            return 1.0 if narrowing else 0.0
    return 0.0


COUNTED = re.compile(
    r"\b(?:how many|number of|numbers of)\s+(?P<noun>(?:(?!(?:were|are|is|was|did|do|does|have|has|had|in|on|with"
    r"|of|to|at|for|from|there|we|can|will|who|that|which|by|under|subject|came|became)\b)[\w'’-]+\s*){1,4})",
    re.IGNORECASE,
)
"""What a question counts: the words behind "how many" up to the verb."""
RIGHT_BEHIND = 5
"""Words behind a number among which what it counts is named."""


def counted(question: Question, figure: Figure, candidate: Candidate, siblings: Sequence[Figure]) -> float:
    """Give the share of the words of what is counted that stand right behind a number, or in the heads of a cell."""
    match = COUNTED.search(question.text)
    nouns = [word for word in match["noun"].split() if word.casefold() not in FUNCTION_WORDS] if match else []
    if not nouns:
        return 0.0
    if figure.column is not None:
        behind = f"{figure.measure} {figure.breakdown} {figure.topic}"
    else:
        text = candidate.block.text[figure.end :]
        own = between_values(figure, candidate, siblings)[1]
        after = next((one for one in siblings if one.start >= figure.end), None)
        is_cut = after is not None and figure.end + len(own) < after.start
        behind = " ".join((own if is_cut else text).split()[:RIGHT_BEHIND])
    held = set(known_stems(behind))
    named = [any(set(stems(form)) <= held for form in forms_of(POSSESSIVE.sub("", noun.casefold()))) for noun in nouns]
    return sum(named) / len(named)


def flows(figure: Figure, candidate: Candidate) -> bool:
    """Tell whether a figure is of coming in or going out: by its measure or, in running text, by its sentence."""
    return names_flow(figure.measure) or (figure.column is None and names_flow(candidate.text))
