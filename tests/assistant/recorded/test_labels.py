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
            heading("Any alternatives considered and rejected:"),
            paragraph("None", headings=("Any alternatives considered and rejected:",)),
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
        ("were any alternatives looked at for the pier scheme?", "None"),
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


@pytest.fixture(scope="module")
def front(tmp_path_factory):
    """Give a way to ask a paper that names persons and their posts line by line."""
    folder = tmp_path_factory.mktemp("fronts") / "index"
    hold(
        folder,
        "sluice scheme report",
        paragraph("Lock Keeper / Lock Clerk: Cllr Ada Lane & Bo Reed"),
        paragraph("Name of Contact Officer: Cecil Moss"),
        paragraph("Post Title: Director of Sluices' Care"),
        paragraph("Telephone: none"),
    )
    held = asked_of(folder)

    def asked(text):
        ranking = held.rank(text)
        return [p.words for p in labelled(ranking.opened, ranking.question, ranking.sought, ranking.found)]

    return asked


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("who is the lock keeper for the sluice scheme", "Lock Keeper / Lock Clerk: Cllr Ada Lane …"),
        ("who is the lock clerk for the sluice scheme", "Lock Keeper / Lock Clerk: … Bo Reed"),
        (
            "who are lock keeper and lock clerk on the sluice scheme",
            "Lock Keeper / Lock Clerk: Cllr Ada Lane & Bo Reed",
        ),
    ],
)
def test_of_two_behind_a_label_of_two_the_one_asked_for_is_given(front, text, words):
    assert front(text) == [words]


def test_a_post_is_told_with_the_name_that_stands_before_it(front):
    assert front("who is the director of sluices care on the sluice scheme report") == [
        "Name of Contact Officer: Cecil Moss",
        "Post Title: Director of Sluices' Care",
    ]
    assert front("who is the deputy director of locks on the sluice scheme report") == []
