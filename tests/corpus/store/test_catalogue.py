"""The catalogue keeps every record whole, finds by keywords and filters, and forgets what is removed."""

import sqlite3
import threading
from dataclasses import replace
from datetime import date
from decimal import Decimal

import numpy as np
import pytest

from corpus.errors import IndexMismatchError
from corpus.figures import Figure
from corpus.language.periods import Period, month
from corpus.records import State
from corpus.store import register
from corpus.store.catalogue import Catalogue
from corpus.store.filters import Filters
from corpus.store.migrations import SCHEMA_VERSION
from corpus.store.places import pack, unpack
from tests.corpus.store.made import FULL, FULL_CONTENTS, contents_of, document


@pytest.fixture
def catalogue(tmp_path):
    made = Catalogue.create(tmp_path / "catalogue.sqlite3", {"embedding_model": "a model"})
    yield made
    made.close()


def put(catalogue, source, *texts, **fields):
    paper = document(source, **fields)
    catalogue.put(paper, contents_of(paper, *texts))
    return paper


def texts(hits):
    return [hit.chunk.text for hit in hits]


def rows_of_every_table(catalogue):
    connection = sqlite3.connect(catalogue.file)
    tables = (
        "documents",
        "papers",
        "blocks",
        "findings",
        "recorded",
        "figures",
        "figure_words",
        "chunks",
        "abbreviations",
    )
    counts = {table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables}
    connection.execute("CREATE VIRTUAL TABLE temp.v USING fts5vocab (main, keywords, row)")
    counts["words"] = connection.execute("SELECT count(*) FROM temp.v").fetchone()[0]
    connection.execute("INSERT INTO keywords (keywords, rank) VALUES ('integrity-check', 1)")
    connection.close()
    return counts


def test_every_record_comes_back_whole(catalogue):
    catalogue.put(FULL, FULL_CONTENTS)
    catalogue.finish()
    assert catalogue.documents() == [FULL]
    assert catalogue.papers("d1") == list(FULL_CONTENTS.papers)
    assert catalogue.blocks("d1") == [replace(block, places=()) for block in FULL_CONTENTS.blocks]
    assert [catalogue.places(block) for block in FULL_CONTENTS.blocks] == [
        unpack(pack(b.places)) for b in FULL_CONTENTS.blocks
    ]
    assert [hit.chunk for hit in catalogue.hits({"d1#0": 0.5, "d1#1": 0.9})] == list(FULL_CONTENTS.chunks[::-1])
    assert catalogue.findings("d1") == FULL_CONTENTS.findings
    assert catalogue.register.of_blocks("d1", range(9)) == list(FULL_CONTENTS.figures)
    assert tuple(catalogue.register.every()) == FULL_CONTENTS.figures
    assert catalogue.abbreviations() == [("BRP", "Bridge Repair Programme")]
    assert catalogue.block_count("d1") == 5
    assert catalogue.counts() == {"documents": 1, "blocks": 5, "figures": 2, "chunks": 2}
    found = list(catalogue.embeddings())
    assert [entry[:2] for entry in found] == [("d1#0", "d1"), ("d1#1", "d1")]
    assert np.array_equal([entry[2] for entry in found], FULL_CONTENTS.embeddings)


def test_a_document_without_anything_known_comes_back_whole(catalogue):
    bare = document("bare.txt", title="", state=State.UNREADABLE, reason="there is no text in it")
    catalogue.put(bare)
    assert catalogue.documents() == [bare]
    assert catalogue.counts()["documents"] == 0


def test_blocks_are_given_by_their_range(catalogue):
    catalogue.put(FULL, FULL_CONTENTS)
    assert [block.ordinal for block in catalogue.blocks("d1", 1, 2)] == [1, 2]
    assert catalogue.blocks("elsewhere") == []


def test_a_removed_document_leaves_nothing_behind(catalogue):
    before = rows_of_every_table(catalogue)
    catalogue.put(FULL, FULL_CONTENTS)
    catalogue.finish()
    assert texts(catalogue.search("rate", 5)) == ["The rate was 102.3."]
    catalogue.remove("d1")
    catalogue.finish()
    assert catalogue.search("rate", 5) == []
    assert rows_of_every_table(catalogue) == before


def test_a_replaced_document_leaves_nothing_of_its_earlier_self(catalogue):
    put(catalogue, "a.txt", "the harbour wall was mended", "the ferry ran late")
    put(catalogue, "a.txt", "the pier was painted")
    catalogue.finish()
    assert catalogue.search("harbour OR ferry", 5) == []
    assert texts(catalogue.search("pier", 5)) == ["the pier was painted"]
    assert rows_of_every_table(catalogue)["chunks"] == 1


def test_a_document_that_cannot_be_stored_leaves_its_earlier_self(catalogue):
    paper = put(catalogue, "a.txt", "the harbour wall was mended")
    contents = contents_of(paper, "the pier", "half a sign")
    first, second = contents.chunks
    contents = replace(contents, chunks=(first, replace(second, text="\ud800")))
    with pytest.raises(UnicodeEncodeError):
        catalogue.put(paper, contents)
    assert texts(catalogue.search("harbour", 5)) == ["the harbour wall was mended"]
    assert catalogue.search("pier", 5) == []


@pytest.fixture
def several(catalogue):
    put(catalogue, "one", "ferry one", council="Anytown Council", committee="Scrutiny", meeting_date=date(2019, 6, 20))
    put(catalogue, "two", "ferry two", council="Anytown Council", committee="Cabinet", meeting_date=date(2018, 1, 9))
    put(catalogue, "three", "ferry three", council="Othertown Council", committee="Scrutiny")
    put(catalogue, "four", "ferry four", meeting_date=date(2019, 1, 1))
    catalogue.finish()
    return catalogue


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(), {"one", "two", "three", "four"}),
        (Filters(councils=("Anytown Council",)), {"one", "two"}),
        (Filters(councils=("anytown council",)), {"one", "two"}),
        (Filters(councils=("Anytown Council", "Othertown Council")), {"one", "two", "three"}),
        (Filters(committees=("Scrutiny",)), {"one", "three"}),
        (Filters(councils=("Anytown Council",), committees=("Scrutiny",)), {"one"}),
        (Filters(documents=("id-two", "id-four")), {"two", "four"}),
        (Filters(since=date(2019, 1, 1)), {"one", "four"}),
        (Filters(until=date(2019, 1, 1)), {"two", "four"}),
        (Filters(since=date(2019, 6, 20), until=date(2019, 6, 20)), {"one"}),
        (Filters(councils=("'; DROP TABLE documents; --",)), set()),
    ],
)
def test_a_search_is_limited_by_its_filters(several, filters, expected):
    assert {hit.chunk.text.split()[1] for hit in several.search("ferry", 9, filters)} == expected
    assert {paper.name for paper in several.documents(filters)} == expected
    assert bool(filters) == (filters != Filters())


def test_better_matches_come_first_and_no_more_than_asked(catalogue):
    put(catalogue, "a", "the ferry and the ferry again", "a long tale of harbours, piers, walls and one ferry", "none")
    catalogue.finish()
    hits = catalogue.search("ferry", 5)
    assert [hit.chunk.ordinal for hit in hits] == [0, 1]
    assert hits[0].score > hits[1].score
    assert len(catalogue.search("ferry", 1)) == 1
    assert catalogue.search("", 5) == []


def test_chunks_can_be_looked_for_by_the_time_of_the_figures_that_they_state(catalogue):
    paper = document("boats.txt")
    contents = contents_of(paper, "the ferry ran 40 times", "the ferry ran 55 times", "the ferry ran late")
    figures = tuple(
        Figure(
            paper.id, block, 14, 16, number, Decimal(number), "count", "the ferry ran … times", period=month(2019, at)
        )
        for block, number, at in ((0, "40", 4), (1, "55", 5))
    )
    catalogue.put(paper, replace(contents, figures=figures))
    catalogue.finish()
    assert texts(catalogue.search("ferry", 5, stating=month(2019, 5))) == ["the ferry ran 55 times"]
    assert texts(catalogue.search("ferry", 5, stating=Period(date(2019, 4, 30), date(2019, 4, 30)))) == [
        "the ferry ran 40 times"
    ]
    assert catalogue.search("ferry", 5, stating=month(2018, 5)) == []


def test_what_many_places_say_is_counted_as_repeated(catalogue):
    for name in ("a", "b", "c"):
        put(catalogue, name, "There are no legal implications.", f"The ferry {name} ran.")
    catalogue.finish()
    share = {hit.chunk.text: hit.repeated for hit in catalogue.search("ferry OR legal", 9)}
    assert share["There are no legal implications."] == 1
    assert share["The ferry a ran."] == 0
    catalogue.remove("id-c")
    catalogue.finish()
    assert {hit.repeated for hit in catalogue.search("legal", 9)} == {0}


def test_of_many_figures_of_one_time_the_nearest_of_the_place_are_held_beside_one(catalogue, monkeypatch):
    monkeypatch.setattr(register, "NEAREST", 3)
    paper = document("register.txt")
    values = (100, 101, 102, 103, 104, 99)
    places = ("Anytown", "", "Anytown", "Seaham", "Anytown", "Anytown")
    figures = tuple(
        Figure(paper.id, n, 0, 3, str(value), Decimal(value), "count", "berths", period=month(2020, 3), place=place)
        for n, (value, place) in enumerate(zip(values, places, strict=True))
    )
    catalogue.put(paper, replace(contents_of(paper, *map(str, values)), figures=figures))
    found = catalogue.register.between(figures[0], Decimal(90), Decimal(110))
    assert [figure.number for figure in found] == ["100", "101", "99"]
    assert {figure.place for figure in catalogue.register.between(figures[1], Decimal(90), Decimal(110))} == {
        "Anytown",
        "",
    }


def test_frequencies_count_the_chunks_that_hold_a_stem(catalogue):
    put(catalogue, "a", "ferries and a ferry", "one ferry", "none")
    catalogue.finish()
    assert catalogue.frequencies(["ferri", "zebra"]) == {"ferri": 2, "zebra": 0}


def test_several_threads_may_read_a_finished_catalogue(catalogue):
    put(catalogue, "a", *(f"ferry {n}" for n in range(50)))
    catalogue.finish()
    catalogue.close()
    finished = Catalogue(catalogue.file)
    found = []
    threads = [threading.Thread(target=lambda: found.append(len(finished.search("ferry", 99)))) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    finished.close()
    assert found == [50] * 12


def test_threads_that_ended_leave_no_connection_behind(catalogue):
    put(catalogue, "a", "ferry")
    catalogue.finish()
    catalogue.close()
    finished = Catalogue(catalogue.file)
    for _ in range(5):
        thread = threading.Thread(target=finished.counts)
        thread.start()
        thread.join()
    assert len(finished._idle) == 1
    finished.close()


def test_another_version_of_the_schema_is_refused_with_what_to_do(catalogue):
    connection = sqlite3.connect(catalogue.file)
    connection.execute("UPDATE meta SET value = ? WHERE key = 'schema_version'", (f"{SCHEMA_VERSION}0",))
    connection.commit()
    connection.close()
    with pytest.raises(IndexMismatchError, match="Install that version"):
        Catalogue(catalogue.file).meta()


DAMAGES = {
    "no database": lambda data: b"this is no database at all " * 400,
    "empty": lambda data: b"",
    "cut short": lambda data: data[: len(data) // 3],
    "zeros after the first page": lambda data: data[:4096] + bytes(len(data) - 4096),
    "noise in the middle": lambda data: data[:8192] + bytes(range(256)) * ((len(data) - 8192) // 256),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_a_damaged_file_is_refused_with_what_to_do(catalogue, damage):
    put(catalogue, "a", *(f"the ferry ran late on day {n}" for n in range(400)))
    catalogue.finish()
    catalogue.close()
    catalogue.file.write_bytes(damage(catalogue.file.read_bytes()))
    broken = Catalogue(catalogue.file)
    with pytest.raises(IndexMismatchError, match="scrutineer ingest"):
        broken.meta()
        broken.documents()
        broken.blocks("id-a")
        broken.search("ferry", 5)
        broken.frequencies(["ferri"])
        list(broken.embeddings())
    broken.close()


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(IndexMismatchError):
        Catalogue(tmp_path / "none.sqlite3").meta()
