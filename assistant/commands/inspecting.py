"""What shows the papers themselves: `scrutineer papers`, `tables`, `minutes` and `actions`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.commands.options import IndexOption
from assistant.terminal import Terminal
from corpus.errors import ScrutineerError
from corpus.settings import load_settings

if TYPE_CHECKING:
    from corpus.records import Document
    from corpus.store.catalogue import Catalogue

NameArgument = Annotated[str, typer.Argument(help="A file name, as `scrutineer papers` lists it.")]
CsvOption = Annotated[bool, typer.Option("--csv", help="Print comma-separated values.")]


def papers(
    name: Annotated[str | None, typer.Argument(help="A file name: show the papers that are bound in it.")] = None,
    index: IndexOption = None,
) -> None:
    """List the papers that are in the index, or the outline of one file."""
    from assistant.outline import print_agenda, print_outline, printed_pages
    from assistant.printing import print_papers
    from corpus.records import PaperKind
    from corpus.store.index import Index
    from ingest.agenda import items_of

    if name is None:
        snapshot = Index(load_settings(index).index).open()
        print_papers(snapshot.catalogue.documents(), Terminal(), allows_exempt=snapshot.allows_exempt)
        snapshot.close()
        return
    with _held(name, index) as (catalogue, documents):
        for document in documents:
            blocks, found = catalogue.blocks(document.id), catalogue.papers(document.id)
            labels = {b.page: b.page_label for b in blocks if b.page and b.page_label}
            print_outline(document, found, labels, Terminal())
            if found and found[0].kind is PaperKind.AGENDA:
                items = items_of(found[0].own(blocks))
                print_agenda([(i.number, i.title, printed_pages(i.first, i.last)) for i in items], Terminal())


def tables(
    name: NameArgument,
    page: Annotated[int | None, typer.Option("--page", min=1, help="Only this page of the file.")] = None,
    as_csv: CsvOption = False,
    index: IndexOption = None,
) -> None:
    """Show the tables of a file as they were read, cell by cell."""
    from assistant.tables import print_tables, tables_of, write_csv

    with _held(name, index) as (catalogue, documents):
        for document in documents:
            found = tables_of(catalogue.blocks(document.id), page)
            if as_csv:
                write_csv(found, sys.stdout)
            else:
                print_tables(found, Terminal())


def minutes(name: NameArgument, index: IndexOption = None) -> None:
    """Show who was at a meeting and what it decided, or what a report recommends."""
    from assistant.findings import print_minutes

    with _held(name, index) as (catalogue, documents):
        for document in documents:
            blocks = {block.ordinal: block for block in catalogue.blocks(document.id)}
            print_minutes(document, catalogue.findings(document.id), blocks, Terminal())


def actions(name: NameArgument, as_csv: CsvOption = False, index: IndexOption = None) -> None:
    """Show the actions of a file's trackers, plans and minutes."""
    from assistant.findings import print_actions, write_actions

    with _held(name, index) as (catalogue, documents):
        for document in documents:
            blocks = {block.ordinal: block for block in catalogue.blocks(document.id)}
            found = catalogue.findings(document.id).actions
            if as_csv:
                write_actions([(document, action, blocks) for action in found], sys.stdout)
            else:
                print_actions(document, found, blocks, Terminal())


@contextmanager
def _held(name: str, index: IndexOption) -> Iterator[tuple[Catalogue, list[Document]]]:
    """Open the index and give the documents of that name. Raises `ScrutineerError` where there is none."""
    from corpus.records import State
    from corpus.store.index import Index

    snapshot = Index(load_settings(index).index).open()
    try:
        documents = [d for d in snapshot.catalogue.documents() if name in (d.name, d.id, d.source)]
        ready = [document for document in documents if document.state is State.READY]
        if not ready:
            why = f"{documents[0].state}: {documents[0].reason}" if documents else "there is none of that name"
            raise ScrutineerError(f"{name} cannot be shown ({why}); `scrutineer papers` lists what is in.")
        yield snapshot.catalogue, ready
    finally:
        snapshot.close()
