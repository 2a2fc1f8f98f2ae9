"""The figure register on a terminal and as comma-separated values: by measure, and where papers disagree."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from assistant.figures.conflicts import apart, is_rounded, settled_time, times
from assistant.figures.measured import OF_VALUES, measured
from assistant.figures.words import value_words
from assistant.opened import Opened
from assistant.questions.question import read_question
from assistant.questions.sought import words_sought
from assistant.retrieval.fusion import any_of
from assistant.spreadsheets import write_rows
from corpus.figures import Figure, Role
from corpus.language.flows import names_flow
from corpus.language.periods import Period
from corpus.language.units import Unit

COLUMNS = (
    *("value", "number", "unit", "measure", "topic", "period", "place", "role", "of", "breakdown", "approximate"),
    *("document", "title", "meeting_date", "page"),
)
MOST = 2_000
"""Figures that are looked at for one measure."""
OTHER_WORDS = 3
"""Words of a measure beside the term that it names; with more it is likely narrowed to a part."""
MONEY_WORDS = 1
"""The same of a sum of money."""
BODY = re.compile(
    r"\b(?:board|partnership|committee|team|hub|department|officer|director|agency|group)s?$", re.IGNORECASE
)
"""Terms that name who, and nothing that is counted."""
LONGEST_TOPIC = 120
"""Characters that are shown of what a measure hangs under."""
FAR = Decimal(2)
"""How many times one value may be the other for the two to be the same thing said differently."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two figures of one term, place, period and unit with different values."""

    term: str
    one: Figure
    other: Figure


def figures_on(
    opened: Opened, words: str, place: str = "", period: Period | None = None, unit: str = ""
) -> list[Figure]:
    """Give the figures whose measure, breakdown or topic name every word of a measure, by place and period.

    The glossary's other names for a thing count as the thing. `place` may be a part of the place's name.
    """
    question = read_question(words, opened.glossary, correct=opened.corrected)
    groups = [any_of(spellings) for spellings in words_sought(question).values()]
    if not groups:
        return []
    found = opened.snapshot.catalogue.register.named(" AND ".join(f"({group})" for group in groups), MOST)
    kept = [
        figure
        for figure in found
        if place.casefold() in figure.place.casefold()
        and (not unit or figure.unit == unit)
        and (period is None or (figure.period is not None and period.meets(figure.period)))
    ]
    # Those without a period come last of their place.
    return sorted(
        kept,
        key=lambda f: (f.place, f.period.first.isoformat() if f.period else "undated", f.document_id, f.block),
    )


def disagreements(opened: Opened, figures: Iterable[Figure] | None = None) -> Iterator[Disagreement]:
    """Give the figures that may state one thing differently: they name one term alone, for one place and period.

    Looks among `figures`, or in the whole register.
    """
    groups: dict[tuple[str, str, str], list[Figure]] = {}
    beside: dict[str, frozenset[str]] = {}
    for figure in opened.snapshot.catalogue.register.every() if figures is None else figures:
        if figure.period is None or figure.role is not Role.ACTUAL or not figure.value:
            continue
        term, words = _only_term(opened, figure)
        if term and not _flows(figure):
            beside[figure.id] = words
            groups.setdefault((term, figure.unit, settled_time(figure.period).iso()), []).append(figure)
    for (term, *_), figures in sorted(groups.items(), key=lambda pair: str(pair[0])):
        seen: set[frozenset[Decimal | None]] = set()
        for one, other in combinations(figures, 2):
            values = frozenset((one.value, other.value))
            same_place = not one.place or not other.place or one.place == other.place
            # A sum of money beside others is mostly a part of the whole, and its words name the part.
            narrowed = one.unit == str(Unit.MONEY) and max(len(beside[one.id]), len(beside[other.id])) > MONEY_WORDS
            narrowed = narrowed or bool(beside[one.id] - beside[other.id] and beside[other.id] - beside[one.id])
            ratio = times(one, other)
            near = ratio is not None and ratio <= FAR and not is_rounded(one, other)
            if len(values) == 2 and values not in seen and near and same_place and not narrowed and apart(one, other):
                seen.add(values)
                yield Disagreement(term, one, other)


def _flows(figure: Figure) -> bool:
    return names_flow(figure.measure) or names_flow(figure.topic)


def _only_term(opened: Opened, figure: Figure) -> tuple[str, frozenset[str]]:
    """Give the one term that a figure's measure names, and the stems of the words beside it.

    No term where it names several or much else beside.
    """
    own = measured(opened, figure)
    term = next(iter(own.terms), "")
    if len(own.terms) != 1 or BODY.search(term):
        return "", frozenset()
    beside = own.beside - OF_VALUES | own.ages
    return (term if len(beside) <= OTHER_WORDS else ""), beside


def source_words(opened: Opened, figure: Figure) -> str:
    """Give where a figure stands: file and page."""
    name = opened.documents[figure.document_id].name
    return f"{name}, page {figure.page}" if figure.page else name


def print_figures(opened: Opened, figures: Sequence[Figure], console: Console) -> None:
    """Print figures as a table, each with its period, place, measure and source."""
    if not figures:
        console.print("No figure in the papers names that.")
        return
    table = Table()
    for head in ("value", "period", "place", "measure", "source"):
        table.add_column(head, overflow="fold")
    for figure in figures:
        role = "" if figure.role is Role.ACTUAL else f" ({figure.of or figure.role})"
        cells = (
            f"{value_words(figure)}{role}",
            figure.period.iso() if figure.period else "",
            figure.place,
            measure_words(opened, figure),
            source_words(opened, figure),
        )
        table.add_row(*map(Text, cells))
    console.print(table)


def measure_words(opened: Opened, figure: Figure) -> str:
    """Give a figure's measure, with what it hangs under where its own words name nothing that papers count."""
    if not figure.topic or (figure.measure and opened.mentions(figure.measure)):
        return figure.measure or figure.topic
    topic = figure.topic if len(figure.topic) <= LONGEST_TOPIC else f"{figure.topic[:LONGEST_TOPIC].rstrip()} …"
    return f"{figure.measure} ({topic})" if figure.measure else topic


def print_disagreements(opened: Opened, found: Iterable[Disagreement], console: Console) -> None:
    """Print each pair of figures that differ, with their words and sources."""
    none = True
    for pair in found:
        none = False
        period = pair.one.period.iso() if pair.one.period else ""
        console.print(Text(" · ".join(filter(None, (pair.term, pair.one.place, period))), style="bold"))
        for figure in (pair.one, pair.other):
            line = f"  {value_words(figure)}  {figure.measure}  [{source_words(opened, figure)}]"
            console.print(Text(line), soft_wrap=True)
    if none:
        console.print("No two figures of one measure, place and period differ.")


def write_figures(opened: Opened, figures: Iterable[Figure], file: TextIO) -> None:
    """Write figures as comma-separated values, each with its source."""
    write_rows(file, COLUMNS, (_cells(opened, figure) for figure in figures))


def figures_file(opened: Opened, figures: Iterable[Figure]) -> bytes:
    """Give figures as a file for a spreadsheet, with the mark by which Excel knows that it is UTF-8."""
    text = io.StringIO(newline="")
    write_figures(opened, figures, text)
    return text.getvalue().encode("utf-8-sig")


def _cells(opened: Opened, f: Figure) -> tuple[object, ...]:
    document = opened.documents[f.document_id]
    paper = opened.paper_at(f.document_id, f.block)
    day = paper.meeting_date or document.meeting_date
    value = "" if f.value is None else f"{f.value.normalize():f}"
    period = f.period.iso() if f.period else ""
    own = (value, f.number, f.unit, f.measure, f.topic, period, f.place, f.role, f.of, f.breakdown, f.approximate)
    return (*own, document.name, paper.title or document.title, day or "", f.page or "")
