"""Figures in running text: each with the period, the role and the words of measure nearest to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.figures import Figure, Role
from corpus.language.leaning_periods import find_earlier, year_before
from corpus.language.periods import Period, PeriodFound
from corpus.language.sentences import sentences
from corpus.records import Block
from ingest.figure_frame import NOW, SPENT_TO_DATE, Frame, of_money, year_of_money, year_to_date
from ingest.figure_measures import measure_of
from ingest.figure_periods import LAST_MONTHS, ending, levels_of, period_of, periods_for, since_of
from ingest.figure_sentence import FigureSentence, is_change, roles_of, sentence_with, with_shared_units

LONGEST_MONTH = 31
EARLIER = re.compile(r"^(?:a|one) year (?:earlier|before|previously)\b|^in the previous year\b", re.IGNORECASE)
"""Words that open a sentence about the year before that of the sentence before it."""


@dataclass(frozen=True, slots=True)
class _Before:
    """What the sentences before one leave to it: their last words, and the one period that they were about."""

    words: str
    period: Period | None = None
    dated: str = ""


def figures_of_text(
    block: Block, lead: str, frame: Frame, *, start: int = 0, end: int | None = None
) -> Iterator[Figure]:
    """Give the figures of a block's text, or of a part of it; `lead` are the words that a list item hangs under."""
    last = len(block.text) if end is None else end
    before = _Before(lead)
    for first, stop in sentences(block.text[start:last]):
        sentence = sentence_with(block.text[start + first : start + stop])
        periods = frame.periods(sentence.text)
        roles = roles_of(sentence) if sentence.quantities else []
        sentence = with_shared_units(sentence, roles)
        levels = levels_of(sentence.text, periods)
        base = levels[0].period if len(levels) == 1 else before.period or frame.inherited_period(block.headings)[0]
        earlier = find_earlier(sentence.text, base) if base is not None and sentence.quantities else []
        own: list[Period] = []
        for at, quantity in enumerate(sentence.quantities):
            dated = periods_for(
                sentence,
                quantity,
                periods,
                earlier,
                changes=roles[at][0] is Role.CHANGE or is_change(sentence, quantity),
            )
            period, inherited = _when(sentence, at, dated, before, (*block.headings, lead), frame)
            told = any(one.period == period for one in earlier)
            if period is not None and not inherited and not told and period not in own:
                own.append(period)
            measure, topic = measure_of(sentence, quantity, before.words, block)
            role, of = roles[at]
            yield Figure(
                document_id=block.document_id,
                block=block.ordinal,
                start=start + first + quantity.start,
                end=start + first + quantity.end,
                number=quantity.number,
                value=quantity.value,
                unit=quantity.measured.name,
                measure=measure,
                paper=frame.paper.ordinal,
                topic=topic,
                high=quantity.high,
                approximate=quantity.approximate,
                period=period,
                place=of if role is Role.COMPARATOR else frame.place,
                role=role,
                of=of,
                inherited=inherited,
                page=block.page,
            )
        if NOW.search(sentence.text):
            before = _Before(sentence.text)
        elif len(levels) == 1 == len(periods):
            before = _Before(sentence.text, own[0] if len(own) == 1 else levels[0].period, sentence.text)
        else:
            before = _Before(sentence.text, before.period, before.dated)


def _when(
    sentence: FigureSentence,
    at: int,
    periods: Sequence[PeriodFound],
    before: _Before,
    above: Sequence[str],
    frame: Frame,
) -> tuple[Period | None, tuple[str, ...]]:
    """Give a figure's period and the words that it is taken from where its own sentence does not say it."""
    quantity = sentence.quantities[at]
    own = period_of(sentence, at, periods)
    now = NOW.search(sentence.text) is not None
    inherited: tuple[str, ...] = ()
    if own is not None:
        period: Period | None = own.period
    elif (since := since_of(sentence, at, periods)) is not None:
        end, words = frame.inherited_period(above)
        if end is None or end.last < since.period.first:
            end = frame.today()[0]
        period = Period(since.period.first, end.last) if end and end.last > since.period.first else None
        return period, (words or frame.document.name,) if period else ()
    elif before.period is not None and EARLIER.search(sentence.text):
        period, inherited = year_before(before.period), (before.dated,)
    elif before.period is not None and not now and not LAST_MONTHS.search(sentence.text):
        period, inherited = before.period, (before.dated,)
    else:
        period, words = frame.inherited_period(above)
        inherited = (words or frame.document.name,) if period else ()
        if period is None and now:
            period, inherited = frame.today()
        if period is not None and of_money(quantity.unit, sentence.text):
            spent = SPENT_TO_DATE.search(sentence.text) and (period.last - period.first).days < LONGEST_MONTH
            period = year_to_date(period) if spent else year_of_money(period)
    return (ending(sentence, quantity, period) if period else None), inherited
