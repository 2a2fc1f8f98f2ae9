"""Papers that change while they are asked about: each round of ingest has them all state the number of that round."""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
FIRST = 101
PAUSE = 0.1
"""Seconds between two questions of somebody: nobody asks without one, and the others are to have their turn."""
THINGS = {"harbour": "boats", "market": "stalls", "library": "readers"}
"""A place for each paper, and what is counted there."""
REMOVED = "library.txt"
"""The paper that is removed again and again, and put back by the next ingest."""


def question(place: str) -> str:
    return f"how many {THINGS[place]} did the {place} have in May 2019"


@dataclass(frozen=True)
class Asked:
    """A question and the numbers in its answer and sources; none where the papers did not say."""

    by: str
    place: str
    began: float
    ended: float
    numbers: frozenset[int]


@dataclass
class Scene:
    """A folder of papers with its index, the rounds of its ingest, and what was answered and what went wrong.

    `changes` has the generation that was current when a change had ended, and when; `opened` when an app had which.
    """

    folder: Path
    number: int = FIRST - 1
    rounds: dict[int, tuple[float, float]] = field(default_factory=dict)
    changes: list[tuple[str, float]] = field(default_factory=list)
    opened: list[tuple[float, str]] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    removed: int = 0
    over: threading.Event = field(default_factory=threading.Event)

    @property
    def index(self) -> Path:
        return self.folder / "index"

    def command(self, *words: object) -> subprocess.CompletedProcess[str]:
        """Run the command line, in a process of its own."""
        line = [sys.executable, "-m", "assistant", *map(str, words), "--index", str(self.index)]
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
        return subprocess.run(line, cwd=self.folder, env=environment, capture_output=True, text=True)

    def ingest(self) -> None:
        """Have every paper state the next number, and read them in."""
        self.number += 1
        papers = self.folder / "papers"
        papers.mkdir(exist_ok=True)
        for place, thing in THINGS.items():
            text = f"Report on the {place}\n\nThe {place} had {self.number} {thing} in May 2019.\n"
            (papers / f"{place}.txt").write_text(text)
        began = time.monotonic()
        if self.changed("ingest", papers):
            self.rounds[self.number] = began, time.monotonic()

    def remove(self) -> None:
        self.removed += self.changed("remove", REMOVED)

    def changed(self, *words: object) -> bool:
        """Change the index; wait while somebody else does."""
        while not self.over.is_set():
            done = self.command(*words)
            if done.returncode == 0:
                self.changes.append(((self.index / "current").read_text(), time.monotonic()))
                return True
            if "is being changed by" not in done.stderr:
                if words[0] == "remove" and "there is no such paper" in done.stdout:
                    return False  # it was removed already
                self.wrong.append(f"{words[0]}: {done.returncode} {done.stdout}{done.stderr}")
                return False
        return False

    def note(self, by: str, place: str, began: float, text: str) -> None:
        """Take down what was answered, with its sources."""
        numbers = frozenset(int(found) for found in re.findall(r"\b[1-9]\d{2}\b", text.replace("2019", "")))
        self.asked.append(Asked(by, place, began, time.monotonic(), numbers))

    def ask_by_command(self) -> None:
        time.sleep(PAUSE)
        place = random.choice(tuple(THINGS))
        began = time.monotonic()
        done = self.command("ask", question(place), "--json")
        if done.returncode:
            self.wrong.append(f"ask: {done.returncode} {done.stderr}")
            return
        answer = json.loads(done.stdout)
        self.note("command", place, began, f"{answer['answer']} {answer['citations']}" if answer["citations"] else "")

    def run(self, seconds: float, *works: Callable[[], object]) -> None:
        """Do several works at the same time, again and again, for so many seconds and until papers have changed."""

        def repeat(work: Callable[[], object]) -> None:
            while not self.over.is_set():
                try:
                    work()
                except Exception as error:
                    self.wrong.append(f"{work}: {error!r}")

        threads = [threading.Thread(target=repeat, args=(work,)) for work in works]
        for thread in threads:
            thread.start()
        self.changes.clear()  # of what was changed before, no app was told
        least, most = time.monotonic() + seconds, time.monotonic() + 10 * seconds
        while time.monotonic() < least or (not self.has_changed() and time.monotonic() < most):
            time.sleep(PAUSE)
        self.over.set()
        for thread in threads:
            thread.join()

    def has_changed(self) -> bool:
        """Tell whether papers were read in and removed: on a busy machine that takes its time."""
        return len(self.rounds) > 2 and self.removed > 0

    def current(self, began: float, ended: float) -> set[int]:
        """Give the numbers that an answer between two moments may state: of rounds not over before, nor begun after."""
        numbers = sorted(self.rounds)
        found = set()
        for number in (*numbers, self.number):  # the last one may not have been finished
            later = [self.rounds[other][1] for other in numbers if other > number]
            start = self.rounds.get(number, (began, ended))[0]
            if start <= ended and not any(end < began for end in later):
                found.add(number)
        return found

    def stale(self) -> list[Asked]:
        """Give the answers that state anything but one number that stood then, or nothing of what is always held."""
        return [
            asked
            for asked in self.asked
            if len(asked.numbers) > 1
            or not asked.numbers <= self.current(asked.began, asked.ended)
            or (not asked.numbers and f"{asked.place}.txt" != REMOVED)
        ]

    def waits(self) -> list[float]:
        """Give how long after the end of each change the app first had its generation open, or a later one, in seconds.

        Less than nothing where it had before the process that made the change had ended.
        """
        found = []
        for generation, end in self.changes:
            first = next((when for when, opened in self.opened if opened >= generation), None)
            if first is not None:
                found.append(first - end)
        return found
