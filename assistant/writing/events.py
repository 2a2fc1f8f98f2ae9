"""What happens while a text is written, as whoever shows it is told."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.answers import Citation, Written


@dataclass(frozen=True, slots=True)
class Shown:
    """A sentence that was checked and may be shown, with the marks of its citations."""

    text: str


@dataclass(frozen=True, slots=True)
class Again:
    """What was shown is taken back: it is asked for anew, for this reason."""

    why: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """The server is busy: it is asked again in some seconds."""

    why: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Done:
    """The end: what became of it, and the text with its citations where it was written."""

    written: Written
    text: str = ""
    citations: tuple[Citation, ...] = ()


Event = Shown | Again | Waiting | Done
