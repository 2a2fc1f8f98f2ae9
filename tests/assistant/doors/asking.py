"""The tools served by the command, and asked with the SDK's own client from tests that are not asynchronous."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import time
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from mcp import Client, StdioServerParameters

from benchmarks.runs import ROOT, scrutineer

T = TypeVar("T")
PATIENCE = 60
"""Seconds that a call, or a start, may take on a busy machine."""


def with_client(server: Any, work: Callable[[Client], Awaitable[T]], **options: Any) -> T:
    """Connect to a server and give what `work` does with the client."""

    async def connected() -> T:
        async with Client(server, read_timeout_seconds=PATIENCE, **options) as client:
            return await work(client)

    # In a thread of its own: a browser that other tests keep open has a loop running in this one.
    with ThreadPoolExecutor(1) as apart:
        return apart.submit(asyncio.run, asyncio.wait_for(connected(), 2 * PATIENCE)).result()


def call(server: Any, name: str, /, **arguments: Any) -> Any:
    """Call one tool."""
    return with_client(server, lambda client: client.call_tool(name, arguments))


def program_on(index: Path, **environment: str) -> StdioServerParameters:
    """Give the command as a desktop assistant starts it, on an index."""
    command, *rest = scrutineer()
    return StdioServerParameters(
        command=command, args=[*rest, "mcp", "--index", str(index)], env=environment, cwd=str(ROOT)
    )


@contextmanager
def served(index: Path, **environment: str) -> Iterator[str]:
    """Have the command serve an index over HTTP on this machine, and give the address."""
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [*scrutineer(), "mcp", "--http", "--port", str(port), "--index", str(index)],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    try:
        until = time.monotonic() + PATIENCE
        while not _listens(port):
            assert process.poll() is None and time.monotonic() < until, process.communicate()[0]
            time.sleep(0.1)
        yield f"http://localhost:{port}/mcp"
    finally:
        process.send_signal(signal.SIGINT if os.name == "posix" else signal.SIGTERM)
        process.communicate(timeout=PATIENCE)


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
