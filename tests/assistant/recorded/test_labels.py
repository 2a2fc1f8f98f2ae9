"""What is filled in behind a label, asked of small papers: of the kind asked for, and of the paper asked of."""

import pytest

from assistant.recorded.labels import labelled
from tests.assistant.held import asked_of, heading, hold, paragraph, row


@pytest.fixture(scope="module")
def label(tmp_path_factory):
    """Give a way to ask the papers for what is filled in."""
    folder = tmp_path_factory.mktemp("labels") / "index"
    for scheme, key, day, author in (
        ("pier", "No", "4 May 2021", "Ada Lane"),
        ("quay", "Yes", "9 June 2022", "Bo Reed"),
    ):
        hold(
            folder,
            f"{scheme} scheme decision",
            paragraph(f"Key decision: {key}"),
            paragraph(f"Date of decision: {day}"),
            paragraph(f"Report author: {author}, Head of Harbours"),
            paragraph(f"Harbour pilot: {author}"),
            paragraph("Decision: that the scheme go ahead as planned."),
            paragraph(f"Lead Member / Lead Officer – Cllr {author}"),
            row("Document checked by:", author),
            heading("Responsible Officer for Dredging"),
            paragraph(f"{author} of Harbours", headings=("Responsible Officer for Dredging",)),
            paragraph(
                "Background: The author wrote on 3 March 2020 of a decision that nobody then living could remember."
            ),
        )
    held = asked_of(folder)

    def asked(text):
        ranking = held.rank(text)
        return [p.words for p in labelled(ranking.opened, ranking.question, ranking.sought, ranking.found)]

    return asked


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("is the pier scheme a key decision?", "Key decision: No"),
        ("is the quay scheme a key decision?", "Key decision: Yes"),
        ("what was the date of the pier decision?", "Date of decision: 4 May 2021"),
        ("who is the report author for the quay scheme?", "Report author: Bo Reed, Head of Harbours"),
        ("who was the harbour pilot in may 2021", "Harbour pilot: Ada Lane"),
        ("who was the harbour pilot in june 2022", "Harbour pilot: Bo Reed"),
        ("lead member for the pier scheme", "Lead Member / Lead Officer – Cllr Ada Lane"),
        ("who was the quay scheme document checked by?", "Document checked by: | Bo Reed"),
        ("who is responsible for dredging on the pier scheme?", "Ada Lane of Harbours"),
        ("what was decided on the pier scheme?", "Decision: that the scheme go ahead as planned."),
    ],
)
def test_what_is_filled_in_is_given_with_its_label(label, text, words):
    assert label(text) == [words]


@pytest.mark.parametrize(
    "text",
    ["is the lighthouse a key decision?", "who painted the pier?", "when does the quay open?", "is the pier safe?"],
)
def test_a_label_that_is_not_asked_for_answers_nothing(label, text):
    assert label(text) == []
