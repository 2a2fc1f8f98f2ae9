"""What was replaced gives way to what replaced it, and what was published twice is cited once with all its places."""

from datetime import date

import pytest

from assistant.assistant import Assistant
from corpus.embedding import SentenceModel
from corpus.records import Standing
from corpus.settings import Settings
from ingest.pipeline import ingest
from tests.ingest.drawn import draw
from tests.ingest.packs import page

HEAD = ("Report to: Cabinet", "Relevant Officer: Ann Head, Director", "Date of Meeting: 5 March 2020")
OLD = page(*HEAD, "#DREDGING OF THE HARBOUR", "1.1 The dredging of the harbour will cost £40,000 this year.")
NEW = page(
    *HEAD,
    "#DREDGING OF THE HARBOUR",
    "This report replaces the version published earlier.",
    "1.1 The dredging of the harbour will cost £52,000 this year.",
)
LINES = [f"{n}. The Committee heard that berth {n} of the harbour had been mended." for n in range(1, 7)]
MINUTES = (
    "#MINUTES OF THE PLACE SCRUTINY COMMITTEE",
    "Thursday 6 February 2020",
    "Present: Councillor Gull (Chair)",
    *LINES,
    "The Committee noted that the ferry to Marsh Island carried 58,412 passengers.",
)


@pytest.fixture(scope="module")
def model():
    return SentenceModel(Settings().embedding_model)


def asked(tmp_path, model, **files):
    for name, pages in files.items():
        draw(tmp_path / f"{name}.pdf", *pages)
    settings = Settings(index=tmp_path / "index")
    ingest(sorted(tmp_path.glob("*.pdf")), settings, model=model)
    return Assistant(settings)


@pytest.mark.parametrize("names", [("a_old", "b_new"), ("b_old", "a_new")])
def test_the_replacing_report_answers(tmp_path, model, names):
    assistant = asked(tmp_path, model, **{names[0]: [OLD], names[1]: [NEW]})
    answer = assistant.ask("how much will the dredging of the harbour cost?")
    assert "£52,000" in answer.text
    assert "£40,000" not in answer.text
    (note,) = answer.citations[0].notes
    assert note.startswith("replaces Dredging of the Harbour")
    assert note.endswith(f"{names[0]}.pdf")


def test_a_question_for_the_current_version_is_told_that_it_replaces_another(tmp_path, model):
    assistant = asked(tmp_path, model, a_old=[OLD], b_new=[NEW])
    answer = assistant.ask("how much does the current report say the dredging of the harbour will cost?")
    assert "£52,000" in answer.text
    assert "replaces an earlier version" in answer.text


def test_a_replaced_report_that_alone_says_it_is_cited_with_a_warning(tmp_path, model):
    old = page(*HEAD, "#DREDGING OF THE HARBOUR", "1.1 The depth of the harbour at berth nine is 14 metres.")
    assistant = asked(tmp_path, model, old=[old], new=[NEW])
    answer = assistant.ask("what is the depth of the harbour at berth nine?")
    assert "14 metres" in answer.text
    assert answer.citations[0].notes[0].startswith("replaced by Dredging of the Harbour")


def test_minutes_published_twice_are_cited_once_with_both_places(tmp_path, model):
    front = page(
        "#AGENDA", "Place Scrutiny Committee, Thursday 5 March 2020", "1. Minutes (Pages 1 - 2)", "2. Any other"
    )
    assistant = asked(tmp_path, model, printed=[page(*MINUTES)], pack=[front, page(*MINUTES)])
    answer = assistant.ask("how many passengers did the ferry to Marsh Island carry?")
    assert len(answer.citations) == 1
    (citation,) = answer.citations
    assert {citation.document.name, *(place.document.name for place in citation.also)} == {"printed.pdf", "pack.pdf"}
    assert citation.notes == ("draft minutes",)
    assert answer.to_json()["citations"][0]["also"][0]["page"] in (1, 2)


def test_agreed_minutes_are_no_draft(tmp_path, model):
    later = page(
        "#MINUTES OF THE PLACE SCRUTINY COMMITTEE",
        "Thursday 5 March 2020",
        "Present: Councillor Gull (Chair)",
        "#1. Apologies",
        "There were none.",
        "#2. Minutes of the last meeting",
        "The minutes of the meeting held on 6 February 2020 were agreed as a correct record.",
    )
    assistant = asked(tmp_path, model, first=[page(*MINUTES)], second=[later])
    opened = assistant.opened()
    first = next(d for d in opened.documents.values() if d.name == "first.pdf")
    assert opened.papers(first.id)[0].meeting_date == date(2020, 2, 6)
    assert opened.papers(first.id)[0].standing is Standing.APPROVED
