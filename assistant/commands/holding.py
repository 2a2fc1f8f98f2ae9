"""What changes the index: `scrutineer ingest` and `scrutineer remove`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table
from rich.text import Text

from assistant.commands.bar import Bar
from assistant.commands.options import IndexOption
from assistant.safe import visible
from assistant.terminal import Terminal
from corpus.errors import ScrutineerError
from corpus.settings import load_settings

if TYPE_CHECKING:
    from ingest.report import Report


def ingest(
    places: Annotated[list[Path] | None, typer.Argument(help="Files, folders and zip files.")] = None,
    sample: Annotated[bool, typer.Option("--sample", help="Read the sample papers of an invented council.")] = False,
    allow_exempt: Annotated[
        bool, typer.Option("--allow-exempt", help="Make an index that may hold exempt papers, and is marked so.")
    ] = False,
    again: Annotated[
        bool, typer.Option("--again", help="Also read anew what an earlier version read, or what is damaged.")
    ] = False,
    index: IndexOption = None,
) -> None:
    """Read papers into the index; again for new ones: only what changed is read."""
    from ingest.pipeline import ingest as run

    places = list(places or [])
    if sample:
        from corpus.sample import papers_folder

        places.append(papers_folder())
    if not places and not again:
        raise ScrutineerError("Name the files or folders to read, or --sample for the sample papers.")
    with Bar(Terminal(stderr=True)) as bar:
        report = run(places, load_settings(index), bar.show, allow_exempt=allow_exempt, again=again)
    _show(report)
    raise typer.Exit(report.exit_status)


def remove(
    names: Annotated[list[str], typer.Argument(help="File names, as `scrutineer papers` lists them.")],
    index: IndexOption = None,
) -> None:
    """Remove papers from the index."""
    from ingest.pipeline import remove as run

    report = run(names, load_settings(index))
    _show(report)
    raise typer.Exit(report.exit_status)


def _show(report: Report) -> None:
    """Print what became of each file: as a table on a terminal, tab-separated and whole in a pipe."""
    console = Terminal()
    heads = ("file", "pages", "blocks", "outcome", "reason")
    rows = [
        (x.name, "" if x.pages is None else str(x.pages), str(x.blocks or ""), str(x.outcome), x.reason)
        for x in report.lines
    ]
    if not console.is_terminal:
        for row in (heads, *rows):
            typer.echo("\t".join(" ".join(visible(cell).split()) for cell in row))
        return
    table = Table(box=None, pad_edge=False)
    for head in heads:
        table.add_column(head, overflow="fold", justify="right" if head in ("pages", "blocks") else "left")
    for row in rows:
        table.add_row(*map(Text, row))
    console.print(table)
