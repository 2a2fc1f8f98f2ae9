"""What all documents say together is the same whether it is worked out anew or only where something has changed."""

import random
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest

from corpus.findings import Claim, ClaimKind, Findings
from corpus.records import Paper, PaperKind
from corpus.store import catalogue as catalogue_module
from corpus.store import changes, likeness, twins
from corpus.store.catalogue import Catalogue
from tests.corpus.store.made import contents_of, document

DERIVED = {
    "twins": "SELECT * FROM twins",
    "standings": "SELECT * FROM standings",
    "boilerplate": "SELECT document_id, ordinal, repeated FROM chunks WHERE repeated > 0",
    "sketches": "SELECT * FROM sketches",
    "claims": "SELECT * FROM claims",
    "sizes": "SELECT * FROM sizes",
}
TITLES = ("Dredging of the harbour", "Lease of the pier", "Minutes")
DAYS = (None, date(2020, 3, 5), date(2020, 4, 2))
WORDS = "harbour wall ferry pier quay crane lighthouse storm divers timber berth stone mended late painted old".split()


@pytest.fixture
def crowded(monkeypatch):
    """Have a few places be many, and every change be one of a few."""
    monkeypatch.setattr(changes, "SHARE", 0)
    for module in (twins, catalogue_module):
        monkeypatch.setattr(module, "MOST_PLACES", 4)
    monkeypatch.setattr(twins, "FEWEST_SHARED", 2)
    for module in (twins, likeness):
        monkeypatch.setattr(module, "COMMON", 3)
    monkeypatch.setattr(likeness, "FEWEST", 8)
    monkeypatch.setattr(likeness, "SKETCH", 24)


@pytest.fixture
def catalogue(tmp_path):
    made = Catalogue.create(tmp_path / "catalogue.sqlite3", {})
    made.finish()
    yield made
    made.close()


def worked_out(file):
    with closing(sqlite3.connect(file)) as connection:
        return {name: sorted(connection.execute(query)) for name, query in DERIVED.items()}


def worked_out_anew(catalogue):
    copy = catalogue.file.with_name("copy.sqlite3")
    shutil.copyfile(catalogue.file, copy)
    with closing(Catalogue(copy, writable=True)) as anew:
        with anew.changing() as connection:
            connection.execute("DELETE FROM meta WHERE key = 'derived'")
        anew.finish()
    return worked_out(copy)


def some_text(chance):
    """One of few sentences, short or long, or such a sentence with a word changed."""
    own = random.Random(chance.randrange(12))
    words = own.choices(WORDS, k=own.choice((3, 9, 14)))
    if chance.random() < 0.3:
        words[chance.randrange(len(words))] = chance.choice(WORDS)
    return " ".join(words)


def some_document(chance, name):
    known = document(name)
    contents = contents_of(known, *(some_text(chance) for _ in range(chance.randint(2, 9))))
    half = len(contents.blocks) // 2
    kinds = (PaperKind.REPORT, PaperKind.MINUTES)
    papers = tuple(
        Paper(known.id, ordinal, chance.choice(TITLES), first, last, chance.choice(kinds),
              committee=chance.choice(("", "Cabinet")), meeting_date=chance.choice(DAYS))
        for ordinal, (first, last) in enumerate([(0, half - 1), (half, len(contents.blocks) - 1)])
    )  # fmt: skip
    claims = tuple(
        Claim(chance.randrange(2), chance.choice(list(ClaimKind)), (), chance.choice(TITLES),
              committee=chance.choice(("", "Cabinet")), meeting_date=chance.choice(("", *map(str, DAYS[1:]))))
        for _ in range(chance.randrange(3))
    )  # fmt: skip
    return known, replace(contents, papers=papers, findings=Findings(claims=claims))


@pytest.mark.parametrize("seed", range(6))
def test_after_any_changes_it_is_what_working_everything_out_anew_gives(catalogue, crowded, seed):
    chance = random.Random(seed)
    seen = dict.fromkeys(DERIVED, 0)
    for _ in range(20):
        for _ in range(chance.randint(1, 3)):
            name = f"paper {chance.randrange(12)}"
            if chance.random() < 0.2:
                catalogue.remove(document(name).id)
            else:
                catalogue.put(*some_document(chance, name))
        catalogue.finish()
        now = worked_out(catalogue.file)
        assert now == worked_out_anew(catalogue)
        seen = {name: seen[name] + len(rows) for name, rows in now.items()}
    assert all(seen.values())


def test_a_change_that_fails_is_as_if_it_had_never_been(catalogue, crowded):
    chance = random.Random(1)
    for number in range(8):
        catalogue.put(*some_document(chance, f"paper {number}"))
    catalogue.finish()
    known, contents = some_document(chance, "paper 3")
    bad = replace(contents, chunks=(*contents.chunks[:-1], replace(contents.chunks[-1], text="\ud800")))
    with pytest.raises(UnicodeEncodeError):
        catalogue.put(known, bad)
    catalogue.put(*some_document(chance, "paper 4"))
    catalogue.finish()
    assert worked_out(catalogue.file) == worked_out_anew(catalogue)


def test_a_writer_that_never_finished_has_everything_worked_out(catalogue, crowded):
    chance = random.Random(2)
    for number in range(8):
        catalogue.put(*some_document(chance, f"paper {number}"))
    catalogue.close()
    with closing(Catalogue(catalogue.file, writable=True)) as next_one:
        next_one.put(*some_document(chance, "paper 9"))
        next_one.finish()
    assert worked_out(catalogue.file) == worked_out_anew(catalogue)
