"""Packed places come back as they were, to single precision."""

import struct

from hypothesis import given
from hypothesis import strategies as st

from corpus.records import Box, Place
from corpus.store.places import pack, unpack

NUMBER = st.integers(0, 2**32 - 1)
LENGTH = st.floats(allow_nan=False, width=32)
PLACES = st.lists(st.builds(Place, NUMBER, NUMBER, st.builds(Box, NUMBER, LENGTH, LENGTH, LENGTH, LENGTH)))


@given(PLACES)
def test_what_was_packed_is_unpacked(places):
    assert unpack(pack(places)) == tuple(places)


@given(st.floats(-1e6, 1e6))
def test_coordinates_are_kept_to_single_precision(left):
    (place,) = unpack(pack([Place(0, 1, Box(1, left, 0, 0, 0))]))
    assert place.box.left == struct.unpack("<f", struct.pack("<f", left))[0]


def test_no_places_are_no_places():
    assert unpack(pack(())) == ()
