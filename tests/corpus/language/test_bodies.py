import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.language.bodies import committee_in, councils_in, ordinary_capitals, place_in


@pytest.mark.parametrize(
    ("line", "committee"),
    [
        ("PLACES AND CHILDREN'S SCRUTINY COMMITTEE", "Places and Children's Scrutiny Committee"),
        ("Cabinet – 30 January 2025", "Cabinet"),
        ("REPORT TO CABINET", "Cabinet"),
        ("the Audit and Governance Sub-Committee", "Audit and Governance Sub-Committee"),
        ("Growth, Roads and Parks Cabinet Committee – 16 January", "Growth, Roads and Parks Cabinet Committee"),
        ("Overview & Scrutiny Committee (Children)", "Overview & Scrutiny Committee"),
        ("Full Council", "Full Council"),
        ("a hybrid meeting of the Care and Health Scrutiny Committee", "Care and Health Scrutiny Committee"),
        ("ANYTOWN DISTRICT COUNCIL Homes Committee", "Homes Committee"),
        ("Report of the Treasurer, Ann Able, to the Care Committee, 8 May 2020", "Care Committee"),
        ("Regional Partnership Board, 19 October 2022", "Regional Partnership Board"),
        ("Cabinet Member for Roads", ""),
        ("Executive Summary", ""),
        ("Council Tax", ""),
        ("Councillors Able and Baker", ""),
        ("", ""),
    ],
)
def test_a_line_names_its_committee(line, committee):
    assert committee_in(line) == committee


@pytest.mark.parametrize(
    ("text", "councils"),
    [
        ("NORTHSHIRE COUNTY COUNCIL – PROPOSED", ["Northshire County Council"]),
        ("The Anytown Council has", ["Anytown Council"]),
        ("In Anytown Council and Able-on-Sea Borough Council", ["Anytown Council", "Able-on-Sea Borough Council"]),
        ("Leader of Able and Baker City Council", ["Able and Baker City Council"]),
        ("Chief Executive of Anytown Council", ["Anytown Council"]),
        ("Isle of Able Council", ["Isle of Able Council"]),
        ("London Borough of Able", ["London Borough of Able"]),
        ("LONDON BOROUGH OF ABLE AND BAKER", ["London Borough of Able and Baker"]),
        ("NORTHSHIRE FIRE AND RESCUE AUTHORITY", ["Northshire Fire and Rescue Authority"]),
        ("The Able & Baker Combined Authority met", ["Able & Baker Combined Authority"]),
        ("Meeting Fire Authority", []),
        ("a Fire and Rescue Authority, or the Fire Authority", []),
        ("City of Able Council, in the City of Able", ["City of Able Council"]),
        ("Children in Care Council", []),
        ("the Council, the Full Council and each Parish Council", []),
        ("Should Anytown Council agree", ["Anytown Council"]),
    ],
)
def test_a_text_names_councils(text, councils):
    assert councils_in(text) == councils


@pytest.mark.parametrize(
    ("body", "place"),
    [("London Borough of Able", "Able"), ("Able Fire Authority", "Able"), ("Able Town Council", "Able Town Council")],
)
def test_a_place_is_named_without_the_kind_of_body(body, place):
    assert place_in(body) == place


def test_capitals_become_ordinary_but_for_acronyms():
    assert (
        ordinary_capitals("THE NHS AND OUR CHILDREN'S PLAN (SEND)", {"NHS", "SEND"})
        == "The NHS and Our Children's Plan (SEND)"
    )
    assert ordinary_capitals("Roads and NHS") == "Roads and NHS"


@given(st.text(max_size=60))
def test_no_text_breaks_the_reading_of_names(text):
    committee_in(text)
    councils_in(text)
    ordinary_capitals(text)
