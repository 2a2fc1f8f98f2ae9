"""What lets other programs ask: `scrutineer serve` and `scrutineer key`."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Annotated

import typer

from assistant.commands.options import IndexOption
from corpus.errors import ScrutineerError
from corpus.settings import load_settings

NEEDED = ("fastapi", "uvicorn", "limits")


def serve(
    api: Annotated[bool, typer.Option("--api", help="Serve the HTTP interface for other programs.")] = False,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "localhost",
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 8502,
    base_path: Annotated[str, typer.Option(help="Path under which a reverse proxy serves it.")] = "",
    index: IndexOption = None,
) -> None:
    """Serve the papers to other programs; `scrutineer chat` serves the pages."""
    if not api:
        raise ScrutineerError("Say what to serve: --api for other programs. `scrutineer chat` serves the pages.")
    missing = [name for name in NEEDED if importlib.util.find_spec(name) is None]
    if missing:
        raise ScrutineerError(
            f"The HTTP interface needs {', '.join(missing)}, which come with an extra: "
            "pip install -c constraints.txt '.[api]'"
        )
    from assistant.doors.api.running import serve as run

    raise typer.Exit(run(load_settings(index), host, port, base_path))


def key(
    name: Annotated[str, typer.Argument(help="A name for who will use it.")],
    public: Annotated[
        bool, typer.Option("--public", help="For the question box on a web page, where everybody can read it.")
    ] = False,
    file: Annotated[
        Path | None, typer.Option("--file", help="Add its line to this file of keys.", show_default=False)
    ] = None,
) -> None:
    """Make a key for `scrutineer serve --api`."""
    from assistant.doors.api.keys import add_key, new_key

    secret, made = new_key(name, is_public=public)
    if file is not None:
        add_key(made, file)
    typer.echo(f"The key, which is shown this once:\n  {secret}")
    if file is None:
        typer.echo(f"Its line in the file that SCRUTINEER_API_KEYS_FILE names:\n  {made.line}")
