"""A brief as a Word document that an officer may circulate: its questions and findings, with numbered sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Pt

from assistant.brief.records import NOTHING, Brief, Part
from assistant.printing import citation_words
from assistant.safe import visible
from corpus.language.dates import day_words

CLOSING = (
    "Findings are what the papers held state; nothing is added to them. Numbers in square brackets name the sources. "
    "Check each against its page before it is read out."
)
QUESTIONS = "Suggested questions"
NO_QUESTIONS = "No question is suggested: no finding gives rise to one."
SOURCES = "Sources"
SMALL = Pt(9)


def as_docx(brief: Brief, questions: Sequence[str], today: date | None = None) -> bytes:
    """Give a brief with the questions chosen for it as a Word document."""
    document = docx.Document()
    document.core_properties.title = visible(f"Scrutiny brief: {brief.topic}")
    document.core_properties.author = "Scrutineer"
    document.core_properties.language = "en-GB"
    _source_style(document)
    document.add_heading(visible(f"Scrutiny brief: {brief.topic}"), level=0)
    document.add_paragraph(visible(f"Made on {day_words(today or date.today())} from the papers held. {brief.scope}"))
    document.add_heading(QUESTIONS, level=1)
    _listed(document, questions, "List Number", NO_QUESTIONS)
    for part in Part:
        document.add_heading(str(part), level=1)
        _listed(document, [finding.words for finding in brief.of(part)], "List Bullet", NOTHING[part])
    if brief.citations:
        document.add_heading(SOURCES, level=1)
        for citation in brief.citations:
            document.add_paragraph(visible(f"[{citation.n}] {citation_words(citation)}"), style="Source")
    document.add_paragraph().add_run(CLOSING).italic = True
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _listed(document: Document, lines: Iterable[str], style: str, otherwise: str) -> None:
    """Add lines as a list, or in their place the words for none."""
    none = True
    for line in lines:
        none = False
        document.add_paragraph(visible(line), style=style)
    if none:
        document.add_paragraph(otherwise)


def _source_style(document: Document) -> None:
    """Add the style of sources: small, their numbers hanging out on the left."""
    style = document.styles.add_style("Source", WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    style.font.size = SMALL
    style.paragraph_format.left_indent, style.paragraph_format.first_line_indent = Pt(24), Pt(-24)
    style.paragraph_format.space_after = Pt(4)
