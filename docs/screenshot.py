"""Take the picture of the chat for the README: `python docs/screenshot.py`, on an index of the sample papers.

Needs Chromium and the development dependencies. `SCRUTINEER_INDEX` names the index; without one the sample papers are
read first, into a folder that is removed again.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

TARGET = Path(__file__).parent / "chat.png"
QUESTION = "what was the LAC rate in May 2019"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking")
PATIENCE = 120
WIDTH, HEIGHT = 1280, 1400
LOADED = "document.querySelector('p.state') && !document.querySelector('p.state').innerText.trim()"


def main() -> int:
    """Serve the page, ask, open the source, and save what is seen."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        sys.stderr.write("There is no Chromium here to take the picture with.\n")
        return 2
    with tempfile.TemporaryDirectory() as folder, socket.socket() as probe:
        index = os.environ.get("SCRUTINEER_INDEX", str(Path(folder) / "index"))
        probe.bind(("localhost", 0))
        port = probe.getsockname()[1]
        probe.close()
        command = [sys.executable, "-m", "assistant", "chat", "--sample", "--port", str(port), "--index", index]
        server = subprocess.Popen(command)
        try:
            _take(browser, f"http://localhost:{port}")
        finally:
            server.terminate()
            server.wait(PATIENCE)
    return 0


def _take(browser: str, address: str) -> None:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=list(ARGUMENTS))
        page = chromium.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        page.set_default_timeout(1000 * PATIENCE)
        for _ in range(PATIENCE * 2):
            try:
                page.goto(address)
                break
            except Exception:  # the server is still starting
                page.wait_for_timeout(500)
        page.wait_for_function(LOADED)
        box = page.get_by_placeholder("Ask the papers")
        box.fill(QUESTION)
        box.press("Enter")
        page.get_by_role("button", name="Open page").first.click()
        page.locator("[data-testid=stImage] img").first.wait_for()
        page.wait_for_timeout(1500)
        # The answer and the page that it stands on, both in sight.
        page.evaluate("document.querySelector('h2.question').scrollIntoView()")
        page.wait_for_timeout(500)
        page.screenshot(path=str(TARGET))
        chromium.close()


if __name__ == "__main__":
    sys.exit(main())
