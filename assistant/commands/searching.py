"""What finds words: `scrutineer search`."""

from __future__ import annotations

import sys
from datetime import date
from typing import Annotated

import typer

from assistant.commands.figures import opened_index
from assistant.commands.inspecting import CsvOption
from assistant.commands.options import IndexOption
from assistant.terminal import Terminal
from corpus.errors import ScrutineerError

Values = list[str] | None


def search(
    words: Annotated[list[str], typer.Argument(help='Words, and "phrases in quotes": all must be there.')],
    council: Annotated[Values, typer.Option("--council", help="Only papers of this council.")] = None,
    committee: Annotated[Values, typer.Option("--committee", help="Only papers of this committee.")] = None,
    year: Annotated[Values, typer.Option("--year", help="Only meetings of this year.")] = None,
    kind: Annotated[Values, typer.Option("--kind", help="Only this kind of paper: report, minutes, plan …")] = None,
    officer: Annotated[Values, typer.Option("--officer", help="Only papers of this officer, as printed.")] = None,
    standing: Annotated[
        Values, typer.Option("--standing", help="Only papers that are current, draft, approved or superseded.")
    ] = None,
    document: Annotated[str | None, typer.Option("--document", help="Only this file.")] = None,
    sort: Annotated[str, typer.Option("--sort", help="relevance, newest or oldest.")] = "relevance",
    page: Annotated[int, typer.Option("--page", min=1, help="Page of the results.")] = 1,
    as_csv: CsvOption = False,
    index: IndexOption = None,
) -> None:
    """Find words in the papers: the passages that hold them, by paper."""
    from assistant.searching.printing import print_results
    from assistant.searching.request import Facet, Order, Request
    from assistant.searching.saving import write_results
    from assistant.searching.search import search as run

    if sort not in set(Order):
        raise ScrutineerError(f"{sort} is no order; relevance, newest and oldest are.")
    limits = zip(Facet, (council, committee, year, kind, officer, standing), strict=True)
    chosen = {facet: tuple(values) for facet, values in limits if values}
    with opened_index(index) as opened:
        named = [d.id for d in opened.documents.values() if d.name == document]
        if document and not named:
            raise ScrutineerError(f"No paper has the file name {document}; `scrutineer papers` lists what is in.")
        within = named[0] if named else ""
        found = run(opened, Request(_joined(words), within, chosen, Order(sort), page))
        if as_csv:
            write_results(found, sys.stdout, date.today())
        else:
            print_results(found, Terminal())


def _joined(words: list[str]) -> str:
    """Give the words as one text: what the shell gave as one argument with a space in it was in quotes."""
    return " ".join(f'"{word}"' if len(words) > 1 and " " in word and '"' not in word else word for word in words)
