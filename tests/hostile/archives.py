"""Hostile zip files: names that lead out, links, bombs, and headers that lie."""

from __future__ import annotations

import stat
import struct
import zipfile
from collections.abc import Iterator
from functools import partial
from io import BytesIO

from tests.hostile.made import EITHER, READ, REFUSED, SENTENCE, Made, packed

MEGABYTE = 1024 * 1024
PAPER = SENTENCE.encode()
NAMES_OUTSIDE = (
    "../outside.txt",
    "../../../../../../../../tmp/outside.txt",
    "/tmp/outside.txt",
    "a/../../outside.txt",
    "..\\outside.txt",
    "C:\\outside.txt",
    "C:outside.txt",
    "\\\\127.0.0.1:00009\\share\\outside.txt",
    "//127.0.0.1:00009/share/outside.txt",
    "./../outside.txt",
    "a/b/../../../outside.txt",
)
ODD_NAMES = (
    "\u202egnp.txt",
    "a\x1b]0;owned\x07.txt",
    "a\nb\r\tc.txt",
    "=cmd|' calc'!A1.txt",
    "<script>alert(1)</script>.txt",
    "$(touch outside).txt",
    "`touch outside`.txt",
    "; touch outside;.txt",
    "%2e%2e%2foutside.txt",
    "CON.txt",
    "aux.txt",
    "a" * 5000 + ".txt",
    "a/" * 5000 + "a.txt",
    "...txt",
    " .txt",
    "-rf.txt",
    "a.txt ",
    "\ufeffa.txt",
    "![x](http://127.0.0.1:00009/name).txt",
    "'; DROP TABLE documents; --.txt",
)


def hostile_archives() -> Iterator[Made]:
    """Give every hostile zip file."""
    for number, name in enumerate(NAMES_OUTSIDE):
        yield Made(f"name that leads out {number}.zip", partial(packed, {name: PAPER + name.encode()}), REFUSED)
    for number, name in enumerate(ODD_NAMES):
        yield Made(f"odd name {number}.zip", partial(packed, {name: PAPER + name.encode()}))
    yield Made("link out.zip", lambda: _link("/etc/passwd"), REFUSED)
    yield Made("link up.zip", lambda: _link("../../outside.txt"), REFUSED)
    yield from _bombs()
    yield from _lies()


def _link(to: str) -> bytes:
    member = zipfile.ZipInfo("link.txt")
    member.create_system = 3
    member.external_attr = (stat.S_IFLNK | 0o777) << 16
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(member, to)
    return file.getvalue()


def _bombs() -> Iterator[Made]:
    zeros = b"0" * 64 * MEGABYTE
    yield Made("text of sixty-four million zeros.zip", lambda: packed({"a.txt": zeros}), REFUSED)
    yield Made("text of six hundred million.zip", lambda: packed({"a.txt": zeros * 10}), REFUSED)

    def nested() -> bytes:
        content = packed({"a.txt": zeros})
        for _ in range(5):
            content = packed({f"{n}.zip": content for n in range(10)})
        return content

    yield Made("zip files in zip files.zip", nested, REFUSED)
    yield Made("zip files in zip files without a suffix.zip", lambda: packed({"a.pdf": nested()}), REFUSED)
    yield Made("seventy thousand members.zip", lambda: packed({f"{n}.txt": b"" for n in range(70_000)}), REFUSED)
    yield Made("ten thousand pictures.zip", lambda: packed({f"{n}.png": b"" for n in range(10_000)}), REFUSED)
    for name, way in {"bzip2": zipfile.ZIP_BZIP2, "lzma": zipfile.ZIP_LZMA}.items():
        yield Made(f"bomb by {name}.zip", partial(_by, way, zeros), REFUSED)
    yield Made("members over each other.zip", _overlapping)
    yield Made("word bomb within.zip", lambda: packed({"a.docx": packed({"word/document.xml": zeros * 2})}), REFUSED)


def _by(way: int, content: bytes) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", way) as archive:
        archive.writestr(zipfile.ZipInfo("a.txt"), content, way)
    return file.getvalue()


def _overlapping(members: int = 4000) -> bytes:
    """Give a zip file whose many entries all mean the same bytes of it."""
    content = bytearray(packed({"a.txt": b"0" * 9 * MEGABYTE}))
    start = content.index(b"PK\x01\x02")
    end = content.index(b"PK\x05\x06")
    entry = bytes(content[start:end])
    entries = b"".join(
        entry.replace(b"a.txt", b"%05d.txt" % n).replace(b"\5\0\0\0", b"\x09\0\0\0", 1) for n in range(members)
    )
    tail = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, members, members, len(entries), start, 0)
    return bytes(content[:start]) + entries + tail


def _lies() -> Iterator[Made]:
    good = packed({"a.txt": PAPER * 100})
    central = good.index(b"PK\x01\x02")

    def changed(at: int, value: bytes) -> bytes:
        data = bytearray(good)
        data[at : at + len(value)] = value
        return bytes(data)

    yield Made("size that lies.zip", partial(changed, central + 24, b"\x01\0\0\0"), EITHER)
    yield Made("size of four gigabytes.zip", partial(changed, central + 24, b"\xff\xff\xff\xff"), REFUSED)
    yield Made("checksum that lies.zip", partial(changed, central + 16, b"\0\0\0\0"), REFUSED)
    yield Made("way that nobody knows.zip", partial(changed, central + 10, b"\x63\0"), REFUSED)
    yield Made("encrypted.zip", partial(changed, central + 8, b"\1\0"), REFUSED)
    yield Made("member elsewhere.zip", partial(changed, central + 42, b"\xff\xff\xff\x7f"), REFUSED)
    yield Made("directory elsewhere.zip", lambda: changed(len(good) - 6, b"\xff\xff\xff\x7f"), REFUSED)
    yield Made("cut short.zip", lambda: good[:-10], REFUSED)
    yield Made("program before it.zip", lambda: b"MZ" + bytes(9999) + good, EITHER)
    yield Made("no members.zip", lambda: packed({}), REFUSED)
    yield Made("folders alone.zip", lambda: packed({"a/": b"", "b.txt/": b""}), REFUSED)
    yield Made("nothing.zip", lambda: b"", REFUSED)
    yield Made("no zip file.zip", lambda: PAPER, REFUSED)
    yield Made("one name twice.zip", _twice, READ)


def _twice() -> bytes:
    return packed({"a.txt": PAPER, "b.txt": b"Another."}).replace(b"b.txt", b"a.txt")
