"""Files, folders and zip files that a user names, as single files to be read.

What cannot be taken is never dropped in silence: it comes out with a sentence that says why. Nothing in a zip file is
believed before it is read: sizes are counted while extracting, and a member's name never becomes a path.
"""

from __future__ import annotations

import hashlib
import logging
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from corpus.errors import UnreadableError
from ingest import zips

logger = logging.getLogger(__name__)

PAPER_SUFFIXES = frozenset(
    {".pdf", ".docx", ".docm", ".doc", ".html", ".htm", ".xhtml", ".mht", ".txt", ".md", ".markdown"}
    | {".odt", ".ods", ".odp", ".rtf", ".xlsx", ".xls", ".pptx", ".ppt", ".zip"}
)
"""What may be a paper, readable or not; in a folder anything else is an asset of some other program."""
LOCK_FILE_PREFIXES = ("~$", ".~lock.")
ZIP_SEPARATOR = "!/"
OFFICE_MARK = "[Content_Types].xml"
"""A zip file with this member is one document of an office program, whatever its suffix."""

MAX_MEMBERS = 5_000
"""A year of a council's papers is some hundreds of files."""
MAX_MEMBER_BYTES = 500 * 1024 * 1024
MAX_TOTAL_BYTES = 4 * 1024 * 1024 * 1024
MAX_RATIO = 200
"""Text deflates to a tenth or so; a thousandfold is a zip bomb."""
RATIO_FREE_BYTES = 10 * 1024 * 1024
"""Below this size the ratio does not matter: a blank scan may deflate very well."""
_CHUNK = 1024 * 1024
_ENCRYPTED_FLAG = 0x1
_ZIP_ERRORS = (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError, OSError, ValueError)
"""What `zipfile` raises for damaged, unsupported or encrypted archives and members."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file that was found, or that was refused with a reason.

    `source` is the absolute path, or "archive.zip!/member" for a file in a zip; `size` is in bytes, as the zip file
    declares it for a member, 0 where unknown. `path` is the file itself or the zip file that holds `member`.
    """

    name: str
    source: str
    size: int = 0
    refusal: str = ""
    path: Path | None = None
    member: str = ""

    @contextmanager
    def open_copy(self, scratch: Path | None = None) -> Iterator[Path]:
        """Give a path to read; a member of a zip is unpacked for as long as the block runs.

        It is unpacked in the folder `scratch`, made where it is not there, or else where the system keeps such files.

        Raises `UnreadableError` where the file was refused, or the member is damaged or larger than it may be.
        """
        if self.path is None or self.refusal:
            raise UnreadableError(self.refusal or "there is nothing to read")
        if not self.member:
            yield self.path
            return
        if scratch is not None:
            scratch.mkdir(exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="scrutineer-", dir=scratch) as folder:
            # Only a known suffix is kept: it tells what was promised, and the rest of the name stays in the zip.
            suffix = PurePosixPath(self.name).suffix.lower()
            copy = Path(folder) / f"member{suffix if suffix in PAPER_SUFFIXES else ''}"
            _extract(self.path, self.member, copy)
            yield copy


def find(places: Sequence[Path]) -> Iterator[Found]:
    """Give every file of the named places, in a fixed order, each once.

    Folders are walked to the bottom without hidden files, office lock files and links to folders above. Only members
    of zip files are checked by their headers here; `open_copy` checks what really comes out.
    """
    seen: set[Path] = set()
    for place in places:
        path = place.expanduser().absolute()
        if path.is_dir():
            for child in _walk(path, frozenset()):
                yield from _single(child, seen)
        elif path.is_file():
            yield from _single(path, seen)
        else:
            yield Found(place.name or str(place), str(path), refusal="there is no such file or folder")


def sha256_of(path: Path) -> str:
    """Give the hexadecimal SHA-256 of a file's contents, read a piece at a time."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _walk(folder: Path, above: frozenset[Path]) -> Iterator[Path]:
    """Give the files of a folder that may be papers, and those links and folders that cannot be followed."""
    real = folder.resolve()
    if real in above:
        logger.info("left out %s: the link leads to a folder above it", folder)
        return
    try:
        children = sorted(folder.iterdir(), key=lambda child: (child.name.casefold(), child.name))
    except OSError:
        yield folder
        return
    for child in children:
        if child.name.startswith((".", *LOCK_FILE_PREFIXES)):
            continue
        if child.is_dir():
            yield from _walk(child, above | {real})
        elif child.suffix.lower() in PAPER_SUFFIXES or _looks_like_a_paper(child):
            yield child


def _looks_like_a_paper(path: Path) -> bool:
    """Say whether a file without a telling suffix is a PDF by its content: downloads often lose their suffix."""
    try:
        with path.open("rb") as file:
            return path.suffix.lower() in {"", ".aspx", ".ashx", ".download", ".bin"} and b"%PDF-" in file.read(1024)
    except OSError:
        return False


def _single(path: Path, seen: set[Path]) -> Iterator[Found]:
    real = path.resolve()
    if real in seen:
        return
    seen.add(real)
    try:
        if not path.is_file():
            refusal = "the folder may not be read" if path.is_dir() else "the link leads nowhere"
            yield Found(path.name, str(path), refusal=refusal)
            return
        size = path.stat().st_size
        with path.open("rb"):
            pass
    except OSError as error:
        yield Found(path.name, str(path), refusal=f"the file may not be read: {error.strerror or error}")
        return
    if path.suffix.lower() == ".zip":
        yield from _archive(path, size)
    else:
        yield Found(path.name, str(path), size, path=path)


def _archive(path: Path, size: int) -> Iterator[Found]:
    """Give the members of a zip file that may be papers, refused ones with the reason."""
    try:
        with zips.opened(path) as archive:
            # A name may be empty, which `is_dir` does not expect.
            members = [member for member in archive.infolist() if member.filename and member.filename[-1] != "/"]
    except _ZIP_ERRORS as error:
        logger.info("cannot open %s: %s", path, error)
        yield Found(path.name, str(path), size, "the zip file is damaged: fetch or make it again")
        return
    if any(member.filename == OFFICE_MARK for member in members):
        yield Found(path.name, str(path), size, path=path)
    elif len(members) > MAX_MEMBERS:
        refusal = f"the zip file holds {len(members):,} files, more than {MAX_MEMBERS:,}: unpack it first"
        yield Found(path.name, str(path), size, refusal)
    else:
        papers = list(_members(path, members))
        yield from papers or [Found(path.name, str(path), size, "there is no paper in the zip file")]


def _members(path: Path, members: list[zipfile.ZipInfo]) -> Iterator[Found]:
    total = 0
    taken: set[str] = set()
    for member in sorted(members, key=lambda each: each.filename):
        inner = PurePosixPath(member.filename.replace("\\", "/"))
        if _is_left_out(inner):
            continue
        refusal = _refusal_of_member(member, inner)
        if not refusal and member.filename in taken:
            refusal = "the zip file holds two files of this name; only one of them can be read"
        taken.add(member.filename)
        if not refusal:
            total += member.file_size
            if total > MAX_TOTAL_BYTES:
                refusal = "the zip file is too large when unpacked: unpack it first and ingest the folder"
        source = f"{path}{ZIP_SEPARATOR}{member.filename}"
        yield Found(inner.name or member.filename, source, member.file_size, refusal, path, member.filename)


def _is_left_out(inner: PurePosixPath) -> bool:
    """Say whether a member is no paper at all: hidden, an office lock file, a picture, a resource fork of a Mac."""
    hidden = any(part.startswith((".", *LOCK_FILE_PREFIXES)) and part != ".." for part in inner.parts)
    return hidden or "__MACOSX" in inner.parts or inner.suffix.lower() not in PAPER_SUFFIXES


def _refusal_of_member(member: zipfile.ZipInfo, inner: PurePosixPath) -> str:
    """Say why a member is not even opened, or nothing."""
    if inner.is_absolute() or ".." in inner.parts or ":" in inner.parts[0] or "\0" in member.filename:
        return "its name in the zip file points outside of it"
    if stat.S_ISLNK(member.external_attr >> 16):
        return "it is a link, not a file"
    if member.file_size > MAX_MEMBER_BYTES:
        return f"it is larger than {MAX_MEMBER_BYTES // _CHUNK:,} MB when unpacked"
    if member.flag_bits & _ENCRYPTED_FLAG:
        return "it is encrypted: unpack the zip file with its password first"
    if inner.suffix.lower() == ".zip":
        return "it is a zip file inside a zip file: unpack the outer one first"
    return ""


def _extract(path: Path, name: str, copy: Path) -> None:
    """Write a member to a file. Bytes are counted as they come: the header's sizes may lie."""
    written = 0
    try:
        with zips.opened(path) as archive:
            member = archive.getinfo(name)
            limit = max(RATIO_FREE_BYTES, member.compress_size * MAX_RATIO)
            with archive.open(member) as source, copy.open("wb") as target:
                while piece := source.read(_CHUNK):
                    written += len(piece)
                    if written > MAX_MEMBER_BYTES:
                        raise UnreadableError(f"it is larger than {MAX_MEMBER_BYTES // _CHUNK:,} MB when unpacked")
                    if written > limit:
                        raise UnreadableError("it grows far too much when unpacked, as a zip bomb does")
                    target.write(piece)
    except (KeyError, *_ZIP_ERRORS) as error:
        logger.info("cannot extract %s of %s: %s", name, path, error)
        raise UnreadableError("the file is damaged inside the zip file: fetch or make the zip file again") from error
