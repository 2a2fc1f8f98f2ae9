"""An answer on a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from assistant.answers import Answer, Citation


def print_answer(answer: Answer, console: Console) -> None:
    """Print the answer, how the question was read, and each source with its quote."""
    console.print(Text(answer.text, style="bold"))
    reading = "; ".join(f"{asked} read as {meaning}" for asked, meaning in answer.read_as.items())
    if reading:
        console.print(Text(reading, style="dim"))
    if answer.coverage:
        console.print(Text(f"Held: {answer.coverage}", style="dim"))
    for citation in answer.citations:
        console.print()
        console.print(Text(f"[{citation.n}] {place(citation)}"))
        console.print(Text(f"    “{citation.quote}”", style="italic"))


def place(citation: Citation) -> str:
    """Give where a citation stands: paper, council, committee, date, page and paragraph, as one line."""
    day = f"{citation.meeting_date.day} {citation.meeting_date:%B %Y}" if citation.meeting_date else ""
    parts = [citation.title, citation.council, citation.committee, day, page_of(citation), citation.document.name]
    if citation.block.number:
        parts.insert(-1, f"paragraph {citation.block.number}")
    return ", ".join(part for part in parts if part)


def page_of(citation: Citation) -> str:
    """Give the page in words: of the file, and the printed number where it differs."""
    block = citation.block
    if block.page is None:
        return ""
    if block.page_label and block.page_label != str(block.page):
        return f"page {block.page_label} (page {block.page} of the file)"
    return f"page {block.page}"
