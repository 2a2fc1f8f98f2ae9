"""The progress of long work on a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn


class Bar:
    """A progress bar on a terminal, nothing in a pipe."""

    def __init__(self, console: Console) -> None:
        columns = (
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
        )
        self._bar = Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
        self._task = self._bar.add_task("looking for files", total=None)

    def __enter__(self) -> Bar:
        """Begin to show."""
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Leave nothing on the terminal."""
        self._bar.stop()

    def show(self, done: int, total: int, name: str) -> None:
        """Take the progress of an ingest."""
        self._bar.update(self._task, completed=done, total=total, description=name[:50])
