"""Running the service: the settings read, the address checked, and uvicorn with none of its habits."""

from __future__ import annotations

import uvicorn
from rich.text import Text
from starlette.types import ASGIApp

from assistant.assistant import Assistant
from assistant.doors.api.admission import Admission, read_rate
from assistant.doors.api.keys import read_keys
from assistant.doors.api.service import make
from assistant.doors.corpus import Corpus
from assistant.editing.allowed import LOCAL
from assistant.serving import address_of, base_path_of, check_free
from assistant.terminal import Terminal
from corpus.errors import SettingsError
from corpus.settings import Settings

TO_FINISH = 10
"""Seconds that requests under way have when the service is stopped."""
MOST_CONNECTIONS = 200
MOST_HEADER_BYTES = 16 * 1024


def serve(settings: Settings, host: str = "localhost", port: int = 8502, base_path: str = "") -> int:
    """Serve the index of the settings until it is stopped; give the exit status.

    Raises `ScrutineerError` where the address cannot be served, a setting makes no sense, or others could ask without
    a key.
    """
    path = base_path_of(base_path)
    keys = read_keys(settings.api_keys, settings.api_keys_file)
    if not keys and (host not in LOCAL or path):
        raise SettingsError(
            "Without keys the service is for this machine alone: leave --host and --base-path out, or make a key with "
            "`scrutineer key NAME` and name its file in SCRUTINEER_API_KEYS_FILE."
        )
    check_free(host, port)
    admission = Admission(keys, read_rate(settings.api_rate), host, f"/{path}" if path else "")
    app = make(Corpus(Assistant(settings)), admission, settings.api_origins.split())
    said = Text(f"Scrutineer's API is at {address_of(host, port, path)} (Ctrl-C stops it).")
    Terminal(stderr=True).print(said, soft_wrap=True)
    return listen(app, host, port)


def listen(app: ASGIApp, host: str, port: int) -> int:
    """Serve an application until it is stopped; give the exit status."""
    config = uvicorn.Config(
        app,
        host=host,
        port=port,
        http="h11",  # it bounds what a request's head may hold
        ws="none",
        log_config=None,
        access_log=False,
        server_header=False,
        limit_concurrency=MOST_CONNECTIONS,
        h11_max_incomplete_event_size=MOST_HEADER_BYTES,
        timeout_graceful_shutdown=TO_FINISH,
    )
    server = uvicorn.Server(config)
    server.run()
    return 0 if server.started else 1
