"""A terminal to which the words of papers are only words: no sequence in them moves the cursor or sets a title."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment

from assistant.safe import visible


class Terminal(Console):
    """A console that prints what is visible of every text. Its own colours and movements are no texts, and stay."""

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """Render, and leave out control characters and those that set the direction of writing."""
        for segment in super().render(renderable, options):
            yield segment if segment.control else Segment(visible(segment.text), segment.style)
