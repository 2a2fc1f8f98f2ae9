"""What is asked of a search: words, limits, order and page, as an address names them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

PAGES = 100_000
"""Pages that an address may name; one with more digits means nothing."""


class Facet(StrEnum):
    """What the papers found can be limited by; the value is the name in an address."""

    COUNCIL = "council"
    COMMITTEE = "committee"
    YEAR = "year"
    KIND = "kind"
    OFFICER = "officer"
    STANDING = "standing"


class Order(StrEnum):
    """In which order the papers found stand."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True, slots=True)
class Request:
    """A search. `paper` limits it to a document or to a paper of one, by its id; `page` counts from 1."""

    words: str = ""
    paper: str = ""
    chosen: Mapping[Facet, tuple[str, ...]] = field(default_factory=dict)
    order: Order = Order.RELEVANCE
    page: int = 1

    @classmethod
    def read(cls, query: Mapping[str, Sequence[str]]) -> Request:
        """Read the query of an address, each key with its values; what makes no sense counts as not said."""
        first = {key: values[-1] for key, values in query.items() if values}
        chosen = {facet: tuple(dict.fromkeys(filter(None, query.get(facet, ())))) for facet in Facet}
        order = first.get("sort", "")
        page = first.get("page", "")
        number = int(page) if page.isascii() and page.isdigit() and len(page) < len(str(PAGES)) else 1
        known = Order(order) if order in set(Order) else Order.RELEVANCE
        limits = {facet: values for facet, values in chosen.items() if values}
        return cls(first.get("q", ""), first.get("paper", ""), limits, known, max(1, number))

    def query(self) -> dict[str, list[str]]:
        """Give the search as the query of an address; what is as usual is left out."""
        named = {"q": [self.words], "paper": [self.paper]}
        named |= {str(facet): list(values) for facet, values in self.chosen.items()}
        named["sort"] = [] if self.order is Order.RELEVANCE else [str(self.order)]
        named["page"] = [] if self.page == 1 else [str(self.page)]
        return {key: values for key, values in named.items() if any(values)}

    def of(self, facet: Facet) -> tuple[str, ...]:
        """Give what is chosen of a facet."""
        return self.chosen.get(facet, ())

    def switched(self, facet: Facet, value: str) -> Request:
        """Give the search with one value of a facet chosen, or no longer; from the first page on."""
        own = self.of(facet)
        changed = tuple(other for other in own if other != value) if value in own else (*own, value)
        return replace(self, chosen={**self.chosen, facet: changed}, page=1)
