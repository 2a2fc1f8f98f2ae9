"""Page furniture: running heads and feet, page numbers, stamps and blank pages, and the number printed on a page.

A line is furniture when the same text stands at the same place of several pages, or when it is the page's number.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest.layout import Line, PageLayout

ZONE = 0.11
"""Heads and feet stand within this part of the page's height from its ends (of its width for sideways lines)."""
ENOUGH_PAGES = 3
"""On how many pages a text must stand at one place; two are enough in a file of up to `SHORT_FILE` pages."""
SHORT_FILE = 4
SAME_PLACE = 6.0
"""How far, in points, the place may differ from page to page."""

_BLANK = re.compile(r"this page (?:is|has been|was)? ?(?:intentionally|deliberately) (?:left )?blank\.?", re.I)
_STAMP = re.compile(r"(?:agenda|minute) item:?(?: no\.?)? ?\d{1,2}[a-z]?|public document pack", re.I)
_PAGE = re.compile(r"(.*[\s|])?page\s*:?\s*(\d{1,4})(?:\s*(?:of|/)\s*\d{1,4})?\s*[-–—|]?", re.I)
_PLAIN_PAGE = re.compile(r"page\s*(\d{1,4})", re.I)
_BARE = re.compile(r"[-–—|]?\s*(\d{1,4})\s*(?:(?:of|/)\s*\d{1,4}\s*)?[-–—|]?")
_LEADING = re.compile(r"(\d{1,4})\s*[-–—|]?\s+(\D.*)")
_CLOSING = re.compile(r"(.*\S)\s+[-–—|]?\s*(\d{1,4})")


@dataclass(frozen=True, slots=True)
class Trimmed:
    """The lines of a page that are not furniture, in the order of the file, and the number printed on it."""

    lines: tuple[Line, ...]
    label: str | None


@dataclass(frozen=True, slots=True)
class _Number:
    """A line that may hold its page's number. `sure` is lower where other signs must agree (2: "Page 7" alone)."""

    page: int
    line: int
    value: int
    sure: int
    rest: str


def trimmed(pages: Sequence[PageLayout], lines: Sequence[Sequence[Line]], kept: Sequence[set[int]]) -> list[Trimmed]:
    """Take the furniture out of each page's lines; `kept` are indexes of lines that are none (those of tables)."""
    marginal = [_marginal(page, own) for page, own in zip(pages, lines, strict=True)]
    furniture: list[set[int]] = [
        {i for i, line in enumerate(own) if _BLANK.fullmatch(line.text) or (i in edge and _STAMP.fullmatch(line.text))}
        for own, edge in zip(lines, marginal, strict=True)
    ]
    for index, repeated in enumerate(_repeated(pages, lines, marginal)):
        furniture[index] |= repeated - kept[index]
    labels: dict[int, _Number] = {}
    for number in _numbers(lines, marginal):
        furniture[number.page].add(number.line)
        known = labels.get(number.page)
        if known is None or number.sure > known.sure:
            labels[number.page] = number
    return [
        Trimmed(
            tuple(line for i, line in enumerate(own) if i not in furniture[index]),
            str(labels[index].value) if index in labels else None,
        )
        for index, own in enumerate(lines)
    ]


def _marginal(page: PageLayout, lines: Sequence[Line]) -> dict[int, tuple[str, float]]:
    """Give the lines near the ends of the page, each with its end and its distance from it."""
    found: dict[int, tuple[str, float]] = {}
    for index, line in enumerate(lines):
        if not line.words[0].upright:
            if line.right < ZONE * page.width:
                found[index] = "left", line.left
            elif line.left > (1 - ZONE) * page.width:
                found[index] = "right", page.width - line.right
        elif line.bottom < ZONE * page.height:
            found[index] = "top", line.top
        elif line.top > (1 - ZONE) * page.height:
            found[index] = "foot", page.height - line.bottom
    return found


def _repeated(
    pages: Sequence[PageLayout], lines: Sequence[Sequence[Line]], marginal: Sequence[Mapping[int, tuple[str, float]]]
) -> list[set[int]]:
    """Find the marginal lines whose text stands at the same place on enough pages."""
    standing: dict[tuple[str, str], list[tuple[float, int, int]]] = defaultdict(list)
    for page, edge in enumerate(marginal):
        for index, (end, distance) in edge.items():
            standing[end, _key(lines[page][index].text)].append((distance, page, index))
    enough = ENOUGH_PAGES if len(pages) > SHORT_FILE else 2
    found: list[set[int]] = [set() for _ in pages]
    for (_, key), places in standing.items():
        if not key:
            continue
        for group in _clusters(sorted(places)):
            if len({page for _, page, _ in group}) >= enough:
                for _, page, index in group:
                    found[page].add(index)
    return found


def _clusters(places: Sequence[tuple[float, int, int]]) -> Iterator[list[tuple[float, int, int]]]:
    group: list[tuple[float, int, int]] = []
    for place in places:
        if group and place[0] - group[0][0] > SAME_PLACE:
            yield group
            group = []
        group.append(place)
    if group:
        yield group


def _key(text: str) -> str:
    """Give what must agree of a repeated line: all but the page's own number, spaces and signs."""
    match = _PAGE.fullmatch(text)
    if match:
        text = match.group(1) or ""
    return re.sub(r"\W+", "", text).lower()


def _numbers(lines: Sequence[Sequence[Line]], marginal: Sequence[Mapping[int, tuple[str, float]]]) -> list[_Number]:
    """Find the lines that hold a page number: "Page 7" as it stands, others where they count with the pages."""
    candidates = [
        number
        for page, edge in enumerate(marginal)
        for index in edge
        for number in _readings(page, index, lines[page][index].text)
    ]
    enough = ENOUGH_PAGES if len(lines) > SHORT_FILE else min(2, len(lines))
    counting = Counter((number.value - number.page, number.rest, number.sure) for number in _once_a_page(candidates))
    return [
        number
        for number in candidates
        if number.sure >= 1 or counting[number.value - number.page, number.rest, number.sure] >= enough
    ]


def _once_a_page(numbers: Iterable[_Number]) -> Iterator[_Number]:
    seen: set[tuple[int, int, str, int]] = set()
    for number in numbers:
        key = (number.page, number.value, number.rest, number.sure)
        if key not in seen:
            seen.add(key)
            yield number


def _readings(page: int, index: int, text: str) -> Iterator[_Number]:
    text = text.strip()
    match = _PAGE.fullmatch(text)
    if match:
        rest = _key(match.group(1) or "")
        yield _Number(page, index, int(match.group(2)), -1 if rest else 2 if _PLAIN_PAGE.fullmatch(text) else 1, rest)
        return
    match = _BARE.fullmatch(text)
    if match:
        yield _Number(page, index, int(match.group(1)), 0, "")
        return
    match = _LEADING.fullmatch(text)
    if match:
        yield _Number(page, index, int(match.group(1)), -1, _key(match.group(2)))
    match = _CLOSING.fullmatch(text)
    if match:
        yield _Number(page, index, int(match.group(2)), -1, _key(match.group(1)))
