"""Two things asked for in one question, which two sentences say, and what a former holder of a post does not answer."""

import pytest

from assistant.drafting import drafted
from tests.assistant.held import asked_of, hold, item, paragraph


@pytest.fixture(scope="module")
def held(tmp_path_factory):
    folder = tmp_path_factory.mktemp("halves") / "index"
    hold(
        folder,
        "harbour.txt",
        paragraph("Dredging of the north channel begins with the spring tides."),
        paragraph("The lighthouse lamp is cleaned by volunteers from the village."),
        paragraph("The slipway was awarded to Quay Works. Ada Lane leads the digging of the new basin."),
        paragraph("Ms Ada Lane previously held the post of harbour master."),
        paragraph("Mr Bo Reed was appointed to the post of harbour master in May."),
        paragraph("Tide Watch is a scheme for crews that sail alone. Tide Watch is run by the Lifeboat Guild."),
        paragraph("The evening sessions of Night Class are run by Ms Ivy Moor of the Rowing Club in the boathouse."),
        paragraph(
            "How often the crew of a boat had been towed home before did seem to have an effect, with those who were "
            "towed in once or twice in the past year being offered a free check of the engine 60% of the time, while "
            "fewer than 30% of those towed in on three days were offered one."
        ),
        paragraph("We partner with schools of navigation, for example:"),
        item("Saltmouth Academy"),
        item("Port Ellis College"),
        paragraph("What we count each spring is as follows:"),
        item("The share of boats with a licence:"),
        item("on the north quay 7%"),
        item("on the south quay 5%"),
        paragraph("The vision for the quays is:"),
        paragraph("A place where every family can go afloat."),
    )
    return asked_of(folder)


def said(held, text):
    return [piece.words for piece in drafted(held.rank(text)).said]


def test_each_half_has_its_sentence(held):
    words = said(held, "what is said of dredging the north channel and of the lighthouse lamp")
    assert len(words) == 2
    assert {"Dredging" in one for one in words} == {True, False}


def test_what_a_thing_is_and_who_runs_it_are_both_said_of_that_thing(held):
    words = " ".join(said(held, "Tide Watch – what is it for and who runs the sessions?"))
    assert "crews that sail alone" in words
    assert "Lifeboat Guild" in words
    assert "Ivy Moor" not in words


def test_two_sentences_of_one_paragraph_are_one_quote(held):
    text = "The slipway was awarded to Quay Works. Ada Lane leads the digging of the new basin."
    assert said(held, "who was awarded the slipway and who leads the digging of the basin") == [text]


def test_who_held_a_post_before_is_not_who_holds_it(held):
    assert "Bo Reed" in said(held, "who is harbour master")[0]


def test_a_sentence_is_not_cut_between_two_things_that_are_asked_for(held):
    text = "is the offer of an engine check different for crews who are towed once and those towed on three days"
    assert "30%" in " ".join(said(held, text))


def test_what_a_lead_opens_is_said_with_it(held):
    assert said(held, "which schools of navigation do we partner with") == [
        "We partner with schools of navigation, for example:",
        "Saltmouth Academy",
        "Port Ellis College",
    ]
    assert said(held, "what do we count of boats with a licence") == [
        "The share of boats with a licence:",
        "on the north quay 7%",
        "on the south quay 5%",
    ]
    assert said(held, "what is the vision for the quays") == [
        "The vision for the quays is:",
        "A place where every family can go afloat.",
    ]
