"""An answer on a terminal."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from rich.console import Console
from rich.text import Text

from assistant.answers import Answer, Citation, Writing, Written
from corpus.language.dates import day_words
from corpus.records import Document, State

ALLOWS_EXEMPT = "This index may hold exempt papers: what it shows is not for publication."
DOUBTFUL = "Less sure than most answers: read the source before you use it."
PARTS = ("measure", "unit", "period", "place")
"""The parts of a reading, in the order in which they are shown; what else stands in it explains a word."""
UNIT_NAMES = {"count": "number", "%": "percentage", "GBP": "money", "points": "percentage points"}
ISO_DAY = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?")


def print_answer(answer: Answer, console: Console) -> None:
    """Print the answer, how the question was read, and each source with its quote."""
    console.print(Text(answer.text, style="bold"))
    if answer.written is not None:
        console.print(Text(written_words(answer.written), style="dim"))
    if answer.doubtful:
        console.print(Text(DOUBTFUL, style="yellow"))
    if reading(answer):
        console.print(Text(f"Read as: {reading(answer)}", style="dim"))
    if answer.coverage:
        console.print(Text(f"Held: {answer.coverage}", style="dim"))
    for citation in answer.citations:
        console.print()
        console.print(Text(f"[{citation.n}] {place(citation)}"))
        if citation.notes:
            console.print(Text(f"    {'; '.join(citation.notes)}", style="yellow"))
        for other in citation.also:
            where = f", page {other.page}" if other.page else ""
            console.print(Text(f"    also in {other.title}{where} ({other.document.name})", style="dim"))
        console.print(Text(f"    “{citation.quote}”", style="italic"))


def by_model(answer: Answer) -> str:
    """Say wherever an answer goes that a language model wrote it; empty where none did."""
    written = answer.written
    return written.note if written is not None and written.writing is Writing.WRITTEN else ""


def written_words(written: Written) -> str:
    """Say how a language model had its part in an answer, with tokens and cost where it was asked."""
    tokens = f"{written.tokens_in:,} tokens sent, {written.tokens_out:,} written" if written.tokens_in else ""
    return " · ".join(filter(None, (written.note, tokens, written.cost)))


def print_papers(documents: Sequence[Document], console: Console, *, allows_exempt: bool = False) -> None:
    """Print what is in, by meeting: title, then committee, council, date, pages and file, and what is wrong with it."""
    if allows_exempt:
        console.print(Text(ALLOWS_EXEMPT, style="bold red"))
    for d in documents:
        console.print(Text(d.title or d.name, style="bold"))
        pages = f"{d.pages} pages" if d.pages else ""
        details = ", ".join(filter(None, (d.committee, d.council, day_words(d.meeting_date), pages)))
        for line in filter(None, (details, d.name)):
            console.print(Text(f"    {line}"), soft_wrap=True)
        if d.state is not State.READY:
            console.print(Text(f"    {d.state}: {d.reason}", style="yellow"), soft_wrap=True)
    ready = sum(d.state is State.READY for d in documents)
    console.print(Text(f"{ready} of {len(documents)} files can be asked."))


def period_words(iso: str) -> str:
    """Give a period of `Period.iso()` in words: "May 2019", "31 May 2019", "1 April 2018 to 31 March 2019"."""
    return " to ".join(_iso_words(part) for part in iso.split("/"))


def reading(answer: Answer) -> str:
    """Say how the question was read: "LAC read as looked after children · rate · May 2019 · Blackpool"."""
    read = answer.read_as
    explained = {meaning for asked, meaning in read.items() if asked not in PARTS}
    parts = [part_words(read, part) for part in PARTS if read.get(part) not in explained]
    return " · ".join(filter(None, (glossed(answer), *parts)))


def glossed(answer: Answer) -> str:
    """Say for which words others were read: "LAC read as looked after children"; empty where for none."""
    return " · ".join(f"{asked} read as {meaning}" for asked, meaning in answer.read_as.items() if asked not in PARTS)


def part_words(read: Mapping[str, str], part: str) -> str:
    """Give a part of a reading as it is shown; empty where the question leaves it open."""
    words = read.get(part, "")
    return period_words(words) if part == "period" and words else UNIT_NAMES.get(words, words)


def place(citation: Citation) -> str:
    """Give where a citation stands: paper, council, committee, date, page and paragraph, as one line."""
    day = day_words(citation.meeting_date)
    parts = [citation.title, citation.council, citation.committee, day, page_of(citation), citation.document.name]
    if citation.block.number:
        parts.insert(-1, f"paragraph {citation.block.number}")
    return ", ".join(part for part in parts if part)


def page_of(citation: Citation) -> str:
    """Give the page of a citation in words."""
    return page_said(citation.page, citation.page_label)


def page_said(page: int | None, label: str | None) -> str:
    """Give a page in words: of the file, and the number printed on it where it differs; empty without a page."""
    if page is None:
        return ""
    if label and label != str(page):
        return f"page {label} (page {page} of the file)"
    return f"page {page}"


def citation_words(citation: Citation) -> str:
    """Give a source as it would stand in a letter or a question: the quote and all that finds it again."""
    day = day_words(citation.meeting_date)
    paragraph = f"paragraph {citation.block.number}" if citation.block.number else ""
    parts = (citation.title, citation.council, citation.committee, day, page_of(citation), paragraph, *citation.notes)
    place = ", ".join(part for part in parts if part)
    return f"“{citation.quote}” ({place}; {citation.document.name})"


def _iso_words(text: str) -> str:
    match = ISO_DAY.fullmatch(text)
    if match is None:
        return text
    year, month, day = int(match[1]), int(match[2]), int(match[3] or 1)
    words = day_words(date(year, month, day))
    return words if match[3] else words.partition(" ")[2]
