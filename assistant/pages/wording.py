"""The words of the page: dates, the reading of a question, where a source stands, and what each state says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.answers import Answer, Citation, Elsewhere, Status
from assistant.printing import page_of
from corpus.language.dates import day_words
from corpus.records import Document

NO_PAPERS = (
    "There are no papers yet. Add some on the Papers page, or run `scrutineer ingest FOLDER`; this page takes them up "
    "by itself."
)
LOADING = "Searching by keywords while the language index loads."
NOT_LOADED = "Searching by keywords alone: the language index could not be loaded."
KEYWORDS_ONLY = "Found by keywords alone; the language index was not loaded yet."
ANSWERED_BEFORE = "The papers have changed since this was first asked. The answer then was: {answer}"
FAILED = "Something went wrong with this question. Ask it again, or in other words; the server's log has the details."
GONE = "This paper has been changed or removed since this answer was given. Ask again to see it as it is now."
NO_FILE = "The file of this paper is not held, so its page cannot be shown."
WITHHELD_PAGE = "Page {page} is not shown: an exempt paper stands on it."
PAGE_FAILED = "This page could not be shown; the server's log has the details."
NOT_PLACED = "Nothing is marked: the passage could not be placed on the page with certainty."


def covered(answer: Answer) -> str:
    """Say what the papers cover where they do not say what was asked for."""
    return f"Held: {answer.coverage}" if answer.coverage and answer.status is not Status.ANSWERED else ""


def whose(citation: Citation) -> str:
    """Give council, committee and date of the meeting of a source."""
    day = day_words(citation.meeting_date)
    return " · ".join(filter(None, (citation.council, citation.committee, day)))


def where(citation: Citation) -> str:
    """Give page and paragraph of a source."""
    paragraph = f"paragraph {citation.block.number}" if citation.block.number else ""
    return " · ".join(filter(None, (page_of(citation), paragraph, *citation.notes)))


def page_words(page: int, label: str | None, last: int) -> str:
    """Say which page of a file this is: "page 13 (page 15 of 40 of the file)" where the printed number differs."""
    if label and label != str(page):
        return f"page {label} (page {page} of {last} of the file)"
    return f"page {page} of {last}"


def elsewhere(place: Elsewhere) -> str:
    """Say where else the words of a source were published."""
    page = f"page {place.page}" if place.page else ""
    return f"Also in {', '.join(filter(None, (place.title, page, place.document.name)))}"


def held(documents: Sequence[Document]) -> str:
    """Say what is held: "12 papers · 2014–2019"."""
    count = f"{len(documents)} papers" if len(documents) != 1 else "1 paper"
    years = sorted(document.meeting_date.year for document in documents if document.meeting_date)
    span = "" if not years else f" · {years[0]}" if years[0] == years[-1] else f" · {years[0]}–{years[-1]}"
    return count + span


def filtered(parts: Iterable[str]) -> str:
    """Say what a question was limited to; empty where to nothing."""
    named = "; ".join(part for part in parts if part)
    return f"Only: {named}" if named else ""
