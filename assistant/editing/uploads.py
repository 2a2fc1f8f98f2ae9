"""Uploaded files, laid down in a folder of the index for an ingest to read.

A document is known by where it was found: an upload is known by its name in that folder, though the file is removed
again when it has been read. A name is never a path.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import count
from pathlib import Path, PurePosixPath

from assistant.safe import visible
from corpus.records import Document

FOLDER = "uploads"
LONGEST = 150
"""Characters of a name that are kept; every system takes so many, in any writing."""
FORBIDDEN = str.maketrans(dict.fromkeys('<>:"/\\|?*', "_"))
"""Signs that some system does not take in a name."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as a browser sends it."""

    name: str
    contents: BytesIO


def file_name(name: str) -> str:
    """Give a name under which a file can be laid down: without folders, hidden beginnings and what is not seen."""
    last = PurePosixPath(name.replace("\\", "/")).name
    plain = " ".join(visible(last).translate(FORBIDDEN).split()).strip(" .~$") or "paper"
    stem, suffix = Path(plain).stem, Path(plain).suffix[:16]
    kept = f"{stem[: LONGEST - len(suffix)].rstrip()}{suffix}"
    return kept.encode("utf-8", "replace").decode()


def earlier(folder: Path, name: str, held: Iterable[Document]) -> list[Document]:
    """Give the documents that an earlier upload of a name brought: itself, or the members of a zip file."""
    source = str(folder / file_name(name))
    return [document for document in held if document.source == source or document.source.startswith(f"{source}!/")]


def lay_down(folder: Path, uploads: Sequence[Upload], held: Sequence[Document], *, replace: bool) -> list[Path]:
    """Write uploads into a folder, which is emptied before; give their paths.

    One whose name an earlier upload had takes its place with `replace` and where it is the same file; otherwise it gets
    a name of its own ("Agenda (2).pdf"), as does the second of two uploads of one name.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    paths: list[Path] = []
    for upload in uploads:
        name = file_name(upload.name)
        before = {document.sha256 for document in earlier(folder, name, held)}
        taken = (folder / name).exists() or (before and not replace and _digest(upload.contents) not in before)
        path = _free(folder, name, held) if taken else folder / name
        upload.contents.seek(0)
        with path.open("wb") as file:
            shutil.copyfileobj(upload.contents, file)
        paths.append(path)
    return paths


def _free(folder: Path, name: str, held: Sequence[Document]) -> Path:
    stem, suffix = Path(name).stem, Path(name).suffix
    names = (f"{stem} ({number}){suffix}" for number in count(2))
    return next(folder / other for other in names if not (folder / other).exists() and not earlier(folder, other, held))


def _digest(contents: BytesIO) -> str:
    contents.seek(0)
    return hashlib.file_digest(contents, "sha256").hexdigest()
