"""A made file, and what must become of it."""

from __future__ import annotations

import random
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

READ, REFUSED, EITHER = "read", "refused", "either"
"""What must become of a file: its text is read, it is refused with a reason, or whichever fits what is left of it."""
SENTENCE = "The harbour wall was mended in the spring."
"""Stands in every file that can be read, so that it can be told that it was."""


@dataclass(frozen=True, slots=True)
class Made:
    """A hostile file: its name with suffix, its fate, and how its contents are made, for some are large."""

    name: str
    make: Callable[[], bytes]
    fate: str = EITHER

    def write(self, folder: Path, stem: str = "") -> Path:
        """Write it into a folder, under its own name or another stem with the same suffix."""
        path = folder / (f"{stem}{Path(self.name).suffix}" if stem else self.name)
        path.write_bytes(addressed(self.make()))
        return path


NOWHERE = b"127.0.0.1:00009"
"""The address that files name which would fetch something: of nobody, until one of the same length is put in."""
_address: ContextVar[bytes] = ContextVar("address", default=NOWHERE)


@contextmanager
def listening_at(port: int) -> Iterator[None]:
    """Have the files that are made in this block name a port of this machine."""
    token = _address.set(b"127.0.0.1:%05d" % port)
    try:
        yield
    finally:
        _address.reset(token)


def addressed(content: bytes) -> bytes:
    """Put the address in. Its length stays, so that offsets in a file hold."""
    return content.replace(NOWHERE, _address.get())


def packed(members: dict[str, bytes], level: int = 6) -> bytes:
    """Give a zip file of these members."""
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        for name, content in members.items():
            own = addressed(name.encode("utf-8", "surrogateescape")).decode("utf-8", "surrogateescape")
            member = ZipInfo(own)  # with a date of its own: the file is the same whenever it is made
            archive.writestr(member, addressed(content), ZIP_DEFLATED, level)
    return file.getvalue()


def mutated(content: bytes, way: str, seed: int) -> bytes:
    """Damage a file in one of the ways of `WAYS`, always the same for a seed."""
    chance = random.Random(f"{way} {seed} {zlib.crc32(content)}")
    data = bytearray(content)
    at = chance.randrange(len(data))
    length = min(len(data) - at, chance.choice((1, 16, 512, 8192)))
    if way == "bits":
        for _ in range(chance.choice((1, 10, 200))):
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    elif way == "cut":
        del data[at:]
    elif way == "gap":
        del data[at : at + length]
    elif way == "zeros":
        data[at : at + length] = bytes(length)
    elif way == "noise":
        data[at : at + length] = chance.randbytes(length)
    elif way == "twice":
        data[at:at] = data[at : at + length] * chance.choice((1, 50))
    elif way == "numbers":
        _change_numbers(data, chance)
    return bytes(data)


WAYS = ("bits", "cut", "gap", "zeros", "noise", "twice", "numbers")


def _change_numbers(data: bytearray, chance: random.Random) -> None:
    """Put extreme numbers where a file has digits: lengths, offsets, references, counts."""
    for _ in range(20):
        at = chance.randrange(len(data))
        digits = next((i for i in range(at, min(at + 2000, len(data))) if data[i : i + 1].isdigit()), None)
        if digits is not None:
            end = digits
            while data[end : end + 1].isdigit():
                end += 1
            data[digits:end] = chance.choice((b"0", b"1", b"-1", b"9" * (end - digits), b"2147483648", b"4294967295"))


def mutants(sources: dict[str, bytes], each: int, suffix: str) -> Iterator[Made]:
    """Give damaged copies of files, `each` of them in every way."""
    for title, content in sources.items():
        for way in WAYS:
            for seed in range(each):
                yield Made(
                    f"{title} {way} {seed}{suffix}",
                    lambda content=content, way=way, seed=seed: mutated(content, way, seed),  # type: ignore[misc]
                )
