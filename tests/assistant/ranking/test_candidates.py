"""Candidates: which sentences and rows are looked at, and what speaks for them."""

from datetime import date

import pytest

from corpus.records import BlockKind
from corpus.store.filters import Filters
from tests.assistant.held import asked_of, heading, hold, paragraph, row

JUNE = date(2019, 6, 13)


@pytest.fixture(scope="module")
def held(tmp_path_factory):
    folder = tmp_path_factory.mktemp("candidates") / "index"
    hold(
        folder,
        "june.txt",
        heading("Zebras in the park in May 2019"),
        paragraph(
            "The park opened early. There were 12 zebras at the gate. In May 2018 there were 9 zebras at the gate.",
            headings=("Zebras in the park in May 2019",),
        ),
        row("Zebras", "Target", heads=("Animal", "Number"), is_head=True),
        row("Zebras", "14", "86%", heads=("Animal", "Number counted", "% fed"), caption="Counts in May 2019"),
        paragraph("In the year 31 giraffes left the park. There were 44 giraffes in the park."),
        council="Wendmouth Council",
        meeting_date=JUNE,
    )
    hold(
        folder, "saltby.txt", paragraph("There were 77 giraffes in the park, and the housing was dry."),
        council="Saltby Council", meeting_date=date(2018, 1, 9),
    )  # fmt: skip
    return asked_of(folder)


def by_text(held, question, history=(), filters=None):
    return {c.text: c for c in held.rank(question, history, filters).ranked}


def test_headings_and_head_rows_answer_nothing(held):
    ranked = held.rank("how many zebras were in the park in May 2019").ranked
    assert ranked
    assert not [c for c in ranked if c.block.kind is BlockKind.HEADING or (c.block.row and c.block.row.is_head)]


def test_offsets_give_the_text_and_the_quantity(held):
    found = by_text(held, "how many zebras were at the gate")["There were 12 zebras at the gate."]
    assert found.block.text[found.start : found.end] == found.text
    assert found.quantity is not None
    assert found.block.text[found.quantity.start : found.quantity.end] == "12"


def test_candidates_come_best_first(held):
    scores = [c.score for c in held.rank("how many zebras were at the gate").ranked]
    assert scores == sorted(scores, reverse=True)


def test_the_heads_of_a_row_count_as_its_own_words(held):
    found = by_text(held, "how many zebras were counted and fed")["Zebras | 14 | 86%"]
    assert found.features.words == pytest.approx(1)
    assert found.features.row == 1


def test_the_unit_of_a_column_stands_in_its_head(held):
    assert by_text(held, "what percentage of zebras were fed")["Zebras | 14 | 86%"].features.unit == 1


@pytest.mark.parametrize(
    ("question", "text", "period", "other"),
    [
        ("how many zebras in May 2018", "In May 2018 there were 9 zebras at the gate.", 1, 0),
        ("how many zebras in May 2019", "In May 2018 there were 9 zebras at the gate.", 0, 1),
        ("how many zebras in May 2019", "There were 12 zebras at the gate.", 1, 0),
        ("how many zebras in May 2018", "There were 12 zebras at the gate.", 0, 0),
        ("how many zebras in May 2019", "Zebras | 14 | 86%", 1, 0),
        ("how many zebras in the June 2019 report", "In May 2018 there were 9 zebras at the gate.", 0, 0),
        ("how many giraffes in the June 2019 report", "There were 44 giraffes in the park.", 1, 0),
        ("how many zebras", "There were 12 zebras at the gate.", 0, 0),
    ],
    ids=[
        "own words",
        "another's",
        "heading",
        "none",
        "caption",
        "own before the paper's",
        "the paper's date",
        "not asked",
    ],
)
def test_a_period_is_taken_from_the_text_then_from_above_then_from_the_paper(held, question, text, period, other):
    features = by_text(held, question)[text].features
    assert (features.period, features.other_period) == (period, other)


def test_coming_and_going_is_another_measure_than_being_there(held):
    stock = by_text(held, "how many giraffes were in the park")
    assert stock["In the year 31 giraffes left the park."].features.other_flow == 1
    assert stock["There were 44 giraffes in the park."].features.other_flow == 0
    flow = by_text(held, "how many giraffes left the park")
    assert flow["In the year 31 giraffes left the park."].features.other_flow == 0


def test_a_paper_of_another_council_than_the_one_named_is_elsewhere(held):
    text = "There were 77 giraffes in the park, and the housing was dry."
    assert by_text(held, "how many giraffes in Wendmouth")[text].features.elsewhere == 1
    assert by_text(held, "how many giraffes in Saltby")[text].features.elsewhere == 0
    assert by_text(held, "how many giraffes")[text].features.elsewhere == 0


def test_a_follow_up_stays_with_the_council_of_the_turn_before(held):
    text = "There were 77 giraffes in the park, and the housing was dry."
    history = ["how many zebras in Wendmouth?"]
    assert by_text(held, "and giraffes?", history)[text].features.elsewhere == 1
    assert by_text(held, "and giraffes in Saltby?", history)[text].features.elsewhere == 0


def test_our_council_is_that_of_the_settings(held):
    ours = asked_of(held.settings.index, council="Wendmouth Council")
    text = "There were 77 giraffes in the park, and the housing was dry."
    assert by_text(ours, "how many giraffes do we have in our park")[text].features.elsewhere == 1
    # A question that names no council is likelier about ours than about another.
    assert 0 < by_text(ours, "how many giraffes are in the park")[text].features.elsewhere < 1


def test_a_word_elsewhere_in_the_paper_counts_for_less(held):
    # The stem of "housing" is not its own stem, so the keyword index is asked for the word.
    texts = by_text(held, "was there housing for giraffes", filters=Filters(councils=("Saltby Council",)))
    assert texts["There were 77 giraffes in the park, and the housing was dry."].features.words == pytest.approx(1)
    wide = by_text(held, "how many giraffes at the gate")["There were 44 giraffes in the park."]
    assert 0 < wide.features.paper < 1
    assert wide.coverage < 1


def test_a_newer_paper_is_more_recent(held):
    texts = by_text(held, "how many giraffes are in the park")
    assert texts["There were 44 giraffes in the park."].features.recent == 1
    assert texts["There were 77 giraffes in the park, and the housing was dry."].features.recent == 0


@pytest.mark.parametrize(
    ("question", "text", "kind"),
    [
        ("who met at the gate", "Ruth Mallory met them at the gate.", 1),
        ("who met at the gate", "They met at the gate in March.", 0),
        ("when did they meet at the gate", "They met at the gate in March.", 1),
        ("when did they meet at the gate", "Ruth Mallory met them at the gate.", 0),
        ("why did they meet at the gate", "They met at the gate because of rain.", 1),
        ("why did they meet at the gate", "They met at the gate in March.", 0),
    ],
)
def test_the_kind_of_thing_asked_for_is_seen(tmp_path, question, text, kind):
    hold(tmp_path / "index", "gate.txt", paragraph(text))
    assert by_text(asked_of(tmp_path / "index"), question)[text].features.kind == kind
