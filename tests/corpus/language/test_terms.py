"""Terms and measures as data, and a file of one's own."""

import tomllib
from importlib import resources

import pytest

from corpus.errors import SettingsError
from corpus.language.abbreviations import Glossary
from corpus.language.terms import own_terms, product_terms

MEASURE = '[[measure]]\nname = "berth occupancy"\nshort = ["BO"]\nalso = ["berths let", "moorings in use"]\n'


def names(glossary, text):
    return [mention.term.name for mention in glossary.mentions(text)]


def test_every_measure_names_its_source():
    text = resources.files("corpus.language").joinpath("measures.toml").read_text(encoding="utf-8")
    measures = tomllib.loads(text)["measure"]
    assert len(measures) > 50
    assert [measure["name"] for measure in measures if not measure.get("source")] == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("fixed-term exclusions rose", "suspensions"),
        ("the void turnaround time", "re-let time"),
        ("waste sent for recycling", "recycling rate"),
        ("people sleeping rough", "rough sleepers"),
        ("the general fund balance", "general reserves"),
    ],
)
def test_a_synonym_names_the_measure(text, name):
    assert names(Glossary.load(), text) == [name]


def test_a_file_of_ones_own_adds_measures(tmp_path):
    file = tmp_path / "harbour.toml"
    file.write_text(MEASURE, encoding="utf-8")
    glossary = Glossary.load(own=own_terms(file))
    assert names(glossary, "moorings in use, and the BO of last year") == ["berth occupancy"] * 2


def test_an_entry_of_ones_own_takes_the_place_of_the_products():
    own = next(term for term in product_terms() if term.name == "recycling rate")
    replaced = Glossary.load(own=[type(own)("Recycling rate", (), ("share reused",))])
    assert names(replaced, "the share reused") == ["Recycling rate"]
    assert names(replaced, "waste sent for recycling") == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[[measure]]\nalso = ["x"]\n', "[[measure]] number 1 has no name"),
        ('[[measure]]\nname = "x"\nalso = "y"\n', "list of texts"),
        ('[[measure]]\nname = "x"\nalias = ["y"]\n', "unknown key “alias”"),
        ('[measure]\nname = "x"\n', "two brackets"),
        ('[[mesure]]\nname = "x"\n', "“mesure”"),
        ("name = \n", "line 1"),
    ],
)
def test_a_bad_file_says_what_is_wrong(tmp_path, text, said):
    file = tmp_path / "bad.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=r"bad\.toml") as raised:
        own_terms(file)
    assert said in str(raised.value)


def test_a_file_that_is_missing_or_no_text_is_said_to_be(tmp_path):
    with pytest.raises(SettingsError, match="cannot be read"):
        own_terms(tmp_path / "none.toml")
    (tmp_path / "odd.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingsError, match="UTF-8"):
        own_terms(tmp_path / "odd.toml")
