"""Changing one part of how a question was read: the question in other words, which is then asked as any other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.figures.register import figures_on
from assistant.figures.words import period_name
from assistant.opened import Opened
from assistant.printing import UNIT_NAMES
from assistant.questions.asks import UNITS
from assistant.questions.question import Question
from corpus.language.periods import PeriodFound, find_periods
from corpus.language.stems import stem

FORMS = {"number": "number", "rate": "rate", "percentage": "percentage", "money": "cost"}
"""The forms of a value that a reader can choose, as they are shown, each with the word that asks for it."""
MOST_PERIODS = 24
"""Periods that are offered, the newest first."""
END = re.compile(r"\s*[?.!]*\s*$")
JOINS = re.compile(r"\b(?:between|from)\s+$", re.IGNORECASE)
DAY = re.compile(r"\d{1,2} [A-Z]")
"""How a day begins, and neither a month nor a year."""
JOINING = re.compile(r"(?:between|from|in|during)\b", re.IGNORECASE)
HOW_MANY = re.compile(r"\bhow (?:many|much)\b", re.IGNORECASE)


def periods_offered(opened: Opened, question: Question) -> list[str]:
    """Give the periods that the papers state the question's measure for, in words, newest first."""
    figures = figures_on(opened, question.subject, question.place) if question.subject else []
    periods = {figure.period for figure in figures if figure.period is not None}
    newest = sorted(periods, key=lambda period: (period.last, period.first), reverse=True)
    return list(dict.fromkeys(period_name(period) for period in newest))[:MOST_PERIODS]


def places_offered(opened: Opened) -> list[str]:
    """Give the places of the councils held, by name."""
    return sorted({opened.place_name(council) for council in opened.councils})


def reworded(opened: Opened, question: Question, part: str, value: str) -> str:
    """Give the question with one part of its reading changed: `part` is measure, unit, period or place.

    The part's own words are replaced where the question has them; otherwise the value is added at its end.
    """
    text = question.text
    match part:
        case "period":
            spans = [(found.start, found.end) for found in find_periods(text) or _leaning(question)]
            return _replaced(text, spans, value) or _added(text, f"{'on' if DAY.match(value) else 'in'} {value}")
        case "place":
            return _replaced(text, list(_place_spans(opened, text)), value) or _added(text, f"in {value}")
        case "unit":
            return _with_unit(text, value)
        case _:
            return _with_measure(question, value)


def _leaning(question: Question) -> tuple[PeriodFound, ...]:
    """Give the periods that a follow-up names and the one before dates: "and in April?"; none that it takes over."""
    before = question.inherited
    return question.periods if before is not None and not before.periods else ()


def _replaced(text: str, spans: list[tuple[int, int]], value: str) -> str:
    """Give the text with the spans, and what joins them, replaced; "between one and another" becomes "in" it."""
    if not spans:
        return ""
    start, end = spans[0][0], spans[-1][1]
    before = JOINS.sub("in ", text[:start]) if len(spans) > 1 else text[:start]
    opening = "in " if JOINING.match(text[start:end]) else ""
    return f"{before}{opening}{value}{text[end:]}"


def _added(text: str, words: str) -> str:
    ending = END.search(text)
    closing = "?" if ending and "?" in ending.group() else ""
    return f"{END.sub('', text)} {words}{closing}"


def _place_spans(opened: Opened, text: str) -> Iterator[tuple[int, int]]:
    """Give where a text names a council that is held: its own words, which may be several in a row."""
    for own in opened.councils.values():
        words = [match for match in re.finditer(r"[^\W_]+", text) if stem(match.group()) in own]
        if words and own <= {stem(match.group()) for match in words}:
            yield words[0].start(), words[-1].end()


def _with_unit(text: str, value: str) -> str:
    """Give the text asking for a value in another form, one of `FORMS`."""
    word = FORMS.get(value, value)
    asked = HOW_MANY.search(text)
    if asked:
        return f"{text[: asked.start()]}what was the {word} of{text[asked.end() :]}"
    for _, pattern in UNITS:
        match = pattern.search(text)
        if match:
            return f"{text[: match.start()]}{word}{text[match.end() :]}"
    return _added(text, f"as a {word}")


def _with_measure(question: Question, value: str) -> str:
    """Give a question for another measure: its own words around it cannot be kept, so only its other parts are."""
    unit = FORMS.get(UNIT_NAMES.get(question.unit, question.unit)) if question.unit else None
    period = period_name(question.periods[0].period) if question.periods else ""
    parts = (f"{unit} of {value}" if unit else value, f"in {question.place}" if question.place else "", period)
    return ", ".join(part for part in parts if part)
