"""One name for each council, however its papers write it."""

import pytest

from corpus.language.council_names import held_as, one_name_each


@pytest.mark.parametrize(
    ("names", "standing"),
    [
        ({"Anytown": 3, "Anytown Council": 1}, "Anytown Council"),
        ({"Anytown Council": 2, "Anytown Borough Council": 5, "ANYTOWN BOROUGH COUNCIL": 9}, "Anytown Borough Council"),
        ({"Hill & Dale Council": 1, "Hill and Dale Council": 4}, "Hill and Dale Council"),
        ({"City of Anytown Council": 2, "Anytown City Council": 1, "Anytown": 7}, "City of Anytown Council"),
        ({"London Borough of Anytown": 1, "Anytown": 2}, "London Borough of Anytown"),
        (
            {"Fenland Fire and Rescue Authority": 1, "Fenland Fire & Rescue Authority": 3},
            "Fenland Fire & Rescue Authority",
        ),
    ],
)
def test_names_of_one_council_have_one_that_stands_for_all(names, standing):
    assert one_name_each(names) == dict.fromkeys(names, standing)


def test_a_place_with_two_councils_keeps_both_and_its_bare_name():
    names = {"Anyshire County Council": 3, "Anyshire City Council": 2, "Anyshire": 9}
    assert one_name_each(names) == {name: name for name in names}


def test_other_places_and_authorities_stay_apart():
    names = {"Oxbridge City Council": 1, "Oxbridgeshire County Council": 1, "West Oxbridge Council": 1}
    assert one_name_each(names) == {name: name for name in names}
    names = {"Fenland Council": 1, "Fenland District Council": 1, "Fenland Fire Authority": 1}
    found = one_name_each(names)
    assert found["Fenland Fire Authority"] == "Fenland Fire Authority"
    assert found["Fenland District Council"] == "Fenland District Council"


def test_a_name_without_a_place_stands_for_itself():
    assert one_name_each({"Council": 1, "City Council": 2}) == {"Council": "Council", "City Council": "City Council"}


@pytest.mark.parametrize(
    ("name", "held", "known_as"),
    [
        ("HILL & DALE", ("Hill and Dale Council", "Fenland Council"), "Hill and Dale Council"),
        ("Hill and Dale Borough Council", ("Hill and Dale Council",), "Hill and Dale Council"),
        ("Fenland Council", ("Fenland Council",), "Fenland Council"),
        ("Anytown", ("Anytown City Council", "Anytown County Council"), "Anytown"),
        ("Elsewhere", ("Fenland Council",), "Elsewhere"),
        ("Elsewhere", (), "Elsewhere"),
    ],
)
def test_an_older_spelling_is_known_for_the_council_that_is_held(name, held, known_as):
    assert held_as(name, held) == known_as
