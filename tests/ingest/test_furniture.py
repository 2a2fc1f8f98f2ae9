from ingest.furniture import Trimmed, trimmed
from ingest.layout import Line, PageLayout, Word


def line(text: str, top: float) -> Line:
    return Line.of(
        tuple(Word(part, 50 + 30.0 * i, top, 75 + 30.0 * i, top + 10, 10) for i, part in enumerate(text.split()))
    )


def read(*pages: list[tuple[str, float]]) -> list[Trimmed]:
    layouts = [PageLayout(n, 600, 800, ()) for n, _ in enumerate(pages, 1)]
    return trimmed(layouts, [[line(*own) for own in page] for page in pages], [set() for _ in pages])


def kept(result: list[Trimmed]) -> list[list[str]]:
    return [[own.text for own in page.lines] for page in result]


def test_a_line_at_one_place_of_many_pages_is_furniture():
    pages = [[("Fairhaven Council", 30.0), (f"Item {n} of business", 300.0)] for n in range(6)]
    assert kept(read(*pages)) == [[f"Item {n} of business"] for n in range(6)]


def test_the_same_words_at_different_places_are_not():
    pages = [[("Progress", 30.0 + 12 * n)] for n in range(5)]
    assert kept(read(*pages)) == [["Progress"]] * 5


def test_bare_numbers_that_count_with_the_pages_are_labels():
    pages = [[("Text", 300.0 + n), (str(n + 7), 770.0)] for n in range(5)]
    assert [page.label for page in read(*pages)] == ["7", "8", "9", "10", "11"]


def test_a_bare_number_that_does_not_count_with_the_pages_stays():
    pages = [[("Text", 300.0 + n), (str(n * n + 40), 770.0 - n)] for n in range(1, 6)]
    assert [page.label for page in read(*pages)] == [None] * 5
    assert kept(read(*pages))[0] == ["Text", "41"]


def test_the_stamp_of_the_pack_is_the_label_before_the_number_of_a_report_in_it():
    pages = [[("Text", 300.0 + n), (f"{n} of 9", 760.0), (f"Page {n + 30}", 780.0)] for n in range(1, 6)]
    assert [page.label for page in read(*pages)] == ["31", "32", "33", "34", "35"]


def test_the_last_line_of_a_paragraph_that_names_a_page_stays():
    pages = [[("Text", 300.0), ("as described on page 12", 730.0)], [("More", 300.0)]]
    assert kept(read(*pages))[0] == ["Text", "as described on page 12"]
