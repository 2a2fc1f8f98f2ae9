"""The corpus as another program asks it, on the sample papers and on packs of a few pages."""

import json
import subprocess
import sys
from io import BytesIO

import pytest
from PIL import Image

from assistant import Corpus
from assistant.answers import Status
from benchmarks.runs import ROOT
from corpus.errors import NoIndexError, NotHeldError, RequestError, WithheldError
from corpus.settings import Settings
from ingest.pipeline import ingest, remove
from tests.assistant.held import asked_of, heading, hold, paragraph
from tests.ingest.drawn import draw
from tests.ingest.packs import page

QUESTION = "what was the LAC rate in May 2019"


@pytest.fixture(scope="module")
def corpus(assistant):
    return Corpus(assistant)


def test_a_question_is_answered_as_the_command_line_answers_it(corpus, sample_index):
    answer = corpus.ask(QUESTION)
    assert answer.status is Status.ANSWERED
    command = [sys.executable, "-m", "assistant", "ask", QUESTION, "--json", "--index", str(sample_index)]
    printed = json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout)
    assert {**printed, "elapsed_ms": 0} == {**answer.to_json(), "elapsed_ms": 0}


def test_an_index_is_opened_by_its_folder_and_a_missing_one_says_what_to_do(sample_index, tmp_path):
    assert Corpus.open(str(sample_index), council="Wendmouth Council").ask(QUESTION).citations
    with pytest.raises(NoIndexError, match="scrutineer ingest"):
        Corpus.open(tmp_path)


def test_a_follow_up_leans_on_the_questions_before(corpus):
    answer = corpus.ask("and in May 2018?", [QUESTION])
    assert answer.read_as["period"] == "2018-05"


def test_answers_and_passages_keep_to_limits(corpus):
    only = corpus.papers()[-1]
    filters = corpus.limits(documents=[only.name])
    assert {passage.document.id for passage in corpus.passages("children", 3, filters=filters)} == {only.id}
    assert corpus.limits() is None
    with pytest.raises(NotHeldError, match=r"nothing\.pdf"):
        corpus.limits(documents=["nothing.pdf"])


def test_a_search_gives_passages_with_their_words_marked_and_their_place(corpus):
    found = corpus.search("looked after children")
    assert found.all_words
    assert found.total >= len(found.papers) > 0
    first = found.papers[0].passages[0]
    assert any(marked for _, marked in first.pieces)
    held = corpus.page(first.citation.document.id, block=first.citation.block.ordinal)
    assert first.citation.quote in held.text
    assert json.loads(json.dumps(found.to_json()))["papers"][0]["passages"][0]["n"] == 1


def test_a_search_is_limited_ordered_and_paged(corpus):
    kinds = [choice.value for choice in corpus.search("children").facets["kind"]]
    only = corpus.search("children", chosen={"kind": kinds[:1]}, order="newest")
    assert {paper.entry.paper.kind for paper in only.papers} == set(kinds[:1])
    days = [paper.entry.day for paper in only.papers if paper.entry.day]
    assert days == sorted(days, reverse=True)
    within = corpus.search("children", document=only.papers[0].entry.document.name)
    assert {paper.entry.document for paper in within.papers} == {only.papers[0].entry.document}
    for wrong in ({"chosen": {"colour": ["red"]}}, {"order": "best"}):
        with pytest.raises(RequestError):
            corpus.search("children", **wrong)


def test_figures_come_with_period_place_and_the_words_that_they_stand_in(corpus):
    found = corpus.figures("looked after children", period="May 2019", units=["per 10,000"])
    assert found.total == len(found.figures) > 0
    for one in found.figures:
        assert one.figure.unit == "per 10,000"
        assert one.citation.quote
        assert one.citation.block.text[one.figure.start : one.figure.end] == one.citation.quote
    printed = found.to_json()
    assert [figure["citation"] for figure in printed["figures"]] == [c["n"] for c in printed["citations"]]
    with pytest.raises(RequestError, match="is no period"):
        corpus.figures("looked after children", period="soon")


def test_figures_are_given_in_parts_and_by_a_part_of_a_place(corpus):
    every = corpus.figures("looked after children")
    part = corpus.figures("looked after children", first=1, most=2)
    assert part.total == every.total
    assert [one.figure for one in part.figures] == [one.figure for one in every.figures[1:3]]
    place = every.offered.places[0][0]
    assert {one.place for one in corpus.figures("looked after children", places=[place[:4].upper()]).figures} == {place}
    assert corpus.figures("looked after children", places=["Atlantis"]).total == 0
    assert every.measures == ("looked after children",)
    assert corpus.measures()[0][1] > 1


def test_papers_are_listed_and_taken_apart(corpus):
    held = corpus.papers()
    assert corpus.papers("youth justice") == [d for d in held if "youth justice" in d.title.casefold()]
    pack = next(outline for outline in map(corpus.outline, (d.id for d in held)) if len(outline.parts) > 1)
    assert pack.parts[0].paper.title
    printed = pack.to_json()
    assert printed["papers"][0]["pages"][0] == 1
    assert str(pack.document.source) not in json.dumps(printed)


def test_a_page_is_text_and_picture_with_the_passage_marked(corpus):
    citation = corpus.ask(QUESTION).citations[0]
    text = corpus.page(citation.document.name, citation.page)
    assert (text.number, text.of, text.is_drawn) == (citation.page, citation.document.pages, True)
    spot = citation.spot
    marked = corpus.picture(
        spot["document"], spot["page"], block=spot["block"], start=spot["from"], end=spot["to"], width=500
    )
    plain = corpus.picture(spot["document"], spot["page"], width=500)
    assert Image.open(BytesIO(marked)).width == 500
    assert marked != plain


@pytest.mark.parametrize("number", [0, -1, 10_000])
def test_a_page_that_there_is_not_is_named(corpus, number):
    document = next(document for document in corpus.papers() if document.pages)
    for way in (corpus.page, corpus.picture):
        with pytest.raises(NotHeldError, match="has no page"):
            way(document.id, number)


def test_a_paper_that_is_not_held_and_a_name_that_two_have_are_told(corpus, tmp_path):
    with pytest.raises(NotHeldError, match=r"elsewhere\.pdf"):
        corpus.outline("elsewhere.pdf")
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "same.txt").write_text(f"Report {folder}\n\nThe harbour is {folder}.\n", encoding="utf-8")
    assert ingest([tmp_path], Settings(index=tmp_path / "index")).exit_status == 0
    two = Corpus.open(tmp_path / "index")
    with pytest.raises(RequestError, match="name one by its id"):
        two.page("same.txt")
    assert [two.page(document.id).document.id for document in two.papers()] == [d.id for d in two.papers()]


def test_a_file_without_pages_is_given_in_sheets(tmp_path):
    lines = [heading("Harbour"), *(paragraph(f"Berth {n} is let.") for n in range(250))]
    paper = hold(tmp_path, "berths.txt", *lines)
    corpus = Corpus(asked_of(tmp_path))
    assert (corpus.page(paper.id).of, len(corpus.page(paper.id, 2).blocks)) == (2, 51)
    assert "Berth 230 is let." in corpus.page(paper.id, block=231).text
    with pytest.raises(NotHeldError, match="no pages to draw"):
        corpus.picture(paper.id, 1)
    with pytest.raises(NotHeldError, match="no passage 999"):
        corpus.page(paper.id, block=999)


def test_what_is_withheld_is_named_and_neither_read_nor_drawn(tmp_path):
    head = ("Report to: Cabinet", "Relevant Officer: Ann Head, Director", "Date of Meeting: 5 March 2020")
    public = page(*head, "#HARBOUR DREDGING", "1.1 The harbour will be dredged in the spring.")
    secret = page("^EXEMPT - paragraph 3", *head, "#LEASE OF THE PIER", "1.1 Gull Holdings offered £12,000.")
    draw(tmp_path / "pack.pdf", public, secret)
    ingest([tmp_path / "pack.pdf"], Settings(index=tmp_path / "index"))
    corpus = Corpus.open(tmp_path / "index")
    assert [bool(part.paper.exempt) for part in corpus.outline("pack.pdf").parts] == [False, True]
    shown = corpus.page("pack.pdf", 2)
    assert (shown.blocks, shown.is_withheld, shown.is_drawn) == ((), True, False)
    assert corpus.picture("pack.pdf", 1)
    with pytest.raises(WithheldError, match="not for publication"):
        corpus.picture("pack.pdf", 2)
    said = [corpus.search("Gull Holdings"), corpus.figures("offer"), corpus.outline("pack.pdf"), shown]
    assert "Gull" not in json.dumps([one.to_json() for one in said][1:])
    assert said[0].total == 0


def test_a_new_generation_is_taken_up_and_a_removed_paper_is_gone(tmp_path):
    settings = Settings(index=tmp_path / "index")
    (tmp_path / "a.txt").write_text("Harbour\n\nThe harbour had 123 boats in May 2019.\n", encoding="utf-8")
    ingest([tmp_path / "a.txt"], settings)
    corpus = Corpus.open(settings.index)
    assert "123" in corpus.ask("how many boats did the harbour have in May 2019").text
    (tmp_path / "b.txt").write_text("Pier\n\nThe pier had 45 visitors in May 2019.\n", encoding="utf-8")
    ingest([tmp_path / "b.txt"], settings)
    assert "45" in corpus.ask("how many visitors did the pier have in May 2019").text
    remove(["a.txt"], settings)
    assert [document.name for document in corpus.papers()] == ["b.txt"]


def test_importing_the_package_imports_nothing_of_it_and_a_misspelt_name_is_an_error():
    code = "import assistant, sys; assert 'assistant.assistant' not in sys.modules; assistant.Corpse"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.stderr.splitlines()[-1] == "AttributeError: module 'assistant' has no attribute 'Corpse'"
