"""Why an answer was given: how the question was read, and what speaks for each candidate, on a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from rich.console import Console
from rich.table import Table
from rich.text import Text

from assistant.drafting import Ranking, drafted
from assistant.figures.words import value_words
from assistant.ranking.features import Features, FigureFeatures, fitted
from assistant.ranking.sureness import is_none, sureness

SHOWN = 8
"""Candidates of each ranking that are shown."""


def print_why(ranking: Ranking, console: Console) -> None:
    """Print how a question was read, the best figures and sentences with their features, and how sure the draft is."""
    question, sought = ranking.question, ranking.sought
    console.print(Text(f"Read as: {dict(question.read_as())}"), soft_wrap=True)
    subject = [written[0] for written, core in zip(sought.written, sought.core, strict=True) if core]
    framing = [written[0] for written, core in zip(sought.written, sought.core, strict=True) if not core]
    console.print(Text(f"Subject: {', '.join(subject)}. Framing: {', '.join(framing)}."), soft_wrap=True)
    figures = [
        (one.score, f"{value_words(one.figure)} – {one.figure.measure}", one.features) for one in ranking.figures
    ]
    _print("Figures", figures, fitted().figures, console)
    sentences = [(one.score, one.text, one.features) for one in ranking.ranked]
    _print("Sentences and rows", sentences, fitted().weights, console)
    draft = drafted(ranking)
    if draft is None or not draft.said:
        console.print("No answer could be drafted.")
        return
    sure = sureness(draft.evidence, draft.by)
    least = fitted().least_sure.get(draft.by, 0.0)
    out = draft.by in fitted().sure and is_none(draft.evidence, draft.by)
    verdict = "ruled out" if out else "given" if sure >= least else "not sure enough"
    console.print(Text(f"Drafted of {draft.by}; sure {sure:.2f}, at least {least:.2f}: {verdict}."))


def _print(
    title: str,
    candidates: Sequence[tuple[float, str, Features | FigureFeatures]],
    weights: dict[str, float],
    console: Console,
) -> None:
    table = Table(title=title, title_justify="left")
    for head in ("score", "candidate", "what counts"):
        table.add_column(head, overflow="fold")
    for score, words, features in candidates[:SHOWN]:
        parts = {name: value * weights.get(name, 0.0) for name, value in asdict(features).items() if value}
        counted = sorted(parts.items(), key=lambda part: -abs(part[1]))
        table.add_row(f"{score:.1f}", Text(words[:160]), Text(", ".join(f"{n} {v:+.1f}" for n, v in counted)))
    console.print(table)
