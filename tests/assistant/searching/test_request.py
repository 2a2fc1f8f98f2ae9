"""An address reopens the search that it was made of."""

import pytest

from assistant.searching.request import Facet, Order, Request


def test_a_search_is_read_back_from_its_address():
    chosen = {Facet.COUNCIL: ("A & B", "C"), Facet.YEAR: ("2019",)}
    asked = Request('looked "after" =1', "d1/2", chosen, Order.NEWEST, 7)
    assert Request.read(asked.query()) == asked


def test_what_is_as_usual_is_not_in_the_address():
    assert Request("ferry").query() == {"q": ["ferry"]}


@pytest.mark.parametrize("page", ["0", "-1", "x", "", "9" * 40, "٣", "1.5"])
def test_a_page_that_makes_no_sense_is_the_first(page):
    assert Request.read({"q": ["ferry"], "page": [page], "sort": ["sideways"]}) == Request("ferry")


def test_a_value_is_switched_on_and_off_and_the_search_begins_at_its_first_page():
    asked = Request("ferry", page=4)
    on = asked.switched(Facet.KIND, "report")
    assert (on.of(Facet.KIND), on.page) == (("report",), 1)
    assert on.switched(Facet.KIND, "minutes").switched(Facet.KIND, "report").of(Facet.KIND) == ("minutes",)
