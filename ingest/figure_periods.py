"""Which of a sentence's periods belongs to which of its figures."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.language.numbers import worded_value
from corpus.language.periods import Period, PeriodFound, months
from corpus.language.quantities import Quantity
from ingest.figure_frame import NOW
from ingest.figure_sentence import CHANGED, REACH, FigureSentence

SINCE = re.compile(
    r"\b(?:since|until|before|after|than in)\s(?:the\s)?(?:(?:end|middle|start|beginning) of\s|late\s|early\s)?"
    r"(?:month end\s)?$"
    r"|\bsimilar\s(?:\w+\s)?(?:to|in)\s$",
    re.IGNORECASE,
)
"""Before a period that a change began or ends with, and that no level is of."""
_SO_MUCH = (
    r"(?:(?:of|by)\s)?(?:(?:about|around|nearly|almost|just|over|some)\s)?"
    r"(?:a\s(?:little|bit|lot|third|quarter|half)|slightly|sharply|markedly|considerably"
    r"|£?\d[\d.,]*\s?(?:%|m|k)?(?:\s(?:percentage\s)?points?|\sper\scent|\sppts?)?)"
)
HELD_AGAINST = re.compile(
    r"(?:\b(?:compared\s(?:with|to)|comparison\s(?:with|to)|against|versus|than"
    rf"|(?:up|down|rise|fall|increase|decrease|drop|reduction|growth|improvement)(?:\s{_SO_MUCH})?\son)"
    r"(?:\s(?:at|in|for))?(?:\sthe)?(?:\s(?:end|start|figure|level|position|total)\s(?:of|for|in|at))?"
    r"|\bon\sthe\s(?:comparable|equivalent|corresponding|previous|same|final)\s(?:\w+\s){1,3}(?:of|for|in|at))"
    r"\s(?:the\s)?$",
    re.IGNORECASE,
)
"""Before a period that a level is held against, and that it is not of: "47%, down 2% on March"."""
HELD_VALUE = re.compile(r"\s?\(|,?\s(?:when|where)\b|,?\s(?:which|it|figure|level|total|rate)\s|\s(?:of|was)\b", re.I)
"""Behind such a period, before the value that was reached in it: "down a little on March (66%)"."""
NEAR_SINCE = 36
"""Characters before a period in which such words stand."""
OR_ANOTHER = re.compile(r"\s?(?:/|or)\s?(?:late\s|early\s)?", re.IGNORECASE)
SHARED = 40
"""How much farther from a period than the figure that owns it another may stand and still be of that period."""
LONGEST_TIME = 36
"""Months."""


def period_of(sentence: FigureSentence, at: int, periods: Sequence[PeriodFound]) -> PeriodFound | None:
    """Give the period of a sentence that is a figure's: the nearest, counting clauses and figures between.

    A period that stands closer to another figure is that one's, unless it opens the sentence before every figure, or
    the figure is another form of that one in brackets: "429 (149 per 10k)". "Now" beside the figure is none of them.
    """
    if len(periods) == len(sentence.quantities) > 1 and RESPECTIVELY.search(sentence.text):
        return periods[at]
    usable = levels_of(sentence.text, periods)
    if not usable:
        return None
    quantity = sentence.quantities[at]
    distances = [sentence.distance(quantity, p.start, p.end) for p in usable]
    marked = _marked(sentence, quantity, usable, distances)
    if marked is not None:
        return marked
    following = sentence.quantities[at + 1] if at + 1 < len(sentence.quantities) else None
    if following is not None and _is_joined(sentence, quantity, following):
        return period_of(sentence, at + 1, periods)
    if following is not None and sentence.text[quantity.end : following.start].strip() == "(":
        # "44 (9 per 10k) by May 2019": what follows the brackets is of the number before them, too.
        own = next((p for p in usable if p.start >= following.end and _owner(sentence, p) is following), None)
        if own is not None:
            return own
    return _nearest(sentence, at, usable, distances)


def _nearest(
    sentence: FigureSentence, at: int, usable: Sequence[PeriodFound], distances: Sequence[int]
) -> PeriodFound | None:
    """Give the period nearest to a figure, where it is not another figure's."""
    quantity = sentence.quantities[at]
    nearest = distances.index(min(distances))
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
        return period_of(sentence, at - 1, usable)
    owned = sentence.distance(owner, period.start, period.end)
    if len(usable) == 1 and period.end <= quantity.start and _flows_on(sentence, owner, period, quantity):
        return period
    if _came_from(sentence, quantity, period):
        return None
    return period if distances[nearest] <= owned + SHARED else None


def _came_from(sentence: FigureSentence, quantity: Quantity, period: PeriodFound) -> bool:
    """Tell whether a period is another figure's before it that this one is set apart from: what it came from."""
    if quantity is sentence.quantities[0] or period.end > quantity.start:
        return False
    return BECAME.search(sentence.text[period.end : quantity.start]) is not None


def _flows_on(sentence: FigureSentence, owner: Quantity, period: PeriodFound, quantity: Quantity) -> bool:
    """Tell whether a sentence goes on about the one period it names: nothing sets it apart from what comes behind."""
    opens = min(owner.start, period.start)
    between = sentence.text[period.end : quantity.start]
    return not SETS_APART.search(sentence.text[:opens][-NEAR_SINCE:]) and not SETS_APART.search(between)


def levels_of(text: str, periods: Sequence[PeriodFound]) -> list[PeriodFound]:
    """Give the periods that a level may be of: none after "since", "since late 2014/early 2015", or "down 2% on"."""
    kept: list[PeriodFound] = []
    left_out: PeriodFound | None = None
    for one in periods:
        joined = left_out is not None and OR_ANOTHER.fullmatch(text[left_out.end : one.start]) is not None
        held_against = HELD_AGAINST.search(text[: one.start]) and not HELD_VALUE.match(text, one.end)
        if joined or held_against or SINCE.search(text[max(0, one.start - NEAR_SINCE) : one.start]):
            left_out = one
        else:
            kept.append(one)
    return kept


def _marked(
    sentence: FigureSentence, quantity: Quantity, usable: Sequence[PeriodFound], distances: Sequence[int]
) -> PeriodFound | None:
    """Give the period that brackets mark as a figure's: in its own, or alone in those that close the sentence."""
    bracket = sentence.bracket(quantity)
    if bracket is not None:
        inside = [
            (distance, n)
            for n, distance in enumerate(distances)
            if bracket[0] < usable[n].start < bracket[1] and not _came_from(sentence, quantity, usable[n])
        ]
        if inside:
            return usable[min(inside)[1]]
    only = usable[0] if len(usable) == 1 else None
    if only and CLOSING.search(sentence.text[: only.start]) and ENDED.match(sentence.text, only.end):
        return only
    return None


def _is_joined(sentence: FigureSentence, one: Quantity, after: Quantity) -> bool:
    """Tell whether two figures are of one time: "1,102 and 240 at …", "by 4.99% to £1,842 in …"."""
    between = sentence.text[one.end : after.start]
    alike = one.measured == after.measured and BARE_AND.fullmatch(between) is not None
    return (
        alike
        or OR_ELSE.fullmatch(between) is not None
        or (BARE_TO.fullmatch(between) is not None and CHANGED.search(sentence.text[: one.start]) is not None)
    )


RESPECTIVELY = re.compile(r"\brespectively\b", re.IGNORECASE)
SETS_APART = re.compile(
    r"\b(?:from|to|than|compared|against|versus|on|since|until|now|currently|previous\w*|last|earlier|before|after|later"
    r"|target|forecast|expected|will|would|average|nationally|national|usually|overall)\b|[;(]",
    re.IGNORECASE,
)
"""Words by which a sentence passes from one time to another, or to what is of none."""
BECAME = re.compile(r"\b(?:to|from|than|compared|against|versus|now|currently)\b", re.IGNORECASE)
"""Between a time and a value that something went to or came from: "from 60 in March to an average of 44"."""
CLOSING = re.compile(r"\(\s*$")
ENDED = re.compile(r"\s*\)\s*[.;]?\s*$")
"""Around a period that closes a sentence in brackets, and is of all its figures."""
OR_ELSE = re.compile(r"\s[^,.;:\d]{1,40},\sor\s", re.IGNORECASE)
"""Between two forms of one figure: "112 children, or 29.2%, were …"."""
BARE_AND = re.compile(r"\s*(?:,|and|,\s*and|&)\s*", re.IGNORECASE)
BARE_TO = re.compile(r"\s*to\s(?:around\s|about\s|just\s\w+\s)?", re.IGNORECASE)
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
    counted = [quantity for quantity in sentence.quantities if not sentence.is_condition(quantity)]
    return min(counted or sentence.quantities, key=lambda q: sentence.distance(q, period.start, period.end))


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


LABELS = re.compile(r"\s?:\s?\S|\s[–-]\s£?\d")
APART = re.compile(r"[(;][^()]*$")
"""Behind a period that is a label: "3,412 (2022/23: 3,890)"; it is of what follows alone."""
COMPARED = re.compile(r"\b(?:than|compared|against|versus|on)\b", re.IGNORECASE)
PUBLISHED = re.compile(r"\b(?:published|issued|released|announced)\s(?:in|on)\s(?:the\s)?$", re.IGNORECASE)
"""Before the time at which a figure came out."""
OTHER_TIME = re.compile(r"\b(?:than|compared|against|versus|on|from|with|since)\b", re.IGNORECASE)


def periods_for(
    sentence: FigureSentence,
    quantity: Quantity,
    periods: Sequence[PeriodFound],
    earlier: Sequence[PeriodFound],
    *,
    changes: bool,
) -> list[PeriodFound]:
    """Give the periods of a sentence that a figure may be of; `earlier` are those told by their distance from another.

    It is of none that it is compared with: neither the time that a change is measured from, nor the one a year before.
    """
    told = [
        one
        for one in ([] if changes else earlier)
        if one.end <= quantity.start or not OTHER_TIME.search(sentence.text[quantity.end : one.start])
    ]
    own = [
        one
        for one in periods
        if not (
            one.start >= quantity.end
            and LABELS.match(sentence.text, one.end)
            and APART.search(sentence.text[quantity.end : one.start])
        )
        if not changes or one.end <= quantity.start or not COMPARED.search(sentence.text[quantity.end : one.start])
    ]
    # "The result for 2022, published in December 2023" is of 2022.
    stated = [one for one in own if not PUBLISHED.search(sentence.text[: one.start])] or own
    return sorted([*stated, *told], key=lambda one: one.start)
