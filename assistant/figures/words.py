"""A figure in words: its value as printed with its unit, what it measures, where and when."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.checking import numbers
from assistant.ranking.figure_candidates import FigureCandidate
from corpus.figures import Figure, Role
from corpus.language.dates import day_words
from corpus.language.numbers import number_value
from corpus.language.periods import Period, month, months

MOST_WORDS = 34
"""Words of a clause that is quoted around a figure; with value, place and period an answer stays under sixty."""
ENDS_BEFORE = re.compile(r"\b(?:to|of|at|by|is|was|were|from|than|about|around|reached|totalled)$", re.IGNORECASE)
"""Words that a clause cannot end with: its value stands behind them."""
DANGLING = frozenset({"to", "and", "or", "from", "but", "with"})
"""Words that lead on to another value, where a clause ends with them."""
WITH_UNIT = re.compile(r"[^\W\d_]{3,}|%$")
"""What a printed value with its unit has and a bare number has not."""
JOINS = re.compile(r"^(?:and|or|but|,|;)\s+", re.IGNORECASE)
SCALE_SIGNS = {Decimal(1000): " thousand", Decimal(10**6): "m", Decimal(10**9): "bn"}
UNIT_WORDS = {"%": "%", "percentage points": " percentage points", "FTE": " FTE"}


def value_words(figure: Figure) -> str:
    """Give a figure's value as printed, with its unit: "£1.17m", "149 per 10,000", "-£9.9m" for -9.9 under "£m"."""
    number = re.sub(r"\s+", "", figure.number) if figure.number[:1] in "+-−–£" else figure.number
    if figure.high is not None:
        number = f"{number} to {_plain(figure.high, figure)}"
    if figure.unit == "GBP":
        sign = "-" if figure.value is not None and figure.value < 0 else "+" if number.startswith("+") else ""
        digits = number.lstrip("+-−–").lstrip("£").lstrip("+-−–")
        return f"{sign}£{digits}{_scale(figure)}"
    if figure.unit == "count":
        return number
    if figure.number[-1:].isdigit() or figure.unit not in UNIT_WORDS:
        return f"{number}{UNIT_WORDS.get(figure.unit, f' {figure.unit}')}"
    return number


def _plain(value: Decimal, figure: Figure) -> str:
    scale = next((s for s, sign in SCALE_SIGNS.items() if sign == _scale(figure)), Decimal(1))
    shown = value / scale
    return f"{shown:,f}".rstrip("0").rstrip(".") if "." in f"{shown:f}" else f"{shown:,f}"


def _scale(figure: Figure) -> str:
    bare = number_value(figure.number)
    if bare is None or figure.value is None or not bare:
        return ""
    return SCALE_SIGNS.get(abs(figure.value) / abs(bare), "")


def figure_said(one: FigureCandidate, subject: str, grounds: str) -> str:
    """Say a figure: value, then the paper's own words around it; `subject` opens where these leave it out.

    Place and period follow where the words do not name them; of a period, only what `grounds` holds is printed.
    """
    figure = one.figure
    around = _cell_words(figure) if figure.column is not None and figure.breakdown == _label(one) else _clause(one)
    printed = one.block.text[figure.start : figure.end].strip(" -–")
    # A cell that holds a bare number takes its unit from the head; what is printed with one is said as printed.
    value = value_words(figure) if figure.column is not None and not WITH_UNIT.search(printed) else printed
    opening = f"{figure.approximate} " if figure.approximate else ""
    missing = []
    if subject and subject.casefold() not in around.casefold():
        missing.append(subject)
    if figure.place and figure.place.casefold() not in around.casefold():
        missing.append(figure.place)
    when = period_words(figure.period, grounds)
    if when and when.casefold() not in around.casefold():
        missing.append(when)
    if figure.role in {Role.TARGET, Role.FORECAST, Role.FLOOR} and str(figure.role) not in around.casefold():
        missing.append(str(figure.role))
    note = f" ({', '.join(missing)})" if missing else ""
    return f"{opening}{value} – {around}{note}" if around else f"{opening}{value}{note}"


def clipped(text: str, first: int, last: int, most: int) -> str:
    """Give a text of at most `most` words around the characters from `first` to `last`."""
    words = list(re.finditer(r"\S+", text))
    if len(words) <= most:
        return text
    opens = next(n for n, word in enumerate(words) if word.end() > first)
    closes = next(n for n, word in enumerate(words) if word.end() > last)
    room = max(0, most - (closes - opens + 1))
    start = max(0, min(opens - room * 2 // 3, len(words) - most))
    end = min(len(words), start + most)
    return (
        f"{'… ' if start else ''}{text[words[start].start() : words[end - 1].end()]}{' …' if end < len(words) else ''}"
    )


def _label(one: FigureCandidate) -> str:
    row = one.block.row
    return row.row_head if row else ""


def _cell_words(figure: Figure) -> str:
    return figure.measure.replace(" › ", ", ")


def _clause(one: FigureCandidate) -> str:
    """Give the words around a figure in its sentence as printed, those that open its list first.

    Other values of the sentence are left out: they are not what was asked for.
    """
    figure, text = one.figure, one.block.text
    value = text[figure.start : figure.end]
    words = figure.measure.replace(" … ", f" {value} ", 1)
    if words == figure.measure and ENDS_BEFORE.search(words):
        words = f"{words} {value}"
    for other in one.siblings:
        printed = text[other.start : other.end]
        if printed != value and len(printed) > 1:
            words = re.sub(rf"(?<![\w.,£]){re.escape(printed)}(?![\w.,]*\d)", "…", words)
    lead, rest = one.lead.strip(), JOINS.sub("", words)
    if lead and " ".join(rest.split()[:3]) not in lead:
        words = f"{lead} … {rest}"
    parts = re.sub(r"…(?:\s*…)+", "…", words).split()
    while parts and parts[-1].casefold() in DANGLING:
        parts.pop()
    return " ".join(parts[:MOST_WORDS]) + (" …" if len(parts) > MOST_WORDS else "")


def period_words(period: Period | None, grounds: str) -> str:
    """Give a period in words, as far as `grounds` hold its numbers: "May 2019", "2018/19", "31 March 2017"."""
    if period is None:
        return ""
    words = period_name(period)
    if numbers(words) <= numbers(grounds):
        return words
    return f"{period.first:%B}" if period == month(period.first.year, period.first.month) else ""


def period_name(period: Period) -> str:
    """Give a period as papers name it: "May 2019", "2018/19", "April to June 2018", "31 March 2017"."""
    first, last = period.first, period.last
    if first == last:
        return day_words(first)
    if period == month(first.year, first.month):
        return f"{first:%B %Y}"
    if period == months(first.year, 4, 12) and first.month == 4:
        return f"{first.year}/{last.year % 100:02}"
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else f"{first.year} to {last.year}"
    return f"{first:%B} to {last:%B %Y}" if first.year == last.year else f"{first:%B %Y} to {last:%B %Y}"
