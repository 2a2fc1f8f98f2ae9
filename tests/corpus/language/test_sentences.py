"""Where sentences end."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.language.sentences import sentences

PIECES = ["A", "b", ".", "!", "?", " ", ")", "”", "e.g.", "Cllr", "12", "\n", "No", "..."]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("The rate rose. It then fell.", ["The rate rose.", "It then fell."]),
        ("It was 4.5 per cent. So be it.", ["It was 4.5 per cent.", "So be it."]),
        ("Cllr. Smith asked. Mr. J. Jones replied.", ["Cllr. Smith asked.", "Mr. J. Jones replied."]),
        ("Some (e.g. Anytown) did. (Others did not.) All agreed!", None),
        ("Why? Because.", ["Why?", "Because."]),
        ("It rose... Then it fell.", ["It rose...", "Then it fell."]),
        ("see para. 5 and no. 7 of it", ["see para. 5 and no. 7 of it"]),
        ("It has circa. 70 boats. All float.", ["It has circa. 70 boats.", "All float."]),
        ("the piano. Then", ["the piano.", "Then"]),
        ("Two ran ▪ Three are moored ▪ None sank", ["Two ran", "▪ Three are moored", "▪ None sank"]),
        ("without an end", ["without an end"]),
        ("", []),
    ],
)
def test_a_text_is_cut_into_its_sentences(text, parts):
    parts = parts or ([] if not text else ["Some (e.g. Anytown) did.", "(Others did not.)", "All agreed!"])
    assert [text[start:end] for start, end in sentences(text)] == parts


@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES)).map("".join)))
def test_the_sentences_of_any_text_hold_all_of_it_but_white_space_between(text):
    bounds = sentences(text)
    ends = [0, *(end for _, end in bounds)]
    gaps = [text[end:start] for end, (start, _) in zip(ends, bounds, strict=False)]
    assert all(not gap.strip() for gap in gaps)
    assert all(start < end for start, end in bounds)
    assert not text[ends[-1] :].strip()


@pytest.mark.parametrize("piece", [".", ". ", "A. ", "...A ", "e.g. A", "!)", '"', " ", "1.1", "No. 1 "])
def test_a_long_text_takes_no_longer_than_its_length_asks(piece):
    began = time.perf_counter()
    sentences(piece * (100_000 // len(piece)))
    assert time.perf_counter() - began < 5
