"""What keeps an index sound: `scrutineer check`."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from assistant.commands.options import IndexOption
from corpus.settings import load_settings

SOUND = "Nothing is wrong with the index."
MEND = "Run `scrutineer check --repair`."


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
    console = Console()
    for text in (*done, *wrong, *health.notes, *ends):
        console.print(Text(text), soft_wrap=True)
    raise typer.Exit(1 if wrong else 0)
