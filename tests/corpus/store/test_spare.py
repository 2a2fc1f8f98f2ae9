"""A large index: the next generation is made of an old one and what has changed since, and is the same as a copy."""

import pytest

from corpus.store import generations as generations_module
from corpus.store import index as index_module
from corpus.store.checking import Health, check
from corpus.store.generations import SPARE
from corpus.store.index import Index
from tests.corpus.store.made import MODEL, put

TEXTS = [f"The harbour wall was mended at berth {number} before the winter of the year." for number in range(60)]


@pytest.fixture(autouse=True)
def _large(monkeypatch):
    """Have every index count as a large one."""
    monkeypatch.setattr(index_module, "LARGE", 0)


@pytest.fixture
def index(tmp_path):
    return Index(tmp_path / "index")


@pytest.fixture
def followed(monkeypatch):
    """The generations that were made of an old one; each is compared with the one that it is to be like."""
    made = []
    bring = generations_module.bring

    def watched(source, target, pages):
        bring(source, target, pages)
        assert target.read_bytes() == source.read_bytes()
        made.append((target.parent.name, len(pages)))

    monkeypatch.setattr(generations_module, "bring", watched)
    return made


def change(index, tmp_path, source, *texts):
    with index.draft(MODEL) as draft:
        put(draft, tmp_path, source, *texts)


def names(index):
    return sorted(folder.name for folder in index.generations.home.iterdir())


def held(index):
    snapshot = index.open()
    found = {document.name for document in snapshot.catalogue.documents()}
    hits = {hit.chunk.text for hit in snapshot.search_keywords("harbour OR ferry", 999)}
    snapshot.close()
    return found, len(hits)


def test_an_old_generation_that_nobody_reads_becomes_the_next_one(index, tmp_path, followed):
    for number in range(6):
        change(index, tmp_path, f"{number}.txt", *TEXTS[: 10 * (number + 1)])
    assert [name for name, _ in followed] == ["000004.partial", "000005.partial", "000006.partial"]
    assert names(index) == [f"000004{SPARE}", "000005", "000006"]
    assert held(index) == ({f"{number}.txt" for number in range(6)}, 60)
    assert check(index) == Health()


def test_it_follows_removals_and_replacements_too(index, tmp_path, followed):
    for number in range(4):
        change(index, tmp_path, f"{number}.txt", *TEXTS)
    with index.draft(MODEL) as draft:
        draft.remove("id-1.txt")
        draft.remove("id-2.txt")
    change(index, tmp_path, "0.txt", "The ferry ran late.")
    change(index, tmp_path, "3.txt", "The ferry was on time.")
    assert len(followed) == 4
    assert held(index) == ({"0.txt", "3.txt"}, 2)
    assert check(index) == Health()


def test_a_generation_that_somebody_reads_is_left_to_them(index, tmp_path, followed):
    change(index, tmp_path, "0.txt", *TEXTS)
    reader = index.open()
    for number in range(1, 5):
        change(index, tmp_path, f"{number}.txt", TEXTS[number])
        assert len(reader.search_keywords("harbour", 99)) == len(TEXTS)
    assert [name for name, _ in followed] == ["000005.partial"]  # of the second, since the first was read
    assert {document.name for document in reader.catalogue.documents()} == {"0.txt"}
    reader.close()
    assert check(index) == Health()


def test_a_change_that_is_published_twice_needs_no_third_copy(index, tmp_path, followed):
    for number in range(5):
        with index.draft(MODEL) as draft:
            put(draft, tmp_path, f"{number}.txt", *TEXTS[: 9 + number])
            draft.publish_halfway()
            put(draft, tmp_path, f"{number}b.txt", *TEXTS[: 5 + number])
        assert len(names(index)) <= 3
    assert len(followed) >= 6
    assert len(held(index)[0]) == 10
    assert check(index) == Health()


def test_what_is_taken_back_stays_taken_back(index, tmp_path, followed):
    for number in range(4):
        change(index, tmp_path, f"{number}.txt", *TEXTS)
    assert index.undo(index.generations.current().name)
    assert held(index)[0] == {"0.txt", "1.txt", "2.txt"}
    for number in range(4, 8):
        change(index, tmp_path, f"{number}.txt", *TEXTS)
    assert held(index)[0] == {f"{number}.txt" for number in (0, 1, 2, 4, 5, 6, 7)}
    assert check(index) == Health()


def test_a_writer_that_fails_costs_nothing_but_the_old_generation(index, tmp_path, followed):
    for number in range(4):
        change(index, tmp_path, f"{number}.txt", *TEXTS)
    with pytest.raises(ZeroDivisionError), index.draft(MODEL) as draft:
        put(draft, tmp_path, "4.txt", *TEXTS)
        _ = 1 / 0
    assert names(index) == ["000003", "000004"]
    for number in range(5, 8):
        change(index, tmp_path, f"{number}.txt", *TEXTS)
    assert held(index)[0] == {f"{number}.txt" for number in (0, 1, 2, 3, 5, 6, 7)}
    assert check(index) == Health()
