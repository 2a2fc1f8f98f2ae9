"""What shows the figure register: `scrutineer figures` and `scrutineer conflicts`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from assistant.commands.inspecting import CsvOption
from assistant.commands.options import IndexOption
from corpus.errors import ScrutineerError
from corpus.settings import load_settings

if TYPE_CHECKING:
    from assistant.opened import Opened
    from corpus.language.periods import Period


def figures(
    measure: Annotated[str, typer.Argument(help='What is measured: "child protection plans".')],
    place: Annotated[str, typer.Option("--place", help="Only figures of this place.")] = "",
    period: Annotated[str, typer.Option("--period", help='Only figures for this time: "May 2019", "2018/19".')] = "",
    unit: Annotated[str, typer.Option("--unit", help='Only figures in this unit: "count", "%", "per 10,000".')] = "",
    as_csv: CsvOption = False,
    index: IndexOption = None,
) -> None:
    """Show every figure on a measure, with its period, place and source."""
    from assistant.figures.register import figures_on, print_figures, write_figures

    asked = _period(period)
    with opened_index(index) as opened:
        found = figures_on(opened, measure, place, asked, unit)
        if as_csv:
            write_figures(opened, found, sys.stdout)
        else:
            print_figures(opened, found, Console())


def conflicts(index: IndexOption = None) -> None:
    """Show where the papers give different values for one measure, place and period."""
    from assistant.figures.register import disagreements, print_disagreements

    with opened_index(index) as opened:
        print_disagreements(opened, disagreements(opened), Console())


def _period(words: str) -> Period | None:
    """Read a period. Raises `ScrutineerError` where the words name none."""
    from corpus.language.periods import find_periods

    if not words:
        return None
    found = find_periods(words)
    if not found:
        raise ScrutineerError(f'"{words}" is no period; "May 2019", "31 March 2018" or "2018/19" is one.')
    return found[0].period


@contextmanager
def opened_index(index: IndexOption) -> Iterator[Opened]:
    """Open the papers of an index with the user's own terms, and close them again."""
    """Open the papers without a model, for as long as the block runs."""
    from assistant.opened import Opened
    from corpus.language.terms import own_terms
    from corpus.store.index import Index

    settings = load_settings(index)
    terms = own_terms(settings.glossary)
    snapshot = Index(settings.index).open()
    try:
        yield Opened(snapshot, settings.council, terms)
    finally:
        snapshot.close()
