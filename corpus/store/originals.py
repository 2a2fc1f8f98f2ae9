"""The papers' files themselves, kept by their sha256 beside the generations until no generation holds them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path


class Originals:
    """A folder of files named by the sha256 of their contents, in subfolders of the first two characters."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha256: str) -> Path:
        """Give where a file with this digest lies or would lie."""
        return self.folder / sha256[:2] / sha256

    def keep(self, file: Path, sha256: str) -> None:
        """Copy a file in, whole or not at all. A file already held is not copied again."""
        target = self.path(sha256)
        if target.exists():
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        partial = target.with_suffix(".partial")
        shutil.copyfile(file, partial)
        with partial.open("rb+") as copy:
            os.fsync(copy.fileno())  # a file under its digest is never copied again, so it must be whole after a crash
        partial.replace(target)

    def keep_only(self, held: Iterable[str]) -> None:
        """Remove every file whose digest is not in `held`, and what a crash left half copied."""
        wanted = set(held)
        for file in self.folder.glob("*/*"):
            if file.name not in wanted:
                file.unlink(missing_ok=True)
