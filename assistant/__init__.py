"""From a question to a cited answer: reading the question, retrieval, composing, checking, and the ways to ask.

`from assistant import Corpus` is the way in for programs; it is imported when it is first asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assistant.doors.corpus import Corpus

__all__ = ["Corpus"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 (whatever it is)
    """Import what programs use when it is first asked for: the command line needs none of it."""
    if name == "Corpus":
        from assistant.doors.corpus import Corpus

        return Corpus
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
