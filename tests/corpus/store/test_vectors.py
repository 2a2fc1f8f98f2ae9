"""The vector index of a large index finds nearly what comparing every embedding finds, and follows every change."""

from itertools import pairwise

import numpy as np
import pytest

from corpus.records import Block, BlockKind, Chunk, Paper
from corpus.store import vectors as module
from corpus.store.catalogue import Catalogue
from corpus.store.contents import Contents
from corpus.store.exact import ExactVectors
from corpus.store.vectors import Vectors, is_whole, opened, rebuild, update
from tests.corpus.store.made import document

DIMENSIONS, PASSAGES = 48, 120


@pytest.fixture(autouse=True)
def _few(monkeypatch):
    """Look closely at few passages, which the others are told from by half of their numbers."""
    monkeypatch.setattr(module, "DIMENSIONS", DIMENSIONS // 2)
    monkeypatch.setattr(module, "AT_LEAST", 40)
    monkeypatch.setattr(module, "TIMES", 4)
    monkeypatch.setattr(module, "RUN", 100)


def embeddings(seed, count=PASSAGES):
    """Vectors that differ in some directions more than in others, as those of texts do."""
    chance = np.random.default_rng(seed)
    made = chance.normal(size=(count, DIMENSIONS)) * np.linspace(2, 0.2, DIMENSIONS)
    return (made / np.linalg.norm(made, axis=1, keepdims=True)).astype(np.float32)


def put(catalogue, name, matrix):
    known = document(name)
    texts = [f"Passage {number} of {name}." for number in range(len(matrix))]
    blocks = tuple(Block(known.id, n, BlockKind.PARAGRAPH, text) for n, text in enumerate(texts))
    chunks = tuple(Chunk(known.id, n, n, n, text) for n, text in enumerate(texts))
    paper = Paper(known.id, 0, name, 0, len(texts) - 1)
    catalogue.put(known, Contents((paper,), blocks, chunks=chunks, embeddings=matrix))
    return known.id


@pytest.fixture
def catalogue(tmp_path):
    made = Catalogue.create(tmp_path / "catalogue.sqlite3", {})
    for number in range(10):
        put(made, f"{number}.txt", embeddings(number))
    yield made
    made.close()


@pytest.fixture
def folder(catalogue, tmp_path):
    rebuild(tmp_path / "vectors", catalogue)
    return tmp_path / "vectors"


def test_the_nearest_are_those_that_comparing_all_finds(catalogue, folder):
    held = opened(folder, catalogue)
    exact = ExactVectors.of(catalogue.embeddings())
    shared = 0
    for question in embeddings(99, 20).tolist():
        found, wanted = held.search(question, 10), exact.search(question, 10)
        shared += len(found.keys() & wanted.keys())
        assert list(found.values()) == sorted(found.values(), reverse=True)
        assert all(found[key] == pytest.approx(wanted[key], abs=1e-6) for key in found.keys() & wanted.keys())
    assert shared >= 0.97 * 200
    held.close()


def test_a_filter_leaves_out_other_documents_and_is_exact_where_few_pass(catalogue, folder):
    held = opened(folder, catalogue)
    exact = ExactVectors.of(catalogue.embeddings())
    for question in embeddings(98, 5).tolist():
        found = held.search(question, 40, ["id-3.txt"])
        assert len(found) == 40
        assert all(key.startswith("id-3.txt#") for key in found)
        assert len(found.keys() & exact.search(question, 40, ["id-3.txt"]).keys()) >= 38
    assert held.search(question, 5, ["nowhere"]) == {}
    held.close()


def test_it_follows_what_is_put_replaced_and_removed(catalogue, folder):
    before = Vectors(folder, catalogue)
    changed = [put(catalogue, "3.txt", embeddings(33, 50)), put(catalogue, "new.txt", embeddings(44, 130)), "id-5.txt"]
    catalogue.remove("id-5.txt")
    assert opened(folder, catalogue) is None
    update(folder, catalogue, changed)
    assert is_whole(folder, catalogue)
    held = opened(folder, catalogue)
    assert next(iter(held.search(embeddings(44, 130)[7].tolist(), 1))) == "id-new.txt#7"
    assert sum(map(len, before.parts)) == 10 * PASSAGES  # whoever has the old files keeps them
    before.close()
    held.close()


def test_passages_that_are_not_embedded_yet_are_none_of_it(catalogue, folder):
    known = put(catalogue, "later.txt", embeddings(55, 30))
    with catalogue.changing() as connection:
        connection.execute("UPDATE embeddings SET value = x'' WHERE key IN (SELECT max(key) FROM embeddings)")
    update(folder, catalogue, [known])
    assert is_whole(folder, catalogue)
    catalogue.embed(known, 29, embeddings(55, 30)[29:])
    assert opened(folder, catalogue) is None
    update(folder, catalogue, [known])
    assert is_whole(folder, catalogue)


@pytest.mark.parametrize("name", ["basis.npy", "keys.npy", "owners.npy", "numbers-000001.npy", "documents.json"])
@pytest.mark.parametrize("damage", ["missing", "cut", "other"])
def test_a_damaged_file_is_noticed_and_made_anew(catalogue, folder, name, damage):
    file = folder / name
    data = file.read_bytes()
    if damage == "missing":
        file.unlink()
    else:
        file.write_bytes(data[: len(data) // 2] if damage == "cut" else data[:-4] + b"\x12\x34\x56\x78")
    assert not is_whole(folder, catalogue)
    rebuild(folder, catalogue)
    assert is_whole(folder, catalogue)


def part_sizes(folder, catalogue):
    held = opened(folder, catalogue)
    sizes = [len(part) for part in held.parts]
    held.close()
    return sizes


def test_an_ingest_writes_a_part_of_its_own_and_leaves_the_others(catalogue, folder):
    first = folder / "numbers-000001.npy"
    before = first.stat().st_mtime_ns, first.read_bytes()
    update(
        folder, catalogue, [put(catalogue, "new.txt", embeddings(44, 20)), put(catalogue, "3.txt", embeddings(33, 9))]
    )
    assert part_sizes(folder, catalogue) == [10 * PASSAGES, 29]
    assert (first.stat().st_mtime_ns, first.read_bytes()) == before
    assert is_whole(folder, catalogue)
    held = opened(folder, catalogue)
    assert next(iter(held.search(embeddings(33, 9)[4].tolist(), 1))) == "id-3.txt#4"
    assert held.search(embeddings(3)[50].tolist(), 200, ["id-3.txt"]).keys() == {f"id-3.txt#{n}" for n in range(9)}
    held.close()


def test_parts_of_about_one_size_are_written_together_so_that_there_are_few(catalogue, folder):
    for number in range(12):
        update(folder, catalogue, [put(catalogue, f"new {number}.txt", embeddings(100 + number, 20))])
        sizes = part_sizes(folder, catalogue)
        assert all(one >= 4 * other for one, other in pairwise(sizes))
        assert sum(sizes) == 10 * PASSAGES + 20 * (number + 1)
    assert is_whole(folder, catalogue)


def test_where_many_rows_are_of_what_was_removed_all_is_written_without_them(catalogue, folder):
    for number in range(3):
        catalogue.remove(f"id-{number}.txt")
        update(folder, catalogue, [f"id-{number}.txt"])
    assert part_sizes(folder, catalogue) == [7 * PASSAGES]
    assert is_whole(folder, catalogue)
