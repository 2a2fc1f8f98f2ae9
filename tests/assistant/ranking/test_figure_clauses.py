"""What stands around a value: the words that open its list, and those that are another value's."""

from tests.assistant.held import asked_of, hold, paragraph


def test_how_much_a_value_has_changed_opens_no_list(tmp_path):
    hold(
        tmp_path / "index",
        "harbour.txt",
        paragraph("Crews at sea are as those for boats of 30 feet (47%, down 2% on May) and of 18 feet (54%)."),
    )
    figures = asked_of(tmp_path / "index").rank("crews at sea for boats of 30 feet").figures
    assert {one.figure.number: one.lead for one in figures}["54"] == ""
