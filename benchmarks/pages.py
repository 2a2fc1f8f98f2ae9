"""Time the pages in a real browser, alone and while many ask at once, on the sample papers.

    python -m benchmarks.pages [--visitors N] [--minutes M] [--output FILE]

Alone: from the server's being up to a page that takes a question, from Enter to the answer, from "Open page" to the
picture; each the median of several. Then N visitors ask every `EVERY` seconds for M minutes, one of them the browser,
the others by Streamlit's own websocket messages: median and 95th percentile of the time to an answer, what was lost,
and the server's memory at the beginning and at the end.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import resource
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from playwright.async_api import Browser, Page, async_playwright
from playwright.async_api import TimeoutError as Waited
from rich.console import Console
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from benchmarks.runs import GOLDEN, SAMPLES, run, scrutineer
from benchmarks.scoring import lines

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking")
EVERY = 5.0
TIMES = 7
"""How often each thing is timed alone."""
PATIENCE = 60.0
SOURCED = 10_000
"""Milliseconds in which the sources of an answer are there, if it has any."""
LARGEST = 64 * 2**20
"""Bytes of the largest message that is taken."""
console = Console()


@contextmanager
def served(index: Path) -> Iterator[tuple[str, int]]:
    """Serve an index; give the address, once it answers, and the id of the process."""
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        port = probe.getsockname()[1]
    command = [*scrutineer(), "chat", "--port", str(port), "--index", str(index)]
    process = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                urllib.request.urlopen(f"http://localhost:{port}/_stcore/health", timeout=5).close()
                break
            except (urllib.error.URLError, OSError):
                time.sleep(0.02)
        yield f"http://localhost:{port}", process.pid
    finally:
        process.terminate()
        process.wait(30)


def resident(process: int) -> float:
    """Give the megabytes of memory that a process holds, as Linux tells it."""
    pages = int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 2**20


async def asked(page: Page, question: str) -> float:
    """Ask a question on the page; give the seconds from Enter to the answer."""
    before = await page.locator(".answer").count()
    box = page.get_by_placeholder("Ask the papers")
    await box.fill(question)
    began = time.perf_counter()
    await box.press("Enter")
    await page.locator(".answer").nth(before).wait_for()
    return time.perf_counter() - began


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


async def visitor(address: str, questions: list[str], until: float, times: list[float], lost: list[str]) -> None:
    """Ask as a page does, by the address that a link holds, until a time; note each answer's seconds, or its loss."""
    stream = f"{address.replace('http', 'ws')}/_stcore/stream"
    async with connect(stream, subprotocols=[Subprotocol("streamlit")], max_size=LARGEST) as socket_:
        turn = 0
        while time.monotonic() < until:
            question = questions[turn % len(questions)]
            turn += 1
            began = time.perf_counter()
            message = BackMsg()
            message.rerun_script.query_string = urlencode({"ask": question})
            await socket_.send(message.SerializeToString())
            try:
                answered = await asyncio.wait_for(_answered(socket_), PATIENCE)
            except (TimeoutError, OSError) as error:
                lost.append(f"{question}: {error!r}")
                return
            took = time.perf_counter() - began
            if answered:
                times.append(took)
            else:
                lost.append(question)
            await _listen(socket_, max(0.0, EVERY - took))


async def _listen(socket_: ClientConnection, seconds: float) -> None:
    """Take what still comes for some seconds, as a browser does: unread messages would hold up the connection."""
    until = time.monotonic() + seconds
    while (left := until - time.monotonic()) > 0:
        try:
            await asyncio.wait_for(socket_.recv(), left)
        except TimeoutError:
            return


async def _answered(socket_: ClientConnection) -> bool:
    """Read messages to the end of the run that was asked for; tell whether an answer was among them.

    What is left of the run before, which may still look for questions to offer, is passed over.
    """
    begun = False
    async for raw in socket_:
        message = ForwardMsg()
        message.ParseFromString(bytes(raw, "utf-8") if isinstance(raw, str) else raw)
        kind = message.WhichOneof("type")
        begun = begun or kind == "new_session"
        if not begun:
            continue
        if kind == "delta" and "class='answer" in message.delta.new_element.html.body:
            return True
        if kind == "script_finished":
            return False
    return False


async def browsing(browser: Browser, address: str, questions: list[str], until: float, times: list[float]) -> None:
    """Ask in the real browser until a time, noting the seconds."""
    page = await browser.new_page()
    page.set_default_timeout(1000 * PATIENCE)
    turn = 0
    while time.monotonic() < until:
        await page.goto(address)
        await page.get_by_placeholder("Ask the papers").wait_for()
        took = await asked(page, questions[turn % len(questions)])
        turn += 1
        times.append(took)
        await asyncio.sleep(max(0.0, EVERY - took))
    await page.close()


async def many(
    browser: Browser, address: str, process: int, questions: list[str], visitors: int, minutes: float
) -> dict[str, Any]:
    """Let many ask at once; give the times, what was lost and how the server's memory went."""
    until = time.monotonic() + 60 * minutes
    times: list[float] = []
    real: list[float] = []
    lost: list[str] = []
    memory: list[float] = []

    async def watch() -> None:
        while time.monotonic() < until:
            memory.append(resident(process))
            await asyncio.sleep(EVERY)

    async def late(number: int) -> None:
        await asyncio.sleep(EVERY * number / visitors)
        shift = number % len(questions)
        await visitor(address, questions[shift:] + questions[:shift], until, times, lost)

    others = (late(number) for number in range(1, visitors))
    await asyncio.gather(watch(), browsing(browser, address, questions, until, real), *others)
    fifth = max(1, len(memory) // 5)
    return {
        "visitors": visitors,
        "minutes": minutes,
        "answers": len(times) + len(real),
        "lost": len(lost),
        "answer_s_median": round(statistics.median([*times, *real]), 2),
        "answer_s_p95": round(statistics.quantiles([*times, *real], n=20)[-1], 2),
        "browser_s_median": round(statistics.median(real), 2),
        "memory_mb_begin": round(statistics.mean(memory[fifth : 2 * fifth] or memory)),
        "memory_mb_end": round(statistics.mean(memory[-fifth:])),
    }


async def measured(index: Path, visitors: int, minutes: float) -> dict[str, Any]:
    """Measure all there is on an index."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        sys.exit("There is no Chromium on this machine.")
    questions = [row["question"] for row in lines(GOLDEN) if not row.get("history") and not row.get("abstain")]
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=found, args=list(ARGUMENTS))
        with served(index) as (address, process):
            result: dict[str, Any] = {"alone": await alone(browser, address, questions)}
            result["together"] = await many(browser, address, process, questions, visitors, minutes)
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
        done = run([*scrutineer(), "ingest", SAMPLES], {"SCRUTINEER_INDEX": str(index)})
        if done.status:
            sys.exit(f"The sample papers could not be read: {done.errors}")
        result = asyncio.run(measured(index, options.visitors, options.minutes))
    console.print_json(json.dumps(result))
    if options.output:
        options.output.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
