"""Keys of the HTTP service: who may ask. Of each a digest is kept, and every comparison takes the same time."""

from __future__ import annotations

import hmac
import re
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from corpus.errors import SettingsError

SHORTEST = 20
"""Characters of a key: a digest without salt keeps none that can be guessed."""
PUBLIC = "public"
"""What stands behind the digest of a key that is printed on a web page, and so known to everybody."""
NAME = re.compile(r"[A-Za-z0-9._-]{1,60}")
LINE = re.compile(rf"(?P<name>{NAME.pattern})\s+sha256:(?P<digest>[0-9a-f]{{64}})(?:\s+(?P<public>{PUBLIC}))?")


@dataclass(frozen=True, slots=True)
class Key:
    """A key by its name and digest. One that is public is counted with the address that uses it."""

    name: str
    digest: str
    is_public: bool = False

    @property
    def line(self) -> str:
        """The line of the file of keys."""
        return " ".join(filter(None, (self.name, f"sha256:{self.digest}", PUBLIC if self.is_public else "")))


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys that are known."""

    known: tuple[Key, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether there are any."""
        return bool(self.known)

    def find(self, presented: str) -> Key | None:
        """Give the key that somebody presents. Each one known is compared, in a time that tells nothing of it."""
        digest = digest_of(presented)
        found = None
        for key in self.known:
            if hmac.compare_digest(key.digest, digest):
                found = key
        return found


def digest_of(key: str) -> str:
    """Give the digest under which a key is kept."""
    return sha256(key.encode("utf-8", "replace")).hexdigest()


def new_key(name: str, *, is_public: bool = False) -> tuple[str, Key]:
    """Make a key; give it as it is handed over, once, and as it is kept. Raises `SettingsError` for an odd name."""
    if not NAME.fullmatch(name):
        raise SettingsError(f"{name!r} is no name for a key; letters, digits, points and dashes are.")
    secret = secrets.token_urlsafe(32)
    return secret, Key(name, digest_of(secret), is_public)


def add_key(key: Key, file: Path) -> None:
    """Add a key to a file of keys, which its owner alone may read where it is new.

    Raises `SettingsError` where one of that name is there, or the file cannot be read or written.
    """
    held = list(_of_file(file)) if file.exists() else []
    list(_apart([*held, key]))
    try:
        if not file.exists():
            file.touch(mode=0o600)
        text = file.read_text(encoding="utf-8")
        start = "" if not text or text.endswith("\n") else "\n"
        with file.open("a", encoding="utf-8") as kept:
            kept.write(f"{start}{key.line}\n")
    except OSError as error:
        raise SettingsError(f"The key cannot be added to {file}: {error.strerror}.") from error


def read_keys(listed: str, file: Path | None) -> Keys:
    """Give the keys of the environment, `listed` with commas or spaces between, and those of a file of digests.

    Raises `SettingsError` for a key that is too short and for a file that cannot be read.
    """
    own = [key for key in re.split(r"[\s,]+", listed) if key]
    short = [n for n, key in enumerate(own, 1) if len(key) < SHORTEST]
    if short:
        raise SettingsError(
            f"Key {short[0]} of SCRUTINEER_API_KEYS has fewer than {SHORTEST} characters; "
            "`scrutineer key NAME` makes one."
        )
    keys = [Key(f"environment-{n}", digest_of(key)) for n, key in enumerate(own, 1)]
    keys += _of_file(file) if file is not None else []
    return Keys(tuple(_apart(keys)))


def _of_file(file: Path) -> Iterator[Key]:
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise SettingsError(
            f"The keys in {file} cannot be read ({why}); `scrutineer key NAME --file` makes it."
        ) from error
    for number, line in enumerate(lines, 1):
        text = line.strip()
        if not text or text.startswith("#"):
            continue
        found = LINE.fullmatch(text)
        if found is None:
            raise SettingsError(f"Line {number} of {file} is no key; `scrutineer key NAME` prints such a line.")
        yield Key(found["name"], found["digest"], bool(found["public"]))


def _apart(keys: Iterable[Key]) -> Iterator[Key]:
    """Give keys, and refuse two of one name, by which they are counted."""
    seen: set[str] = set()
    for key in keys:
        if key.name in seen:
            raise SettingsError(f"Two keys have the name {key.name}; give each a name of its own.")
        seen.add(key.name)
        yield key
