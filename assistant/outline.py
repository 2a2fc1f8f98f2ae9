"""The outline of a document on a terminal: the papers bound together in it, to be checked at a glance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.text import Text

from assistant.opened import Opened
from corpus.language.dates import day_words
from corpus.records import Block, BlockKind, Document, Paper, Standing

PAGES_WIDTH = 24
MOST_HEADINGS = 80
"""Headings that are offered of one paper; a list of more is no outline."""


def print_outline(document: Document, papers: Sequence[Paper], labels: Mapping[int, str], console: Console) -> None:
    """Print a line for each paper of a document, and beneath it what it says of itself.

    `labels` are the numbers printed on the pages of the file, where they are known.
    """
    console.print(Text(document.title or document.name, style="bold"))
    known = (document.committee, document.council, day_words(document.meeting_date), document.name)
    console.print(Text(f"    {', '.join(filter(None, known))}"), soft_wrap=True)
    for paper in papers:
        item = f"item {paper.item}" if paper.item else ""
        line = Text(f"{pages_of(paper, labels):<{PAGES_WIDTH}}")
        line.append(" · ".join(filter(None, (str(paper.kind), item))) + ": ")
        line.append(paper.title, style="bold")
        console.print(line, soft_wrap=True)
        details = ", ".join(filter(None, (paper.committee, day_words(paper.meeting_date), paper.officer)))
        for text in filter(None, (details, standing_words(paper))):
            console.print(Text(" " * PAGES_WIDTH + text, style="dim"), soft_wrap=True)


def print_agenda(items: Sequence[tuple[str, str, str]], console: Console) -> None:
    """Print the items of a pack's agenda: number, title, and the printed pages that the agenda gives them."""
    if not items:
        return
    console.print(Text("Agenda", style="bold"))
    for number, title, pages in items:
        line = Text(f"{f'item {number}':<{PAGES_WIDTH}}")
        line.append(title)
        line.append(f"  {pages}" if pages else "", style="dim")
        console.print(line, soft_wrap=True)


def headings_of(opened: Opened, paper: Paper) -> list[Block]:
    """Give the headings of a paper that stand on a page, in order, each once, at most `MOST_HEADINGS`."""
    blocks = opened.blocks(paper.document_id, paper.first_block, paper.last_block)
    kept: dict[str, Block] = {}
    for block in blocks:
        if block.kind is BlockKind.HEADING and block.page is not None:
            kept.setdefault(block.text, block)
    return list(kept.values())[:MOST_HEADINGS]


def printed_pages(first: str, last: str) -> str:
    """Give the printed pages that an agenda names: "printed pages 13–20", empty where it names none."""
    return f"printed page{'s' if last != first else ''} {_range(first, last)}" if first else ""


def pages_of(paper: Paper, labels: Mapping[int, str]) -> str:
    """Give the pages of a paper, with the printed numbers where they differ: "pages 15–22 (13–20)"."""
    if paper.first_page is None or paper.last_page is None:
        return ""
    pages = _range(str(paper.first_page), str(paper.last_page))
    printed = (labels.get(paper.first_page, ""), labels.get(paper.last_page, ""))
    differ = all(printed) and printed != (str(paper.first_page), str(paper.last_page))
    word = "page" if paper.first_page == paper.last_page else "pages"
    return f"{word} {pages}" + (f" ({_range(*printed)})" if differ else "")


def standing_words(paper: Paper) -> str:
    """Say in words that a paper is withheld, replaced or a draft; empty for one that simply stands."""
    if paper.exempt:
        return f"withheld: {paper.exempt}"
    return "" if paper.standing is Standing.CURRENT else str(paper.standing)


def _range(first: str, last: str) -> str:
    return first if first == last else f"{first}–{last}"
