"""Time the pages in a real browser, alone and while many ask at once, on the sample papers.

    python -m benchmarks.pages [--visitors N] [--minutes M] [--output FILE]

Alone: from the server's being up to a page that takes a question, from Enter to the answer, from "Open page" to the
picture; each the median of several. Then N visitors ask every `EVERY` seconds for M minutes, one in the browser, the
others by Streamlit's own websocket messages: median and 95th percentile of the time to an answer and to a page,
what was lost, and the server's processor seconds for each answer, which tell more than the clock on a busy machine.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, Page, async_playwright
from playwright.async_api import TimeoutError as Waited
from rich.console import Console

from benchmarks.serving import ARGUMENTS, PATIENCE, Server, browser_here, serving
from benchmarks.visitors import Seen, asked, asking, browsing, read_samples, sample_questions, visitor

EVERY = 5.0
TIMES = 7
"""How often each thing is timed alone."""
SOURCED = 10_000
"""Milliseconds in which the sources of an answer are there, if it has any."""
console = Console()


async def opened(page: Page) -> float:
    """Open the page of the last answer's first source; give the seconds to its picture."""
    began = time.perf_counter()
    await page.get_by_role("button", name="Open page").first.click()
    await page.wait_for_function(
        "(image => image && image.complete && image.naturalWidth)(document.querySelector('[data-testid=stImage] img'))"
    )
    return time.perf_counter() - began


async def alone(browser: Browser, address: str, questions: list[str]) -> dict[str, float]:
    """Time the pages with nobody else there; medians in seconds. The first visit is the first of a fresh server."""
    began = time.perf_counter()
    page = await browser.new_page()
    page.set_default_timeout(1000 * PATIENCE)
    await page.goto(address)
    await page.get_by_placeholder("Ask the papers").wait_for()
    first = time.perf_counter() - began
    await page.wait_for_function("!document.querySelector('p.state')?.innerText.trim()")
    answers, pictures = [], []
    for question in questions[:TIMES]:
        await page.goto(address)
        await page.get_by_placeholder("Ask the papers").wait_for()
        await page.wait_for_load_state("networkidle")
        answers.append(await asked(page, question))
        try:
            await page.get_by_role("button", name="Open page").first.wait_for(timeout=SOURCED)
        except Waited:
            continue  # an answer without a page to show
        pictures.append(await opened(page))
    await page.close()
    return {
        "first_page_s": round(first, 2),
        "answer_s": round(statistics.median(answers), 2),
        "picture_s": round(statistics.median(pictures), 2),
    }


async def many(browser: Browser, server: Server, questions: list[str], visitors: int, minutes: float) -> dict[str, Any]:
    """Let many ask at once; give the times, what was lost, and what it took of the processor and of memory."""
    until = time.monotonic() + 60 * minutes
    met, real = Seen(), Seen()
    before, memory = server.cpu_seconds(), server.memory_mb()

    async def late(number: int) -> None:
        await asyncio.sleep(EVERY * number / visitors)
        await visitor(server.address, asking(questions, number / visitors), EVERY, until, met)

    others = (late(number) for number in range(1, visitors))
    await asyncio.gather(browsing(browser, server.address, asking(questions, 0), EVERY, until, real), *others)
    answers, pages = [*met.answers, *real.answers], [*met.pages, *real.pages]
    return {
        "visitors": visitors,
        "minutes": minutes,
        "answers": len(answers),
        "lost": len(met.lost) + len(real.lost),
        "answer_s_median": round(statistics.median(answers), 2),
        "answer_s_p95": round(statistics.quantiles(answers, n=20)[-1], 2),
        "browser_s_median": round(statistics.median(real.answers), 2),
        "page_s_median": round(statistics.median(pages), 2),
        "page_s_p95": round(statistics.quantiles(pages, n=20)[-1], 2),
        "cpu_s_an_answer": round((server.cpu_seconds() - before) / len(answers), 3),
        "memory_mb_begin": round(memory),
        "memory_mb_end": round(server.memory_mb()),
        "load": round(os.getloadavg()[0], 1),
    }


async def measured(index: Path, visitors: int, minutes: float) -> dict[str, Any]:
    """Measure all there is on an index."""
    found = browser_here()
    if found is None:
        sys.exit("There is no Chromium on this machine.")
    questions = sample_questions()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=found, args=list(ARGUMENTS))
        with serving(index, index.parent) as server:
            result: dict[str, Any] = {"alone": await alone(browser, server.address, questions)}
            result["together"] = await many(browser, server, questions, visitors, minutes)
        await browser.close()
    return result


def main() -> None:
    """Read the sample papers, measure, print, and keep the result where a file is named."""
    parser = argparse.ArgumentParser(description="Time the pages, alone and with many visitors.")
    parser.add_argument("--visitors", type=int, default=20)
    parser.add_argument("--minutes", type=float, default=2.0)
    parser.add_argument("--output", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        index = Path(folder) / "index"
        read_samples(index)
        result = asyncio.run(measured(index, options.visitors, options.minutes))
    console.print_json(json.dumps(result))
    if options.output:
        options.output.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
