"""Hostile words of papers and of questions come out as text, on every page, in every command and in every file."""

import csv
import json
import re
from io import BytesIO, StringIO
from pathlib import Path

import docx
import pytest
import streamlit as st
from bs4 import BeautifulSoup
from streamlit.testing.v1 import AppTest
from typer.testing import CliRunner

from assistant import cli
from assistant.assistant import Assistant
from assistant.exports.conversation import as_docx, as_markdown
from assistant.pages.library import library
from assistant.spreadsheets import FORMULA, NUMBER
from benchmarks.runs import run, scrutineer
from corpus.settings import Settings
from corpus.store.index import Index
from ingest.pipeline import ingest
from tests.hostile.words import NAMES, QUESTIONS, SIGNS, write_papers

PATIENCE = 90
LIVING = {
    "script",
    "img",
    "iframe",
    "object",
    "embed",
    "svg",
    "form",
    "input",
    "link",
    "meta",
    "base",
    "style",
    "video",
}
"""Elements that no word of a paper may become."""
MARKDOWN = re.compile(r"(?<!\\)(?:!\[|\]\(|<(?:script|img)|\*\*|:red\[)")
ESCAPES = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    folder = tmp_path_factory.mktemp("words")
    (folder / "papers").mkdir()
    write_papers(folder / "papers")
    report = ingest([folder / "papers"], Settings(index=folder / "index", ocr="off"))
    assert {str(line.outcome) for line in report.lines} == {"added"} and len(report.lines) == len(NAMES) + 1
    return folder / "index"


@pytest.fixture
def opened(monkeypatch, index):
    monkeypatch.setenv("SCRUTINEER_INDEX", str(index))
    if library().assistant.settings.index != index:
        st.cache_resource.clear()

    def at(module: str, **query: str) -> AppTest:
        test = AppTest.from_string(f"from assistant.pages.{module} import page\npage.show()", default_timeout=PATIENCE)
        for key, value in query.items():
            test.query_params[key] = value
        return test.run()

    return at


@pytest.fixture(scope="module", autouse=True)
def _nothing_is_left_open():
    yield
    st.cache_resource.clear()


def check(page: AppTest) -> str:
    """Make sure that nothing on a page is more than text; give all that its HTML says."""
    assert not page.exception
    said = []
    for element in page.get("html"):
        body = element.proto.body
        if element.proto.unsafe_allow_javascript or body.lstrip().startswith("<style"):
            assert not any(sign in body for sign in SIGNS)  # ours alone, without a word of a paper
            continue
        shown = BeautifulSoup(body, "html.parser")
        assert not ESCAPES.search(body)
        for tag in shown.find_all(True):
            assert tag.name not in LIVING, body
            assert not [name for name in tag.attrs if name.startswith("on") or name == "autofocus"], body
            assert not re.match(r"\s*(?:javascript|data|https?|//)", str(tag.get("href", ""))), body
        said.append(shown.get_text(" "))
    buttons = [button.label for button in page.button]
    for label in (*buttons, *(markdown.value for markdown in page.markdown), *(c.value for c in page.caption)):
        assert not MARKDOWN.search(label) and not ESCAPES.search(label), label
    return "\n".join(said)


@pytest.mark.parametrize("asked", (QUESTIONS[0], QUESTIONS[2], QUESTIONS[9], QUESTIONS[-1]))
def test_the_chat_shows_questions_and_answers_as_they_are_written(opened, asked):
    page = opened("chat")
    page.chat_input[0].set_value(asked).run()
    check(page)


@pytest.mark.parametrize("words", ["boat rate", "wall mended", *SIGNS[::4], SIGNS[9]])
def test_the_search_page_shows_them(opened, words):
    said = check(opened("search", q=words))
    if words == "wall mended":
        assert "<script>window.owned=1</script>" in said


def test_the_other_pages_show_them(opened, index):
    assert "<img src=x onerror=owned> Report.docx" in check(opened("papers"))
    check(opened("figures"))
    check(opened("figures", measure="boat rate"))
    check(opened("brief", topic="boat rate"))
    check(opened("brief", topic=SIGNS[0]))
    snapshot = Index(index).open()
    documents = snapshot.catalogue.documents()
    snapshot.close()
    assert len(documents) == len(NAMES) + 1
    for document in documents:
        check(opened("paper", document=document.id))


COMMANDS = (
    ("papers",),
    ("ask", "what was the boat rate in May 2019"),
    ("ask", SIGNS[0]),
    ("ask", "what was the boat rate in May 2019", "--json", "--passages", "3"),
    ("search", "wall"),
    ("search", SIGNS[9]),
    ("search", "wall", "--csv"),
    ("figures", "boat rate"),
    ("figures", "boat rate", "--csv"),
    ("conflicts",),
    ("brief", "boat rate"),
    ("papers", NAMES[0]),
    ("tables", NAMES[0]),
    ("tables", NAMES[0], "--csv"),
    ("actions", NAMES[0]),
    ("actions", NAMES[0], "--csv"),
    ("minutes", NAMES[0]),
)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: " ".join(command)[:40])
def test_the_command_line_prints_them_and_nothing_acts(index, command, monkeypatch):
    monkeypatch.setenv("SCRUTINEER_INDEX", str(index))
    done = CliRunner().invoke(cli.app, command)
    assert done.exit_code == 0, done.output
    assert any(word in done.output for word in ("wall", "boat", "owned")) or command == ("conflicts",)
    assert not ESCAPES.search(done.output.replace("\r\n", "\n"))
    if "--csv" in command:
        cells = [cell for row in csv.reader(StringIO(done.output)) for cell in row]
        assert cells and not [cell for cell in cells if FORMULA.match(cell) and not NUMBER.fullmatch(cell)]
    if "--json" in command:
        assert json.loads(done.output)["citations"]


def test_an_ingest_names_files_on_a_terminal_without_acting_on_their_names(tmp_path):
    (tmp_path / "papers").mkdir()
    write_papers(tmp_path / "papers")
    done = run([*scrutineer(), "ingest", tmp_path / "papers"], {"SCRUTINEER_INDEX": str(tmp_path / "index")})
    assert done.status == 0 and "\\u202efdp\\u001b]0;owned\\u0007.docx" in done.output
    assert not ESCAPES.search(done.output) and not ESCAPES.search(done.errors)


def test_files_that_are_saved_hold_them_as_text(index):
    assistant = Assistant.open(Settings(index=index))
    answers = [assistant.ask(asked) for asked in ("what was the boat rate in May 2019", *QUESTIONS)]
    assert any(answer.citations for answer in answers)
    written = as_markdown(SIGNS[2], answers)
    assert not MARKDOWN.search(written) and not ESCAPES.search(written)
    document = docx.Document(BytesIO(as_docx(SIGNS[0], answers)))
    assert document.paragraphs[0].text == SIGNS[0]
    assert not any(relation.is_external for relation in document.part.rels.values())
    assert not ESCAPES.search("".join(paragraph.text for paragraph in document.paragraphs))


def test_a_brief_for_word_holds_them_as_text(index, tmp_path):
    target: Path = tmp_path / "brief.docx"
    done = run([*scrutineer(), "brief", "boat rate", "--docx", target], {"SCRUTINEER_INDEX": str(index)})
    assert done.status == 0, done.errors
    texts = [paragraph.text for paragraph in docx.Document(str(target)).paragraphs]
    assert any("boat rate" in text for text in texts) and not ESCAPES.search("".join(texts))
