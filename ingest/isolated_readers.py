"""Several readers side by side, one for each processor, each in a process of its own."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import count
from pathlib import Path
from queue import PriorityQueue, SimpleQueue
from threading import Thread
from types import TracebackType

from corpus.records import Document
from corpus.settings import Settings
from ingest.isolation import Reader
from ingest.was_read import Reading

MOST = 4
"""More readers than this wait for the one process that stores what they read; each may take a gigabyte."""
AHEAD = 2
"""Files for each reader that are begun while the first of them is waited for: of these the largest is read first."""


class Readers:
    """Reads files in other processes, which are started when they are needed and ended with the `with` block.

    Of the files that wait the largest is read first: read last, it would be read alone. `ahead` says how many may wait.
    `meanwhile` is called in a thread of its own when the first file is begun.
    """

    def __init__(self, settings: Settings, *, allow_exempt: bool, meanwhile: Callable[[], object]) -> None:
        self.count = min(_processors(), MOST)
        self.ahead = AHEAD * self.count
        self._meanwhile: Thread | None = Thread(target=meanwhile, name="scrutineer-meanwhile", daemon=True)
        self._settings = settings
        self._allow_exempt = allow_exempt
        self._readers = [Reader() for _ in range(self.count)]
        self._free: SimpleQueue[Reader] = SimpleQueue()
        for reader in self._readers:
            self._free.put(reader)
        self._numbers = count()
        self._waiting: PriorityQueue[tuple[int, int, Path, Document, Future[Reading]]] = PriorityQueue()
        self._pool = ThreadPoolExecutor(self.count, thread_name_prefix="scrutineer-reading")

    def __enter__(self) -> Readers:
        """Give itself; nothing is started yet."""
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        """End the other processes, whatever they do."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        while not self._waiting.empty():
            self._waiting.get()[-1].cancel()
        for reader in self._readers:
            reader.close()
        self._pool.shutdown()

    def begin(self, path: Path, document: Document) -> Future[Reading]:
        """Have a file read as soon as a reader is free; the file must stay until it is. See `Reader.read`."""
        if self._meanwhile is not None:
            self._meanwhile.start()
            self._meanwhile = None
        reading: Future[Reading] = Future()
        self._waiting.put((-_size(path), next(self._numbers), path, document, reading))
        self._pool.submit(self._read_next)
        return reading

    def _read_next(self) -> None:
        *_, path, document, reading = self._waiting.get()
        reader = self._free.get()
        try:
            reading.set_result(reader.read(path, document, self._settings, allow_exempt=self._allow_exempt))
        except BaseException as error:
            reading.set_exception(error)
        finally:
            self._free.put(reader)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0  # whoever reads it says what is wrong with it


def _processors() -> int:
    """Give the number of processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
