"""A conversation as a file: each question with its answer, and every source as a footnote with its words and page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from io import BytesIO

import docx
from docx.text.paragraph import Paragraph

from assistant.answers import MARK, Answer, Citation
from assistant.exports.footnotes import Footnotes
from assistant.printing import DOUBTFUL, by_model, citation_words, reading
from assistant.safe import as_label, visible
from corpus.language.dates import day_words

CLOSING = (
    "Answers are in the papers' own words. Check each against its source before it is read out: the page of the paper "
    "is named in the footnote."
)
NOT_ALL = "Where nothing else is said, answers are"
"""What the closing begins with where a language model wrote some."""


def as_markdown(name: str, answers: Sequence[Answer], today: date | None = None) -> str:
    """Give a conversation as Markdown with footnotes. Words of papers stay words: none becomes markup."""
    lines = [f"# {as_label(name)}", "", as_label(_saved(today)), ""]
    notes: list[str] = []
    for answer in answers:
        lines += [f"## {as_label(answer.question)}", ""]
        known = {citation.n: citation for citation in answer.citations}
        for line in _lines(answer):
            parts = []
            for words, citation in _parts(line, known):
                parts.append(as_label(words))
                if citation is not None:
                    notes.append(f"[^{len(notes) + 1}]: {as_label(citation_words(citation))}")
                    parts.append(f"[^{len(notes)}]")
            lines += [" ".join(filter(None, parts)).replace(" [^", "[^"), ""]
        if by_model(answer):
            lines += [as_label(by_model(answer)), ""]
        if answer.doubtful:
            lines += [as_label(DOUBTFUL), ""]
        if reading(answer):
            lines += [f"*Read as: {as_label(reading(answer))}*", ""]
    return "\n".join([*lines, as_label(_closing(answers)), "", *notes, ""])


def as_text(answer: Answer) -> str:
    """Give one answer with its sources as plain text, for a letter or an email."""
    sources = [f"[{citation.n}] {citation_words(citation)}" for citation in answer.citations]
    said = [answer.question, "", answer.text, *([by_model(answer)] if by_model(answer) else [])]
    return visible("\n".join([*said, *([""] if sources else []), *sources]))


def as_docx(name: str, answers: Sequence[Answer], today: date | None = None) -> bytes:
    """Give a conversation as a Word document with footnotes."""
    document = docx.Document()
    document.core_properties.title = visible(name)
    document.core_properties.author = "Scrutineer"
    footnotes = Footnotes(document)
    document.add_heading(visible(name), level=0)
    document.add_paragraph(_saved(today))
    for answer in answers:
        document.add_heading(visible(answer.question), level=1)
        known = {citation.n: citation for citation in answer.citations}
        written: dict[int, int] = {}
        for line in _lines(answer):
            _write(document.add_paragraph(), line, known, footnotes, written)
        if by_model(answer):
            document.add_paragraph(visible(by_model(answer)))
        if answer.doubtful:
            document.add_paragraph(DOUBTFUL)
        if reading(answer):
            document.add_paragraph().add_run(visible(f"Read as: {reading(answer)}")).italic = True
    document.add_paragraph().add_run(_closing(answers)).italic = True
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _write(
    paragraph: Paragraph, line: str, known: dict[int, Citation], footnotes: Footnotes, written: dict[int, int]
) -> None:
    for words, citation in _parts(line, known):
        paragraph.add_run(visible(words if citation is None else words.rstrip()))
        if citation is None:
            continue
        if citation.n in written:
            footnotes.again(paragraph, written[citation.n])
        else:
            written[citation.n] = footnotes.add(paragraph, visible(citation_words(citation)))


def _lines(answer: Answer) -> list[str]:
    return [line for line in answer.text.split("\n") if line.strip()]


def _parts(line: str, known: dict[int, Citation]) -> Iterator[tuple[str, Citation | None]]:
    """Give the words of a line, each run with the citation that its mark stands for; None at the end."""
    end = 0
    for match in MARK.finditer(line):
        citation = known.get(int(match[1]))
        if citation is not None:
            yield line[end : match.start()], citation
            end = match.end()
    if line[end:].strip():
        yield line[end:], None


def _closing(answers: Sequence[Answer]) -> str:
    return CLOSING.replace("Answers are", NOT_ALL) if any(map(by_model, answers)) else CLOSING


def _saved(today: date | None) -> str:
    return f"Asked of the committee papers with Scrutineer, saved on {day_words(today or date.today())}."
