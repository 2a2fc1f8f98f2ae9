"""A text that is being written while the page stays usable: a thread of its own, looked at by whoever shows it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from assistant.answers import Writing, Written
from assistant.writing.events import Again, Done, Event, Shown, Waiting
from assistant.writing.tasks import Wanted
from assistant.writing.writer import Writer
from corpus.errors import ScrutineerError

logger = logging.getLogger(__name__)
BROKEN = "Something went wrong with this text; the server’s log has the details."


@dataclass
class Job:
    """Writes what `wanted` gives, which may be the reason why nothing is written; `lines` are what may be shown so far.

    `says` tells what it waits for; `done` is set at the end, whatever came of it.
    """

    writer: Writer
    person: str
    wanted: Callable[[], Wanted | str]
    title: str = ""
    lines: tuple[str, ...] = ()
    says: str = ""
    done: Done | None = None
    _stop: threading.Event = field(default_factory=threading.Event)

    def begin(self) -> Job:
        """Begin in a thread."""
        threading.Thread(target=self._run, name="scrutineer-text", daemon=True).start()
        return self

    def stop(self) -> None:
        """Have it end soon."""
        self._stop.set()

    def _run(self) -> None:
        try:
            wanted = self.wanted()
            if isinstance(wanted, str):
                self.done = self._ended(Writing.NOT_ASKED, wanted)
                return
            for event in self.writer.write(wanted, self.person, self._stop):
                self._take(event)
        except ScrutineerError as error:
            self.done = self._ended(Writing.NOT_ASKED, str(error))
        except Exception:
            logger.exception("a text could not be written")
            self.done = self._ended(Writing.FAILED, BROKEN)

    def _take(self, event: Event) -> None:
        match event:
            case Shown(text):
                self.lines, self.says = (*self.lines, text), ""
            case Again(why):
                self.lines, self.says = (), f"Taken back: {why}. It is asked for once more."
            case Waiting(why, seconds):
                self.says = f"{why} It is asked again in {max(1, round(seconds))} s."
            case Done():
                self.done = event

    def _ended(self, writing: Writing, note: str) -> Done:
        return Done(Written(self.writer.endpoint.model, writing, note))
