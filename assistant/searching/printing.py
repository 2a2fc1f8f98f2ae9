"""The results of a search on a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from assistant.printing import page_said
from assistant.searching.entries import Entry
from assistant.searching.search import Group, Results
from assistant.searching.snippets import Snippet
from corpus.language.dates import day_words
from corpus.records import Standing

NONE = "No passage in the papers holds these words."
SOME = "No passage holds all of these words; these hold some of them."


def count_words(results: Results) -> str:
    """Say how much was found: "46 passages in 14 papers"."""
    passages, papers = results.passages, len(results.groups)
    return f"{passages:,} passage{'s' * (passages != 1)} in {papers:,} paper{'s' * (papers != 1)}"


def about(entry: Entry) -> str:
    """Say what a paper is and where it comes from, in a line."""
    standing = "" if entry.paper.standing is Standing.CURRENT else str(entry.paper.standing)
    item = f"item {entry.paper.item}" if entry.paper.item else ""
    kind = ", ".join(filter(None, (str(entry.paper.kind), item, standing)))
    parts = (day_words(entry.day), entry.committee, entry.council, kind, entry.paper.officer)
    return " · ".join(filter(None, parts))


def place_words(found: Snippet) -> str:
    """Say where a passage stands: page, with the number printed on it where that differs, and paragraph."""
    block = found.block
    paragraph = f"paragraph {block.number}" if block.number else ""
    return " · ".join(filter(None, (page_said(block.page, block.page_label), paragraph)))


def more(group: Group, shown: int) -> str:
    """Say how many passages of a paper are not shown; empty where all are."""
    left = len(group.matches) - shown
    return f"{left:,} more passage{'s' * (left != 1)} in this paper" if left > 0 else ""


def print_results(results: Results, console: Console) -> None:
    """Print a page of results: each paper with its passages, the words in bold."""
    if not results.groups:
        console.print(NONE)
        return
    if results.some:
        console.print(SOME)
    console.print(f"{count_words(results)}; page {results.page} of {results.pages}")
    for group, snippets in results.shown():
        entry = group.entry
        console.print()
        console.print(Text(entry.title, style="bold"), soft_wrap=True)
        console.print(Text(f"    {about(entry)} · {entry.document.name}", style="dim"), soft_wrap=True)
        for found in snippets:
            line = Text(f"    {place_words(found)}: " if place_words(found) else "    ")
            for piece, marked in found.pieces:
                line.append(piece, style="bold" if marked else "")
            console.print(line, soft_wrap=True)
        left = "" if results.alone else more(group, len(snippets))
        if left:
            console.print(Text(f"    {left}", style="dim"))
