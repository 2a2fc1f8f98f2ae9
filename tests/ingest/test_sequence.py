from ingest.sequence import follows, parts_of, succeeds


def test_the_parts_of_a_number_are_its_figures():
    assert parts_of("5.6.1") == (5, 6, 1)
    assert parts_of("3.2a") == (3, 2)
    assert parts_of("(a)") == ()


def test_a_number_follows_on_the_last_one_or_goes_a_level_deeper():
    assert follows((5, 6, 4), (5, 6, 3)) and follows((5, 7), (5, 6, 3)) and follows((5, 6, 1), (5, 6))
    assert not follows((97, 5), (5, 6)) and not follows((5,), (4,)) and not follows((5, 6, 3), (5, 6, 3))


def test_a_letter_succeeds_only_the_one_before_it_in_the_same_form():
    assert succeeds("g", "f") and succeeds("(b)", "(a)") and succeeds("12", "11")
    assert not succeeds("h", "f") and not succeeds("b)", "(a)") and not succeeds("B", "a")
