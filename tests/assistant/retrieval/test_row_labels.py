"""Rows that a question names: found in the register, wherever they stand, and said with the columns asked for."""

import pytest

from assistant.drafting import drafted
from assistant.retrieval.row_labels import is_named, rows_named
from corpus.records import Row
from corpus.store.filters import Filters
from tests.assistant.held import asked_of, heading, hold, paragraph, row

HEADS = ("Berth", "Budget £", "Forecast £")


@pytest.fixture(scope="module")
def held(tmp_path_factory):
    folder = tmp_path_factory.mktemp("rows") / "index"
    hold(
        folder,
        "moorings.txt",
        heading("Moorings"),
        row(*HEADS, heads=HEADS, is_head=True),
        row("North Quay", "4,100", "4,300", heads=HEADS),
        row("North Quay Annexe", "900", "950", heads=HEADS),
        row("B", "70", "75", heads=HEADS),
        paragraph("The quay was repaired."),
    )
    return asked_of(folder)


@pytest.mark.parametrize(
    ("question", "label", "named"),
    [
        ("budget for the north quay", "North Quay", True),
        ("budget for the north quay", "North Quay Annexe", False),
        ("budget for berth B", "B", True),
        ("budget for plan B", "B", False),
        ("budget forecast", "Budget", False),
    ],
)
def test_a_label_is_named_with_all_its_words(held, question, label, named):
    ranking = held.rank(question)
    assert is_named(Row(0, 1, (label, "4"), ("Berth", "Budget £")), ranking.question, ranking.sought) is named


def test_a_reference_before_the_label_says_nothing_of_the_row(held):
    ranking = held.rank("budget for the north quay")
    numbered = Row(0, 1, ("R12", "North Quay", "4"), ("Ref", "Berth", "Budget £"), stubs=2)
    assert is_named(numbered, ranking.question, ranking.sought)


def test_the_rows_that_a_question_names_are_found_in_the_register(held):
    ranking = held.rank("budget and forecast for the north quay")
    opened = ranking.opened
    found = rows_named(opened, ranking.question, ranking.sought)
    assert [opened.snapshot.catalogue.blocks(d, b, b)[0].text for d, b in found] == ["North Quay | 4,100 | 4,300"]


def test_every_column_that_is_asked_for_is_said(held):
    said = drafted(held.rank("budget and forecast for the north quay")).said
    assert [piece.words for piece in said] == ["North Quay – Budget £: £4,100; Forecast £: £4,300"]


def test_rows_of_papers_that_a_filter_leaves_out_are_not_found(held):
    ranking = held.rank("budget and forecast for the north quay", filters=Filters(documents=("another",)))
    assert ranking.ranked == []
