from corpus.records import Box
from ingest.layout import Line, PageLayout, Word, body_size, clusters, lines_of, usual_gap


def word(text: str, left: float, top: float, size: float = 10, **look: bool) -> Word:
    return Word(text, left, top, left + 5 * len(text), top + size, size, **look)


def test_words_on_one_height_make_a_line_and_the_next_height_another():
    lines = lines_of([word("boats", 50, 100), word("lie", 80, 101), word("here", 50, 114)])
    assert [line.text for line in lines] == ["boats lie", "here"]


def test_a_word_that_stands_before_the_last_one_begins_a_line():
    lines = lines_of([word("right", 300, 100), word("left", 50, 100)])
    assert [line.text for line in lines] == ["right", "left"]


def test_a_line_is_bold_if_all_its_words_with_letters_are():
    assert Line.of((word("Income", 50, 0, bold=True), word("–", 90, 0))).bold
    assert not Line.of((word("Income", 50, 0, bold=True), word("rose", 90, 0))).bold


def test_the_body_is_set_in_the_size_of_most_characters():
    lines = lines_of([word("Title", 50, 0, 20), word("a", 50, 40), word("much longer text than that", 50, 60)])
    assert body_size(lines) == 10
    assert body_size([]) == 0


def test_the_usual_gap_is_that_of_running_lines():
    lines = lines_of([word("text", 50, top) for top in (0, 12, 24, 36, 60)])
    assert usual_gap(lines) == 1.2


def test_a_turned_page_gives_places_as_it_is_shown():
    lower = word("ab", 10, 20)
    page = PageLayout(3, 100, 200, (lower,), turn=90)
    assert page.place(lower) == Box(3, 20, 80, 30, 90)
    assert PageLayout(3, 100, 200, (lower,), turn=270).place(lower) == Box(3, 170, 10, 180, 20)
    assert PageLayout(3, 100, 200, (lower,), turn=180).place(lower) == Box(3, 80, 170, 90, 180)


def test_things_of_nearly_one_height_are_grouped():
    groups = clusters([word("b", 0, 30), word("a", 0, 10), word("a", 9, 12)], lambda thing: thing.centre[1], 0.5)
    assert [[thing.text for thing in group] for group in groups] == [["a", "a"], ["b"]]


def test_words_that_run_from_right_to_left_make_a_line_in_the_order_they_are_read():
    spoken = [("דמי", 300, 100), ("הנמל", 270, 100), ("2019", 240, 100), ("עלו", 215, 100), ("מאוד", 300, 114)]
    lines = lines_of(word(*one) for one in spoken)
    assert [line.text for line in lines] == ["דמי הנמל 2019 עלו", "מאוד"]
