"""Visitors of the chat page who speak Streamlit's own websocket messages, and one in a real browser.

Each opens the page, asks some questions, one every so often, in one conversation, leaves, and comes again. As a page in
a browser does, it runs the parts of the page again that ask for that every few seconds.
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path

from playwright.async_api import Browser, Page
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

from benchmarks.runs import GOLDEN, SAMPLES, run, scrutineer
from benchmarks.scoring import lines
from benchmarks.serving import PATIENCE

TURNS = 6
"""Questions that a visitor asks before the page is left and opened anew."""
LARGEST = 64 * 2**20
"""Bytes of the largest message that is taken."""


@dataclass(slots=True)
class Seen:
    """What visitors met with: seconds to each page that takes a question and to each answer, losses, pictures."""

    pages: list[float] = field(default_factory=list)
    answers: list[float] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    pictures: int = 0


class Visit:
    """A page that a websocket holds open, as the browser's script does."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._box = ""
        self._every: dict[str, float] = {}
        self._due: dict[str, float] = {}
        self._turns = 0
        self._openers: list[tuple[str, str]] = []

    async def open(self) -> float:
        """Open the page; give the seconds until it takes a question."""
        began = time.perf_counter()
        await self._run(ClientState())
        while not self._box:
            self._take(await self._next())
        return time.perf_counter() - began

    async def ask(self, question: str) -> float | None:
        """Ask as somebody who types does; give the seconds to the answer, None where the run ended without one."""
        began = time.perf_counter()
        state = ClientState()
        typed = state.widget_states.widgets.add()
        typed.id, typed.chat_input_value.data = self._box, question
        self._openers.clear()
        await self._run(state)
        heading, asked = f"id='question-{self._turns}'", False
        while True:
            message = await self._next()
            self._take(message)
            said = message.delta.new_element.html.body
            asked = asked or heading in said
            if asked and "class='answer" in said:
                self._turns += 1
                return time.perf_counter() - began
            if asked and message.WhichOneof("type") == "script_finished":
                return None

    async def look(self) -> bool:
        """Press "Open page" at a source of the last answer; tell whether its picture came, False where it has none."""
        if not self._openers:
            return False
        part, button = self._openers[-1]
        state = ClientState(fragment_id=part)
        pressed = state.widget_states.widgets.add()
        pressed.id, pressed.trigger_value = button, True
        await self._run(state)
        while True:
            message = await self._next()
            self._take(message)
            if message.delta.new_element.WhichOneof("type") == "imgs":
                return True
            if message.WhichOneof("type") == "script_finished" and part in message.metadata.run.fragment_ids:
                return False

    async def rest(self, seconds: float) -> None:
        """Take what still comes for some seconds, and run again what asks for it, as a browser does."""
        until = time.monotonic() + seconds
        while (now := time.monotonic()) < until:
            until_due = min(self._due.values(), default=until) - now
            try:
                self._take(await asyncio.wait_for(self._next(), max(0.0, min(until - now, until_due))))
            except TimeoutError:
                await self._run_what_is_due()

    async def _run_what_is_due(self) -> None:
        now = time.monotonic()
        for part, due in list(self._due.items()):
            if due <= now:
                self._due[part] = now + self._every[part]
                await self._run(ClientState(fragment_id=part, is_auto_rerun=True))

    async def _run(self, state: ClientState) -> None:
        message = BackMsg()
        message.rerun_script.CopyFrom(state)
        await self._socket.send(message.SerializeToString())

    async def _next(self) -> ForwardMsg:
        raw = await self._socket.recv()
        message = ForwardMsg()
        message.ParseFromString(raw.encode() if isinstance(raw, str) else raw)
        return message

    def _take(self, message: ForwardMsg) -> None:
        """Note where questions are typed, and which parts of the page are to be run again, and how often."""
        match message.WhichOneof("type"):
            case "delta":
                element = message.delta.new_element
                self._box = element.chat_input.id or self._box
                if element.button.label == "Open page":
                    self._openers.append((message.delta.fragment_id, element.button.id))
            case "auto_rerun":
                self._every[message.auto_rerun.fragment_id] = message.auto_rerun.interval
                self._due[message.auto_rerun.fragment_id] = time.monotonic() + message.auto_rerun.interval
            case "new_session" if not message.metadata.run.fragment_ids:
                self._every.clear()  # the run says anew what is to be run again
                self._due.clear()


@asynccontextmanager
async def visiting(address: str) -> AsyncIterator[Visit]:
    """Give a visit of a server that ends with the block."""
    stream = f"{address.replace('http', 'ws')}/_stcore/stream"
    async with connect(stream, subprotocols=[Subprotocol("streamlit")], max_size=LARGEST) as socket:
        yield Visit(socket)


def sample_questions() -> list[str]:
    """Give the questions on the sample papers that stand alone and have an answer."""
    return [row["question"] for row in lines(GOLDEN) if not row.get("history") and not row.get("abstain")]


def asking(questions: Sequence[str], share: float) -> Iterator[str]:
    """Give questions for ever, beginning at a share of them, so that no two visitors ask the same soon."""
    shift = int(share * len(questions))
    return cycle([*questions[shift:], *questions[:shift]])


def read_samples(index: Path) -> None:
    """Make an index of the sample papers, as a user does."""
    done = run([*scrutineer(), "ingest", SAMPLES], {"SCRUTINEER_INDEX": str(index)})
    if done.status:
        sys.exit(f"The sample papers could not be read: {done.errors}")


async def visitor(
    address: str, questions: Iterator[str], every: float, until: float, seen: Seen, *, looks: bool = False
) -> None:
    """Open the page, ask one question `every` so many seconds, leave after `TURNS` of them and come again.

    One who `looks` opens a page of each second answer.
    """
    while time.monotonic() < until:
        async with visiting(address) as visit:
            seen.pages.append(await asyncio.wait_for(visit.open(), PATIENCE))
            for question, _ in zip(questions, range(TURNS), strict=False):
                if time.monotonic() >= until:
                    break
                try:
                    took = await asyncio.wait_for(visit.ask(question), PATIENCE)
                except (TimeoutError, OSError, ConnectionClosed) as error:
                    seen.lost.append(f"{question}: {error!r}")
                    break
                if took is None:
                    seen.lost.append(question)
                else:
                    seen.answers.append(took)
                rest = max(0.0, every - (took or 0.0))
                await visit.rest(rest / 2)
                if looks and len(seen.answers) % 2:
                    seen.pictures += await asyncio.wait_for(visit.look(), PATIENCE)
                await visit.rest(rest / 2)


async def asked(page: Page, question: str) -> float:
    """Ask a question on a page in a browser; give the seconds from Enter to the answer."""
    before = await page.locator(".answer").count()
    box = page.get_by_placeholder("Ask the papers")
    await box.fill(question)
    began = time.perf_counter()
    await box.press("Enter")
    await page.locator(".answer").nth(before).wait_for()
    return time.perf_counter() - began


async def browsing(
    browser: Browser, address: str, questions: Iterator[str], every: float, until: float, seen: Seen
) -> None:
    """Do as `visitor` does in a real browser."""
    while time.monotonic() < until:
        page = await browser.new_page()
        page.set_default_timeout(1000 * PATIENCE)
        began = time.perf_counter()
        await page.goto(address)
        await page.get_by_placeholder("Ask the papers").wait_for()
        seen.pages.append(time.perf_counter() - began)
        for question, _ in zip(questions, range(TURNS), strict=False):
            if time.monotonic() >= until:
                break
            took = await asked(page, question)
            seen.answers.append(took)
            await asyncio.sleep(max(0.0, every - took))
        await page.close()
