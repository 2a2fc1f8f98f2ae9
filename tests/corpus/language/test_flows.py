"""Coming in and going out, against being there."""

import pytest

from corpus.language.flows import names_flow


@pytest.mark.parametrize(
    "text",
    [
        "children becoming looked after",
        "131 children became looked after",
        "those who ceased to be looked after",
        "young people leaving care",
        "49 came into care",
        "12 children left the edge of care service",
        "new referrals",
        "children adopted in the year",
        "the number of plans that ended",
        "ADMISSIONS to residential homes",
    ],
)
def test_coming_in_and_going_out_are_flows(text):
    assert names_flow(text)


@pytest.mark.parametrize(
    "text",
    ["378 children were in care at month end", "the rate per 10,000", "newspapers", "leaflets", "a renewed plan", ""],
)
def test_what_there_is_is_none(text):
    assert not names_flow(text)
