"""What is shown of a passage, and what is marked on its page."""

from assistant.searching.snippets import WIDTH, snippet
from assistant.searching.words import Wanted
from tests.assistant.held import heading, paragraph, row


def marked(found):
    return [piece for piece, mark in found.pieces if mark]


def test_the_words_are_marked_in_every_form():
    found = snippet([paragraph("Ferries: one ferry, two ferrymen, and the FERRY of Cafés.")], Wanted.read("ferry cafe"))
    assert marked(found) == ["Ferries", "ferry", "FERRY", "Cafés"]


def test_words_side_by_side_are_marked_as_one_with_the_small_words_between():
    found = snippet([paragraph("Port of call: the port of call list.")], Wanted.read("port of call"))
    assert marked(found) == ["Port of call", "port of call"]


def test_a_phrase_is_marked_only_where_it_stands_whole():
    found = snippet([paragraph("The north side of the north channel.")], Wanted.read('"north channel"'))
    assert marked(found) == ["north channel"]


def test_the_block_with_most_of_the_words_is_shown_and_a_heading_gives_way():
    blocks = [heading("Silt in the channel"), paragraph("Silt."), paragraph("The channel holds silt.")]
    assert snippet(blocks, Wanted.read("channel silt")).block is blocks[2]


def test_a_long_text_is_cut_around_the_words_between_words_and_the_cuts_are_shown():
    text = f"{'Nothing of note. ' * 60}Then the beacon failed twice. {'More of the same. ' * 60}"
    found = snippet([paragraph(text)], Wanted.read("beacon"))
    assert found.text.startswith("… ")
    assert found.text.endswith(" …")
    assert len(found.text) <= WIDTH + 4
    assert marked(found) == ["beacon"]
    assert found.text[2:-2] in text


def test_the_sentence_that_holds_the_words_is_the_passage_and_of_a_table_the_row():
    found = snippet([paragraph("It rained. The beacon failed. It was mended.")], Wanted.read("beacon"))
    assert found.quote == "The beacon failed."
    assert snippet([row("Beacon", "7")], Wanted.read("beacon")).quote == "Beacon | 7"


def test_a_word_of_ten_thousand_letters_is_shown_in_part():
    found = snippet([paragraph(f"{'x' * 10_000} beacon")], Wanted.read("beacon"))
    assert marked(found) == ["beacon"]
    assert len(found.text) <= WIDTH + 4


def test_the_pieces_together_are_the_text_of_the_block():
    text = "A ferry and a ferry."
    assert "".join(piece for piece, _ in snippet([paragraph(text)], Wanted.read("ferry")).pieces) == text
