"""Which of a question's words are names, by how the papers write them."""

from dataclasses import replace

import pytest

from assistant.questions.names import names_of
from assistant.questions.question import read_question
from assistant.questions.sought import weigh, words_sought

PAPERS = (
    "Report on Homes\n\nThe Rowan House repairs were late. Tenants of Rowan House and the panel wrote to Mrs Garrow.",
    "Tenants Panel\n\nThe panel met tenants at the house in Elm Road.",
)


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("how late were the rowan house repairs", ["rowan"]),
        ("what did tenants write to garrow", ["garrow"]),
        ("who sits on the tenants panel", []),
        ("how many tenants has larch court", []),
    ],
)
def test_a_name_has_a_capital_wherever_it_stands(glossary, question, names):
    sought = weigh(words_sought(read_question(question, glossary)), {}, 100)
    told = zip(sought.written, names_of(sought, PAPERS), strict=True)
    assert [written[0] for written, name in told if name] == names


def test_letters_that_become_two_in_small_ones_do_not_shift_where_names_stand(glossary):
    sought = weigh(words_sought(read_question("how late were the rowan house repairs", glossary)), {}, 100)
    assert names_of(sought, [f"İİİİİİİİİİİİ {paper}" for paper in PAPERS]) == names_of(sought, PAPERS)


def test_what_lacks_a_name_lacks_it_by_its_rarity(glossary):
    words = words_sought(read_question("repairs at rowan house", glossary))
    sought = weigh(words, {"rowan": 1, "repair": 50, "hous": 30}, 100)
    named = replace(sought, names=names_of(sought, PAPERS))
    assert named.nameless([True, False, True]) == named.rarity[1]
    assert named.nameless([False, True, False]) == 0
    assert sought.nameless([False, False, False]) == 0  # what the papers write is not known yet
