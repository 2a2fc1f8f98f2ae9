"""Several readers side by side, one for each processor, each in a process of its own."""

from __future__ import annotations

import os
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from types import TracebackType

from corpus.records import Document
from corpus.settings import Settings
from ingest.isolation import Reader
from ingest.was_read import Reading

MOST = 4
"""More readers than this wait for the one process that stores what they read; each may take a gigabyte."""


class Readers:
    """Reads files in other processes. Each is started when all before it are busy, and ended with the `with` block."""

    def __init__(self, settings: Settings, *, allow_exempt: bool) -> None:
        self.count = min(_processors(), MOST)
        self._settings = settings
        self._allow_exempt = allow_exempt
        self._readers = [Reader() for _ in range(self.count)]
        self._free: SimpleQueue[Reader] = SimpleQueue()
        for reader in self._readers:
            self._free.put(reader)
        self._pool = ThreadPoolExecutor(self.count, thread_name_prefix="scrutineer-reading")

    def __enter__(self) -> Readers:
        """Give itself; nothing is started yet."""
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        """End the other processes, whatever they do."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        for reader in self._readers:
            reader.close()
        self._pool.shutdown()

    def begin(self, path: Path, document: Document) -> Future[Reading]:
        """Have a file read as soon as a reader is free; the file must stay until it is. See `Reader.read`."""
        return self._pool.submit(self._read, path, document)

    def _read(self, path: Path, document: Document) -> Reading:
        reader = self._free.get()
        try:
            return reader.read(path, document, self._settings, allow_exempt=self._allow_exempt)
        finally:
            self._free.put(reader)


def _processors() -> int:
    """Give the number of processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
