"""A brief on a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from assistant.brief.records import NOTHING, Brief, Part
from assistant.printing import citation_words


def print_brief(brief: Brief, console: Console) -> None:
    """Print the questions, the findings part by part, and the sources by their numbers."""
    console.print(Text(f"Scrutiny brief: {brief.topic}", style="bold"), soft_wrap=True)
    console.print(Text(brief.scope, style="dim"), soft_wrap=True)
    if brief.questions:
        _part(console, "Suggested questions", [f"{n}. {text}" for n, text in enumerate(brief.questions, start=1)])
    for part in Part:
        _part(console, part, [f"- {finding.words}" for finding in brief.of(part)] or [NOTHING[part]])
    if brief.citations:
        _part(console, "Sources", [f"[{citation.n}] {citation_words(citation)}" for citation in brief.citations])


def _part(console: Console, heading: str, lines: list[str]) -> None:
    console.print()
    console.print(Text(heading, style="bold"))
    for line in lines:
        console.print(Text(line), soft_wrap=True)
