"""Every regular expression of ours, and texts made from its own parts that make a bad one slow.

A repeated part is pumped: what leads to it, the part many times over, and then something that cannot follow. A pattern
that tries the same text in many ways needs time that grows with the square of its length, or doubles with each sign.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import signal
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from re import _constants as signs  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from types import ModuleType
from typing import Any

import assistant
import corpus
import ingest

PACKAGES = (assistant, corpus, ingest)
SCANNING = {"search", "sub", "subn", "finditer", "findall", "split"}
"""What tries a pattern at every place of a text, and not at its start alone."""
ENDINGS = ("\0", " x", "")
COMMON = ("a", "A", "1", " ", "\n", ".", ",", "-", "(", "a ", "Aa ", "1 ", "1,", "1.", "of ", "the ", "£1 ", "1%", "a-")
RAW = ("ingest.kinds", "ingest.files", "ingest.readers", "ingest.outline", "ingest.numbering", "assistant.safe",
       "assistant.searching.words", "assistant.serving", "corpus.store")  # fmt: skip
"""Modules that see texts as they come. All others get the text of blocks, and questions, in which no two spaces stand
together."""
SPACES = re.compile(r"\s\s")
MANY = 50
"""A part that may stand no more often than this is not pumped."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern, where it stands, and whether a text is searched for it from every place."""

    where: str
    compiled: re.Pattern[str] | re.Pattern[bytes]
    scans: bool

    def try_on(self, text: str) -> None:
        """Look for every place where it matches."""
        subject: Any = text if isinstance(self.compiled.pattern, str) else text.encode("latin-1", "replace")
        if self.scans:
            for _ in self.compiled.finditer(subject):
                pass
        else:
            self.compiled.match(subject)
            self.compiled.fullmatch(subject)


def own_patterns() -> list[Pattern]:
    """Give all patterns of the three packages, each once."""
    found: dict[tuple[object, int, bool], Pattern] = {}
    for module in _modules():
        source = Path(module.__file__ or "").read_text(encoding="utf-8")
        for pattern in (*_named(module, source), *_written_out(module, source)):
            found.setdefault((pattern.compiled.pattern, pattern.compiled.flags, pattern.scans), pattern)
    return list(found.values())


def hostile_texts(pattern: Pattern, times: int) -> Iterator[str]:
    """Give texts that pump each repeated part of a pattern, `times` signs or so of it."""
    written = pattern.compiled.pattern
    tree = parser.parse(written, pattern.compiled.flags & ~re.DEBUG)
    raw = pattern.where.startswith(RAW)
    yield from dict.fromkeys(
        text
        for before, pumps in _repeats(tree, "")
        for pump in dict.fromkeys((*pumps, *COMMON))
        if pump
        for ending in ENDINGS
        for text in (before + (pump * times)[:times] + ending,)
        if raw or not SPACES.search(text)
    )


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Raise `TimeoutError` where a block takes more of the processor; a running match is broken off, too."""

    def too_long(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGVTALRM, too_long)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def seconds_of(pattern: Pattern, text: str, most: float) -> float:
    """Give the time that a pattern takes on a text; `most` where it takes longer."""
    started = time.process_time()
    with suppress(TimeoutError), at_most(most):
        pattern.try_on(text)
        return time.process_time() - started
    return most


def _modules() -> Iterator[ModuleType]:
    for package in PACKAGES:
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not module.name.startswith(("corpus.sample", "assistant.__main__")):
                yield importlib.import_module(module.name)


def _named(module: ModuleType, source: str) -> Iterator[Pattern]:
    """Give the patterns that a module makes when it is imported, alone or in tables."""
    for name, value in vars(module).items():
        for compiled in _inside(value):
            made_here = f"{name} = " in source or f"{name}: " in source
            if made_here:
                alone = isinstance(value, re.Pattern)
                yield Pattern(
                    f"{module.__name__}.{name}", compiled, _is_scanned(name if alone else "", module.__name__)
                )


@cache
def _sources() -> tuple[str, ...]:
    return tuple(
        path.read_text(encoding="utf-8") for package in PACKAGES for path in Path(package.__path__[0]).rglob("*.py")
    )


def _is_scanned(name: str, module: str) -> bool:
    """Say whether a pattern is looked for in texts, where it is made or where it is imported; any in a table may be."""
    package, _, last = module.rpartition(".")
    imported = re.compile(rf"from {module} import (?:[^\n]*|\([^)]*)\b{name}\b|from {package} import [^\n]*\b{last}\b")
    own = Path(importlib.import_module(module).__file__ or "").read_text(encoding="utf-8")
    texts = (own, *(text for text in _sources() if name and name in text and last in text and imported.search(text)))
    uses = {use for text in texts for use in re.findall(rf"\b{re.escape(name) or '(?!re[.])[a-z_]+'}\.(\w+)\b", text)}
    passed_on = bool(name) and not uses
    return passed_on or bool(uses & SCANNING)


def _inside(value: object) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from _inside(key)
            yield from _inside(each)
    elif isinstance(value, (list, tuple, set, frozenset)):
        for each in value:
            yield from _inside(each)


def _written_out(module: ModuleType, source: str) -> Iterator[Pattern]:
    """Give the patterns that stand as literals in calls such as `re.sub(r"…", …)`."""
    for node in ast.walk(ast.parse(source)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args):
            continue
        of, first = node.func.value, node.args[0]
        is_ours = isinstance(of, ast.Name) and of.id == "re" and node.func.attr != "compile"
        if is_ours and isinstance(first, ast.Constant):
            flags = [word for word in ("IGNORECASE", "DOTALL", "MULTILINE", "VERBOSE") if word in ast.unparse(node)]
            compiled = re.compile(first.value, sum(getattr(re, flag) for flag in flags))
            yield Pattern(f"{module.__name__}:{node.lineno}", compiled, node.func.attr in SCANNING)


def _repeats(tree: Any, before: str) -> Iterator[tuple[str, list[str]]]:
    """Give for each part that may stand many times what leads to it and texts that match it."""
    for sign, value in tree:
        if sign in (signs.MAX_REPEAT, signs.MIN_REPEAT, signs.POSSESSIVE_REPEAT):
            _, most, inner = value
            if most is signs.MAXREPEAT or most > MANY:
                yield before, list(_samples(inner))
            yield from _repeats(inner, before)
        elif sign is signs.SUBPATTERN:
            yield from _repeats(value[-1], before)
        elif sign is signs.ATOMIC_GROUP:
            yield from _repeats(value, before)
        elif sign is signs.BRANCH:
            for branch in value[1]:
                yield from _repeats(branch, before)
        elif sign in (signs.ASSERT, signs.ASSERT_NOT):
            yield from _repeats(value[1], before)
        before += next(iter(_samples([(sign, value)])), "")


def _samples(tree: Any, most: int = 12) -> list[str]:
    """Give some texts that match a part of a pattern."""
    texts = [""]
    for sign, value in tree:
        texts = [text + next_one for text in texts for next_one in _of(sign, value)][:most]
    return texts


def _of(sign: Any, value: Any) -> Iterable[str]:
    if sign is signs.LITERAL:
        return [chr(value)]
    if sign is signs.NOT_LITERAL:
        return ["b" if value == ord("a") else "a"]
    if sign is signs.ANY:
        return ["a", " "]
    if sign is signs.IN:
        return _of_class(value)
    if sign is signs.BRANCH:
        return [text for branch in value[1] for text in _samples(branch, 3)][:12]
    if sign is signs.SUBPATTERN:
        return _samples(value[-1])
    if sign is signs.ATOMIC_GROUP:
        return _samples(value)
    if sign in (signs.MAX_REPEAT, signs.MIN_REPEAT, signs.POSSESSIVE_REPEAT):
        least, _, inner = value
        return [text * max(1, min(least, 3)) for text in _samples(inner, 4)]
    return [""]


_CATEGORIES = {
    signs.CATEGORY_DIGIT: "1",
    signs.CATEGORY_SPACE: " ",
    signs.CATEGORY_WORD: "a",
    signs.CATEGORY_NOT_DIGIT: "a",
    signs.CATEGORY_NOT_SPACE: "a",
    signs.CATEGORY_NOT_WORD: " ",
}


def _of_class(value: Any) -> list[str]:
    if value and value[0][0] is signs.NEGATE:
        shut_out = set(_of_class(value[1:]))
        return [each for each in ("a", " ", "1", "-", "\n") if each not in shut_out][:2]
    found: list[str] = []
    for sign, what in value:
        if sign is signs.LITERAL:
            found.append(chr(what))
        elif sign is signs.RANGE:
            found.append(chr(what[0]))
        elif sign is signs.CATEGORY:
            found.append(_CATEGORIES.get(what, "a"))
    return found[:6]
