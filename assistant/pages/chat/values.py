"""The figures of an answer, large, side by side: each with what it is of, its period and place, and its source."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import shorten

from assistant.answers import Answer, Derived, Status
from assistant.figures.words import period_name, value_words
from assistant.pages.chat.sources import anchor
from assistant.safe import as_html
from corpus.figures import Figure, Role

MOST = 4
"""Figures that stand side by side; a longer series is better read as text and chart."""
LONGEST_MEASURE = 80
"""Characters of a measure that stand beneath its value."""


def values(turn: int, answer: Answer) -> str:
    """Give the figures of an answer as HTML: what is worked out from them alone, where something is.

    Empty where it states none, or more than can be taken in at once.
    """
    if answer.status is Status.NOT_STATED:
        return ""
    cards = [_derived(answer.derived)] if answer.derived else list(_stated(turn, answer))
    return f"<ul class='values'>{''.join(cards)}</ul>" if cards and len(cards) <= MOST else ""


def _derived(derived: Derived) -> str:
    span = f"{derived.low} to {derived.high} with rounding" if derived.low != derived.high else ""
    return (
        f"<li class='worked'><strong>{as_html(f'{derived.value}{derived.unit}')}</strong>"
        f"<span>worked out, not stated</span>{_line(derived.formula)}{_line(span)}</li>"
    )


def _stated(turn: int, answer: Answer) -> Iterator[str]:
    for figure, n in answer.figures:
        source = f"<a href='#{anchor(turn, n)}' aria-label='source {n}'>[{n}]</a>"
        value = f"{figure.approximate} {value_words(figure)}".strip()
        yield (
            f"<li><strong>{as_html(value)}</strong> {source}{_line(_standing(figure))}"
            f"{_line(_measure(figure))}{_line(_where(figure))}</li>"
        )


def _standing(figure: Figure) -> str:
    """Say what a figure is beside others of its measure: "target", or whose it is where it is a comparator's."""
    return figure.of or ("" if figure.role is Role.ACTUAL else str(figure.role))


def _measure(figure: Figure) -> str:
    """Give what a figure measures in the paper's words, cut where they are a whole sentence."""
    return shorten(figure.measure or figure.topic, LONGEST_MEASURE, placeholder=" …")


def _where(figure: Figure) -> str:
    when = period_name(figure.period) if figure.period else "no period stated"
    return " · ".join(filter(None, (when, figure.place)))


def _line(text: str) -> str:
    return f"<span>{as_html(text)}</span>" if text else ""
