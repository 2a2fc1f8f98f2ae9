"""What lets other programs ask: `scrutineer serve`, `scrutineer key` and `scrutineer mcp`."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Annotated

import typer

from assistant.commands.options import IndexOption
from corpus.errors import ScrutineerError
from corpus.settings import load_settings

NEEDED = {"api": ("fastapi", "uvicorn", "limits"), "mcp": ("mcp", "fastapi", "uvicorn", "limits")}
"""What each extra installs."""


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
    _check_installed("The HTTP interface needs", "api")
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


def mcp(
    http: Annotated[bool, typer.Option("--http", help="Serve over HTTP instead of standard input and output.")] = False,
    host: Annotated[str, typer.Option(help="Address to listen on, with --http.")] = "localhost",
    port: Annotated[int, typer.Option(help="Port to listen on, with --http.")] = 8503,
    allow_exempt: Annotated[
        bool,
        typer.Option("--allow-exempt", help="Also serve papers that may be exempt, to a model in your own house."),
    ] = False,
    index: IndexOption = None,
) -> None:
    """Serve the papers as tools of the Model Context Protocol, for desktop assistants."""
    _check_installed("The tools for assistants need", "mcp")
    settings = load_settings(index)
    if http:
        from assistant.doors.mcp.http import serve_http

        raise typer.Exit(serve_http(settings, host, port, allow_exempt=allow_exempt))
    from assistant.doors.mcp.server import serve_stdio

    serve_stdio(settings, allow_exempt=allow_exempt)


def _check_installed(need: str, extra: str) -> None:
    missing = [name for name in NEEDED[extra] if importlib.util.find_spec(name) is None]
    if missing:
        raise ScrutineerError(
            f"{need} {', '.join(missing)}, which come with an extra: pip install -c constraints.txt '.[{extra}]'"
        )
