"""What is held: the documents by committee and meeting, and the files of which nothing can be asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from corpus.records import Document, State


@dataclass(frozen=True, slots=True)
class Meeting:
    """The documents of one committee's meeting, by name; without a day where they name none."""

    committee: str
    council: str
    day: date | None
    documents: tuple[Document, ...]


def meetings(documents: Iterable[Document]) -> list[Meeting]:
    """Sort the documents that were read by committee, then by meeting from the newest on.

    Papers without a committee or without a date come last.
    """

    def place(document: Document) -> tuple[bool, str, str, int]:
        newest = -document.meeting_date.toordinal() if document.meeting_date else 0
        return not document.committee, document.committee.casefold(), document.council.casefold(), newest

    ready = sorted((d for d in documents if d.state is State.READY), key=lambda d: (place(d), d.name.casefold()))
    found = []
    for _, own in groupby(ready, key=place):
        group = tuple(own)
        first = group[0]
        found.append(Meeting(first.committee, first.council, first.meeting_date, group))
    return found


def unasked(documents: Sequence[Document]) -> list[tuple[Document, str]]:
    """Give the files of which nothing can be asked, each with the reason in words that name no folder."""
    by_sha = {document.sha256: document for document in documents if document.state is State.READY}
    found = []
    for document in documents:
        if document.state is State.READY:
            continue
        twin = by_sha.get(document.sha256) if document.state is State.DUPLICATE else None
        found.append((document, f"the same as {twin.name}" if twin else document.reason))
    return sorted(found, key=lambda pair: (str(pair[0].state), pair[0].name.casefold()))


def matching(documents: Iterable[Document], words: str) -> list[Document]:
    """Give the documents whose title, name, council or committee hold every one of some words."""
    wanted = words.casefold().split()
    return [
        document
        for document in documents
        if all(
            word in f"{document.title} {document.name} {document.council} {document.committee}".casefold()
            for word in wanted
        )
    ]
