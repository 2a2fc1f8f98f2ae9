"""What the setting names, whether it is in house, and what is needed to ask it."""

import os
import subprocess
import sys

import pytest

from assistant.assistant import Assistant
from assistant.kept.database import Database
from assistant.kept.model_uses import ModelUses
from assistant.said import Said
from assistant.writing.allowance import Allowance
from assistant.writing.endpoint import endpoint_of
from assistant.writing.evidence import evidence_of
from assistant.writing.models import chat_model, with_schema
from assistant.writing.tasks import EXEMPT, Task, Wanted, about_answer, to_answer, to_summarise
from assistant.writing.writer import Writer
from benchmarks.runs import ROOT
from corpus.errors import SettingsError, WriterError
from corpus.settings import Settings
from ingest.pipeline import ingest
from tests.assistant.writing.model_server import Reply
from tests.ingest.drawn import draw
from tests.ingest.packs import page

REMOTE = "https://model.example/v1"


@pytest.fixture(autouse=True)
def _no_addresses_or_keys(monkeypatch):
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "OPENAI_API_BASE", "OLLAMA_HOST"):
        monkeypatch.delenv(name, raising=False)


def test_without_the_setting_there_is_no_writer():
    assert Writer.of(Settings()) is None


@pytest.mark.parametrize("model", ["gpt", "openai:", ":gpt"])
def test_half_a_name_is_refused(model):
    with pytest.raises(SettingsError, match="provider and its model"):
        endpoint_of(Settings(model=model))


@pytest.mark.parametrize(
    ("url", "local"),
    [
        ("http://localhost:8080/v1", True),
        ("http://127.0.0.1:8080/v1", True),
        ("http://[::1]:8080/v1", True),
        ("http://10.1.2.3/v1", True),
        ("http://192.168.1.7:11434", True),
        ("192.168.1.7:11434", True),
        ("", False),
        (REMOTE, False),
        ("http://8.8.8.8/v1", False),
        ("http://0.0.0.0/v1", False),
        ("http://localhost.evil.example/v1", False),
        ("http://127.0.0.1.evil.example/v1", False),
        ("http://model:8080/v1", False),
    ],
)
def test_an_address_tells_whether_it_is_in_house(url, local):
    assert endpoint_of(Settings(model="openai:told", model_url=url)).local is local


def test_a_setting_says_more_than_the_address():
    assert endpoint_of(Settings(model="openai:told", model_url=REMOTE, model_local=True)).local
    assert not endpoint_of(Settings(model="ollama:told", model_local=False)).local


def test_an_address_of_the_environment_counts(monkeypatch):
    assert endpoint_of(Settings(model="ollama:told")).local
    monkeypatch.setenv("OLLAMA_HOST", "https://ollama.example")
    assert not endpoint_of(Settings(model="ollama:told")).local
    monkeypatch.setenv("OPENAI_BASE_URL", "http://localhost:1/v1")
    assert endpoint_of(Settings(model="openai:told")).url == "http://localhost:1/v1"


def test_a_password_in_the_address_is_refused():
    with pytest.raises(SettingsError, match="keys come from the environment"):
        endpoint_of(Settings(model="openai:told", model_url="https://me:secret@model.example/v1"))


def test_a_model_without_its_key_says_which(tmp_path):
    settings = Settings(model="openai:told", index=tmp_path)
    with pytest.raises(WriterError, match="OPENAI_API_KEY"):
        chat_model(endpoint_of(settings), settings)


def test_a_provider_that_is_not_installed_says_what_to_install(monkeypatch):
    monkeypatch.setenv("ANTHROPIC_API_KEY", "k")
    monkeypatch.setitem(sys.modules, "langchain_anthropic", None)
    settings = Settings(model="anthropic:told")
    with pytest.raises(WriterError, match=r"scrutineer\[anthropic\]"):
        chat_model(endpoint_of(settings), settings)


def test_a_provider_that_nobody_knows_says_so():
    settings = Settings(model="nobody:told")
    with pytest.raises(WriterError, match="cannot be used as it is set up"):
        chat_model(endpoint_of(settings), settings)


def test_the_schema_is_asked_for_without_a_tool():
    settings = Settings(model="openai:told", model_url="http://localhost:1/v1")
    assert "response_format" in with_schema(chat_model(endpoint_of(settings), settings)).kwargs
    older = Settings(model="openai:gpt-4", model_url="http://localhost:1/v1")
    assert with_schema(chat_model(endpoint_of(older), older)) is None, "this one can do it only by a tool"


def test_nothing_is_sent_before_somebody_agrees(server, settings, assistant, monkeypatch):
    remote = settings.model_copy(update={"model_local": False})
    endpoint = endpoint_of(remote)
    allowance = Allowance(remote, endpoint, ModelUses(Database(remote.index)))
    writer = Writer(allowance)
    answer = assistant.ask("what did the focused visit find")
    wanted = to_answer(assistant, answer, (), None, with_exempt=False)
    server.always = Reply("no")
    monkeypatch.setenv("OPENAI_API_KEY", "k")
    with pytest.raises(WriterError, match="agree first"):
        list(writer.write(wanted, "ann"))
    assert server.asked == []
    allowance.agree("ann")
    list(writer.write(wanted, "ann"))
    assert server.asked
    with pytest.raises(WriterError, match="agree first"):
        list(writer.write(wanted, "ben"))


HEAD = ("Report to: Cabinet", "Relevant Officer: Ann Head, Director", "Date of Meeting: 5 March 2020")
PUBLIC = page(*HEAD, "#HARBOUR DREDGING", "1.1 The harbour will be dredged in the spring because silt has built up.")
SECRET = page(
    "^EXEMPT - paragraph 3",
    *HEAD,
    "#LEASE OF THE PIER",
    "1.1 Gull Holdings offered a lease because the pier is unsafe.",
)


def test_exempt_papers_are_not_sent_out_of_the_house(tmp_path):
    draw(tmp_path / "pack.pdf", PUBLIC, SECRET)
    settings = Settings(index=tmp_path / "index")
    ingest([tmp_path / "pack.pdf"], settings, allow_exempt=True)
    assistant = Assistant(settings)
    opened = assistant.opened()
    (document,) = opened.documents.values()
    answer = assistant.ask("why did Gull Holdings offer a lease")
    assert any("Gull" in cited.quote for cited in answer.citations)
    assert to_answer(assistant, answer, (), None, with_exempt=False) == EXEMPT
    assert about_answer(opened, answer, Task.RESIDENT, with_exempt=False) == EXEMPT
    secret = next(paper for paper in opened.papers(document.id) if paper.exempt)
    assert to_summarise(opened, document, secret, with_exempt=False) == EXEMPT
    meeting = to_summarise(opened, document, None, with_exempt=False)
    assert isinstance(meeting, Wanted)
    assert "Gull" not in " ".join(item.grounds for item in meeting.evidence.items.values())
    pieces = [Said(b.text, b, 0, len(b.text)) for b in opened.blocks(document.id, 0, 99)]
    sent = evidence_of(opened, pieces, with_exempt=False)
    assert sent.withheld
    assert not any("Gull" in item.text for item in sent.items.values())
    assert any("Gull" in item.text for item in evidence_of(opened, pieces, with_exempt=True).items.values())


def test_without_the_setting_nothing_of_it_is_imported(sample_index):
    code = (
        "import sys\nfrom assistant.cli import app\n"
        "app(['ask', 'what did the focused visit find', '--json'], standalone_mode=False)\n"
        "print([m for m in sys.modules if m.startswith(('assistant.writing', 'langchain', 'openai', 'langsmith'))])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, "SCRUTINEER_INDEX": str(sample_index)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines()[-1] == "[]"
