"""Reading in a process of its own, so that a crash, a hang or a flood of memory costs one file and not the ingest.

The reader's libraries are C: what breaks in them takes its process along. The other process is this module run as a
program. It is told a file at a time and answers with what it read, both as pickles over its pipes. It is used for many
files and made anew when one has broken it.
"""

from __future__ import annotations

import logging
import os
import pickle
import subprocess
import sys
import threading
import time
import traceback
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO

from corpus.errors import UnreadableError
from corpus.records import Document
from corpus.settings import Settings
from ingest.extract import Needs, in_time
from ingest.was_read import Reading

logger = logging.getLogger(__name__)
MEGABYTE = 1024 * 1024
MOST_TIMES = 15
"""How often a file may have the time that every file has, whatever it says that it needs."""
ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class _Task:
    path: Path
    document: Document
    settings: Settings
    allow_exempt: bool


@dataclass(frozen=True, slots=True)
class _MoreTime:
    """What a file needs beside the time that every file has: it has many pages, or they are read by OCR."""

    seconds: float


@dataclass(frozen=True, slots=True)
class _Fault:
    """A file that was not read: a reason fit for the report, and where it happened if that was not foreseen."""

    reason: str
    trace: str = ""


class Reader:
    """Reads files in another process, which is started at the first one and ended with the `with` block."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Reader:
        """Give itself; nothing is started yet."""
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        """End the other process, whatever it does."""
        self.close()

    def read(self, path: Path, document: Document, settings: Settings, *, allow_exempt: bool = False) -> Reading:
        """Do what `read_document` does, in the time and memory that the settings allow.

        Raises `UnreadableError` also where the reader crashed, or was given up.
        """
        process = self._started(settings)
        deadline = _Deadline(process, settings.read_seconds)
        try:
            _send(process.stdin, _Task(path, document, settings, allow_exempt))
            answer = _receive(process.stdout)
            while isinstance(answer, _MoreTime):
                deadline.extend(answer.seconds)
                answer = _receive(process.stdout)
        except (OSError, EOFError, pickle.UnpicklingError) as error:
            self.close()
            if deadline.passed:
                raise UnreadableError(f"it was given up after {deadline.seconds:.0f} seconds") from error
            # A C library that gets no more memory does not say so: it ends the process.
            least = f"or needs more than {settings.read_memory_mb} MB of memory"
            raise UnreadableError(
                f"the reader crashed on it, so it is damaged, unusual {least}: save it anew"
            ) from error
        except BaseException:
            self.close()  # what it would still answer belongs to no one
            raise
        finally:
            deadline.lift()
        if isinstance(answer, Reading):
            return answer
        if answer.trace:
            logger.error("the reader failed on %s\n%s", document.source, answer.trace)
        raise UnreadableError(answer.reason)

    def close(self) -> None:
        """End the other process."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    try:
                        pipe.close()
                    except OSError:
                        logger.debug("the pipe to the reader was broken")
            process.wait()

    def _started(self, settings: Settings) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.close()
            paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
            self._process = subprocess.Popen(
                [sys.executable, "-m", "ingest.isolation", str(settings.read_memory_mb)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
            )
        return self._process


class _Deadline:
    """Ends a process after a time, which may be extended up to `MOST_TIMES` of what it was."""

    def __init__(self, process: subprocess.Popen[bytes], seconds: float) -> None:
        self.seconds, self.passed = seconds, False
        self._process, self._most, self._began = process, MOST_TIMES * seconds, time.monotonic()
        self._set()

    def extend(self, seconds: float) -> None:
        """Give more time."""
        self.lift()
        self.seconds = min(self.seconds + max(0.0, seconds), self._most)
        self._set()

    def lift(self) -> None:
        """Let the process run on."""
        self._timer.cancel()

    def _set(self) -> None:
        left = self.seconds - (time.monotonic() - self._began)
        self._timer = threading.Timer(max(0.0, left), self._give_up)
        self._timer.daemon = True
        self._timer.start()

    def _give_up(self) -> None:
        self.passed = True
        self._process.kill()


def _send(pipe: IO[bytes] | None, value: object) -> None:
    assert pipe is not None
    pickle.dump(value, pipe, pickle.HIGHEST_PROTOCOL)
    pipe.flush()


def _receive(pipe: IO[bytes] | None) -> Reading | _Fault | _MoreTime:
    assert pipe is not None
    answer: Reading | _Fault | _MoreTime = pickle.load(pipe)  # from our own process, never from a file
    return answer


def _answer(task: _Task, needs: Needs = in_time) -> Reading | _Fault:
    # Not where files are only found and compared: all that reads them takes tenths of a second to import.
    from ingest.reading import read_document

    try:
        return read_document(task.path, task.document, task.settings, allow_exempt=task.allow_exempt, needs=needs)
    except UnreadableError as error:
        return _Fault(str(error))
    except MemoryError:
        return _Fault(f"reading it takes more than {task.settings.read_memory_mb} MB of memory")
    except Exception as error:  # a reader's own fault costs this file only
        return _Fault(f"the reader failed on it ({type(error).__name__}: {error})", traceback.format_exc())


def _limit_memory(megabytes: int) -> None:
    """Keep this process from taking more memory, where the system can be told so."""
    try:
        import resource
    except ImportError:  # Windows
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = megabytes * MEGABYTE
    resource.setrlimit(resource.RLIMIT_AS, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _serve(megabytes: int) -> None:
    """Answer tasks until the pipe is closed. What a library prints must not get into the answers."""
    _limit_memory(megabytes)
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    while True:
        try:
            task: _Task = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        _send(answers, _answer(task, lambda seconds: _send(answers, _MoreTime(seconds))))


if __name__ == "__main__":
    # As a module of that name, so that what is pickled here is known there.
    from ingest import isolation

    try:
        isolation._serve(int(sys.argv[1]))
    except BrokenPipeError:
        sys.exit(1)  # the one that asked was killed
    except KeyboardInterrupt:
        sys.exit(130)
