"""Briefs on the sample papers: everything said has its source, and open matters are found."""

import io
import re

import docx
import pytest

from assistant.brief.making import MOST_QUESTIONS, brief_on, suggested
from assistant.brief.recorded import is_done
from assistant.brief.records import NOTHING, Finding, Part
from assistant.brief.scope import item_named, item_scope, items, topic_scope
from assistant.exports.brief import CLOSING, as_docx
from assistant.opened import Opened
from benchmarks.runs import run, scrutineer
from corpus.findings import Action
from corpus.records import PaperKind
from corpus.store.index import Index

TOPICS = (
    "looked after children",
    "re-referrals",
    "fostering",
    "caseloads",
    "exclusions",
    "budget",
    "health assessments",
)
MARKED = re.compile(r"([^\[\]]*)\[(\d+)\]")
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


@pytest.fixture(scope="module")
def opened(sample_index):
    return Opened(Index(sample_index).open())


def briefs(opened):
    yield from (brief_on(topic_scope(opened, topic)) for topic in TOPICS)
    yield from (brief_on(item_scope(opened, item.id)) for item in items(opened))


def test_every_mark_has_its_source_and_every_source_is_cited(opened):
    for brief in briefs(opened):
        said = " ".join([*(finding.words for finding in brief.findings), *brief.questions])
        cited = {int(n) for _, n in MARKED.findall(said)}
        assert cited == {citation.n for citation in brief.citations}
        assert [citation.n for citation in brief.citations] == list(range(1, len(brief.citations) + 1))


def test_every_value_stands_in_the_words_that_it_cites(opened):
    for brief in briefs(opened):
        quotes = {citation.n: citation.quote for citation in brief.citations}
        for finding in brief.findings:
            if finding.part in (Part.RECOMMENDED, Part.ACTIONS):
                continue
            for before, n in MARKED.findall(finding.words):
                value = before if "“" in before else before.rpartition(": ")[2].split(" for ")[0]
                numbers = NUMBER.findall(value)
                assert not numbers or any(number in quotes[int(n)] for number in numbers), (finding.words, n)


def test_every_finding_and_question_cites_something(opened):
    for brief in briefs(opened):
        assert all(MARKED.search(finding.words) for finding in brief.findings)
        assert all(MARKED.search(question) for question in brief.questions)
        assert len(brief.questions) <= MOST_QUESTIONS


def test_open_actions_and_undecided_recommendations_are_found(opened):
    brief = brief_on(topic_scope(opened, "foster carers"))
    assert "mileage rates" in " ".join(finding.words for finding in brief.of(Part.ACTIONS))
    recommended = " ".join(finding.words for finding in brief.of(Part.RECOMMENDED))
    assert "raise the mileage rate" in recommended
    assert "Note the briefing" not in recommended


@pytest.mark.parametrize(
    ("state", "update", "done"),
    [
        ("Complete", "", True),
        ("Not complete", "", False),
        ("Partially completed", "", False),
        ("", "Closed in May.", True),
        ("", "To be completed by May.", False),
        ("Green", "All delivered.", False),
        ("", "", False),
    ],
)
def test_an_action_is_done_where_its_state_or_else_its_update_says_so(state, update, done):
    assert is_done(Action(0, "Open the hub", (), state=state, update=update)) is done


def test_items_are_the_reports_of_packs_newest_first_and_found_by_title(opened):
    found = items(opened)
    kinds = {opened.papers(item.id.rpartition("/")[0])[int(item.id.rpartition("/")[2])].kind for item in found}
    assert PaperKind.MINUTES not in kinds
    assert "10 December 2019" in found[0].name
    assert item_named(opened, "PERFORMANCE scorecard").topic.startswith("Appendix 5(b)")
    assert item_named(opened, "volcanoes") is item_named(opened, " ") is item_scope(opened, "x/0") is None


def test_the_brief_on_an_item_holds_its_figures_against_those_of_earlier_papers(opened):
    brief = brief_on(item_named(opened, "Performance scorecard"))
    assert len({citation.document.id for citation in brief.citations}) > 1
    assert brief.of(Part.TARGET)


def test_questions_on_one_thing_do_not_crowd_out_the_others():
    many = [Finding(Part.CHANGED, f"{n}", (f"first {n}", f"second {n}"), "care") for n in range(MOST_QUESTIONS)]
    chosen = suggested([*many, Finding(Part.ACTIONS, "a", ("what of the action",))])
    assert chosen[:2] == ["first 0", "what of the action"]
    assert len(chosen) == MOST_QUESTIONS


def test_the_document_has_questions_findings_and_numbered_sources(opened):
    brief = brief_on(topic_scope(opened, "re-referrals"))
    document = docx.Document(io.BytesIO(as_docx(brief, ["A question of my own?", brief.questions[0]])))
    texts = [paragraph.text for paragraph in document.paragraphs]
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert headings == ["Suggested questions", *map(str, Part), "Sources"]
    assert next(p.text for p in document.paragraphs if p.style.name == "List Number") == "A question of my own?"
    assert sum(text.startswith("[") for text in texts) == len(brief.citations)
    assert NOTHING[Part.RECOMMENDED] in texts
    assert texts[-1] == CLOSING


def test_the_command_prints_the_brief_or_writes_it(sample_index, tmp_path):
    settings = {"SCRUTINEER_INDEX": str(sample_index)}
    done = run([*scrutineer(), "brief", "re-referrals"], settings)
    assert done.status == 0
    assert "Suggested questions" in done.output
    done = run([*scrutineer(), "brief", "scorecard", "--item", "--docx", str(tmp_path / "b.docx")], settings)
    assert (done.status, (tmp_path / "b.docx").read_bytes()[:2]) == (0, b"PK")
    done = run([*scrutineer(), "brief", "volcanoes", "--item"], settings)
    assert done.status == 2
    assert "No paper held has the title" in done.errors
    done = run([*scrutineer(), "brief", "care", "--docx", str(tmp_path / "none" / "b.docx")], settings)
    assert done.status == 2
    assert "cannot be written" in done.errors
