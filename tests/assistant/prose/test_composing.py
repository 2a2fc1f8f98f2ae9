"""What is said of the candidates: enough, of the right kind, short, and never without its quote."""

from datetime import date

import pytest

from assistant.answers import Status
from assistant.checking import numbers
from assistant.prose.composing import LONG, SHORT, compose
from assistant.prose.tables import rows_asked
from corpus.records import BlockKind
from tests.assistant.held import asked_of, heading, hold, item, paragraph, row

FILLER = "and the board heard from partners about the work that is under way in the north and the south of the town"
LONG_SENTENCE = (
    f"The harbour survey was made in the spring, {FILLER}, {FILLER}; of the moorings in the harbour 314 were in use, "
    f"{FILLER}, {FILLER}."
)
ONE_CLAUSE = f"Surveys of quays {FILLER} {FILLER} {FILLER} found 271 bollards {FILLER} {FILLER}."
GRANTS = (
    f"All ferry piers have a ramp (by September 2031) {FILLER} {FILLER}; new grants for the piers are made to 2 "
    f"bodies of 12 each, {FILLER} {FILLER}."
)
PILOTS = (
    f"The crew of the pilot boat thanked Councillor Ada Reed for the ramp {FILLER} {FILLER}; 40 crew of the pilot boat "
    f"came to the pilot boat supper, {FILLER} {FILLER}."
)


@pytest.fixture(scope="module")
def held(tmp_path_factory):
    folder = tmp_path_factory.mktemp("composing") / "index"
    hold(
        folder,
        "harbour.txt",
        paragraph(LONG_SENTENCE),
        paragraph(ONE_CLAUSE),
        paragraph("The harbour office spent £40,000 on dredging. The rate of collisions was 14 per 10,000 sailings."),
        paragraph("At month end May 2019 there were 58 ferries in service."),
        paragraph(GRANTS),
        paragraph(PILOTS),
        row("Ferry crews", "61", heads=("Staff", "Number")),
    )
    hold(
        folder,
        "decision.txt",
        heading("Decision"),
        paragraph("The lighthouse scheme was discussed. On the lighthouse the Committee agreed:"),
        item("that the lighthouse be painted;"),
        item("that the keeper report back."),
        paragraph("The meeting closed."),
    )
    hold(
        folder,
        "long.txt",
        paragraph("The pier plan has these aims:"),
        *(item(f"aim {n} of the pier {FILLER}") for n in range(1, 9)),
        item("that anglers be given a platform on the pier plan"),
    )
    return asked_of(folder)


def composed(held, text, history=()):
    ranking = held.rank(text, history)
    return compose(ranking.opened.snapshot, ranking.question, ranking.ranked, ranking.sought)


@pytest.mark.parametrize(
    "question",
    [
        "how many zebras escaped from the circus last winter",
        "how many moorings were in use by zebras of the circus company",
    ],
)
def test_nothing_is_answered_of_what_the_papers_do_not_hold(held, question):
    assert held.ask(question).status is Status.NOT_STATED


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("how many moorings in the harbour were in use", "314"),
        ("how many ferries were in service at month end May 2019", "58"),
    ],
)
def test_a_figure_is_answered_by_the_sentence_that_holds_it(held, question, number):
    said = composed(held, question).said
    assert number in numbers(said[0].words)


def test_a_figure_of_another_unit_is_no_answer(held):
    assert "40000" in numbers(composed(held, "how much was spent on dredging by the harbour office").said[0].words)
    assert composed(held, "what percentage of dredging by the harbour office").said == ()
    assert held.ask("what was the cost of the collisions of sailings").status is Status.NOT_STATED


def test_a_bare_number_in_a_table_may_have_any_unit(held):
    assert "61" in composed(held, "what was the rate of ferry crews").said[0].words


def test_another_period_than_the_short_one_named_is_said_to_be_another(held):
    found = composed(held, "how many ferries were in service at month end June 2018")
    assert found.said == ()
    assert found.other_period


def test_a_long_sentence_is_cut_to_the_clauses_around_its_quantity(held):
    said = composed(held, "how many moorings in the harbour were in use").said[0]
    assert said.words.startswith("… ")
    assert said.words.endswith(" …")
    assert "of the moorings in the harbour 314 were in use" in said.words
    assert len(said.words.split()) <= SHORT + 2
    assert said.block.text[said.start : said.end] == LONG_SENTENCE


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("by when should all ferry piers have a ramp", "by September 2031"),
        ("who did the crew of the pilot boat thank", "Ada Reed"),
    ],
)
def test_no_cut_takes_away_the_time_or_the_name_that_is_asked_for(held, question, told):
    said = composed(held, question).said[0]
    assert told in said.words
    assert said.words.endswith(" …")


def test_a_single_long_clause_is_cut_to_words_that_hold_its_quantity(held):
    said = composed(held, "how many bollards did surveys of quays find").said[0]
    assert "271" in said.words
    assert len(said.words.split()) <= SHORT + 2
    assert said.words.strip("… ") in ONE_CLAUSE


def test_a_list_is_given_under_its_lead(held):
    said = composed(held, "what did the committee agree on the lighthouse").said
    assert [piece.words for piece in said] == [
        "On the lighthouse the Committee agreed:",
        "that the lighthouse be painted;",
        "that the keeper report back.",
    ]
    assert [piece.block.kind for piece in said[1:]] == [BlockKind.LIST_ITEM] * 2


def test_a_list_too_long_to_hold_the_item_found_gives_way_to_the_item(held):
    said = composed(held, "anglers platform on the pier plan").said
    assert "that anglers be given a platform on the pier plan" in [piece.words for piece in said]
    assert sum(len(piece.words.split()) for piece in said) <= LONG


def test_every_number_said_stands_in_the_quote_or_above_it(held):
    for question in ("harbour survey", "ferry crews number", "rate of collisions", "what did the committee agree"):
        for piece in composed(held, question).said:
            heads = piece.block.row.heads if piece.block.row else ()
            assert numbers(piece.words) <= numbers(" ".join((piece.block.text[piece.start : piece.end], *heads)))


def test_a_sentence_about_another_option_is_no_answer(tmp_path):
    hold(tmp_path, "harbour.txt", paragraph("Option 1 would close the slipway, as the harbour board had feared."))
    assert asked_of(tmp_path).ask("what would option 2 do to the slipway").status is Status.NOT_STATED
    assert asked_of(tmp_path).ask("what would option 1 do to the slipway").status is Status.ANSWERED


def test_a_row_of_a_table_without_heads_is_said_by_its_cells(tmp_path):
    hold(
        tmp_path,
        "harbour.txt",
        heading("Repairs to the moorings"),
        row("North mooring", "chain replaced", "Red"),
        row("South mooring", "chain looked at", "Green"),
    )
    ranking = asked_of(tmp_path).rank("which mooring got red")
    (row_said,) = rows_asked(ranking.opened.snapshot, ranking.question, ranking.sought, ranking.ranked)
    assert row_said.words == "North mooring; chain replaced; Red"


def test_the_rows_of_another_year_are_not_those_asked_for(tmp_path):
    heads = ("Mooring", "Work", "State")
    hold(
        tmp_path,
        "moorings.txt",
        paragraph("Moorings in 2021, each with the state of its work:"),
        row("North mooring", "chain replaced", "Red", heads=heads),
        row("South mooring", "chain looked at", "Red", heads=heads),
        row("West mooring", "chain looked at", "Green", heads=heads),
        meeting_date=date(2021, 5, 4),
    )
    held = asked_of(tmp_path)

    def rows(question):
        ranking = held.rank(question)
        return rows_asked(ranking.opened.snapshot, ranking.question, ranking.sought, ranking.ranked)

    assert len(rows("which moorings were red in 2021")) == 2
    assert len(rows("which of the moorings were red")) == 2
    assert rows("which moorings were red in 2018") == ()
    assert rows("which of the moorings were green") == ()
