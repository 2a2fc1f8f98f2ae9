"""The sample papers: made from their texts, readable, and holding what the golden questions say they hold."""

import json
import re
from functools import cache
from pathlib import Path

import pytest

from corpus.sample import papers_folder
from corpus.sample.make import TEXTS, main, make_papers
from corpus.sample.notation import Heading, Line, Paragraph, Table, read_papers, read_pieces
from tests.printed import pages, squashed

QUESTIONS = Path(__file__).parents[1] / "golden" / "questions.jsonl"
KINDS = {
    "figure", "table", "text", "unanswerable", "comparison", "trend", "followup", "who", "when", "list", "action",
    "conflict", "decision", "ambiguous", "derived", "period", "superseded", "overview",
}  # fmt: skip


@cache
def papers() -> dict[str, list[str]]:
    return {path.stem: pages(path) for path in sorted(papers_folder().iterdir())}


def questions() -> list[dict]:
    return [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]


def test_every_quote_of_the_golden_questions_stands_in_its_paper():
    held = {name: squashed(" ".join(text)) for name, text in papers().items()}
    absent = [
        (question["id"], evidence["quote"])
        for question in questions()
        for evidence in question["evidence"]
        if squashed(evidence["quote"]) not in held[evidence["document"]]
    ]
    assert absent == []


def test_every_paper_answers_some_golden_question():
    asked = {evidence["document"] for question in questions() for evidence in question["evidence"]}
    assert asked == set(papers())


def test_the_golden_questions_are_of_every_kind_and_a_fifth_or_more_have_no_answer():
    asked = questions()
    assert {question["kind"] for question in asked} == KINDS
    assert len({question["id"] for question in asked}) == len(asked) >= 80
    assert sum(question["abstain"] for question in asked) >= len(asked) / 5
    assert all(question["abstain"] != bool(question["evidence"]) for question in asked)


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> list[Path]:
    """The papers, made afresh from their texts."""
    pytest.importorskip("reportlab", reason="reportlab, a development dependency, is not installed")
    return make_papers(tmp_path_factory.mktemp("made"))


def test_every_committed_paper_is_what_its_text_makes(made):
    assert {path.stem: pages(path) for path in made} == papers()


def test_making_the_papers_twice_gives_the_same_bytes(made, tmp_path):
    again = {path.name: path.read_bytes() for path in make_papers(tmp_path)}
    assert {path.name: path.read_bytes() for path in made} == again


def test_the_pack_prints_page_numbers_that_differ_from_those_of_the_file():
    pack = next(text for name, text in papers().items() if name.startswith("Public reports pack"))
    assert len(pack) >= 25
    assert not re.search(r"^Page \d+", pack[0], re.MULTILINE)
    for number, text in enumerate(pack[2:], start=1):
        assert re.search(rf"^Page {number}\s*$", text, re.MULTILINE)


def test_the_agenda_of_the_pack_names_the_pages_where_its_papers_begin():
    pack = next(text for name, text in papers().items() if name.startswith("Public reports pack"))
    minutes, report = re.findall(r"\(Pages (\d+) - \d+\)", pack[2])[:2]
    assert "Agenda Item 3" in pack[int(minutes) + 1]
    assert "Agenda Item 5" in pack[int(report) + 1]


def test_the_papers_span_three_years_and_three_formats():
    suffixes = [path.suffix for path in papers_folder().iterdir()]
    assert len(suffixes) >= 12
    assert (suffixes.count(".docx"), suffixes.count(".html")) == (2, 2)
    assert {part.file for parts in read_papers(TEXTS).values() for part in parts} == {
        path.name for path in papers_folder().iterdir()
    }


def test_the_notation_reads_headings_numbers_tables_and_lines():
    body = "## 5.0 Care\n\n5.1 There were\nten.\n\n{caption: Homes}\n| Type | n |\n| Kin | 4 |\n\n> One\n> Two"
    assert list(read_pieces(body)) == [
        Heading(2, "5.0", "Care"),
        Paragraph("5.1", "There were ten."),
        Table("Homes", (1.0, 1.0), (("Type", "n"), ("Kin", "4"))),
        Line("One", last=False),
        Line("Two", last=True),
    ]


def test_a_table_of_uneven_rows_is_refused():
    with pytest.raises(ValueError, match="unequal length"):
        list(read_pieces("| a | b |\n| 1 |"))


def test_the_script_says_how_it_is_used(capsys):
    assert main([]) == 2
    assert capsys.readouterr().err
