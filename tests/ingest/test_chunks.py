"""Chunks: whole blocks in reading order, none too long, headings with what follows them."""

import langchain_text_splitters  # noqa: F401  imported late, which would count against the time of an example
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.records import Block, BlockKind, Paper, Row
from ingest.chunks import ENOUGH, LONGEST, chunks_of

SENTENCE = "The harbour wall was mended before the winter came. "


def blocks_of(*made):
    """Blocks of (kind, text), or of a text alone: a paragraph."""
    pairs = [(BlockKind.PARAGRAPH, each) if isinstance(each, str) else each for each in made]
    return [Block("d", n, kind, text) for n, (kind, text) in enumerate(pairs)]


def cut(blocks, about):
    """The chunks of blocks that are one paper."""
    return chunks_of(blocks, [(Paper("d", 0, "", 0, len(blocks)), about)])


def heading(text):
    return BlockKind.HEADING, text


KINDS = st.sampled_from([BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM])
TEXTS = st.one_of(
    st.text(max_size=40),
    st.integers(0, 80).map(lambda n: SENTENCE * n),
    st.integers(0, 4000).map(lambda n: "x" * n),
)


@given(st.lists(st.tuples(KINDS, TEXTS), max_size=25))
def test_every_block_is_in_a_chunk_and_none_is_too_long(made):
    blocks = blocks_of(*made)
    chunks = cut(blocks, "Title")
    covered = {n for chunk in chunks for n in range(chunk.first_block, chunk.last_block + 1)}
    assert {block.ordinal for block in blocks if block.text.strip()} <= covered
    assert all(0 < len(chunk.text) <= LONGEST for chunk in chunks)
    assert [chunk.ordinal for chunk in chunks] == list(range(len(chunks)))
    assert [chunk.first_block for chunk in chunks] == sorted(chunk.first_block for chunk in chunks)
    said = "".join("".join(chunk.text.split()) for chunk in chunks)
    assert said == "".join("".join(block.text.split()) for block in blocks)


@pytest.mark.parametrize("length", [200, 900, LONGEST - 5, 3 * LONGEST])
@pytest.mark.parametrize("before", [0, ENOUGH - 100, ENOUGH + 100, LONGEST - 20])
def test_a_heading_goes_with_what_follows_it(before, length):
    following = (SENTENCE * 100)[:length]
    blocks = blocks_of("y" * before, heading("5.0 Background"), heading("Numbers"), following)
    chunk = next(chunk for chunk in cut(blocks, "") if "5.0 Background" in chunk.text)
    assert "Numbers\nThe harbour" in chunk.text


def test_a_list_of_headings_alone_is_cut_too():
    chunks = cut(blocks_of(*(heading(f"Item {n} of the long agenda") for n in range(200))), "")
    assert len(chunks) > 2


def test_a_very_long_block_is_cut_between_its_sentences():
    chunks = cut(blocks_of(SENTENCE * 100), "")
    assert len(chunks) > 2
    assert all(chunk.text.endswith(".") for chunk in chunks)
    assert {(chunk.first_block, chunk.last_block) for chunk in chunks} == {(0, 0)}


def test_the_context_says_what_the_text_alone_does_not():
    row = Row(0, 1, ("LAC", "590"), ("Measure", "May 2019"), "Table 1")
    blocks = [Block("d", 0, BlockKind.TABLE_ROW, "LAC | 590", headings=("Outer", "Inner"), row=row)]
    (chunk,) = cut(blocks, "Report · Anytown Council")
    assert chunk.context == "Report · Anytown Council · Outer · Inner · Table 1 · Measure · May 2019"


def test_a_printed_number_stands_before_its_text():
    (chunk,) = cut([Block("d", 0, BlockKind.PARAGRAPH, "The wall.", number="5.6.1")], "")
    assert chunk.text == "5.6.1 The wall."


def test_nothing_makes_no_chunk():
    assert cut([], "Title") == []
    assert cut(blocks_of("", "  "), "Title") == []


def test_no_chunk_runs_from_one_paper_into_the_next():
    blocks = blocks_of("The wall was mended.", "The ferry ran late.", "The pier was painted.")
    papers = [(Paper("d", 0, "Minutes", 0, 0), "Minutes"), (Paper("d", 1, "Report", 1, 2), "Report")]
    chunks = chunks_of(blocks, papers)
    assert [(c.ordinal, c.first_block, c.last_block, c.context) for c in chunks] == [
        (0, 0, 0, "Minutes"),
        (1, 1, 2, "Report"),
    ]
