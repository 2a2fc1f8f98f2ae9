"""What the papers of a scope disagree on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from assistant.brief.records import Finding, Part, Sources
from assistant.figures.choosing import differing
from assistant.figures.series import Measure, day_of, place_of
from assistant.figures.words import period_name, value_words
from assistant.opened import Opened
from corpus.figures import Figure

MOST = 8
"""Findings of this part."""


def differing_findings(opened: Opened, measures: Sequence[Measure], sources: Sources) -> Iterator[Finding]:
    """Give the pairs of figures that state one thing with two values, each with its source."""
    figures = list({figure.id: figure for measure in measures for figure in measure.figures}.values())
    named = {figure.id: measure.name for measure in measures for figure in measure.figures}
    said: set[frozenset[str]] = set()
    for one_id, others in differing(opened, figures).items():
        one = next(figure for figure in figures if figure.id == one_id)
        for other in others:
            pair = frozenset((value_words(one), value_words(other)))
            if pair in said or len(said) == MOST:
                continue
            said.add(pair)
            a, b = sorted((one, other), key=lambda figure: day_of(opened, figure) or date.min)
            yield _finding(opened, named.get(a.id, named.get(b.id, "")), a, b, sources)


def _finding(opened: Opened, name: str, one: Figure, other: Figure, sources: Sources) -> Finding:
    period = period_name(one.period) if one.period else "one time"
    place = place_of(opened, one)
    about = ", ".join(filter(None, (name, place, period)))
    first, second = (f"{value_words(figure)} {sources.figure(figure)}" for figure in (one, other))
    return Finding(
        Part.DIFFERS,
        f"{about[:1].upper()}{about[1:]}: {first}, but {second}.",
        (f"The papers give {first} and {second} for {about}. Which of the two holds?",),
    )
