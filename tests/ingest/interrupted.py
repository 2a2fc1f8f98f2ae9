"""A program for `test_interruption`: ingests and removes in child processes, each of which meets with a harm.

Run with a folder, a number of rounds, a seed and the names of harms; prints a JSON object a round. The libraries and
the model are loaded once, in the parent, before any thread is started, and every child is a fork of it: a round then
costs a second or two and not twenty.
"""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import sys
import time
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

from corpus.embedding import SentenceModel
from corpus.errors import NoIndexError, StoreError
from corpus.exported import Form
from corpus.settings import Settings
from corpus.store import checking, vectors  # noqa: F401 - what the children need is imported before they are made
from corpus.store import index as index_module
from corpus.store.index import Index
from ingest import pipeline
from ingest.pipeline import ingest, remove

WORDS = ("harbour", "ferry", "pier", "library", "market")
STEPS = frozenset({"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "shutil.copyfile", "shutil.rmtree"})
"""Events of the interpreter that are steps of a writer: a file opened, renamed, removed or copied."""
REFUSED, FAILED = 3, 4
"""Exit status of a child that said that the index could not be written, and of one that failed otherwise."""


def state(index: Index) -> dict[str, list[str]]:
    """What the index answers: for each paper the word that finds it and the figures in it."""
    try:
        snapshot = index.open()
    except NoIndexError:
        return {}
    names = {document.id: document.name for document in snapshot.catalogue.documents()}
    found: dict[str, list[str]] = {
        names[hit.chunk.document_id]: [word] for word in WORDS for hit in snapshot.search_keywords(word, 99)
    }
    for figure in snapshot.catalogue.register.named(" OR ".join(WORDS), 99):
        found[names[figure.document_id]].append(figure.number)
    snapshot.close()
    return found


def faults(index: Index) -> list[str]:
    try:
        return [fault.what for fault in checking.check(index).faults]
    except NoIndexError:
        return []


def left(index: Index) -> list[str]:
    """What is there beside the finished generations and the files that they hold."""
    held = set()
    for folder in index.generations.finished():
        catalogue = checking.Catalogue(folder / checking.FILE_NAME)
        held |= {document.sha256 for document in catalogue.documents()}
        catalogue.close()
    own = {"current", "generations", "originals", "lock"}
    more = [path for path in index.folder.iterdir() if path.name not in own]
    more += [path for path in index.originals.folder.glob("*/*") if path.name not in held]
    return [str(path.relative_to(index.folder)) for path in (*more, *index.generations.leftovers())]


def child(work: Callable[[], object]) -> int:
    """Start the work in a process of its own."""
    identity = os.fork()
    if identity == 0:
        try:
            work()
            os._exit(0)
        except StoreError:
            os._exit(REFUSED)
        except BaseException as error:
            print(f"{type(error).__name__}: {error}", file=sys.stderr)
            os._exit(FAILED)
    return identity


def status(identity: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(identity, 0)[1])


def asked(question: Callable[[], object]) -> object:
    """What a process of its own answers: threads that it starts must not be in the parent when it forks."""
    reading, writing = os.pipe()
    identity = child(lambda: os.write(writing, json.dumps(question()).encode()))
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        answer = pipe.read()
    assert status(identity) == 0
    return json.loads(answer)


def killed_at_a_step(number: int) -> None:
    """Have this process kill itself before its step of a number."""
    passed = 0

    def count(event: str, _: object) -> None:
        nonlocal passed
        if event in STEPS:
            passed += 1
            if passed == number:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)


def steps_of(work: Callable[[], object]) -> int:
    """How many steps a work takes; it is done."""
    passed = 0

    def count(event: str, _: object) -> None:
        nonlocal passed
        passed += event in STEPS

    sys.addaudithook(count)
    work()
    return passed


class Bench:
    """Papers and an index of them in a folder, writers of it, and what they meet with."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.chance = random.Random(seed)
        self.model = SentenceModel()
        self.model.load(Form.PASSAGES)
        self.folder = folder
        self.papers = folder / "papers"
        self.papers.mkdir()
        self.filler = folder / "filler"
        self.settings = Settings(index=folder / "index")
        self.index = Index(self.settings.index)
        self.write(WORDS[:3])
        began = time.monotonic()
        self.steps = asked(lambda: steps_of(self.add))
        self.seconds = time.monotonic() - began

    def write(self, words: Sequence[str]) -> None:
        """Write a paper for each word, and one in a zip file."""
        for number, word in enumerate(words):
            text = f"Report {number}\n\nThe {word} had {self.chance.randint(10, 99)} visitors in May 2019.\n"
            (self.papers / f"{number}.txt").write_text(text)
        packed = f"Report 9\n\nThe {words[0]} had {self.chance.randint(100, 999)} visitors in June 2019.\n"
        with zipfile.ZipFile(self.papers / "pack.zip", "w") as pack:
            pack.writestr("9.txt", packed)

    def add(self) -> object:
        return ingest([self.papers], self.settings, model=self.model)

    def take_away(self) -> object:
        return remove(["1.txt"], self.settings, model=self.model)

    def work(self, number: int) -> Callable[[], object]:
        """Give what is to be done at a turn: replace papers and perhaps add one, remove one, or put it back."""
        if number % 3 == 0:
            self.write(self.chance.sample(WORDS, self.chance.randint(3, 4)))
        return self.take_away if number % 3 == 1 else self.add

    def harmed(self, work: Callable[[], object], harm: str) -> int:
        """Have a writer meet with a harm; give how it ended."""
        if harm == "moment":
            identity = child(work)
            time.sleep(self.chance.random() * self.seconds * 1.1)
            os.kill(identity, signal.SIGKILL)
        elif harm == "step":
            number = self.chance.randint(1, self.steps)
            identity = child(lambda: (killed_at_a_step(number), work()))
        elif harm == "limit":
            largest = max(path.stat().st_size for path in self.index.generations.current().rglob("*"))
            most = (self.chance.randrange(largest), resource.RLIM_INFINITY)
            identity = child(lambda: (resource.setrlimit(resource.RLIMIT_FSIZE, most), work()))
        else:
            self.fill()
            identity = child(work)
        ended = status(identity)
        self.filler.unlink(missing_ok=True)
        return ended

    def unharmed(self, work: Callable[[], object]) -> int:
        """Have a writer finish; give how it ended. How long it takes tells when the next one is to be killed."""
        began = time.monotonic()
        ended = status(child(work))
        self.seconds = time.monotonic() - began
        return ended

    def fill(self) -> None:
        """Leave no more room on the disk than for a part of a generation."""
        needed = sum(path.stat().st_size for path in self.index.generations.current().rglob("*") if path.is_file())
        room = os.statvfs(self.folder)
        with self.filler.open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, room.f_bavail * room.f_frsize - self.chance.randrange(needed))


def main(folder: Path, rounds: int, seed: int, harms: list[str]) -> None:
    index_module.UP_TO = checking.UP_TO = 0  # a large index, as far as these few papers go: its vector index may break
    pipeline.WORTH_HALFWAY = 1  # every writer publishes twice
    bench = Bench(folder, seed)
    index = bench.index
    for number in range(rounds):
        # Now as a large catalogue, whose next generation is made of an old one, now as a small one, which is copied.
        index_module.LARGE = 0 if number // len(harms) % 2 else 2**28
        harm = harms[number % len(harms)]
        work = bench.work(number + number // len(harms))  # every harm meets with every kind of work
        line = {
            "harm": harm,
            "before": state(index),
            "ended": bench.harmed(work, harm),
            "after": state(index),
            "faults": asked(lambda: faults(index)),
            "again": bench.unharmed(work),
            "finally": state(index),
            "faults finally": asked(lambda: faults(index)),
            "left": left(index),
            "generations": len(index.generations.finished()),
        }
        print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4].split(","))
