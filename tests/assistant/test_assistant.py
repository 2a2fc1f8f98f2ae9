"""From a question to a checked answer, on the sample papers and on small ones."""

import json
from datetime import date
from pathlib import Path

import pytest

from assistant.answers import Reason, Status
from assistant.assistant import Assistant
from assistant.checking import flaws
from benchmarks.runs import GOLDEN
from corpus.errors import IndexMismatchError, NoIndexError
from corpus.settings import Settings
from corpus.store.filters import Filters
from ingest.pipeline import ingest, remove
from tests.assistant.held import asked_of, hold, paragraph

FIELDS = [
    *("question", "read_as", "status", "reason", "answer", "citations", "figures", "derived", "coverage", "doubtful"),
    "elapsed_ms",
]
CITATION_FIELDS = [
    *("n", "document", "title", "committee", "council", "meeting_date", "page", "page_label", "paragraph", "quote"),
    "context",
    "notes",
    "also",
    "spot",
]
SHORT_KINDS = {"figure", "table", "who", "when", "comparison", "followup", "derived"}
QUESTIONS = [json.loads(line) for line in GOLDEN.read_text(encoding="utf-8").splitlines() if line.strip()]
SAMPLE = QUESTIONS[::4]
ODD = {
    "nothing": "",
    "white space": " \t\n ",
    "only stop words": "what was it about the",
    "one letter": "s",
    "only a period": "May 2019",
    "keyword index syntax": '") OR * NEAR(',
    "operators": "care AND NOT NEAR(child, 3) OR text : ^foo*",
    "SQL": "'; DROP TABLE documents; --",
    "Markdown": "# **care** [home](javascript:alert(1)) `rate` | a | b |",
    "HTML": "<script>alert('LAC')</script>",
    "Russian": "сколько детей под опекой",
    "Chinese": "有多少孩子",
    "Arabic": "كم عدد الأطفال",
    "signs": "😀 ²½ ﬀ ſ İ ı",
    "a null and half a character": "care\x00 \ud800 rate",
    "ten thousand characters": ("how many children were in care in May 2019, and why? " * 200)[:10_000],
    "two thousand words": " ".join(f"w{n}" for n in range(1_700))[:10_000],
    "one long word": "9a" * 5_000,
}


@pytest.mark.parametrize("question", ODD.values(), ids=ODD.keys())
def test_any_text_gets_an_answer_or_is_not_stated(assistant, question):
    answer = assistant.ask(question)
    assert answer.status in (Status.ANSWERED, Status.NOT_STATED)
    assert answer.text
    json.dumps(answer.to_json(), ensure_ascii=False).encode()
    if answer.status is Status.NOT_STATED:
        assert answer.reason
        assert answer.coverage
    else:
        assert answer.citations


@pytest.mark.parametrize("asked", SAMPLE, ids=[asked["id"] for asked in SAMPLE])
def test_every_answer_to_a_golden_question_passes_the_check(assistant, asked):
    history = asked.get("history") or []
    answer = assistant.ask(asked["question"], history)
    assert flaws(answer, " ".join(history)) == []
    assert len(answer.text.split()) <= (60 if asked["kind"] in SHORT_KINDS else 140)
    for citation in answer.citations:
        held = assistant.opened().snapshot.catalogue.blocks(
            citation.document.id, citation.block.ordinal, citation.block.ordinal
        )
        assert citation.quote in held[0].text
        assert list(citation.to_json()) == CITATION_FIELDS
    assert [citation.n for citation in answer.citations] == list(range(1, len(answer.citations) + 1))
    assert list(answer.to_json()) == FIELDS
    assert (answer.status is Status.NOT_STATED) == (answer.reason is not None)
    assert answer.status is not Status.NOT_STATED or answer.coverage


def test_the_example_of_the_readme_is_answered_with_its_place(assistant):
    answer = assistant.ask("what was the LAC rate in May 2019")
    assert answer.status is Status.ANSWERED
    assert answer.read_as["LAC"] == "looked after children"
    assert any(rate in answer.text for rate in ("153.7", "156.2"))
    assert answer.citations[0].page
    assert not answer.keywords_only


def test_passages_come_only_where_they_are_asked_for(assistant):
    assert assistant.ask("fostering households").passages is None
    asked = assistant.ask("fostering households", passages=7)
    assert asked.passages is not None
    assert len(asked.passages) == 7
    printed = asked.to_json()
    assert list(printed) == [*FIELDS, "passages"]
    assert [set(passage) for passage in printed["passages"]] == [{"document", "page", "quote"}] * 7
    assert all(len(passage["quote"]) <= 1500 for passage in printed["passages"])
    assert assistant.ask("", passages=7).passages == ()


def test_filters_limit_what_is_cited(assistant):
    only = next(d for d in assistant.opened().documents.values() if d.meeting_date and d.meeting_date.year == 2018)
    answer = assistant.ask("how many children were in care", filters=Filters(documents=(only.id,)))
    assert {citation.document.id for citation in answer.citations} <= {only.id}
    none = assistant.ask("how many children were in care", filters=Filters(since=date(2050, 1, 1)))
    assert none.status is Status.NOT_STATED
    assert none.citations == ()


def test_another_period_than_the_one_asked_for_is_said_in_the_words_of_the_question(tmp_path):
    hold(tmp_path / "index", "ferries.txt", paragraph("At month end May 2019 there were 58 ferries in service."))
    small = asked_of(tmp_path / "index")
    alone = small.ask("how many ferries were in service at month end June 2018")
    assert alone.reason is Reason.OTHER_PERIOD
    assert alone.text.startswith("Not stated for June 2018.")
    follow_up = small.ask("how many ferries in all?", ["how many ferries were in service at month end June 2018"])
    assert follow_up.reason is Reason.OTHER_PERIOD
    assert follow_up.text.startswith("Not stated for June 2018.")


def test_a_note_mark_of_the_paper_is_not_taken_for_a_citation(tmp_path):
    hold(tmp_path / "index", "notes.txt", paragraph("There were 58 ferries in service [3] at the quay [12]."))
    answer = asked_of(tmp_path / "index").ask("how many ferries were in service at the quay")
    assert answer.status is Status.ANSWERED
    assert answer.text == "There were 58 ferries in service (3) at the quay (12). [1]"
    assert answer.citations[0].quote == "There were 58 ferries in service [3] at the quay [12]."


def test_without_its_model_keywords_answer_and_the_answer_says_so(tmp_path):
    hold(tmp_path / "index", "ferries.txt", paragraph("There were 58 ferries in service."))
    small = asked_of(tmp_path / "index")
    answer = small.ask("how many ferries were in service")
    assert answer.text == "There were 58 ferries in service. [1]"
    assert answer.keywords_only
    assert not small.ready


def test_a_model_that_cannot_be_loaded_leaves_the_keywords(tmp_path, caplog):
    hold(tmp_path / "index", "ferries.txt", paragraph("There were 58 ferries in service."))
    small = asked_of(tmp_path / "index")  # its model is of the tests and stands nowhere
    small.load()
    assert "Keywords alone are searched." in caplog.text
    assert small.ask("how many ferries were in service").keywords_only


def test_an_index_of_another_model_is_refused(sample_index):
    with pytest.raises(IndexMismatchError, match="embedding model"):
        Assistant(Settings(index=sample_index, embedding_model="another")).opened()


def test_where_there_is_no_index_there_is_no_assistant(tmp_path):
    with pytest.raises(NoIndexError, match="scrutineer ingest"):
        Assistant(Settings(index=tmp_path)).ask("how many?")


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_papers_that_come_and_go_are_noticed_by_an_assistant_that_is_open(tmp_path):
    settings = Settings(index=tmp_path / "index")
    ingest([write(tmp_path, "ferries.txt", "There were 58 ferries in service at the quay.")], settings)
    running = Assistant.open(settings)
    assert running.ready
    assert running.ask("how many trams were in the depot").status is Status.NOT_STATED
    ingest([write(tmp_path, "trams.txt", "There were 23 trams in the depot by the hill.")], settings)
    answer = running.ask("how many trams were in the depot")
    assert answer.text == "There were 23 trams in the depot by the hill. [1]"
    assert not answer.keywords_only
    remove(["ferries.txt", "trams.txt"], settings)
    for question in ("how many trams were in the depot", "the"):
        nothing = running.ask(question)
        assert nothing.status is Status.NOT_STATED
        assert nothing.reason is Reason.NO_PAPERS
        assert "There are no papers yet." in nothing.text


def test_the_model_loads_in_the_background_once(sample_index):
    starting = Assistant(Settings(index=sample_index))
    starting.load_in_background()
    first = starting._loader
    starting.load_in_background()
    assert starting._loader is first
    first.join(60)
    assert starting.ready
    assert not starting.loading
