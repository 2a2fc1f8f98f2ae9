"""Things of one kind that a number or a letter tells apart."""

import pytest

from assistant.questions.numbered import is_of_another, numbered_asked, numbered_in
from assistant.questions.question import read_question


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("stage 2 complaints of berth holders", {"stage": {"2"}}),
        ("Stages 1 and 2 of the dredging", {"stage": {"1", "2"}}),
        ("moorings in bands A to C", {"band": {"a", "b", "c"}}),
        ("pupils in Years 7-9", {"year": {"7", "8", "9"}}),
        ("at Month 6 the harbour", {"period": {"6"}}),
        ("Key Stage 2 and stage 1", {"key stage": {"2"}, "stage": {"1"}}),
        ("in the year 2018 and in year 9,000", {}),
        ("each year a boat sank", {}),
        ("action 14.2", {}),
        ("complaints at stages one and two", {"stage": {"1", "2"}}),
    ],
)
def test_things_are_named_by_kind_and_number(text, named):
    assert {kind: set(names) for kind, names in numbered_in(text).items()} == named


@pytest.mark.parametrize(
    ("layers", "another"),
    [
        (("Stage 1 complaints", "Stage 2 of the process"), True),
        (("complaints", "Stages 1 and 2"), False),
        (("complaints", "Phase 1"), False),
        ((), False),
    ],
)
def test_the_nearest_words_that_name_one_tell_which_it_is(layers, another):
    assert is_of_another(numbered_in("stage 2 complaints"), layers) is another


def test_a_follow_up_names_another_of_the_kind_and_keeps_the_others(glossary):
    turn = read_question("and stage 3?", glossary, ("how many band C boats were in stage 2",))
    assert numbered_asked(turn) == {"stage": {"3"}, "band": {"c"}}
