"""Reading in a process of its own, so that a crash, a hang or a flood of memory costs one file and not the ingest."""

from __future__ import annotations

import logging
import traceback
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from corpus.errors import UnreadableError
from corpus.records import Document
from corpus.worker import LostWorkerError, Worker, need
from ingest.extract import Needs
from ingest.was_read import Reading

if TYPE_CHECKING:
    from corpus.settings import Settings

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Task:
    """A file to be read, with what of the settings that asks for: to import all of them takes the reader longer."""

    path: Path
    document: Document
    max_pages: int
    ocr: str
    megabytes: int
    allow_exempt: bool


@dataclass(frozen=True, slots=True)
class _Fault:
    """A file that was not read: a reason fit for the report, and where it happened if that was not foreseen."""

    reason: str
    trace: str = ""


class Reader:
    """Reads files in another process, which is started at the first one and ended with the `with` block."""

    def __init__(self) -> None:
        self._worker: Worker | None = None

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
        if self._worker is None:
            self._worker = Worker(settings.read_memory_mb)
        self._worker.megabytes = settings.read_memory_mb
        task = _Task(path, document, settings.max_pages, settings.ocr, settings.read_memory_mb, allow_exempt)
        try:
            answer: Reading | _Fault = self._worker.call(settings.read_seconds, _answer, task)
        except LostWorkerError as lost:
            if lost.seconds is not None:
                raise UnreadableError(f"it was given up after {lost.seconds:.0f} seconds") from lost
            # A C library that gets no more memory does not say so: it ends the process.
            least = f"or needs more than {settings.read_memory_mb} MB of memory"
            raise UnreadableError(
                f"the reader crashed on it, so it is damaged, unusual {least}: save it anew"
            ) from lost
        if isinstance(answer, Reading):
            return answer
        if answer.trace:
            logger.error("the reader failed on %s\n%s", document.source, answer.trace)
        raise UnreadableError(answer.reason)

    def close(self) -> None:
        """End the other process."""
        if self._worker is not None:
            self._worker.close()


def _answer(task: _Task, needs: Needs = need) -> Reading | _Fault:
    # Not where files are only found and compared: all that reads them takes tenths of a second to import.
    from ingest.reading import read_document

    try:
        return read_document(task.path, task.document, task, allow_exempt=task.allow_exempt, needs=needs)
    except UnreadableError as error:
        return _Fault(str(error))
    except MemoryError:
        return _Fault(f"reading it takes more than {task.megabytes} MB of memory")
    except Exception as error:  # a reader's own fault costs this file only
        return _Fault(f"the reader failed on it ({type(error).__name__}: {error})", traceback.format_exc())
