"""The product's own server and a real browser: what the tests of the pages stand on."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
REQUIRED = os.environ.get("SCRUTINEER_REQUIRE_BROWSER") == "1"
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE = 90
"""Seconds that a busy machine may take over a step; how fast the page is, the benchmark says."""
HARM = (
    "<script>document.title='taken'</script> <img src=x onerror=\"document.title='taken'\"> "
    "![x](http://elsewhere.example/x.png) [press](javascript:alert(1)) http://elsewhere.example "
    "$x^2$ :smile: :red[alarm] **bold** `code` <b>b</b>"
)

OVER = (
    "[...document.querySelectorAll('[data-testid=stMain] *')]"
    ".filter(e => e.getBoundingClientRect().right > innerWidth + 1)"
)
"""What runs over the right edge of the screen."""


def missing(reason):
    if REQUIRED:
        pytest.fail(f"{reason}, and SCRUTINEER_REQUIRE_BROWSER asks for it")
    pytest.skip(reason)


@contextmanager
def serving(index, folder):
    """Run the product's own command on an index and give the page's address."""
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "assistant", "chat", "--port", str(port), "--index", str(index)]
    with (folder / "server.log").open("w") as log:
        server = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log)
        try:
            address = f"http://localhost:{port}"
            wait_for(address, server, folder / "server.log")
            yield address
        finally:
            server.terminate()
            try:
                server.wait(30)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


def wait_for(address, server, log):
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.poll() is None:
        try:
            urllib.request.urlopen(f"{address}/_stcore/health", timeout=5).close()
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
    raise AssertionError(f"the server did not come up: {log.read_text()}")


def local(url, address):
    return url.startswith((address, address.replace("http", "ws"), "data:", "blob:"))


def runs_over(page):
    """Give what runs over the right edge of the screen, and whether the page scrolls sideways."""
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return page.evaluate(f"{OVER}.map(e => e.outerHTML.slice(0, 200))") + ["the page scrolls sideways"] * wide


def at_rest(page):
    """Wait until the page has been drawn whole: while it is, its style sheet may not be there yet."""
    page.wait_for_load_state("networkidle")
    page.wait_for_function("document.querySelector('[data-testid=stApp]').dataset.testScriptState == 'notRunning'")
