"""Whether a figure is of the role, the unit and the period that a question asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from assistant.opened import Opened
from assistant.questions.asks import Asks, asks_for
from assistant.questions.operations import OVERSPENT
from assistant.questions.paper_named import names_paper
from assistant.questions.question import WORD, Question
from assistant.ranking.candidates import Candidate
from corpus.figures import Figure, Role
from corpus.language.comparators import find_comparators
from corpus.language.numbers import ONES
from corpus.language.periods import Period
from corpus.language.stems import stem, stems
from corpus.language.units import Unit
from corpus.records import Block

REPORTED_WITHIN = 75
"""Days after a period in which a paper that names no period may be speaking of it."""
NAMED = re.compile(r"[^\W\d_]{2}")
"""What a cell must have in its heads to measure anything."""
AT_END = re.compile(
    r"\bat (?:the )?(?:end of (?:the |each )?(?:quarter|month|year|period)|(?:quarter|month|year|period)[\s-]end)\b",
    re.IGNORECASE,
)
"""Words by which a cell is of the last day of its column's time: "open cases at quarter end"."""
LOOSE = 3
LOOSELY = 0.4
"""How many times as long as the period asked for one is that agrees loosely, as "2018" does with 31 March 2018."""
INHERITED_FITS = 0.8
RUNS_UP_TO = 0.9
HOLDS_MORE = 0.6
"""How well a period fits that stands elsewhere, one that ends with the month asked for, one that is somewhat longer."""
DAY = timedelta(days=1)
SAYS_MONTH = 0.6
"""How well a figure's period agrees whose sentence names the month that is asked for, without a year."""
BOUND = re.compile(r"(?:\s[^\W\d_]+)??\s(?P<bound>or (?:more|over|above|fewer|less|under|below))\b", re.IGNORECASE)
"""Behind a number, what makes it a bound."""
LISTED = re.compile(r"(?: [^\W\d_]+){1,3}\s?:(?!\S)")
"""Behind the number of a list's things, up to the list: "four blocks: the first …"."""
THRESHOLD = re.compile(rf"\b(?:\d+|{'|'.join(ONES)}){BOUND.pattern}", re.IGNORECASE)
"""A bound that a question names."""
DIGITS = re.compile(r"\b(?:19|20)\d\d\b")
LONGEST_MONTH = 31
LONG_DAYS = 400
"""A period longer than this is no answer's own: "2019-2021" covers every month."""
OVER_BUDGET = re.compile(
    r"\b(?:over|under|above|below|within)(?: or (?:over|under|above|below))? (?:the |its )?budget\b", re.IGNORECASE
)
"""What asks how far a budget was kept, and not for the budget."""
FORECAST_CHANGE = re.compile(
    r"\b(?:forecast|projected|budget) (?:revenue |capital |net )?(?:variance|over\w+|under\w+)", re.IGNORECASE
)
"""A variance that is named by what it is measured from: it asks for the change, not for a forecast or budget."""

OUTCOME = re.compile(
    r"\b(?:met|miss(?:ed|ing)|achiev(?:ed|ing)|exceed(?:ed|ing)|hit|reached|short of)\b", re.IGNORECASE
)
"""Words beside a target that was to be reached by now."""
HOW_FAR = re.compile(r"\bhow (?:much|far)(?: \w+)? (?:over|under)\b(?!\s*[\d£])", re.IGNORECASE)
"""What asks how far something is from its budget, where no target or other is named: "how much under is it"."""
BY_RIVER = re.compile(r"[\s-](?:on|upon|under|le|in|by)[\s-]", re.IGNORECASE)
"""What stands between the name of a town and that of its river or its moor."""
TO_DATE = re.compile(r"\b(?:as of|as at|up to|to|by|until|so far|this (?:school |financial )?year)\b", re.IGNORECASE)


def has_other_role(figure: Figure, asked: set[tuple[Role, str]], siblings: Sequence[Figure], *, agreed: bool) -> bool:
    """Tell whether a figure is of another role than one of those `asked`; `agreed` where it has one of them."""
    if (Role.CHANGE, "") in asked and figure.column is None:
        return figure.role is Role.COMPARATOR  # in a sentence an overspend is an amount like any other
    if asked == {(Role.BUDGET, "")} and figure.role is Role.ACTUAL:
        # What is set aside is seldom called a budget where it stands, but for tables that have a column of budgets.
        return any(one.role is Role.BUDGET for one in siblings)
    return not agreed if asked or figure.role is Role.PREVIOUS else figure.role is not Role.ACTUAL


def is_former_now(figure: Figure, period: float) -> bool:
    """Tell whether a value that a paper gives as the previous one is of the very time asked for."""
    return figure.role is Role.PREVIOUS and period >= INHERITED_FITS


def measures(figure: Figure) -> bool:
    """Tell whether a figure has words that say what it measures: a cell under no head has none."""
    return figure.column is None or NAMED.search(figure.measure) is not None


def counts_list(question: Question, figure: Figure, block: Block) -> bool:
    """Tell whether a number says no more than how many things a list has, and a question asks for no such number.

    "The grant is paid through four blocks: …" is no answer to "the early years block of the grant".
    """
    return (
        question.unit is not Unit.COUNT
        and figure.unit == "count"
        and LISTED.match(block.text[figure.end :]) is not None
    )


def names_threshold(question: Question, figure: Figure, block: Block) -> bool:
    """Tell whether a number is the least or the most of what a question counts: "children with three or more moves"."""
    bound = BOUND.match(block.text[figure.end :])
    return bound is not None and bound["bound"].casefold() in {
        found["bound"].casefold() for found in THRESHOLD.finditer(question.full_text)
    }


def named_places(question: Question, figures: Iterable[Figure]) -> set[tuple[Role, str]]:
    """Give the comparators that a question names as a table does: another council, whose figure it asks for then.

    Of "Weir on Trent" the name before the river may stand for the whole.
    """
    if question.compares:
        return set()
    text = f" {' '.join(WORD.findall(question.text.casefold()))} "
    of = {one.of for one in figures if one.role is Role.COMPARATOR and one.of}
    return {
        (Role.COMPARATOR, name)
        for name in of
        if any(f" {spelling.casefold()} " in text for spelling in (name, BY_RIVER.split(name, maxsplit=1)[0]))
    }


def asked_roles(question: Question) -> set[tuple[Role, str]]:
    """Give the roles that a question names: a target, a forecast, whose figure to compare with."""
    if question.compares:
        return set()
    roles = {(found.role, found.of) for found in find_comparators(question.text, typed=True)}
    if OVERSPENT.search(question.text):
        roles.add((Role.CHANGE, ""))
    how_far = roles <= {(Role.BUDGET, "")} and HOW_FAR.search(question.text)
    if how_far or OVER_BUDGET.search(question.text):
        roles = {*roles - {(Role.BUDGET, "")}, (Role.CHANGE, "")}
    if FORECAST_CHANGE.search(question.text):
        roles -= {(Role.FORECAST, ""), (Role.BUDGET, "")}  # "the forecast variance" is a variance
    if not roles and question.inherited is not None and asks_for(question.text, question.periods) is Asks.TEXT:
        return asked_roles(question.inherited)  # a follow-up that names another thing alone
    return roles


def fits_unit(question: Question, figure: Figure) -> bool:
    """Tell whether a figure has the unit that is asked for."""
    match question.unit:
        case Unit.RATE:
            # "The re-referral rate" is a percentage in most papers; only "per 10,000" in the question rules that out.
            return figure.unit.startswith("per ") or (figure.unit == "%" and not question.names_rate_base)
        case Unit.TIME:
            return figure.unit in {"days", "weeks", "months", "years", "hours", "minutes", "seconds"}
        case Unit.PERCENT | Unit.MONEY | Unit.POINTS:
            return figure.unit == str(question.unit)
        case Unit.COUNT:
            return figure.unit in {"count", "FTE"} or stem(figure.unit) in stems(question.text)
        case _:
            return True


def is_past_target(figure: Figure) -> bool:
    """Tell whether a target is one of whose outcome a paper tells: "has missed the target of 40"."""
    return figure.role in {Role.TARGET, Role.FLOOR} and OUTCOME.search(figure.measure) is not None


def period_fit(opened: Opened, question: Question, figure: Figure, candidate: Candidate) -> tuple[float, float]:
    """Tell how well a figure's period agrees with the one asked for, and whether it is another."""
    asked = [found.period for found in question.periods]
    if not asked:
        return 0.0, 0.0
    stated = _at_its_end(figure) or figure.period
    if stated is not None and agrees(asked, stated):
        fit = max(_agreement(a, stated) for a in asked)
        return min(fit, INHERITED_FITS) if figure.inherited else fit, 0.0
    if figure.period is not None and _is_to_date(question, asked, figure.period):
        return LOOSELY, 0.0
    document = opened.documents[candidate.block.document_id]
    meeting = opened.paper(candidate.block).meeting_date or document.meeting_date
    dated = meeting is not None and any(a.first <= meeting <= a.last for a in asked)
    own = figure.period is not None and not figure.inherited
    if not own and _has_its_month(asked, candidate.text):
        return SAYS_MONTH, 0.0
    vague = (
        figure.inherited and figure.period is not None and (figure.period.last - figure.period.first).days > LONG_DAYS
    )
    if (
        figure.period is None
        and is_past_target(figure)
        and meeting is not None
        and all(a.first > meeting for a in asked)
    ):
        return 0.0, 1.0
    if figure.period is None and figure.column is None and meeting is not None and _is_long_past(asked, meeting):
        return 0.0, 1.0
    if figure.period is None or vague:
        fresh = meeting is not None and any(0 <= (meeting - a.last).days <= REPORTED_WITHIN for a in asked)
        return (0.5 if dated else 0.3 if fresh else 0.0), 0.0
    if figure.inherited or (dated and any(names_paper(question.text, found) for found in question.periods)):
        return (0.4, 0.0) if dated else (0.0, 0.5)
    return 0.0, 1.0


def _is_long_past(asked: Sequence[Period], meeting: date) -> bool:
    """Tell whether all that is asked about was over a year before a paper met that says no time: it speaks of later."""
    return all((meeting - period.last).days > LONG_DAYS for period in asked)


def _at_its_end(figure: Figure) -> Period | None:
    """Give the last day of a cell's period where it counts what there was at its end; None for others."""
    if figure.period is None or figure.column is None or not AT_END.search(f"{figure.measure} {figure.topic}"):
        return None
    return Period(figure.period.last, figure.period.last)


def _agreement(asked: Period, stated: Period) -> float:
    """Tell how well a stated period fits one that is asked for, which it meets.

    What runs up to the end of a month is what stood at it: "the twelve months to May" tells of May.
    """
    if asked.covers(stated):
        return 1.0
    if not stated.covers(asked):
        return 0.0
    if stated.last == asked.last and (asked.last - asked.first).days <= LONGEST_MONTH:
        return RUNS_UP_TO
    loose = (stated.last - stated.first) >= LOOSE * (asked.last - asked.first + DAY)
    return LOOSELY if loose else HOLDS_MORE


def _is_to_date(question: Question, asked: Sequence[Period], stated: Period) -> bool:
    """Tell whether a figure runs up to a month asked for: "this year, as of May" is told by "1 September to 24 May"."""
    ends = any((a.last - a.first).days <= LONGEST_MONTH and a.first <= stated.last <= a.last for a in asked)
    return ends and stated.first < stated.last and TO_DATE.search(question.text) is not None


def _has_its_month(asked: Sequence[Period], text: str) -> bool:
    """Tell whether a text names the month that is asked for and leaves its year to the paper: "by the end of March"."""
    if DIGITS.search(text):
        return False
    return any(
        a.first.month == a.last.month
        and a.first.year == a.last.year
        and re.search(rf"\b(?:in|of|by|since|until|during|for) {a.first:%B}\b(?! (?:19|20)\d\d)", text) is not None
        for a in asked
    )


def agrees(asked: Sequence[Period], stated: Period) -> bool:
    """Tell whether a stated period is one of those asked for, or lies within it, or holds it and is no long one."""
    brief = (stated.last - stated.first).days <= LONG_DAYS
    return any(a.covers(stated) or (brief and stated.covers(a)) for a in asked)
