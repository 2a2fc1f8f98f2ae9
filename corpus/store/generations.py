"""Generations of an index: complete, numbered folders, one of which a pointer file names as the current one.

A writer makes the next generation in a folder marked as partial, renames it when it is complete, and swaps the pointer
last. Whatever moment it is stopped at, the pointer names a complete generation: the one before or the one after.
"""

from __future__ import annotations

import json
import os
import platform
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from fnmatch import fnmatch
from pathlib import Path

from filelock import FileLock, Timeout

from corpus.errors import IndexBusyError, StoreError
from corpus.store.catalogue_file import FILE_NAME
from corpus.store.holding import taken
from corpus.store.pages import CHANGED, Pages, bring, differences

POINTER = "current"
NEXT_POINTER = "current.next"
WITHDRAWN = "none"
"""What the pointer says where the first generation was taken back."""
PARTIAL = ".partial"
LOCK, OWNER = "lock", "lock.owner"
SCRATCH = "scratch"
SPARE = ".spare"
"""What an old generation is marked with that is kept for the next one to be made of."""
SHARED = "numbers-*.npy"
"""Files of a vector index, which are written once; generations share them."""
HALFWAY = "halfway"
"""A file that marks a generation which its writer published on the way to the next one."""


class Generations:
    """The generations of the index in a folder. Reading needs no lock."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def home(self) -> Path:
        """The folder that holds the numbered generations."""
        return self.folder / "generations"

    @property
    def scratch(self) -> Path:
        """The folder for a writer's temporary files, which its successor removes if it was stopped."""
        return self.folder / SCRATCH

    def current(self) -> Path | None:
        """Give the folder of the current generation, None where there is none yet."""
        name = self._named()
        return self.home / name if name.isdecimal() else None

    def _named(self) -> str:
        """Give what the pointer says; nothing where there is none."""
        try:
            return (self.folder / POINTER).read_text(encoding="utf-8", errors="replace").strip()
        except (FileNotFoundError, NotADirectoryError):
            return ""

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Hold the right to write. Raises `IndexBusyError` at once, naming the owner, where another process has it.

        The operating system releases the lock when its owner ends, however it ends, so none is left behind for good.
        """
        owner = self.folder / OWNER
        lock = FileLock(self.folder / LOCK, blocking=False)
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
            with suppress(OSError):  # on a full disk: what cannot be written will be said when there is something
                owner.write_text(json.dumps(name), encoding="utf-8")
            yield
        finally:
            owner.unlink(missing_ok=True)
            lock.release()

    def clear(self) -> None:
        """Remove what a stopped writer left. Needs the lock."""
        _remove(self.leftovers())

    def leftovers(self) -> list[Path]:
        """Give what a writer is at work on, or left when it was stopped.

        These are partial folders, generations that it never published or had still to remove, the next pointer and its
        scratch folder.
        """
        left = [path for path in (self.folder / NEXT_POINTER, self.scratch) if path.exists()]
        left += self.home.glob(f"*{PARTIAL}")
        current, finished = self.current(), self.finished()
        if current in finished:
            at = finished.index(current)
            needed = self._needed(current, finished[:at])
            left += [folder for folder in finished if folder not in needed]
        return left

    def _needed(self, current: Path, before: list[Path]) -> list[Path]:
        """Give the current generation, the one before for answers that are under way, and that which undoing leads to.

        The last two differ where a writer published twice.
        """
        return [current, *before[-1:], *self.whole(before)[-1:]]

    def whole(self, folders: Iterable[Path]) -> list[Path]:
        """Give those of some generations that were not published on the way to another."""
        return [folder for folder in folders if not (folder / HALFWAY).exists()]

    def writer(self) -> str:
        """Name the process that writes, or the last one if it was stopped; empty where none is known."""
        return _owner(self.folder / OWNER) if (self.folder / OWNER).exists() else ""

    def is_lost(self, file_name: str) -> bool:
        """Tell whether the pointer names no generation that holds a file of this name, though there should be one.

        It is not so where the first writer was stopped before it published anything.
        """
        current, before = self.current(), None
        while current is not None and current != before:  # one that is gone may have been replaced since
            if (current / file_name).is_file():
                return False
            current, before = self.current(), current
        if self._named() == WITHDRAWN:
            return False
        pointed = (self.folder / POINTER).exists()
        return pointed or (any((f / file_name).is_file() for f in self.finished()) and not self.writer())

    def begin(self, model: Path | None = None) -> Path:
        """Make the folder of the next generation, a copy of `model` or else of the current one. Needs the lock."""
        current = model or self.current()
        if current is None or not current.is_dir():
            return self.begin_empty()
        partial = self._next()
        if model is not None or not self._follow(current, partial):
            self._forget_spares()
            left_out = shutil.ignore_patterns(HALFWAY, CHANGED)
            shutil.copytree(current, partial, ignore=left_out, copy_function=_copy)
        return partial

    def _follow(self, current: Path, partial: Path) -> bool:
        """Make a partial folder like the current one of an old generation that nobody reads; tell whether there is one.

        So only what has changed since is copied. Should that fail, nothing is left of the old one.
        """
        known = differences(current)
        before = [folder for folder in self.finished() if folder < current]
        spare = [folder for folder in before if folder not in self.whole(before)[-1:]]
        for folder in sorted([*spare, *self.home.glob(f"*{SPARE}")], reverse=True):
            name = folder.name.removesuffix(SPARE)
            with taken(folder / FILE_NAME) as is_taken:
                if not is_taken or name not in known:
                    continue
                folder.rename(partial)
                try:
                    _bring_up_to_date(current, partial, known[name])
                except BaseException:
                    shutil.rmtree(partial, ignore_errors=True)
                    raise
                return True
        return False

    def _spare(self, folders: list[Path], needed: list[Path]) -> None:
        """Keep the latest of the generations that nobody needs, if it is large, for the next one; remove the others."""
        current = needed[0]
        follows = [folder for folder in needed[1:] if folder not in self.whole(needed[1:])[-1:]]
        known = differences(current)
        kept = [folder for folder in folders if folder.name in known and not follows][-1:]
        if kept:
            self._forget_spares()
        for folder in folders:
            if folder in kept:
                folder.rename(folder.with_name(f"{folder.name}{SPARE}"))
            else:
                shutil.rmtree(folder, ignore_errors=True)

    def _forget_spares(self) -> None:
        for folder in self.home.glob(f"*{SPARE}"):
            shutil.rmtree(folder, ignore_errors=True)

    def begin_empty(self) -> Path:
        """Make the folder of the next generation with nothing in it. Needs the lock."""
        partial = self._next()
        partial.mkdir()
        return partial

    def _next(self) -> Path:
        # What is in the scratch folder by now is this writer's own: files that still wait to be read.
        _remove(path for path in self.leftovers() if path != self.scratch)
        self.home.mkdir(parents=True, exist_ok=True)
        names = [folder.name.removesuffix(PARTIAL) for folder in self.home.iterdir()]
        number = 1 + max((int(name) for name in names if name.isdecimal()), default=0)
        return self.home / f"{number:06d}{PARTIAL}"

    def publish(self, partial: Path, *, halfway: bool = False) -> Path:
        """Make a completed generation the current one and remove those that nobody needs. The lock must be held.

        The one before stays, for the answers that are under way. `halfway` says that the writer goes on to another.
        """
        current, finished = self.current(), partial.with_suffix("")
        before = [folder for folder in self.finished() if current is not None and folder <= current]
        if halfway:
            (partial / HALFWAY).touch()
        for file in [path for path in partial.rglob("*") if path.is_file()]:
            _flush(file)
        partial.replace(finished)
        _flush_names(self.home)
        self.point_to(finished)
        needed = self._needed(finished, before)
        self._spare([folder for folder in self.finished() if folder not in needed], needed)
        return finished

    def point_to(self, finished: Path) -> None:
        """Make a finished generation the current one. The lock must be held."""
        self._point(finished.name)

    def _point(self, name: str) -> None:
        pointer = self.folder / NEXT_POINTER
        pointer.write_text(name, encoding="utf-8")
        _flush(pointer)
        pointer.replace(self.folder / POINTER)
        _flush_names(self.folder)

    def withdraw(self) -> None:
        """Have no generation be the current one, as before the first. The lock must be held.

        Its folder stays for the answers that are under way, and goes when the next one is published.
        """
        self._point(WITHDRAWN)

    def discard(self, partial: Path) -> None:
        """Remove a generation that turned out not to be needed. The lock must be held."""
        shutil.rmtree(partial, ignore_errors=True)

    def finished(self) -> list[Path]:
        """Give the complete generations, oldest first: the current one, the one before, and any never published."""
        if not self.home.is_dir():
            return []
        return sorted(folder for folder in self.home.iterdir() if folder.name.isdecimal())


def _remove(paths: Iterable[Path]) -> None:
    for path in paths:
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def _bring_up_to_date(current: Path, partial: Path, pages: Pages) -> None:
    """Make an earlier generation's folder like the current one, of which its catalogue differs in some pages alone."""
    for path in partial.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        elif path.name != FILE_NAME:
            path.unlink()
    left_out = shutil.ignore_patterns(FILE_NAME, HALFWAY, CHANGED)
    shutil.copytree(current, partial, ignore=left_out, copy_function=_copy, dirs_exist_ok=True)
    bring(current / FILE_NAME, partial / FILE_NAME, pages)


def _copy(source: str, target: str) -> None:
    """Copy a file, or have both generations share it where it is one that is never changed."""
    if fnmatch(Path(source).name, SHARED):
        with suppress(OSError):  # not every file system has links
            os.link(source, target)
            return
    shutil.copy2(source, target)


def _flush(file: Path) -> None:
    """Have the operating system write a file to the disk, so that the swap never overtakes it."""
    with file.open("rb+") as handle:
        os.fsync(handle.fileno())


def _flush_names(folder: Path) -> None:
    """Have the operating system write what a folder holds to the disk, where it lets a folder be flushed."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _owner(file: Path) -> str:
    try:
        owner = json.loads(file.read_text(encoding="utf-8"))
        return f"process {owner['process']} on {owner['host']}, since {owner['since']}"
    except (OSError, ValueError, KeyError, TypeError):
        return "another process"
