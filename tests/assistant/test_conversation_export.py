"""A conversation as a file: every mark leads to a footnote with the quote and its page, and words stay words."""

import re
import zipfile
from datetime import date
from io import BytesIO

import docx
import pytest

from assistant.exports.conversation import as_docx, as_markdown, as_text
from assistant.printing import citation_words

DAY = date(2026, 1, 2)
NAME = "For *June* <b>2019</b>"


@pytest.fixture(scope="module")
def answers(assistant):
    return [assistant.ask("what was the LAC rate in May 2019"), assistant.ask("what is the airspeed of a swallow")]


def test_markdown_has_a_footnote_for_every_mark(answers):
    text = as_markdown(NAME, answers, DAY)
    marks = re.findall(r"(?<!^)\[\^(\d+)\](?!:)", text, re.MULTILINE)
    notes = re.findall(r"^\[\^(\d+)\]: ", text, re.MULTILINE)
    assert marks == notes == [str(n) for n in range(1, len(marks) + 1)]
    assert len(notes) == sum(len(answer.citations) for answer in answers) > 0
    assert "2 January 2026" in text


def test_markdown_shows_markup_as_text(answers):
    text = as_markdown(NAME, answers, DAY)
    assert r"\*June\* \<b\>2019\<\/b\>" in text or r"\*June\* \<b\>2019\</b\>" in text
    assert "<b>" not in text


def test_the_word_file_has_the_answers_and_a_real_footnote_for_every_source(answers):
    contents = as_docx(NAME, answers, DAY)
    document = docx.Document(BytesIO(contents))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert NAME in text
    assert "153.7 per 10,000" in text
    assert not re.search(r"\[\d+\]", text)
    with zipfile.ZipFile(BytesIO(contents)) as file:
        notes = file.read("word/footnotes.xml").decode()
        marks = file.read("word/document.xml").decode()
        assert "footnotes+xml" in file.read("[Content_Types].xml").decode()
    written = re.findall(r'<w:footnote w:id="(\d+)"', notes)
    assert written == re.findall(r'<w:footnoteReference w:id="(\d+)"', marks)
    assert len(written) == sum(len(answer.citations) for answer in answers)
    assert answers[0].citations[0].quote.split("’")[0] in notes


def test_signs_that_word_files_cannot_hold_are_left_out(answers):
    assert docx.Document(BytesIO(as_docx("a\x00b\x1b", answers, DAY))).paragraphs[0].text == "ab"


def test_an_answer_as_text_names_each_source(answers):
    text = as_text(answers[0])
    assert text.startswith("what was the LAC rate in May 2019\n\n")
    assert all(f"[{c.n}] {citation_words(c)}" in text for c in answers[0].citations)
