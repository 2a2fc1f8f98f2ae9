"""Minutes, decisions, votes and actions of a document on a terminal, each with the page on which it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import TextIO

from rich.console import Console
from rich.text import Text

from assistant.spreadsheets import write_rows
from corpus.findings import Action, Findings, Span
from corpus.records import Block, Document

ACTION_COLUMNS = ("document", "page", "recommendation", "action", "owner", "deadline", "update", "state")


def page_of(spans: Sequence[Span], blocks: Mapping[int, Block]) -> str:
    """Give the page on which a finding stands, with the printed number where that differs: "page 12 (printed 10)"."""
    block = blocks.get(spans[0].block) if spans else None
    if block is None or block.page is None:
        return ""
    printed = f" (printed {block.page_label})" if block.page_label not in (None, "", str(block.page)) else ""
    return f"page {block.page}{printed}"


def print_minutes(document: Document, findings: Findings, blocks: Mapping[int, Block], console: Console) -> None:
    """Print who was there, and what was decided, voted on and declared, minute by minute; recommendations too."""
    console.print(Text(document.title or document.name, style="bold"))
    for capacity, present in groupby(findings.attendance, key=lambda one: one.capacity):
        people = [f"{one.name} ({one.role})" if one.role else one.name for one in present]
        console.print(Text(f"{str(capacity).capitalize()}: {', '.join(people)}"), soft_wrap=True)
    for declared in findings.declarations:
        _line(console, f"Interest: {declared.text}", page_of(declared.spans, blocks))
    for (number, heading), group in groupby(findings.decisions, key=lambda one: (one.minute, one.heading)):
        console.print(Text(f"\n{' '.join(filter(None, (number, heading)))}".rstrip(), style="bold"), soft_wrap=True)
        lead = ""
        for decision in group:
            if decision.lead not in ("", lead):
                _line(console, f"  {decision.lead}", page_of(decision.lead_spans, blocks))
            lead = decision.lead
            words = f"{decision.number} {decision.text}" if decision.number else decision.text
            _line(console, f"  {decision.kind}: {words}", page_of(decision.spans, blocks))
    for vote in findings.votes:
        ways = [f"{b.choice} {'' if b.count is None else b.count} {', '.join(b.names)}".strip() for b in vote.ballots]
        said = " · ".join(filter(None, (f"minute {vote.minute}" if vote.minute else "", *ways, vote.outcome)))
        _line(console, f"\nVote: {said}", page_of(vote.spans, blocks))
    if not (findings.decisions or findings.attendance):
        console.print("There are no minutes, decisions or recommendations in it.")


def print_actions(document: Document, actions: Sequence[Action], blocks: Mapping[int, Block], console: Console) -> None:
    """Print the actions of a document, each with owner, deadline, state and update as printed."""
    console.print(Text(document.title or document.name, style="bold"))
    for action in actions:
        words = action.text or action.recommendation  # a tracker of recommendations has no other words
        _line(console, f"{action.number} {words}".strip(), page_of(action.spans, blocks))
        parts = {"owner": action.owner, "deadline": action.deadline, "state": action.state, "update": action.update}
        details = "; ".join(f"{name}: {words}" for name, words in parts.items() if words)
        if details:
            console.print(Text(f"    {details}", style="dim"), soft_wrap=True)
    if not actions:
        console.print("There are no actions in it.")


def write_actions(rows: Sequence[tuple[Document, Action, Mapping[int, Block]]], file: TextIO) -> None:
    """Write actions of several documents as comma-separated values."""
    write_rows(file, ACTION_COLUMNS, (_cells(*row) for row in rows))


def _cells(document: Document, action: Action, blocks: Mapping[int, Block]) -> tuple[str, ...]:
    words = (action.recommendation, action.text, action.owner, action.deadline, action.update, action.state)
    return (document.name, page_of(action.spans, blocks), *words)


def _line(console: Console, words: str, page: str) -> None:
    line = Text(words)
    if page:
        line.append(f"  [{page}]", style="dim")
    console.print(line, soft_wrap=True)
