"""Serving the web chat: Streamlit started on the installed entry, with settings of our own and none of its habits."""

from __future__ import annotations

import ctypes
import importlib
import importlib.util
import os
import re
import runpy
import socket
import sys
from collections.abc import Mapping
from contextlib import closing, suppress

from rich.text import Text

from assistant.terminal import Terminal
from assistant.theme import theme_options
from corpus.errors import ScrutineerError
from corpus.settings import Settings

BASE_PATH = re.compile(r"/?(?:[A-Za-z0-9._~-]++/?)*+")
PORTS = range(1, 65536)
M_ARENA_MAX, ARENAS = -8, 2
"""The number of glibc's option for the places that it takes memory from, and how many there shall be."""
INTERRUPTED = 130
"""Exit status of a program that Ctrl-C ended before it could end itself."""


def serve(settings: Settings, host: str = "localhost", port: int = 8501, base_path: str = "") -> int:
    """Serve the chat on the index of the settings until it is stopped; give the exit status.

    Raises `ScrutineerError` where the address cannot be served: the port is taken, or host, port or path make no sense.
    """
    path = base_path_of(base_path)
    check_free(host, port)
    _spare_memory()
    os.environ["SCRUTINEER_INDEX"] = str(settings.index.absolute())
    arguments = ["streamlit", "run", entry(), *flags(server_options(host, port, path, headless=_headless()))]
    Terminal().print(Text(f"Scrutineer is at {address_of(host, port, path)} (Ctrl-C stops it)."))
    # Before there are visitors, whose threads would import the same modules at once: a second, and never a race.
    importlib.import_module("assistant.pages.chat.page")
    before = sys.argv
    sys.argv = arguments
    try:
        # In this process, as its own command line would: one process to stop, and none left behind when it is killed.
        runpy.run_module("streamlit", run_name="__main__")
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else int(leaving.code is not None)
    except KeyboardInterrupt:
        return INTERRUPTED
    finally:
        sys.argv = before
    return 0


def entry() -> str:
    """Give the file of the web page's entry, wherever the package is installed, without running it."""
    found = importlib.util.find_spec("app")
    if found is None or found.origin is None:
        raise ScrutineerError("The page's entry, app.py, is missing; install the package again.")
    return found.origin


def server_options(host: str, port: int, base_path: str, *, headless: bool) -> dict[str, str]:
    """Give the server's options, name → value. `headless` keeps it from opening a browser."""
    return {
        "server.address": host,
        "server.port": str(port),
        "server.baseUrlPath": base_path,
        "server.headless": str(headless).lower(),
        "server.showEmailPrompt": "false",
        "server.enableXsrfProtection": "true",
        "server.enableCORS": "true",
        "server.fileWatcherType": "none",
        "server.runOnSave": "false",
        "runner.postScriptGC": "false",  # of the whole heap, after every run: a third of all that a question takes
        "browser.gatherUsageStats": "false",
        "client.toolbarMode": "minimal",
        "client.showErrorDetails": "none",
        "client.showErrorLinks": "false",
        "logger.level": "warning",
        "logger.hideWelcomeMessage": "true",
        "global.developmentMode": "false",
        "global.disableWidgetStateDuplicationWarning": "true",  # addresses set widgets that have defaults
        **theme_options(),
    }


def flags(options: Mapping[str, str]) -> list[str]:
    """Give options as arguments of the command line, which win over a user's own configuration file."""
    return [f"--{name}={value}" for name, value in options.items()]


def address_of(host: str, port: int, base_path: str) -> str:
    """Give the address at which a server that listens there is reached from this machine."""
    shown = "localhost" if host in ("", "0.0.0.0", "::") else host
    return f"http://{f'[{shown}]' if ':' in shown else shown}:{port}/{base_path}"


def base_path_of(text: str) -> str:
    """Give the path under which a proxy serves the pages, without its slashes at the ends.

    Raises `ScrutineerError` for what is no path.
    """
    if not BASE_PATH.fullmatch(text):
        raise ScrutineerError(f"The base path {text!r} is not a path of an address; give one such as /scrutineer.")
    return text.strip("/")


def check_free(host: str, port: int) -> None:
    """Raise `ScrutineerError` where a port cannot be listened on."""
    if port not in PORTS:
        raise ScrutineerError(f"{port} is not a port; give a number from {PORTS[0]} to {PORTS[-1]} with --port.")
    try:
        family, _, _, _, address = socket.getaddrinfo(
            host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except OSError as error:
        raise ScrutineerError(f"The address {host} is not known here; give another with --host.") from error
    with closing(socket.socket(family, socket.SOCK_STREAM)) as probe:
        if (
            os.name == "posix"
        ):  # connections that are still closing do not make a port taken; on Windows this means another thing
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
        except OSError as error:
            raise ScrutineerError(
                f"Port {port} on {host} cannot be used ({error.strerror}); perhaps Scrutineer runs already. "
                f"Give another with --port, such as --port {port + 1}."
            ) from error


def _spare_memory() -> None:
    """Keep freed memory in few places: each run of a page is a thread, and glibc gives each a place of its own."""
    if sys.platform.startswith("linux"):
        with suppress(OSError, AttributeError):  # another C library than glibc
            ctypes.CDLL(None).mallopt(M_ARENA_MAX, ARENAS)


def _headless() -> bool:
    """Tell whether there is nobody to open a browser for: not on a terminal, or on one without a display."""
    if not sys.stdout.isatty():
        return True
    displays = ("DISPLAY", "WAYLAND_DISPLAY")
    return sys.platform.startswith("linux") and not any(os.environ.get(name) for name in displays)
