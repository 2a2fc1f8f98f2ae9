"""A process apart that does one thing after the other for us, each in bounded time and memory.

What opens files that anybody may have made are libraries in C: what breaks in them takes its process along. The other
process is this module run as a program. It is told what to call and with what, and answers with what came of it, both
as pickles over its pipes. It is used again and again, and made anew when something has broken it.
"""

from __future__ import annotations

import faulthandler
import gc
import logging
import os
import pickle
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, TypeVar

logger = logging.getLogger(__name__)
MEGABYTE = 1024 * 1024
MOST_TIMES = 15
"""How often a task may have the time that it began with, whatever it says that it needs."""
TO_SPARE = 10.0
"""Seconds after all that time in which a process that nobody waits for any more ends itself."""
MOST_NEW = 50_000
"""Objects made in the other process after which the garbage collector looks at them. Reading a file makes hundreds of
thousands, of which hardly one goes: at the usual 700 looking at them takes an eighth of all the time."""
ROOT = Path(__file__).resolve().parent.parent

Result = TypeVar("Result")


class LostWorkerError(Exception):
    """The process ended before it answered: after so many `seconds`, when it was given up, else by itself (None)."""

    def __init__(self, seconds: float | None) -> None:
        super().__init__("it crashed" if seconds is None else f"it was given up after {seconds:.0f} seconds")
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class _Done:
    value: Any


@dataclass(frozen=True, slots=True)
class _Failed:
    error: Exception


@dataclass(frozen=True, slots=True)
class _MoreTime:
    seconds: float


class Worker:
    """Calls functions of ours in another process, which is started at the first call. Not for several threads at once.

    `megabytes` is the memory that it may take, where the system can be told so.
    """

    def __init__(self, megabytes: int) -> None:
        self.megabytes = megabytes
        self.process: subprocess.Popen[bytes] | None = None

    def call(self, seconds: float, function: Callable[..., Result], *arguments: object) -> Result:
        """Give what the function of a module gives for the arguments, and raise what it raises.

        Raises `LostWorkerError` where the process crashed, or was given up after so many seconds; the next call has a
        new one.
        """
        process = self.start()
        deadline = Deadline(process, seconds)
        try:
            _send(process.stdin, (seconds, function, arguments))
            answer = _receive(process.stdout)
            while isinstance(answer, _MoreTime):
                deadline.extend(answer.seconds)
                answer = _receive(process.stdout)
        except (OSError, EOFError, pickle.UnpicklingError) as error:
            self.close()
            raise LostWorkerError(deadline.seconds if deadline.passed else None) from error
        except BaseException:
            self.close()  # what it would still answer belongs to no one
            raise
        finally:
            deadline.lift()
        if isinstance(answer, _Failed):
            raise answer.error
        value: Result = answer.value
        return value

    def start(self) -> subprocess.Popen[bytes]:
        """Give the process, started now where there is none that runs."""
        if self.process is None or self.process.poll() is not None:
            self.close()
            paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
            self.process = subprocess.Popen(
                [sys.executable, "-m", "corpus.worker", str(self.megabytes)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
            )
        return self.process

    def close(self) -> None:
        """End the process."""
        process, self.process = self.process, None
        if process is not None:
            process.kill()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    try:
                        pipe.close()
                    except OSError:
                        logger.debug("the pipe to the other process was broken")
            process.wait()


class Deadline:
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


_answers: IO[bytes] | None = None
"""In the other process: where its answers go."""


def need(seconds: float) -> None:
    """Ask, in the other process, for so many seconds more than its task was given."""
    if _answers is not None:
        _send(_answers, _MoreTime(seconds))


def _send(pipe: IO[bytes] | None, value: object) -> None:
    assert pipe is not None
    pickle.dump(value, pipe, pickle.HIGHEST_PROTOCOL)
    pipe.flush()


def _receive(pipe: IO[bytes] | None) -> _Done | _Failed | _MoreTime:
    assert pipe is not None
    answer: _Done | _Failed | _MoreTime = pickle.load(pipe)  # from our own process, never from a file
    return answer


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
    """Do what is told until the pipe is closed. What a library prints must not get into the answers."""
    global _answers
    _limit_memory(megabytes)
    gc.set_threshold(MOST_NEW)
    _answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    nowhere = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - for as long as this process is there
    while True:
        try:
            seconds, function, arguments = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        # Where the one that asked was killed meanwhile, nobody else ends what hangs here.
        faulthandler.dump_traceback_later(MOST_TIMES * seconds + TO_SPARE, exit=True, file=nowhere)
        try:
            answer: _Done | _Failed = _Done(function(*arguments))
        except Exception as error:  # it is for the one that asked
            answer = _Failed(error)
        faulthandler.cancel_dump_traceback_later()
        _send(_answers, answer)


if __name__ == "__main__":
    # As a module of that name, so that what is pickled here is known there.
    from corpus import worker

    try:
        worker._serve(int(sys.argv[1]))
    except BrokenPipeError:
        sys.exit(1)  # the one that asked was killed
    except KeyboardInterrupt:
        sys.exit(130)
