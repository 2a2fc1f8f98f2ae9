"""The addresses of the pages: each answer, search and page of a paper has one that reopens it.

Addresses are relative to the page that shows them, so that they hold behind a reverse proxy with a base path, too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from assistant.searching.request import Request
from corpus.records import Block

PAPER, SEARCH = "paper", "search"
"""The paths of the page that shows a paper, and of the one that searches."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a document: a page of its file, and the passage `text[start:end]` of a block; None where not told."""

    document: str
    page: int | None = None
    block: int | None = None
    start: int = 0
    end: int | None = None

    @classmethod
    def of(cls, block: Block, start: int = 0, end: int | None = None, page: int | None = None) -> Spot:
        """Give the place of a passage of a block; of the whole block where no end is given."""
        return cls(block.document_id, page or block.page, block.ordinal, start, len(block.text) if end is None else end)

    @classmethod
    def read(cls, query: Mapping[str, str]) -> Spot | None:
        """Read the place that an address names; None where it names no document. Parts that make no sense are None."""
        document = query.get("document", "")
        page, block, end = (_number(query.get(key)) for key in ("page", "block", "to"))
        return cls(document, page, block, _number(query.get("from")) or 0, end) if document else None

    def query(self) -> dict[str, str]:
        """Give the place as the query of an address."""
        named = {
            "document": self.document,
            "page": self.page,
            "block": self.block,
            "from": self.start or None,
            "to": self.end,
        }
        return {key: str(value) for key, value in named.items() if value is not None}


def paper_address(spot: Spot) -> str:
    """Give the address of a page of a paper, for a link."""
    return f"{PAPER}?{urlencode(spot.query())}"


def search_address(request: Request) -> str:
    """Give the address of a search, for a link."""
    return f"{SEARCH}?{urlencode(request.query(), doseq=True)}"


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None
