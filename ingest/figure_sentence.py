"""Sentences with figures in them: which clause, period and role belong to which figure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.figures import Role
from corpus.language.comparators import Comparator, find_comparators
from corpus.language.numbers import worded_value
from corpus.language.periods import Period, PeriodFound, months
from corpus.language.quantities import Quantity, find_quantities
from corpus.records import Block
from ingest.figure_frame import NOW

BOUNDARY = re.compile(
    r"[;:]\s|\s[–-]\s|,\s(?=(?:and|but|while|whilst|with|which|where|compared|up|down|of)\b)|\.\s"
    r"|\s(?=(?:but|while|whilst|compared|whereas|although|though|however|against|versus|than)\b)|\s?\(|\)\s?[,;]?\s?"
)
"""Where a clause ends and another begins."""
PARTING = re.compile(r",\s|\s(?:and|to|or|plus)\s")
"""What parts two figures of one clause."""
CROSSED = 25
"""Characters that a clause's end counts for between a figure and the words that may belong to it."""
JOINED = 30
AND = re.compile(r"\band\b")
"""What comes before "and" is of the figure before it: "to 377 at the end of July and 372 at the end of August"."""
BETWEEN = 45
"""Characters that another figure between counts for."""
REACH = 60
"""Beyond this distance words of role belong to no figure."""
MEASURE_WORDS = 24
"""Words of a clause that are kept as a figure's measure, those next to the number."""
SINCE = re.compile(
    r"\b(?:since|until|before|after|than in)\s(?:the\s)?(?:(?:end|middle|start|beginning) of\s)?(?:month end\s)?$"
    r"|\bsimilar\s(?:\w+\s)?(?:to|in)\s$",
    re.IGNORECASE,
)
"""Before a period that a change began or ends with, and that no level is of."""
SHARED = 40
"""How much farther from a period than the figure that owns it another may stand and still be of that period."""
LONGEST_TIME = 36
"""Months."""
CONTENT = re.compile(r"[^\W\d_]{3,}")
FEW = 3
"""Content words below which a clause does not say what is measured."""


@dataclass(frozen=True, slots=True)
class FigureSentence:
    """A sentence with its figures and the places where its clauses begin."""

    text: str
    quantities: Sequence[Quantity]
    cuts: Sequence[int]

    def distance(self, quantity: Quantity, start: int, end: int) -> int:
        """Give how far words are from a figure: characters, and more for each clause's end and figure between."""
        low, high = (end, quantity.start) if end <= quantity.start else (quantity.end, start)
        bracket = self.text.rfind("(", 0, quantity.start)
        if end <= bracket and ")" not in self.text[bracket : quantity.start]:
            high = bracket  # what stands in brackets is of what stands before them
        crossed = sum(low <= cut <= high for cut in self.cuts)
        joined = JOINED if end <= quantity.start and AND.search(self.text[low:high]) else 0
        between = sum(low <= other.start < high for other in self.quantities if other is not quantity)
        return max(0, high - low) + CROSSED * crossed + BETWEEN * between + joined

    def clause(self, quantity: Quantity) -> tuple[int, int]:
        """Give the clause that a figure stands in."""
        start = max((cut for cut in self.cuts if cut <= quantity.start), default=0)
        end = min((cut for cut in self.cuts if cut >= quantity.end), default=len(self.text))
        return start, end


def _cuts(text: str, quantities: Sequence[Quantity]) -> list[int]:
    """Give where clauses begin: after the signs of a sentence, and between two figures that "and" or a comma parts."""
    cuts = {match.end() for match in BOUNDARY.finditer(text)}
    for one, after in pairwise(quantities):
        between = [one.end + m.end() for m in PARTING.finditer(text[one.end : after.start])]
        if between and not any(one.end <= cut <= after.start for cut in cuts):
            cuts.add(between[-1])
    return sorted(cuts)


def period_of(sentence: FigureSentence, at: int, periods: Sequence[PeriodFound]) -> PeriodFound | None:
    """Give the period of a sentence that is a figure's: the nearest, counting clauses and figures between.

    A period that stands closer to another figure is that one's, unless it opens the sentence before every figure, or
    the figure is another form of that one in brackets: "429 (149 per 10k)". "Now" beside the figure is none of them.
    """
    quantity = sentence.quantities[at]
    usable = [p for p in periods if not SINCE.search(sentence.text[max(0, p.start - 30) : p.start])]
    distances = [sentence.distance(quantity, p.start, p.end) for p in usable]
    if not usable:
        return None
    nearest = distances.index(min(distances))
    following = sentence.quantities[at + 1] if at + 1 < len(sentence.quantities) else None
    if following is not None and sentence.text[quantity.end : following.start].strip() == "(":
        # "44 (9 per 10k) by May 2019": what follows the brackets is of the number before them, too.
        own = next((p for p in usable if p.start >= following.end and _owner(sentence, p) is following), None)
        if own is not None:
            return own
    for now in NOW.finditer(sentence.text):
        if sentence.distance(quantity, now.start(), now.end()) < distances[nearest]:
            return None
    period = usable[nearest]
    if len(usable) == 1 and LIST_OPENS.search(sentence.text[period.end : quantity.start]):
        return period
    owner = _owner(sentence, period)
    opens = period.end <= sentence.quantities[0].start and len(usable) == 1
    if owner is quantity or opens:
        return period
    if at and sentence.text[: quantity.start].rstrip().endswith("("):
        return period_of(sentence, at - 1, periods)
    owned = sentence.distance(owner, period.start, period.end)
    return period if distances[nearest] <= owned + SHARED else None


LIST_OPENS = re.compile(r"^[^;.]{0,40}:\s")
"""What parts a period from the figures that are listed under it: "at the end of May 2019: 31 of …, 38 of …"."""
SINCE_THEN = re.compile(r"\bsince\s(?:the\s)?(?:(?:end|middle|start|beginning) of\s)?$", re.IGNORECASE)
LAST_MONTHS = re.compile(r"\b(?:over|in|during|for)\s+the\s+(?:last|past)\s+\w+\s+(?:months|weeks)\b", re.IGNORECASE)
"""A time that ends with the paper's own."""


def since_of(sentence: FigureSentence, at: int, periods: Sequence[PeriodFound]) -> PeriodFound | None:
    """Give the period since which a figure runs: the nearest of the sentence, where the figure is no level reached."""
    if not periods:
        return None
    quantity = sentence.quantities[at]
    nearest = min(periods, key=lambda p: sentence.distance(quantity, p.start, p.end))
    if not SINCE_THEN.search(sentence.text[: nearest.start]):
        return None
    near = nearest.end <= sentence.quantities[0].start or 0 <= nearest.start - quantity.end < REACH
    reached = re.search(r"\b(?:to|at|is|are|now)\s$", sentence.text[: quantity.start])
    return nearest if near and not reached else None


DURATION = re.compile(
    r"\b(?:(?:past|last|previous|preceding|rolling|latest|up to)\s+(?P<count>\w+)\s+months?"
    r"|(?:rolling year|past year|last twelve months)"
    r"|(?P<count_to>\w+)\s+months?\s+(?:up\s+)?to|year\s+(?:ending|to))\b",
    re.IGNORECASE,
)
"""Words that make a month the end of a time: "in a rolling 12 months", "the year ending"."""
NEARBY = 60


def _owner(sentence: FigureSentence, period: PeriodFound) -> Quantity:
    """Give the figure of a sentence that stands nearest to a period."""
    return min(sentence.quantities, key=lambda q: sentence.distance(q, period.start, period.end))


def ending(sentence: FigureSentence, quantity: Quantity, period: Period) -> Period:
    """Give the time that ends with a month, where the figure's words say how long it is."""
    if (period.last - period.first).days > 31:
        return period
    best, count = NEARBY, 0
    for match in DURATION.finditer(sentence.text):
        distance = sentence.distance(quantity, match.start(), match.end())
        if distance < best:
            best = distance
            words = (match["count"] or match["count_to"] or "12").casefold()
            number = worded_value(words)
            count = int(words) if words.isdigit() else int(number) if number else 0
    if not 1 < count <= LONGEST_TIME:
        return period
    end = period.last.year * 12 + period.last.month - 1
    return months((end - count + 1) // 12, (end - count + 1) % 12 + 1, count)


def sentence_with(text: str) -> FigureSentence:
    """Give a sentence with its figures, in order."""
    quantities = find_quantities(text)
    return FigureSentence(text, quantities, _cuts(text, quantities) if quantities else ())


def roles_of(sentence: FigureSentence) -> list[tuple[Role, str]]:
    """Give each figure its role: words of a comparator or target belong to the figure nearest to them."""
    roles = [(Role.ACTUAL, "")] * len(sentence.quantities)
    best = [REACH] * len(sentence.quantities)
    for found in find_comparators(sentence.text):
        at, distance = _nearest(sentence, found)
        if distance < best[at] and found.role is not Role.CHANGE and found.role is not Role.BUDGET:
            best[at], roles[at] = distance, (found.role, found.of)
    for at, quantity in enumerate(sentence.quantities):
        if CHANGED.search(sentence.text[: quantity.start]) and roles[at][0] is Role.ACTUAL:
            roles[at] = (Role.CHANGE, "")
    return roles


CHANGED = re.compile(
    r"\b(?:by|increase of|decrease of|reduction of|rise of|fall of|drop of|growth of|change of)\s"
    r"(?:(?:around|about|approximately|over|nearly|just under|just over|some|only|almost)\s)?$",
    re.IGNORECASE,
)
"""Words before a number that say by how much something changed."""


def _nearest(sentence: FigureSentence, found: Comparator) -> tuple[int, int]:
    distances = [sentence.distance(quantity, found.start, found.end) for quantity in sentence.quantities]
    least = min(distances)
    return distances.index(least), least


def measure_of(sentence: FigureSentence, quantity: Quantity, before: str, block: Block) -> tuple[str, str]:
    """Give the words that say what a figure measures: its clause; the sentence, or what stands before, as topic."""
    start, end = sentence.clause(quantity)
    while start > 0 and len(CONTENT.findall(sentence.text[start:end])) < FEW:
        start = max((cut for cut in sentence.cuts if cut < start), default=0)
    left = sentence.text[start : quantity.start].split()
    right = sentence.text[quantity.end : end].split()
    room = MEASURE_WORDS - min(len(left), MEASURE_WORDS // 2)
    right = right[:room]
    left = left[-(MEASURE_WORDS - len(right)) :]
    measure = " ".join((*left, "…", *right)).strip("… ,.()")
    if start == 0 and end >= len(sentence.text) and len(CONTENT.findall(measure)) >= FEW:
        return measure, before
    rest = f"{sentence.text[:start]} {sentence.text[end:]}".strip()
    topic = rest if len(CONTENT.findall(rest)) >= FEW else before
    return measure, topic or (block.headings[-1] if block.headings else "")
