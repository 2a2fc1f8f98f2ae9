"""Generations of an index: complete, numbered folders, one of which a pointer file names as the current one.

A writer makes the next generation in a folder marked as partial, renames it when it is complete, and swaps the pointer
last. Whatever moment it is stopped at, the pointer names a complete generation: the one before or the one after.
"""

from __future__ import annotations

import json
import os
import platform
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from corpus.errors import IndexBusyError, StoreError

POINTER = "current"
PARTIAL = ".partial"


class Generations:
    """The generations of the index in a folder. Reading needs no lock."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def home(self) -> Path:
        """The folder that holds the numbered generations."""
        return self.folder / "generations"

    def current(self) -> Path | None:
        """Give the folder of the current generation, None where there is none yet."""
        try:
            name = (self.folder / POINTER).read_text(encoding="utf-8", errors="replace").strip()
        except (FileNotFoundError, NotADirectoryError):
            return None
        return self.home / name if name.isdecimal() else None

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Hold the right to write. Raises `IndexBusyError` at once, naming the owner, where another process has it.

        The operating system releases the lock when its owner ends, however it ends, so none is left behind for good.
        """
        owner = self.folder / "lock.owner"
        lock = FileLock(self.folder / "lock", blocking=False)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            lock.acquire()
        except Timeout:
            who = _owner(owner)
            raise IndexBusyError(f"The index in {self.folder} is being changed by {who}; try again later.") from None
        except OSError as error:
            why = error.strerror or error
            what = f"The folder {self.folder} cannot hold an index ({why}); name another with --index."
            raise StoreError(what) from error
        try:
            since = datetime.now(UTC).isoformat(timespec="seconds")
            name = {"process": os.getpid(), "host": platform.node(), "since": since}
            owner.write_text(json.dumps(name), encoding="utf-8")
            yield
        finally:
            owner.unlink(missing_ok=True)
            lock.release()

    def clear(self) -> None:
        """Remove what a stopped writer left: partial folders, and generations it never published. Needs the lock."""
        current = self.current()
        for folder in self.home.iterdir() if self.home.is_dir() else ():
            unpublished = current is not None and folder.name.isdecimal() and int(folder.name) > int(current.name)
            if unpublished or folder.name.endswith(PARTIAL):
                shutil.rmtree(folder, ignore_errors=True)

    def begin(self, model: Path | None = None) -> Path:
        """Make the folder of the next generation, a copy of `model` or else of the current one. Needs the lock."""
        self.clear()
        self.home.mkdir(parents=True, exist_ok=True)
        current = model or self.current()
        names = [folder.name.removesuffix(PARTIAL) for folder in self.home.iterdir()]
        number = 1 + max((int(name) for name in names if name.isdecimal()), default=0)
        partial = self.home / f"{number:06d}{PARTIAL}"
        if current is not None and current.is_dir():
            shutil.copytree(current, partial)
        else:
            partial.mkdir()
        return partial

    def publish(self, partial: Path) -> Path:
        """Make a completed generation the current one and remove those that nobody needs. The lock must be held.

        The one before stays, for the answers that are under way.
        """
        before = self.current()
        finished = partial.with_suffix("")
        for file in [path for path in partial.rglob("*") if path.is_file()]:
            _flush(file)
        partial.replace(finished)
        pointer = self.folder / (POINTER + ".next")
        pointer.write_text(finished.name, encoding="utf-8")
        _flush(pointer)
        pointer.replace(self.folder / POINTER)
        for folder in self.finished():
            if folder not in (before, finished):
                shutil.rmtree(folder, ignore_errors=True)
        return finished

    def withdraw(self) -> None:
        """Have no generation be the current one, as before the first. The lock must be held.

        Its folder stays for the answers that are under way, and goes when the next one is published.
        """
        (self.folder / POINTER).unlink(missing_ok=True)

    def discard(self, partial: Path) -> None:
        """Remove a generation that turned out not to be needed. The lock must be held."""
        shutil.rmtree(partial, ignore_errors=True)

    def finished(self) -> list[Path]:
        """Give the complete generations, oldest first: the current one, the one before, and any never published."""
        if not self.home.is_dir():
            return []
        return sorted(folder for folder in self.home.iterdir() if folder.name.isdecimal())


def _flush(file: Path) -> None:
    """Have the operating system write a file to the disk, so that the swap never overtakes it."""
    with file.open("rb+") as handle:
        os.fsync(handle.fileno())


def _owner(file: Path) -> str:
    try:
        owner = json.loads(file.read_text(encoding="utf-8"))
        return f"process {owner['process']} on {owner['host']}, since {owner['since']}"
    except (OSError, ValueError, KeyError, TypeError):
        return "another process"
