"""The passages of a search as comma-separated values, each with what finds it again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import TextIO

from assistant.searching.search import Results
from assistant.spreadsheets import write_rows

COLUMNS = (
    *("search", "saved on", "council", "committee", "meeting date", "paper", "kind", "item", "officer", "standing"),
    *("file", "page", "printed page", "paragraph", "passage"),
)
MOST = 10_000
"""Passages that are saved at the most."""


def write_results(results: Results, file: TextIO, day: date) -> None:
    """Write the passages found, in the order of the papers shown and `MOST` at the most, under a head."""
    write_rows(file, COLUMNS, islice(_rows(results, day), MOST))


def _rows(results: Results, day: date) -> Iterator[tuple[object, ...]]:
    for group in results.groups:
        entry, paper = group.entry, group.entry.paper
        about = (entry.council, entry.committee, entry.day or "", entry.title, paper.kind, paper.item, paper.officer)
        for found in results.snippets(group.matches):
            block = found.block
            place = (entry.document.name, block.page or "", block.page_label or "", block.number or "")
            yield (results.request.words, day, *about, paper.standing, *place, found.quote)
