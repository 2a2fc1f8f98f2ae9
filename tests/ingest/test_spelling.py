from ingest.layout import Word
from ingest.spelling import Spelling, run_text


def words(text: str, top: float = 0.0) -> list[Word]:
    """Make words that stand beside one another; a trailing = marks one that a hyphen broke, a leading = its rest."""
    return [
        Word(
            part.strip("="), 50.0 * i, top, 50.0 * i + 45, top + 10, 10, hyphen=part.endswith("="), glued=part[0] == "="
        )
        for i, part in enumerate(text.split())
    ]


def joined(text: str, dictionary: str = "") -> str:
    own = words(text)
    return run_text([(1, word) for word in own], Spelling.of([*words(dictionary), *own]))[0]


def test_a_word_that_the_document_spells_in_one_is_joined():
    assert joined("the under= =lying cause", "an underlying cause") == "the underlying cause"


def test_a_compound_that_the_document_spells_with_a_hyphen_keeps_it():
    assert joined("the decision= =making body", "our decision-making rules") == "the decision-making body"


def test_a_hyphen_before_a_capital_or_a_figure_stays():
    assert joined("a UK= =France link in 2018= =19") == "a UK-France link in 2018-19"


def test_a_file_that_hyphenates_its_lines_has_unknown_words_joined():
    text = "the under= =lying har= =bour dredg= =ing"
    assert joined(text, "underlying harbour") == "the underlying harbour dredging"
    assert joined("the dredg= =ing") == "the dredg-ing"


def test_a_sign_at_the_end_of_a_paragraph_stays():
    assert joined("rated AA=") == "rated AA-"


def test_a_word_that_a_narrow_column_broke_is_joined_only_there():
    spelling = Spelling.of(words("Revenue was spent"))
    own = [(1, word) for word in [*words("Revenu"), *words("e", 12), *words("Budget", 24)]]
    assert run_text(own, spelling, narrow=True)[0] == "Revenue Budget"
    assert run_text(own, spelling)[0] == "Revenu e Budget"


def test_spans_point_at_their_words():
    text, spans = run_text([(1, word) for word in words("a self= =made man")], Spelling.of([]))
    assert [text[span.start : span.end] for span in spans] == ["a", "self", "made", "man"]
