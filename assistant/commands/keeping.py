"""What keeps an index sound: `scrutineer check`, `backup` and `restore`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from assistant.commands.options import IndexOption
from assistant.terminal import Terminal
from corpus.settings import load_settings

SOUND = "Nothing is wrong with the index."
MEND = "Run `scrutineer check --repair`."
ReplaceOption = Annotated[bool, typer.Option("--replace", help="Take the place of what is there already.")]


def check(
    repair: Annotated[
        bool, typer.Option("--repair", help="Mend what can be mended, as a new generation, and say what cannot.")
    ] = False,
    index: IndexOption = None,
) -> None:
    """Look through the whole index for what is wrong with it."""
    from assistant.kept.database import Database
    from corpus.store import checking, repairing
    from corpus.store.index import Index

    folder = load_settings(index).index
    done, health = repairing.repair(Index(folder)) if repair else ([], checking.check(Index(folder)))
    faults = [f"{fault.what} {repairing.REMEDIES[fault.part]}" if repair else fault.what for fault in health.faults]
    kept = Database(folder).fault()
    wrong = [*faults, *([kept] if kept else [])]
    ends = [MEND] if faults and not repair else [] if wrong else [SOUND]
    console = Terminal()
    for text in (*done, *wrong, *health.notes, *ends):
        console.print(Text(text), soft_wrap=True)
    raise typer.Exit(1 if wrong else 0)


def backup(
    file: Annotated[Path, typer.Argument(help="The file to write.")],
    replace: ReplaceOption = False,
    index: IndexOption = None,
) -> None:
    """Write papers, originals and conversations to one file; an ingest may run meanwhile."""
    from assistant.kept.database import FILE_NAME
    from corpus.store.backup import save
    from corpus.store.index import Index

    saved = save(Index(load_settings(index).index), file, (FILE_NAME,), replace=replace)
    console = Terminal()
    console.print(Text(f"{file} holds {saved.documents} papers."), soft_wrap=True)
    if saved.without_original:
        console.print(Text(f"The originals of these are missing: {', '.join(saved.without_original)}"), soft_wrap=True)
        raise typer.Exit(1)


def restore(
    file: Annotated[Path, typer.Argument(help="A file that `scrutineer backup` wrote.")],
    replace: ReplaceOption = False,
    index: IndexOption = None,
) -> None:
    """Put papers, originals and conversations of a backup back."""
    from assistant.kept.database import FILE_NAME
    from corpus.store import backup, checking
    from corpus.store.index import Index

    held = Index(load_settings(index).index)
    documents = backup.restore(held, file, (FILE_NAME,), replace=replace)
    faults = checking.check(held).faults
    console = Terminal()
    for text in (f"{held.folder} holds {documents} papers.", *(fault.what for fault in faults)):
        console.print(Text(text), soft_wrap=True)
    raise typer.Exit(1 if faults else 0)
