"""Sentences with figures in them: which clause, period and role belong to which figure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.figures import Role
from corpus.language.comparators import Comparator, find_comparators
from corpus.language.quantities import Quantity, find_quantities
from corpus.language.units import PLAIN, Unit

BOUNDARY = re.compile(
    r"[;:]\s|\s[–-]\s|,\s(?=(?:and|but|while|whilst|with|which|where|compared|up|down|of)\b)|\.\s"
    r"|\s(?=(?:but|while|whilst|compared|whereas|although|though|however|against|versus|than)\b)|\s?\(|\)\s?[,;]?\s?"
)
"""Where a clause ends and another begins."""
PARTING = re.compile(r",\s|\s(?:and|to|or|plus)\s")
"""What parts two figures of one clause."""
IN_NAME = re.compile(r"[A-Z][\w’'-]*\s(?:and|to|or)\s[A-Z]")
"""An "and" of a name, as in "England and Wales"."""
CROSSED = 25
"""Characters that a clause's end counts for between a figure and the words that may belong to it."""
JOINED = 30
AND = re.compile(r"\band\b")
"""What comes before "and" is of the figure before it: "to 377 at the end of July and 372 at the end of August"."""
BETWEEN = 45
"""Characters that another figure between counts for."""
REACH = 60
"""Beyond this distance words of role belong to no figure."""
CONDITION = re.compile(r"\b(?:within|in|under|over|more than|less than|fewer than|at least|up to)\s$", re.IGNORECASE)
DISTANCE = re.compile(r"\s(?:miles?|km|kilometres|metres)\b", re.IGNORECASE)
AGO = re.compile(r"\sago\b", re.IGNORECASE)
ASIDE = re.compile(r"\s?\([^()]*\d[^()]*\)\s?[,;]?\s?")
"""Another form of a figure that stands behind it in brackets."""


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
        aside = ASIDE.match(self.text, quantity.end)
        if aside and start >= aside.end():
            low = aside.end()  # so is what stands behind them: "£2.4m (3.1% of the roll) at Quarter 2"
        crossed = sum(low < cut <= high for cut in self.cuts)
        joined = JOINED if end <= quantity.start and AND.search(self.text[low:high]) else 0
        between = sum(
            low <= other.start < high and not self.is_condition(other)
            for other in self.quantities
            if other is not quantity
        )
        return max(0, high - low) + CROSSED * crossed + BETWEEN * between + joined

    def is_condition(self, quantity: Quantity) -> bool:
        """Tell whether a quantity only says which cases are counted: "92% were decided within 13 weeks"."""
        if quantity is self.quantities[0] or not CONDITION.search(self.text[: quantity.start]):
            return False
        return quantity.unit is Unit.TIME or DISTANCE.match(self.text, quantity.end) is not None

    def bracket(self, quantity: Quantity) -> tuple[int, int] | None:
        """Give the brackets that a figure stands in, None where it stands in none."""
        opens = self.text.rfind("(", 0, quantity.start)
        if opens < 0 or ")" in self.text[opens : quantity.start]:
            return None
        closes = self.text.find(")", quantity.end)
        return (opens, closes) if closes >= 0 else None

    def clause(self, quantity: Quantity) -> tuple[int, int]:
        """Give the clause that a figure stands in."""
        start = max((cut for cut in self.cuts if cut <= quantity.start), default=0)
        end = min((cut for cut in self.cuts if cut >= quantity.end), default=len(self.text))
        return start, end


def _cuts(text: str, quantities: Sequence[Quantity]) -> list[int]:
    """Give where clauses begin: after the signs of a sentence, and between two figures that "and" or a comma parts."""
    cuts = {match.end() for match in BOUNDARY.finditer(text)}
    for one, after in pairwise(quantities):
        between = [
            one.end + m.end()
            for m in PARTING.finditer(text[one.end : after.start])
            if not IN_NAME.match(text, text.rfind(" ", 0, one.end + m.start()) + 1)
        ]
        if between and not any(one.end <= cut <= after.start for cut in cuts):
            cuts.add(between[-1])
    return sorted(cuts)


def sentence_with(text: str) -> FigureSentence:
    """Give a sentence with its figures, in order."""
    quantities = [quantity for quantity in find_quantities(text) if not _tells_when(text, quantity)]
    return FigureSentence(text, quantities, _cuts(text, quantities) if quantities else ())


def _tells_when(text: str, quantity: Quantity) -> bool:
    """Tell whether a quantity only says when another was reached: "66% six months ago"."""
    return quantity.unit is Unit.TIME and AGO.match(text, quantity.end) is not None


def roles_of(sentence: FigureSentence) -> list[tuple[Role, str]]:
    """Give each figure its role: words of a comparator or target belong to the figure nearest to them."""
    roles = [(Role.ACTUAL, "")] * len(sentence.quantities)
    best = [REACH] * len(sentence.quantities)
    for found in find_comparators(sentence.text):
        if found.role is Role.TARGET and _is_only_met(sentence.text, found):
            continue
        if found.role is Role.COMPARATOR and _has_no_value(sentence, found):
            continue
        at, distance = _nearest(sentence, found)
        if distance < best[at] and found.role is not Role.CHANGE and found.role is not Role.BUDGET:
            best[at], roles[at] = distance, (found.role, found.of)
        for listed in _listed_behind(sentence, found):
            roles[listed] = (found.role, found.of)
    for at, quantity in enumerate(sentence.quantities):
        if _is_anothers_too(sentence, at, roles):
            roles[at] = roles[at - 1]
        if _is_expected_too(sentence, at, roles):
            roles[at] = (Role.FORECAST, "")
        between = sentence.text[sentence.quantities[at - 1].end : quantity.start] if at else ""
        aside = at > 0 and roles[at - 1][0] is Role.CHANGE and ASIDE_OPENS.fullmatch(between) is not None
        # "12 fewer (4%)" is one change told twice; "12 fewer (287 in May)" tells what it led to.
        aside = aside and quantity.measured != sentence.quantities[at - 1].measured
        differs = aside or _is_difference(sentence, quantity)
        if differs or (CHANGED.search(sentence.text[: quantity.start]) and roles[at][0] is Role.ACTUAL):
            roles[at] = (Role.CHANGE, "")
    return roles


def _listed_behind(sentence: FigureSentence, found: Comparator) -> list[int]:
    """Give the places of the figures that another's name lists in brackets: "the average (3% of men, 7% of women)"."""
    opens = LISTS.match(sentence.text, found.end) if found.role is Role.COMPARATOR else None
    closes = sentence.text.find(")", opens.end()) if opens else -1
    if opens is None or closes < 0:
        return []
    within = [at for at, q in enumerate(sentence.quantities) if opens.end() <= q.start and q.end <= closes]
    pairs = list(pairwise(sentence.quantities[at] for at in within))
    alike = all(one.measured == after.measured for one, after in pairs)
    listed = all(ITEM.fullmatch(sentence.text[one.end : after.start]) for one, after in pairs)
    return within if pairs and alike and listed else []


def _is_anothers_too(sentence: FigureSentence, at: int, roles: Sequence[tuple[Role, str]]) -> bool:
    """Tell whether a figure is another's as the one before is: "nationally it is 31% in towns and 69% in villages"."""
    if at == 0 or roles[at - 1][0] is not Role.COMPARATOR or roles[at] != (Role.ACTUAL, ""):
        return False
    before, quantity = sentence.quantities[at - 1], sentence.quantities[at]
    named = any(found.of == roles[at - 1][1] for found in find_comparators(sentence.text[: before.start]))
    first, last = (OF_WHICH.match(sentence.text, one.end) for one in (before, quantity))
    alike = before.measured == quantity.measured and first is not None and last is not None
    listed = ITEM.fullmatch(sentence.text[before.end : quantity.start]) is not None
    return named and listed and alike and first["of"] == last["of"]  # type: ignore[index]


OF_WHICH = re.compile(r"\s(?P<of>in|for|of|at|among|on)\s", re.IGNORECASE)
"""Behind each of two figures that stand side by side: what it is of."""
LISTS = re.compile(r"(?:\s(?:average|rate|figure|level|one)s?)?\s?\((?=[£\d])", re.IGNORECASE)
ITEM = re.compile(r"\s(?!(?:up|down|from|compared|against|than|here|locally)\b)[^,;()]+(?:[,;]|\sand)\s(?:and\s)?")
"""What opens such a list, and stands between two figures of it: what the first one is of."""


def _is_expected_too(sentence: FigureSentence, at: int, roles: Sequence[tuple[Role, str]]) -> bool:
    """Tell whether a figure is expected with the one before: "expected to help 54 people and to cost £31,000"."""
    if at == 0 or roles[at - 1] != (Role.FORECAST, "") or roles[at] != (Role.ACTUAL, ""):
        return False
    before = sentence.quantities[at - 1]
    joined = EXPECTED_TOO.search(sentence.text[before.end : sentence.quantities[at].start])
    return joined is not None and EXPECTED.search(sentence.text[: before.start]) is not None


CHANGED = re.compile(
    r"\b(?:by|increase of|decrease of|reduction of|rise of|fall of|drop of|growth of|change of)\s"
    r"(?:(?:around|about|approximately|over|nearly|just under|just over|some|only|almost)\s)?$",
    re.IGNORECASE,
)
"""Words before a number that say by how much something changed."""


def is_change(sentence: FigureSentence, quantity: Quantity) -> bool:
    """Tell whether the words around a figure say that it is the size of a change or of a difference."""
    return _is_difference(sentence, quantity) or CHANGED.search(sentence.text[: quantity.start]) is not None


def _is_difference(sentence: FigureSentence, quantity: Quantity) -> bool:
    points = quantity.unit is Unit.POINTS and not LEVEL.search(sentence.text[: quantity.start])
    moved = UP_OR_DOWN.search(sentence.text[: quantity.start]) and HELD_TO.match(sentence.text, quantity.end)
    return points or moved is not None or DIFFERS.match(sentence.text, quantity.end) is not None


ASIDE_OPENS = re.compile(r"[^,;()]*\(\s*")
UP_OR_DOWN = re.compile(r"\b(?:up|down)\s$", re.IGNORECASE)
HELD_TO = re.compile(r"\s(?:on|from|since|compared)\b", re.IGNORECASE)
"""Around a number by which something moved: "down 2% on November"."""


EXPECTED = re.compile(r"\b(?:expected|forecast|projected|predicted) to\b", re.IGNORECASE)
EXPECTED_TOO = re.compile(r"\band to (?=\w)[^.;:()]*$", re.IGNORECASE)
"""What joins what else is expected to what is expected first."""
AWAITED = re.compile(r"\sto\s", re.IGNORECASE)
"""Behind "expected": the value comes after it."""
LEVEL = re.compile(r"\b(?:to|at|is|was|from|of)\s$", re.IGNORECASE)
"""Before points that something has reached, such as a gap."""


DIFFERS = re.compile(
    r"\s(?:\w+\s)?(?:lower|higher|fewer|less|more|up|down|better|worse)\s(?:than|on)\b"
    r"|\s(?:more|fewer)\s(?!than\b|or\b)[a-z]+",
    re.IGNORECASE,
)
"""Words behind a number that make it a difference: "5% lower than the average", "12 more homes"."""


def _is_only_met(text: str, found: Comparator) -> bool:
    """Tell whether a target is spoken of without its value: "9 of 12 met target"."""
    return MET.search(text[: found.start]) is not None and not STATED.match(text, found.end)


MET = re.compile(
    r"\b(?:met|meet|meeting|hit|on|achieved|exceeded|missed|within)\s(?:the(?:ir)?\s|its\s)?$", re.IGNORECASE
)
STATED = re.compile(r"\s?(?:[:(]|of\b|is\b|was\b|at\b)")


def _has_no_value(sentence: FigureSentence, found: Comparator) -> bool:
    """Tell whether another's figure is spoken of without its value: "87%, slightly below the national average".

    In "in line with the national level at 116 days" the value behind is our own, and so is that of "in line with the
    national average for boys (47%)".
    """
    held = HELD_AGAINST.search(sentence.text[: found.start])
    if held is None:
        return False
    behind = next((q for q in sentence.quantities if q.start >= found.end), None)
    between = sentence.text[found.end : behind.start] if behind else ","
    own = held["line"] is not None and (AT.search(between) or FOR_WHOM.match(between))
    return PARTED.search(between) is not None or bool(own)


HELD_AGAINST = re.compile(
    r"\b(?:(?P<line>in line with|on a par with)|below|beneath|above|(?:better|worse|lower|higher|fewer|more|less) than"
    r"|close to|similar to|near(?:er)? to)\s(?:the\s|an?\s)?(?:\w+\s){0,2}$",
    re.IGNORECASE,
)
"""Words before another's figure by which our own one is held against it."""
THAN = re.compile(r"\b(?:than|below|above)\s(?:[\w'’-]+\s){0,6}$", re.IGNORECASE)
AGAINST = re.compile(r",?\s(?:compared (?:with|to)|against|versus|vs\.?|as opposed to)\s", re.IGNORECASE)
"""Before another's figure, with others between, and between our value and the one that it is held against."""
PARTED = re.compile(r"[;,–]|\b(?:and|but|while|which|although|though)\b", re.IGNORECASE)
AT = re.compile(r"\bat\s$", re.IGNORECASE)
FOR_WHOM = re.compile(r"\sfor\s[^()]+\($", re.IGNORECASE)
"""What stands between another's figure and a value that is not its own."""


def _nearest(sentence: FigureSentence, found: Comparator) -> tuple[int, int]:
    if found.role is Role.COMPARATOR and THAN.search(sentence.text[: found.start]):
        # "higher than nationally (14%, compared with 11%)": ours is said first, the other's behind it.
        behind = [(n, quantity) for n, quantity in enumerate(sentence.quantities) if quantity.start >= found.end]
        for (_, ours), (at, theirs) in pairwise(behind[:2]):
            if AGAINST.fullmatch(sentence.text[ours.end : theirs.start]):
                return at, 0
    if found.role is Role.FORECAST and AWAITED.match(sentence.text, found.end):
        after = [(n, q.start - found.end) for n, q in enumerate(sentence.quantities) if q.start >= found.end]
        if after:
            return after[0]
    distances = [sentence.distance(quantity, found.start, found.end) for quantity in sentence.quantities]
    least = min(distances)
    return distances.index(least), least


def _is_change_to(sentence: FigureSentence, one: Quantity, after: Quantity) -> bool:
    """Tell whether a number without a unit is where a change began: "from 18.2 to 19.7 percentage points"."""
    bare = one.measured == PLAIN and after.unit in SHARES_UNIT
    parted = TO.fullmatch(sentence.text[one.end : after.start]) is not None
    return bare and parted and FROM.search(sentence.text[: one.start]) is not None


BARE_AFTER = re.compile(r"\s*(?:$|[.,;:)(]|(?:in|at|by|for|and|compared|against|which|than|up|down|during|as)\b)")
"""What follows a number that counts no things named behind it."""
SHARES_UNIT = frozenset({Unit.PERCENT, Unit.POINTS, Unit.RATE, Unit.TIME})
FROM = re.compile(r"\bfrom\s$", re.IGNORECASE)
TO = re.compile(r"\s?to\s")


def with_shared_units(sentence: FigureSentence, roles: Sequence[tuple[Role, str]]) -> FigureSentence:
    """Give a sentence with the units of figures that it leaves out, taken from the figure that they stand against.

    "42.3 days against a target of 28", "12%, above the national average of 10".
    """
    kept: list[Quantity] = []
    for at, quantity in enumerate(sentence.quantities):
        before = kept[-1] if kept else None
        following = sentence.quantities[at + 1] if at + 1 < len(sentence.quantities) else None
        if following is not None and _is_change_to(sentence, quantity, following):
            quantity = replace(quantity, unit=following.unit, measured=following.measured)
        against = roles[at][0] in {Role.TARGET, Role.FLOOR, Role.COMPARATOR}
        bare = quantity.measured == PLAIN and quantity.number[-1:].isdigit()
        shares = before is not None and before.unit in SHARES_UNIT and roles[at - 1][0] is Role.ACTUAL
        if against and bare and shares and before is not None and BARE_AFTER.match(sentence.text, quantity.end):
            quantity = replace(quantity, unit=before.unit, measured=before.measured)
        kept.append(quantity)
    return replace(sentence, quantities=kept)
