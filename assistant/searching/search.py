"""The search: from a request to the papers found, the counts to limit them by, and one page of passages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.opened import Opened
from assistant.retrieval.fusion import REPEATED_WEIGHT
from assistant.searching.entries import NOT_STATED, Entries, Entry
from assistant.searching.request import Facet, Order, Request
from assistant.searching.snippets import Snippet, snippet
from assistant.searching.words import Wanted
from corpus.store.keywords import Match
from corpus.store.searched import CONTEXT_WEIGHT

PAPERS_A_PAGE = 10
PASSAGES_A_PAPER = 3
"""Passages shown of a paper among others; the rest are shown when the search is limited to it."""
PASSAGES_A_PAGE = 20
"""Passages on a page when the search is limited to one paper."""
SPARE = 3
"""How many times as many passages are looked at as are shown of a paper: those that say the same are shown once."""


@dataclass(frozen=True, slots=True)
class Group:
    """A paper with its passages, best first."""

    entry: Entry
    matches: tuple[Match, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet, with the number of papers that choosing it would give or keep."""

    value: str
    papers: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Results:
    """All that a search found. `some` tells that no passage holds every word, so that those with any are given."""

    opened: Opened
    request: Request
    wanted: Wanted
    groups: tuple[Group, ...]
    facets: dict[Facet, list[Choice]]
    some: bool

    @property
    def passages(self) -> int:
        """The number of passages."""
        return sum(len(group.matches) for group in self.groups)

    @property
    def alone(self) -> bool:
        """Whether the search is limited to one paper, whose passages are then paged through."""
        return bool(self.request.paper) and len(self.groups) == 1

    @property
    def pages(self) -> int:
        """The number of pages, at least 1."""
        many = -(-self.passages // PASSAGES_A_PAGE) if self.alone else -(-len(self.groups) // PAPERS_A_PAGE)
        return max(1, many)

    @property
    def page(self) -> int:
        """The page asked for, or the last one there is."""
        return min(self.request.page, self.pages)

    def shown(self) -> list[tuple[Group, list[Snippet]]]:
        """Give the papers of the page, each with what is shown of it."""
        if self.alone:
            (group,) = self.groups
            start = (self.page - 1) * PASSAGES_A_PAGE
            return [(group, list(self.snippets(group.matches[start : start + PASSAGES_A_PAGE])))]
        start = (self.page - 1) * PAPERS_A_PAGE
        return [(group, self._best(group)) for group in self.groups[start : start + PAPERS_A_PAGE]]

    def _best(self, group: Group) -> list[Snippet]:
        distinct: dict[str, Snippet] = {}
        for one in self.snippets(group.matches[: SPARE * PASSAGES_A_PAPER]):
            distinct.setdefault(one.text, one)
        return list(distinct.values())[:PASSAGES_A_PAPER]

    def snippets(self, matches: Sequence[Match]) -> Iterator[Snippet]:
        """Give what is shown of passages, in their order."""
        catalogue = self.opened.snapshot.catalogue
        chunks = catalogue.keywords.chunks([match.key for match in matches])
        for match in matches:
            chunk = chunks[match.key]
            yield snippet(catalogue.blocks(chunk.document_id, chunk.first_block, chunk.last_block), self.wanted)


def search(opened: Opened, request: Request) -> Results:
    """Find the passages that hold every word of a request, by paper; where none does, those that hold some."""
    wanted = Wanted.read(request.words)
    keywords = opened.snapshot.catalogue.keywords
    matches = keywords.matches(wanted.expression(), CONTEXT_WEIGHT)
    some = not matches and len(wanted.terms) > 1
    if some:
        matches = keywords.matches(wanted.expression(some=True), CONTEXT_WEIGHT)
    every = _grouped(opened, matches, request.paper)
    kept, facets = _limited(every, request)
    return Results(opened, request, wanted, tuple(_ordered(kept, request.order)), facets, some and bool(matches))


def _grouped(opened: Opened, matches: Iterable[Match], within: str) -> list[Group]:
    """Sort passages by paper, best first; a passage loses the share of its score that is boilerplate."""
    entries = Entries(opened)
    found: dict[str, tuple[Entry, list[tuple[float, Match]]]] = {}
    for match in matches:
        entry = entries.at(match.document_id, match.first_block)
        if entry is None or (within and within not in (entry.document.id, entry.paper.id)):
            continue
        score = match.score * (1 - REPEATED_WEIGHT * match.repeated)
        found.setdefault(entry.paper.id, (entry, []))[1].append((score, match))
    groups = []
    for entry, scored in found.values():
        scored.sort(key=lambda pair: -pair[0])
        groups.append(Group(entry, tuple(match for _, match in scored), scored[0][0]))
    return groups


def _limited(groups: Sequence[Group], request: Request) -> tuple[list[Group], dict[Facet, list[Choice]]]:
    """Keep what is chosen, and count for each facet what each of its values would give beside the other facets."""
    chosen = {facet: set(request.of(facet)) for facet in Facet if request.of(facet)}
    counted: dict[Facet, Counter[str]] = {facet: Counter() for facet in Facet}
    kept = []
    for group in groups:
        values = group.entry.values()
        against = [facet for facet, wanted in chosen.items() if values[facet] not in wanted]
        if not against:
            kept.append(group)
        for facet in Facet if not against else against if len(against) == 1 else ():
            counted[facet][values[facet]] += 1
    return kept, {facet: _choices(facet, counted[facet], request.of(facet)) for facet in Facet}


def _choices(facet: Facet, counted: Counter[str], chosen: Sequence[str]) -> list[Choice]:
    """Give the values of a facet: years from the newest on, others by number of papers; those not stated last."""
    values = dict.fromkeys((*counted, *chosen))

    def place(value: str) -> tuple[bool, float, str]:
        years = -int(value) if facet is Facet.YEAR and value.isdecimal() else -counted[value]
        return value == NOT_STATED, years, value

    return [Choice(value, counted[value], value in chosen) for value in sorted(values, key=place)]


def _ordered(groups: Iterable[Group], order: Order) -> list[Group]:
    best = sorted(groups, key=lambda group: (-group.score, -(_day(group) or date.min).toordinal()))
    if order is Order.RELEVANCE:
        return best
    dated = [group for group in best if _day(group)]
    dated.sort(key=lambda group: _day(group) or date.min, reverse=order is Order.NEWEST)
    return dated + [group for group in best if not _day(group)]


def _day(group: Group) -> date | None:
    return group.entry.day
