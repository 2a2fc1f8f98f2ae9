"""A list is found by its lead or heading, wherever it stands, and is of the number, time and place asked for."""

from dataclasses import replace

import pytest

from assistant.drafting import drafted
from assistant.prose.listing import asked_list
from assistant.prose.lists import is_printed, leads, list_under
from tests.assistant.held import asked_of, heading, hold, item, paragraph

TITLE = "Harbour inspection letter"
IMPROVE = (TITLE, "What needs to improve")
SAYS_MUCH = (
    "The inspection of the harbour in March 2021 was the second of its kind, and inspectors came to the harbour."
)


def under(parent, text, **fields):
    return replace(item(text), parent=parent, **fields)


@pytest.fixture(scope="module")
def held(tmp_path_factory):
    folder = tmp_path_factory.mktemp("listing") / "index"
    hold(
        folder,
        TITLE,
        paragraph(SAYS_MUCH, headings=(TITLE,)),
        heading(IMPROVE[1]),
        replace(item("lighting on the quays"), headings=IMPROVE),
        replace(item("how crews are told of storms"), headings=IMPROVE),
    )
    hold(
        folder,
        "Anglers' paper",
        paragraph("For the anglers of the club the Committee is asked to:"),
        under(0, "note the paper on anglers"),
        under(0, "thank the anglers for what they asked for"),
        paragraph("Anglers pay for the pier, and anglers are counted on the pier each year."),
        paragraph("The club made these requests on the pier:"),
        under(4, "a lamp at the end"),
        under(4, "a shed for bait"),
    )
    hold(
        folder,
        "Dredging review",
        paragraph("Staff were heard in the dredging review. It has the themes"),
        under(0, "Silt and sand"),
        under(0, "Noise at night"),
        paragraph("Three ideas on dredging were left out of the dredging review:"),
        paragraph("a second dredger", number="1"),
        paragraph("dredging on Sundays", number="2"),
        paragraph("a ban on anchors", number="3"),
        paragraph("The review ends here.", number="7"),
    )
    return asked_of(folder)


def said(held, question):
    return [piece.words for piece in drafted(held.rank(question)).said]


@pytest.mark.parametrize(
    ("question", "lead", "items"),
    [
        (
            "what needed to improve after the march 2021 inspection of the harbour",
            IMPROVE[1],
            ["lighting on the quays", "how crews are told of storms"],
        ),
        (
            "what did the club of anglers ask for",
            "The club made these requests on the pier:",
            ["a lamp at the end", "a shed for bait"],
        ),
        (
            "which broad themes came up in the dredging review",
            "Staff were heard in the dredging review. It has the themes",
            ["Silt and sand", "Noise at night"],
        ),
        (
            "which three ideas were left out of the dredging review",
            "Three ideas on dredging were left out of the dredging review:",
            ["a second dredger", "dredging on Sundays", "a ban on anchors"],
        ),
    ],
)
def test_a_list_is_given_whole_with_what_leads_it(held, question, lead, items):
    assert said(held, question) == [lead, *items]


@pytest.mark.parametrize(
    "question",
    [
        "which four ideas were left out of the dredging review",
        "what needed to improve after the june 2017 inspection of the harbour",
        "what was said of the anglers",
    ],
)
def test_a_list_of_another_number_or_time_is_not_the_one_asked_for(held, question):
    ranking = held.rank(question)
    assert asked_list(ranking.opened, ranking.question, ranking.sought, ranking.found, ranking.ranked) is None


def test_a_list_is_looked_for_in_the_papers_of_the_best_passages(held):
    ranking = held.rank("what needed to improve after the march 2021 inspection of the harbour")
    found = [one for one in ranking.found if one.chunk.text == SAYS_MUCH]
    asked = asked_list(ranking.opened, ranking.question, ranking.sought, found, ranking.ranked)
    assert "lighting on the quays" in [piece.words for piece in asked.said]


def test_a_lead_ends_with_a_colon_or_in_the_midst_of_its_sentence(held):
    opened = held.rank("dredging review").opened
    review = next(document for document in opened.documents.values() if document.title == "Dredging review")
    blocks = opened.blocks(review.id, 0, 8)
    assert [leads(opened.snapshot, block) for block in blocks[:4]] == [True, False, False, True]
    assert [list_under(opened.snapshot, block) is None for block in blocks[:8]] == [False] * 7 + [True]
    assert is_printed(list_under(opened.snapshot, blocks[5]))
