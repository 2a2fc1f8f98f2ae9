"""The product's own server on an index, and the browser to look at it with, for tests, measurements and pictures."""

from __future__ import annotations

import os
import resource
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from benchmarks.runs import ROOT

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
"""What a browser is started with: no window, and nothing that it does on its own over the network."""
PATIENCE = 90.0
"""Seconds that a busy machine may take to bring the server up, or to show a step of a page."""
TO_STOP = 30.0


@dataclass(frozen=True, slots=True)
class Server:
    """A server that answers at `address`; `process` is its number."""

    address: str
    process: int

    def memory_mb(self) -> float:
        """Give the megabytes of memory that it and the processes that it started hold, as Linux tells it."""
        pages = (int(told.split()[1]) for told in self._told("statm"))
        return sum(pages) * resource.getpagesize() / 2**20

    def cpu_seconds(self) -> float:
        """Give the seconds of processor time that it and the processes that it started have taken so far."""
        # The name, in brackets, may hold spaces; user and system time are the 14th and 15th field of all.
        times = (told.rpartition(")")[2].split()[11:13] for told in self._told("stat"))
        return sum(int(user) + int(system) for user, system in times) / os.sysconf("SC_CLK_TCK")

    def _told(self, file: str) -> Iterator[str]:
        """Give what Linux tells of the server's process and of those that it started: one draws pages."""
        folders = [Path(f"/proc/{self.process}")]
        for children in folders[0].glob("task/*/children"):
            with suppress(OSError):  # a thread, or a process, that has just ended
                folders += [Path(f"/proc/{number}") for number in children.read_text(encoding="ascii").split()]
        for folder in folders:
            with suppress(OSError):
                yield (folder / file).read_text(encoding="ascii", errors="replace")


def browser_here() -> str | None:
    """Give the Chromium of this machine, None where there is none."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


PAGES, API = ("chat",), ("serve", "--api")
"""The commands that serve something."""
HEALTH = {PAGES: "_stcore/health", API: "health"}
"""Where each tells that it answers."""


@contextmanager
def serving(
    index: Path,
    folder: Path,
    *options: str,
    command: tuple[str, ...] = PAGES,
    settings: Mapping[str, str] | None = None,
) -> Iterator[Server]:
    """Run a command of the product on an index, from a folder that gets its log, until the end of the block.

    `settings` are added to the environment. Raises `RuntimeError` with the log where it does not come up.
    """
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **(settings or {})}
    line = [sys.executable, "-m", "assistant", *command, "--port", str(port), "--index", str(index), *options]
    log = folder / "server.log"
    with log.open("w", encoding="utf-8") as said:
        process = subprocess.Popen(line, cwd=folder, env=environment, stdout=said, stderr=said)
        try:
            address = f"http://localhost:{port}"
            _wait_for(f"{address}/{HEALTH[command]}", process, log)
            yield Server(address, process.pid)
        finally:
            process.terminate()
            try:
                process.wait(TO_STOP)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.02)
    raise RuntimeError(f"The server did not come up: {log.read_text(encoding='utf-8', errors='replace')}")
