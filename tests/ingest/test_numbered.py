from ingest.layout import Word, lines_of
from ingest.numbered import numbered_on
from ingest.paragraphs import Passage, paragraphs_of, passage
from ingest.spelling import Spelling


def made(text: str) -> Passage:
    words, left = [], 50.0
    for part in text.split():
        words.append(Word(part, left, 100, left + 5 * len(part), 110, 10))
        left += 5 * len(part) + 3
    (paragraph,) = paragraphs_of(1, lines_of(words), 1.3)
    return passage(paragraph, Spelling.of([]))


def numbers(*passages: Passage | None) -> list[tuple[str | None, str] | None]:
    return [found and (found.number, found.text) for found in numbered_on(passages)]


def test_a_number_alone_goes_to_the_text_after_it_and_is_dropped_before_a_table():
    found = numbers(made("5.1.1 The first berth"), made("5.1.2"), made("The second berth"), made("5.1.3"), None)
    assert found == [("5.1.1", "The first berth"), None, ("5.1.2", "The second berth"), None, None]


def test_a_figure_alone_is_not_taken_for_a_number():
    assert numbers(made("5.1.1 The first berth"), made("97.5"))[1] == (None, "97.5")


def test_a_letter_before_a_figure_is_a_label_where_it_is_the_next_one():
    found = numbers(made("f. The rate of letting rose"), made("g. 96% of berths were let"))
    assert found[1] == ("g", "96% of berths were let")
    assert numbers(made("g. 96% of berths were let"))[0] == (None, "g. 96% of berths were let")


def test_a_capital_letter_is_a_label_where_it_is_the_next_one():
    found = numbers(made("A. Agree to the letting"), made("B. DELEGATE the letting to the warden"))
    assert found[1] == ("B", "DELEGATE the letting to the warden")
    assert numbers(made("B. DELEGATE the letting"))[0] == (None, "B. DELEGATE the letting")
