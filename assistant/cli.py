"""The command line: `scrutineer COMMAND`, put together from the commands."""

from __future__ import annotations

import sys

import typer
from rich.text import Text

from assistant.commands import asking, briefing, doors, figures, holding, inspecting, keeping, searching, writing
from assistant.terminal import Terminal
from corpus import logs
from corpus.errors import ScrutineerError
from corpus.settings import load_settings

app = typer.Typer(
    help="Ask a council's committee papers a question; get a short answer with the page it stands on.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
_INSPECTING = (inspecting.papers, inspecting.tables, inspecting.minutes, inspecting.actions)
_KEEPING = (keeping.check, keeping.backup, keeping.restore)
_REGISTER = (figures.figures, figures.conflicts)
_ASKING = (searching.search, asking.ask, briefing.brief, writing.summarise, asking.chat)
_DOORS = (doors.serve, doors.key, doors.mcp)
for command in (holding.ingest, holding.remove, *_KEEPING, *_INSPECTING, *_REGISTER, *_ASKING, *_DOORS):
    app.command()(command)
NOTHING_DONE = 2


@app.callback()
def begin() -> None:
    """Have the command log as the settings say."""
    logs.begin(load_settings())


def main() -> None:
    """Run the command line; an error of ours is one line and exit status 2, not a traceback."""
    try:
        app()
    except ScrutineerError as error:
        Terminal(stderr=True).print(Text(str(error)), soft_wrap=True)
        sys.exit(NOTHING_DONE)
