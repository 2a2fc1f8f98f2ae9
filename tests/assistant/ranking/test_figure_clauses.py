"""What stands around a value: the words that open its list, and those that are another value's."""

import pytest

from tests.assistant.held import asked_of, hold, paragraph


def test_how_much_a_value_has_changed_opens_no_list(tmp_path):
    hold(
        tmp_path / "index",
        "harbour.txt",
        paragraph("Crews at sea are as those for boats of 30 feet (47%, down 2% on May) and of 18 feet (54%)."),
    )
    figures = asked_of(tmp_path / "index").rank("crews at sea for boats of 30 feet").figures
    assert {one.figure.number: one.lead for one in figures}["54"] == ""


@pytest.mark.parametrize(("counts", "number"), [("bookings for the slip", "31"), ("calls", "40")])
def test_what_leads_to_the_next_value_is_not_counted_by_the_one_before(tmp_path, counts, number):
    hold(
        tmp_path / "index",
        "harbour.txt",
        paragraph("The harbour office has received 40 calls with bookings for the slip of 31."),
    )
    figures = asked_of(tmp_path / "index").rank(f"how many {counts} has the harbour office had").figures
    assert figures[0].figure.number == number
