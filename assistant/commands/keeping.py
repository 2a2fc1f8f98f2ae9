"""What keeps an index sound: `scrutineer check`."""

from __future__ import annotations

import typer
from rich.console import Console
from rich.text import Text

from assistant.commands.options import IndexOption
from corpus.settings import load_settings


def check(index: IndexOption = None) -> None:
    """Look through the whole index for what is wrong with it; nothing is changed."""
    from assistant.kept.database import Database
    from corpus.store import checking
    from corpus.store.index import Index

    folder = load_settings(index).index
    health = checking.check(Index(folder))
    kept = Database(folder).fault()
    faults = [*(fault.what for fault in health.faults), *([kept] if kept else [])]
    console = Console()
    for text in (*faults, *health.notes, *([] if faults else ["Nothing is wrong with the index."])):
        console.print(Text(text), soft_wrap=True)
    raise typer.Exit(1 if faults else 0)
