"""Questions to press where nothing has been asked yet."""

from __future__ import annotations

from collections.abc import Iterable

from corpus.records import Document
from corpus.sample import papers_folder

OF_THE_SAMPLE = (
    "what was the LAC rate in May 2019",
    "how many children were subject to a child protection plan in May 2019",
    "what is the target for the LAC rate",
    "why has the number of looked after children risen",
)
OF_ANY = (
    "how many children are in care",
    "what did the committee agree",
    "which actions are overdue",
    "what is the forecast overspend",
)
"""What scrutiny papers mostly speak of. They are asked of the papers held like any other question."""


def examples(documents: Iterable[Document]) -> tuple[str, ...]:
    """Give the questions that suit the papers held."""
    folder = papers_folder()
    sample = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
    return OF_THE_SAMPLE if any(document.name in sample for document in documents) else OF_ANY
