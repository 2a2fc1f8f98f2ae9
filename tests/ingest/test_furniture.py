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


def test_numbers_of_slides_among_pages_without_numbers_are_labels_where_they_rise_at_one_place():
    pages = [[("Text", 300.0 + n)] + ([(str(9 + n // 3), 770.0)] if n % 3 == 0 else []) for n in range(10)]
    assert [page.label for page in read(*pages)] == ["9", None, None, "10", None, None, "11", None, None, "12"]


def test_a_footnote_that_opens_with_a_mark_like_the_page_stays_on_a_lone_page():
    assert kept(read([("Text", 300.0), ("1 Counted in March", 770.0)])) == [["Text", "1 Counted in March"]]


def test_the_stamp_of_the_pack_is_the_label_before_the_number_of_a_report_in_it():
    pages = [[("Text", 300.0 + n), (f"{n} of 9", 760.0), (f"Page {n + 30}", 780.0)] for n in range(1, 6)]
    assert [page.label for page in read(*pages)] == ["31", "32", "33", "34", "35"]


def test_the_last_line_of_a_paragraph_that_names_a_page_stays():
    pages = [[("Text", 300.0), ("as described on page 12", 730.0)], [("More", 300.0)]]
    assert kept(read(*pages))[0] == ["Text", "as described on page 12"]


HEAD = "Harbour Improvement Plan"
TEXTS = ["The boats were counted twice in", "Berths were let to owners when", "Dues were paid in the spring by"]


def wandering(*heights: float) -> list[list[tuple[str, float]]]:
    """Pages that repeat a head in the middle of their text, at these heights."""
    return [
        [(f"{TEXTS[n % 3]} {n}", 90.0), (HEAD, height), (f"the wardens of quay {n}", 600.0)]
        for n, height in enumerate(heights)
    ]


def heads(result: list[Trimmed]) -> list[int]:
    """The pages, from 0, that keep the head."""
    return [n for n, page in enumerate(result) if any(own.text == HEAD for own in page.lines)]


def test_a_head_that_was_set_into_the_text_of_many_pages_is_kept_once():
    assert heads(read(*wandering(200, 350, 240, 500, 410, 300, 220, 470))) == [0]


def test_the_head_of_one_part_of_a_pack_is_furniture_there_only():
    other = [[(f"Another report says much of berth {n}.", 300.0)] for n in range(6)]
    lone = [[("As it was said before.", 300.0), (HEAD, 340.0)]]
    found = read(*wandering(200, 350, 240, 500, 410, 300, 220, 470), *other, *lone)
    assert heads(found) == [0, 14]


def test_words_that_few_pages_repeat_at_different_heights_stay():
    assert heads(read(*wandering(200, 350, 240, 500, 410))) == [0, 1, 2, 3, 4]


def test_a_tall_head_that_leaves_the_zone_is_furniture_where_it_stands_first_on_its_pages():
    pages = [[(HEAD, 130.0), (f"Item {n} of business", 300.0)] for n in range(6)]
    assert heads(read(*pages)) == [0]


def test_a_bold_heading_and_a_label_that_each_page_has_at_another_height_stay():
    def bold(text: str, top: float) -> Line:
        return Line.of(tuple(word._replace(bold=True) for word in line(text, top).words))

    layouts = [PageLayout(n, 600, 800, ()) for n in range(1, 10)]
    lines = [
        [line(f"Berth {n}", 90.0), bold("What we did", 200.0 + 30 * n), line("What was done about it:", 500.0 - 9 * n)]
        for n in range(9)
    ]
    assert kept(trimmed(layouts, lines, [set()] * 9)) == [[own.text for own in page] for page in lines]


def test_a_repeated_line_in_a_table_stays_and_one_directly_above_it_is_a_head():
    layouts = [PageLayout(n, 600, 800, ()) for n in range(1, 10)]
    lines = [[line(f"Berth {n}", 90.0), line(HEAD, 200.0 + 30 * n), line("12", 215.0 + 30 * n)] for n in range(9)]
    assert heads(trimmed(layouts, lines, [{1, 2}] * 9, [{1, 2}] * 9)) == list(range(9))
    assert heads(trimmed(layouts, lines, [{1, 2}] * 9, [{2}] * 9)) == [0]


def test_the_title_that_several_slides_share_stays_on_each():
    def large(text: str, top: float) -> Line:
        return Line.of(tuple(word._replace(size=20) for word in line(text, top).words))

    layouts = [PageLayout(n, 600, 800, ()) for n in range(1, 11)]
    lines = [[large(HEAD if n in (2, 3, 4) else f"Quay {n}", 30.0), line(f"{TEXTS[0]} {n}", 300.0)] for n in range(10)]
    assert heads(trimmed(layouts, lines, [set()] * 10)) == [2, 3, 4]
    assert heads(trimmed(layouts[2:5], lines[2:5], [set()] * 3)) == []
