"""The glossary, what papers define themselves, and where a text names a term."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.language.abbreviations import Glossary, Term, definitions, implied, spelled_out


@pytest.fixture(scope="module")
def glossary():
    return Glossary.load()


def named(glossary, text):
    return [(text[m.start : m.end], m.term.name, m.abbreviated) for m in glossary.mentions(text)]


def test_no_term_of_the_glossary_has_a_spelling_twice(glossary):
    for term in glossary.terms:
        folded = [spelling.casefold() for spelling in (term.name, *term.also, *term.short)]
        assert len(folded) == len(set(folded)), term
        assert len(term.spellings) == len({spelling.casefold() for spelling in term.spellings}), term


def test_no_two_terms_of_the_glossary_have_one_name(glossary):
    names = [term.name.casefold() for term in glossary.terms]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("short", "names"),
    [
        ("FTE", {"full-time equivalent", "first-time entrant"}),
        ("PA", {"personal adviser", "persistent absence"}),
        ("LAC", {"looked after children"}),
    ],
)
def test_an_abbreviation_of_several_things_is_read_as_each(glossary, short, names):
    assert {m.term.name for m in glossary.mentions(f"the {short} figures")} == names


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the lac rate", [("lac", "looked after children", True)]),
        ("children  in\ncare today", [("children  in\ncare", "looked after children", False)]),
        ("all EHCPs", [("EHCPs", "education, health and care plan", True)]),
        ("please send it, pa", []),
        ("a black cat's lacquer", []),
        ("the SEND team", [("SEND", "special educational needs and disabilities", True)]),
    ],
)
def test_a_mention_is_found_where_it_stands(glossary, text, found):
    assert named(glossary, text) == found


def test_a_name_is_found_with_an_ampersand_or_the_word_and_with_its_commas_or_without():
    glossary = Glossary([Term("Quays, Growth & Ferries", ("QGF",))])
    for text in ("Quays, Growth & Ferries", "quays growth and ferries", "Quays, Growth, and Ferries"):
        assert [mention.term.name for mention in glossary.mentions(text)] == ["Quays, Growth & Ferries"]


def test_a_papers_own_definition_is_added_and_a_known_one_is_not(glossary):
    longer = Glossary.load(
        [("LAC", "Looked After Children"), ("BRP", "Bridge Repair Programme"), ("", "x"), ("X", " ")]
    )
    assert named(longer, "the BRP") == [("BRP", "Bridge Repair Programme", True)]
    assert len(named(longer, "LAC")) == 1
    assert len(longer.terms) == len(glossary.terms) + 3


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("the Bridge Repair Programme (BRP) began", [("BRP", "Bridge Repair Programme")]),
        ("Education, Health and Care Plans (EHCPs)", [("EHCP", "Education, Health and Care Plans")]),
        ("the Board of Works ('BoW') met", [("BoW", "Board of Works")]),
        ("Terms and Conditions (T&C)", [("T&C", "Terms and Conditions")]),
        ("the rate rose (LAC)", []),
        ("(BRP) stands first", []),
        ("see the minutes (Appendix)", []),
    ],
)
def test_a_definition_is_read(text, pairs):
    assert list(definitions(text)) == pairs


HOSTILE = [
    "ı",
    "ſ",
    "K",
    "İ",
    "ß",
    "looked",
    "after",
    "chıldren",
    " ",
    "\x1c",
    "\u00a0",
    "LAC",
    "(",
    ")",
    "-",
    "'",
    "SEND",
]


@given(text=st.one_of(st.text(), st.lists(st.sampled_from(HOSTILE)).map("".join)))
def test_the_mentions_of_any_text_are_in_order_and_do_not_overlap(glossary, text):
    bounds = list(dict.fromkeys((m.start, m.end) for m in glossary.mentions(text)))
    ends = [0, *(end for _, end in bounds)]
    assert all(before <= start < end <= len(text) for before, (start, end) in zip(ends, bounds, strict=False))


@given(st.text())
def test_the_definitions_of_any_text_never_fail(text):
    assert all(short and long for short, long in definitions(text))


@given(st.lists(st.tuples(st.text(), st.text()), max_size=4), st.text())
def test_a_glossary_of_any_terms_never_fails(pairs, text):
    list(Glossary(Term(long, (short,)) for short, long in pairs).mentions(text))


@pytest.mark.parametrize("piece", ["(AB)", "looked ", "looked     ", "(", "é", "LAC ", "Ab (A) ", "-"])
def test_a_long_text_takes_no_longer_than_its_length_asks(glossary, piece):
    text = piece * (100_000 // len(piece))
    began = time.perf_counter()
    list(glossary.mentions(text))
    list(definitions(text))
    assert time.perf_counter() - began < 10


def test_a_name_is_found_by_its_initials_where_each_of_its_words_has_a_capital():
    assert spelled_out("our Night Emergency Shelter Team sites", "NEST") == "Night Emergency Shelter Team"
    assert spelled_out("Ports, Piers & Quays are kept by us", "PPQ") == "Ports, Piers & Quays"
    assert spelled_out("the Multi-Agency Boat Hub", "MABH") == "Multi-Agency Boat Hub"
    assert spelled_out("never ending storm tides", "NEST") == ""


def test_labels_and_headings_say_what_an_undefined_abbreviation_stands_for():
    texts = ["PPQ is forecast to underspend, and GET too.", "Neither NP nor SLOW is a directorate."]
    names = ["Ports, Piers & Quays", "Growth, Ebb and Tides", "North Pier", "Ships, Locks and Wharves"]
    assert list(implied(texts, names)) == [("PPQ", "Ports, Piers & Quays"), ("GET", "Growth, Ebb and Tides")]


def test_an_abbreviation_that_is_a_function_word_counts_in_capitals_only():
    glossary = Glossary([Term("Growth, Ebb and Tides", ("GET",))])
    assert [mention.term.name for mention in glossary.mentions("the GET budget")] == ["Growth, Ebb and Tides"]
    assert list(glossary.mentions("when do we get the budget")) == []
