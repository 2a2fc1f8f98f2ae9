"""An ingest or a removal in a process of its own, for a server: its readers are not held up, and it can be stopped.

The other process is this module run as a program. It is told what to do in a line of JSON and answers with a line for
each step of its progress and one for the report. It ends when its server does.
"""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

from corpus import logs
from corpus.errors import IndexBusyError, ScrutineerError
from corpus.settings import Settings
from corpus.store.index import Index
from ingest.report import Line, Outcome, Report

logger = logging.getLogger(__name__)
ROOT = Path(__file__).resolve().parent.parent
KINDER = 10
"""By how much the process gives way to those that answer questions, as `nice` counts it."""
TOO_LATE = "It was done before it could be stopped; the list shows what is held now."
FAILED = "The papers could not be read in; the server's log has the details. What was in stays as it was."


class Job:
    """Papers being added, or removed. Its state may be read at any time, from any thread.

    `done`, `total` and `name` are the progress: files that are done, of all, and the one that is next. When it is no
    longer `running`, there is a `report`, or a `problem` in a sentence, or it was `stopped`. With a report `generation`
    names what was current then.
    """

    def __init__(self, settings: Settings) -> None:
        self.done, self.total, self.name = 0, 0, ""
        self.report: Report | None = None
        self.generation = ""
        self.problem = ""
        self.stopped = False
        self._stopping = False
        self._generations = Index(settings.index).generations
        self._before = _name(self._generations.current())
        self._settings = settings
        paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
        self._process = subprocess.Popen(
            [sys.executable, "-m", "ingest.background"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
            start_new_session=True,  # with the readers that it starts it is stopped as one
        )
        self._listener = threading.Thread(target=self._listen, name="scrutineer-ingest", daemon=True)

    @classmethod
    def adding(cls, places: Sequence[Path], settings: Settings, *, allow_exempt: bool = False) -> Job:
        """Begin to read files, folders and zip files in, as `ingest` does."""
        return cls(settings)._told({"add": [str(place) for place in places], "exempt": allow_exempt})

    @classmethod
    def removing(cls, names: Sequence[str], settings: Settings) -> Job:
        """Begin to remove documents, as `remove` does."""
        return cls(settings)._told({"remove": list(names)})

    @property
    def running(self) -> bool:
        """Whether it is still under way."""
        return self._listener.is_alive()

    def wait(self) -> None:
        """Wait until it is no longer running."""
        self._listener.join()

    def stop(self) -> None:
        """End it where it is: the papers stay as they were before it began, unless it was done by then."""
        self._stopping = True
        if self.running:  # else its number may be another program's by now
            _end(self._process.pid)
            self._process.kill()
        self.wait()
        with suppress(IndexBusyError), self._generations.lock():  # another writer clears what this one left
            self._generations.clear()
        self.stopped = self.report is None and (self._is_as_before() or self._is_taken_back())
        now = _name(self._generations.current())
        if self.report is None and not self.stopped:
            self.generation, self.problem = now, TOO_LATE

    def _is_as_before(self) -> bool:
        return _name(self._generations.current()) == self._before

    def _is_taken_back(self) -> bool:
        """Take back what was published on the way, if that is what there is; tell whether it was taken back."""
        current = self._generations.current()
        if current is None or self._generations.whole([current]):
            return False
        try:
            return Index(self._settings.index).undo(current.name)
        except IndexBusyError:
            return False

    def _told(self, task: dict[str, Any]) -> Job:
        _say(self._process.stdin, {**task, "settings": self._settings.model_dump(mode="json")})
        self._listener.start()
        return self

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            said = json.loads(line)
            if "progress" in said:
                self.done, self.total, self.name = said["progress"]
            elif "report" in said:
                self.report = Report(tuple(Line(**{**x, "outcome": Outcome(x["outcome"])}) for x in said["report"]))
                self.generation = said["generation"]
            else:
                self.problem = said["problem"]
        status = self._process.wait()
        if not (self.report or self.problem or self._stopping):
            logger.error("the process that reads papers in ended with status %s", status)
            self.problem = FAILED


def _name(generation: Path | None) -> str:
    return generation.name if generation is not None else ""


def _say(pipe: IO[bytes] | None, value: dict[str, Any]) -> None:
    assert pipe is not None
    pipe.write(json.dumps(value).encode() + b"\n")
    pipe.flush()


def _end(process: int) -> None:
    """End a process with those that it started, where the system knows groups of them."""
    if hasattr(os, "killpg"):
        with suppress(ProcessLookupError):
            os.killpg(process, signal.SIGKILL)


def _end_with_the_server() -> None:
    """Wait for the server's end of the pipe to be closed, and end then, whatever is under way."""
    while os.read(sys.stdin.fileno(), 1024):  # without the lock of a file object, which the end of the program needs
        pass
    _end(os.getpid())
    os._exit(1)


def _serve() -> None:
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints must not get into the answers
    # Only here: what reads papers takes long to import, and a server that never adds any must not wait for it.
    from ingest.pipeline import ingest, remove

    task = json.loads(sys.stdin.buffer.readline())
    threading.Thread(target=_end_with_the_server, daemon=True).start()
    if hasattr(os, "nice"):
        os.nice(KINDER)
    settings = Settings(**task["settings"])
    logs.begin(settings)
    try:
        if "remove" in task:
            report = remove(task["remove"], settings)
        else:
            places = [Path(place) for place in task["add"]]
            report = ingest(
                places,
                settings,
                lambda done, total, name: _say(answers, {"progress": [done, total, name]}),
                allow_exempt=task["exempt"],
            )
        current = Index(settings.index).generations.current()
        lines = [asdict(line) for line in report.lines]
        _say(answers, {"report": lines, "generation": _name(current)})
    except ScrutineerError as error:
        _say(answers, {"problem": str(error)})


if __name__ == "__main__":
    _serve()
