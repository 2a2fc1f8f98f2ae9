"""What was used last is kept, and no more than so much of it."""

from assistant.latest import Latest


def test_beyond_so_many_the_one_that_was_not_asked_for_longest_goes():
    latest = Latest[str, int](2)
    latest.put("one", 1)
    latest.put("two", 2)
    assert latest.get("one") == 1
    latest.put("three", 3)
    assert [latest.get(key) for key in ("one", "two", "three")] == [1, None, 3]
    assert len(latest) == 2


def test_what_is_held_is_not_made_again():
    latest, made = Latest[str, str](2), []

    def make():
        made.append("made")
        return ""

    assert [latest.get_or_make("key", make) for _ in range(2)] == ["", ""]
    assert made == ["made"]
