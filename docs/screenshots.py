"""Take the pictures of the pages for the README: `python -m docs.screenshots`, on an index of the sample papers.

Needs Chromium and the development dependencies. `SCRUTINEER_INDEX` names the index; without one the sample papers are
read first, into a folder that is removed again.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks.serving import ARGUMENTS, PATIENCE, browser_here, serving

FOLDER = Path(__file__).parent
QUESTION = "what was the LAC rate in May 2019"
WIDTH, HEIGHT = 1280, 900
HIGHER = {"chat": 1150}
"""Pixels down of the pictures that show more: in the chat the passage stands low on its page."""
AT_REST = 2500
"""Milliseconds after which nothing of a page moves any more."""
LOADED = "document.querySelector('p.state') && !document.querySelector('p.state').innerText.trim()"


def chat(page: Page) -> None:
    """Ask, and open the page that the first source stands on."""
    page.wait_for_function(LOADED)
    box = page.get_by_placeholder("Ask the papers")
    box.fill(QUESTION)
    box.press("Enter")
    page.get_by_role("button", name="Open page").first.click()
    page.locator("[data-testid=stImage] img").first.wait_for()
    page.wait_for_timeout(AT_REST)
    page.evaluate("document.querySelector('h2.question').scrollIntoView()")


def paper(page: Page) -> None:
    """Go from an answer into the paper, where the passage is marked."""
    page.wait_for_function(LOADED)
    box = page.get_by_placeholder("Ask the papers")
    box.fill(QUESTION)
    box.press("Enter")
    page.get_by_role("link", name="In the paper").first.click()
    page.locator("[data-testid=stImage] img").first.wait_for()


def shown(page: Page) -> None:
    """Wait for the heading of a page that its address fills."""
    page.locator("h1").first.wait_for()


PICTURES: dict[str, tuple[str, Callable[[Page], None]]] = {
    "chat": ("/", chat),
    "paper": ("/", paper),
    "search": ("/search?q=child+protection", shown),
    "figures": ("/figures?measure=looked+after+children", shown),
    "brief": ("/brief?topic=looked+after+children", shown),
    "papers": ("/papers", shown),
    "help": ("/help", shown),
}
"""What is taken: name of the file → address and what is done there."""


def main() -> int:
    """Serve the pages and save what is seen of each."""
    browser = browser_here()
    if browser is None:
        sys.stderr.write("There is no Chromium here to take the pictures with.\n")
        return 2
    with tempfile.TemporaryDirectory() as folder:
        index = Path(os.environ.get("SCRUTINEER_INDEX", str(Path(folder) / "index")))
        with serving(index, Path(folder), "--sample") as server:
            _take_all(browser, server.address)
    return 0


def _take_all(browser: str, address: str) -> None:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=list(ARGUMENTS))
        for name, (path, do) in PICTURES.items():
            page = chromium.new_page(viewport={"width": WIDTH, "height": HIGHER.get(name, HEIGHT)})
            page.set_default_timeout(1000 * PATIENCE)
            page.goto(f"{address}{path}")
            do(page)
            page.wait_for_timeout(AT_REST)
            page.screenshot(path=str(FOLDER / f"{name}.png"))
            page.close()
        chromium.close()


if __name__ == "__main__":
    sys.exit(main())
