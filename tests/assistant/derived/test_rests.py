"""What is left of a whole, what a list comes to, by how much a value changed, and what the papers state otherwise."""

import pytest

from assistant.drafting import drafted
from tests.assistant.held import asked_of, hold, paragraph


def worked(folder, text, question):
    """What is worked out for a question from a paper of one paragraph, or None."""
    hold(folder, "harbour.txt", paragraph(text))
    working = drafted(asked_of(folder).rank(question)).working
    return (working.formula, working.value) if working else None


@pytest.mark.parametrize(
    ("text", "question", "formula", "value"),
    [
        ("There are 41 sailors for 60 berths.", "how many berths for sailors are empty", "60 - 41", "19"),
        (
            "The Harbour Fund paid out £3,650 to 12 crews. The fund for the year is £6,000.",
            "how much is left in the harbour fund",
            "6000 - 3650",
            "2350",
        ),
        (
            "Harbour training was offered to 388 sailors and taken up by 141.",
            "how many offered harbour training turned it down",
            "388 - 141",
            "247",
        ),
        (
            "Forty sailors won a harbour cup, twenty a harbour plate and ten a harbour spoon (seven had a cup before).",
            "how many sailors won a harbour cup, plate and spoon in total",
            "40 + 20 + 10",
            "70",
        ),
        (
            "The harbour fee would go from £97.40 to £104.90 a week.",
            "by how much is the harbour fee going up",
            "104.90 - 97.40",
            "7.50",
        ),
    ],
)
def test_what_two_values_of_a_sentence_leave_or_come_to(tmp_path, text, question, formula, value):
    assert worked(tmp_path, text, question) == (formula, value)


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("There are 60 berths for sailors and 41 are empty.", "how many berths for sailors are empty"),
        ("The harbour has 60 berths and sold 41.", "how many harbour berths are empty"),
        ("The harbour taught 388 sailors, 141 boys and 20 cooks.", "how many harbour sailors turned it down"),
        ("Of 388 sailors 41 left the harbour; £20 was spent on each.", "how many sailors left the harbour"),
        ("The harbour fee goes from £97 to £105, a rise of £8.", "by how much is the harbour fee going up"),
    ],
)
def test_nothing_is_taken_off_where_the_rest_is_told_or_does_not_follow(tmp_path, text, question):
    assert worked(tmp_path, text, question) is None


def test_a_difference_that_the_papers_state_otherwise_is_said_beside_the_one_that_follows(tmp_path):
    hold(
        tmp_path,
        "harbour.txt",
        paragraph("The share of harbour boats in repair is 21.3% compared to an England average of 17.2%."),
        paragraph("Tides were kind this spring."),
        paragraph("3.3% higher than the England average for the share of harbour boats in repair"),
    )
    draft = drafted(asked_of(tmp_path).rank("how far above England is the share of harbour boats in repair?"))
    assert draft.working.value == "4.1"
    assert "3.3" in [figure.number for piece in draft.said for figure in piece.figures]
    assert draft.opening
