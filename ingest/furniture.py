"""Page furniture: running heads and feet, page numbers, stamps and blank pages, and the number printed on a page.

A line is furniture when the same text stands at the same place of several pages, or when it is the page's number.
Away from the ends of the page it takes more pages and other signs; there the first one stays, since it may be a title.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest.layout import Line, PageLayout, body_size

ZONE = 0.11
"""Heads and feet stand within this part of the page's height from its ends (of its width for sideways lines)."""
ENOUGH_PAGES = 3
"""On how many pages a text must stand at one place; two are enough in a file of up to `SHORT_FILE` pages."""
SHORT_FILE = 4
SAME_PLACE = 6.0
"""How far, in points, the place may differ from page to page."""

NEAR = 3
"""Repeated lines away from the ends stand no more than this many pages apart: a part of a pack has its own head."""
ENOUGH_OUTERMOST = 5
"""Pages on which the first or last line of the page must stand at one place, where a tall head leaves the zone."""
OUTER = 0.3
"""The part of the page's height at its ends in which it is looked for."""
ENOUGH_ANYWHERE = 8
"""Pages on which a line must stand at whatever height: a head that was set into the text when a file was laid out."""
ONCE = 1.25
"""How often a page such a line may stand there: a word of a form is repeated more often."""
LIKE_BODY = 1.1
"""A line larger than the running text by this factor is a heading, however often it is repeated."""
TITLE = 1.5
"""A repeated line larger than the running text by this factor is a title, unless half of the pages have it."""
FEWEST_WORDS = 3
"""Shorter lines are headings of sections ("Commentary", "Next steps") that each page of a report may have."""

_BLANK = re.compile(r"this page (?:is|has been|was)? ?(?:intentionally|deliberately) (?:left )?blank\.?", re.I)
_STAMP = re.compile(r"(?:agenda|minute) item:?(?: no\.?)? ?\d{1,2}[a-z]?|public document pack", re.I)
_PAGE = re.compile(r"(.*[\s|])?page\s*:?\s*(\d{1,4})(?:\s*(?:of|/)\s*\d{1,4})?\s*[-–—|]?", re.I)
_PLAIN_PAGE = re.compile(r"page\s*(\d{1,4})", re.I)
_BARE = re.compile(r"[-–—|]?\s*(\d{1,4})\s*(?:(?:of|/)\s*\d{1,4}\s*)?[-–—|]?")
_LEADING = re.compile(r"(\d{1,4})\s*[-–—|]?\s+(\D.*)")
_CLOSING = re.compile(r"(.*\S)\s+[-–—|]?\s*(\d{1,4})")
_NO_HEAD = re.compile(r"\(?(?:\d|[a-z][.)])|[•▪◦–-]\s|.*[:?;,.]$", re.I)
"""What is numbered, marked by a bullet or ends as a sentence, a label or a question does is text."""


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


def trimmed(
    pages: Sequence[PageLayout],
    lines: Sequence[Sequence[Line]],
    kept: Sequence[set[int]],
    inside: Sequence[set[int]] | None = None,
) -> list[Trimmed]:
    """Take the furniture out of each page's lines.

    `kept` are indexes of lines that are none (those in tables and directly above them), `inside` those in tables only:
    a running head away from the ends of the page may well stand directly above a table.
    """
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
    left = [[i for i in range(len(own)) if i not in furniture[page]] for page, own in enumerate(lines)]
    for page, index in _inner(pages, lines, left, kept if inside is None else inside):
        furniture[page].add(index)
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
    large = TITLE * body_size(line for own in lines for line in own)
    found: list[set[int]] = [set() for _ in pages]
    for (_, key), places in standing.items():
        if not key:
            continue
        for group in _clusters(sorted(places)):
            # Several slides may have one title, in letters that no running head has.
            is_title = all(lines[page][index].size >= large for _, page, index in group)
            count = len({page for _, page, _ in group})
            if count >= (max(enough, len(pages) / 2) if is_title else enough):
                for _, page, index in group:
                    found[page].add(index)
    return found


def _inner(
    pages: Sequence[PageLayout],
    lines: Sequence[Sequence[Line]],
    left: Sequence[Sequence[int]],
    inside: Sequence[set[int]],
) -> Iterator[tuple[int, int]]:
    """Give repeated lines away from the ends of the page, as page and index, but for the first of each run of pages.

    `left` are the indexes of the lines that are not known to be furniture, `inside` of those that stand in tables.
    """
    standing: dict[tuple[str, int, float, bool], list[tuple[int, int]]] = defaultdict(list)
    for page, own in enumerate(left):
        for index in own:
            line = lines[page][index]
            if line.words[0].upright and index not in inside[page]:
                standing[line.text, round(line.left), line.size, line.bold].append((page, index))
    often = {key: places for key, places in standing.items() if len(places) >= ENOUGH_OUTERMOST}
    if not often:
        return
    body = body_size(line for own in lines for line in own)
    outermost = [_outermost(page, [own[i] for i in rest]) for page, own, rest in zip(pages, lines, left, strict=True)]
    for (text, _, size, bold), places in often.items():
        if _NO_HEAD.match(text) or len(text.split()) < FEWEST_WORDS or size > LIKE_BODY * body:
            continue
        outer = sorted(
            (lines[page][index].top, page, index) for page, index in places if id(lines[page][index]) in outermost[page]
        )
        runs = [sorted((page, index) for _, page, index in group) for group in _clusters(outer)]
        found = [run for group in runs for run in _runs(group, ENOUGH_OUTERMOST)]
        for run in found or ([] if bold else _runs(places, ENOUGH_ANYWHERE)):
            yield from run[1:]


def _outermost(page: PageLayout, lines: Sequence[Line]) -> set[int]:
    """Give the ids of the lines that stand above or below all others of the page, near its ends."""
    upright = [line for line in lines if line.words[0].upright]
    if not upright:
        return set()
    first, last = min(upright, key=lambda line: line.top), max(upright, key=lambda line: line.bottom)
    near = {id(first)} if first.top < OUTER * page.height else set()
    return near | ({id(last)} if last.bottom > (1 - OUTER) * page.height else set())


def _runs(places: Sequence[tuple[int, int]], enough: int) -> Iterator[list[tuple[int, int]]]:
    """Part places, as page and index in their order, where pages lie too far apart; give those of enough pages."""
    run: list[tuple[int, int]] = []
    for place in (*places, None):
        if run and (place is None or place[0] - run[-1][0] > NEAR):
            pages = len({page for page, _ in run})
            if pages >= enough and len(run) <= ONCE * pages:
                yield run
            run = []
        if place is not None:
            run.append(place)


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
    rising = _rising(candidates, lines)
    return [
        number
        for number in candidates
        if number.sure >= 1
        # On a lone page "1 Figures of the warden." is a footnote, not page 1 of something.
        or counting[number.value - number.page, number.rest, number.sure] >= (max(2, enough) if number.rest else enough)
        or (number.page, number.line) in rising
    ]


def _rising(numbers: Iterable[_Number], lines: Sequence[Sequence[Line]]) -> set[tuple[int, int]]:
    """Give page and line of bare numbers that rise from page to page at one place: some pages of another file."""
    sizes: dict[float, list[tuple[float, int, int]]] = defaultdict(list)
    values = {}
    for number in numbers:
        if number.sure == 0:
            line = lines[number.page][number.line]
            values[number.page, number.line] = number.value
            sizes[line.size].append((line.bottom, number.page, number.line))
    return {
        place
        for own in sizes.values()
        for level in _clusters(sorted(own))
        for group in _clusters(sorted((_middle(lines[page][index]), page, index) for _, page, index in level))
        if len(group) >= ENOUGH_PAGES
        for places in [sorted((page, index) for _, page, index in group)]
        # Where they rise by more than the pages between them they are figures rather than pages.
        if all(0 < values[two] - values[one] <= two[0] - one[0] for one, two in itertools.pairwise(places))
        for place in places
    }


def _middle(line: Line) -> float:
    return (line.left + line.right) / 2


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
