"""The made packs, and a measurement of scale from beginning to end."""

import json
import re
from collections import Counter

import numpy as np
import pytest

from benchmarks.filling import Embedder
from benchmarks.laying import contents_of, laid_out
from benchmarks.packs import made_pack
from benchmarks.scale import ingest_rate, main
from benchmarks.varying import Read, text_change, varied
from corpus.embedding import SentenceModel
from corpus.language.periods import find_periods
from corpus.records import BlockKind
from corpus.sample.notation import Bullet, Paragraph


def sentences(pack):
    texts = (piece.text for paper in pack.papers for piece in paper.pieces if isinstance(piece, Paragraph | Bullet))
    return [sentence for text in texts for sentence in re.split(r"(?<=[.?!]) (?=[A-Z])", text) if len(sentence) > 40]


@pytest.fixture(scope="module")
def pack():
    return made_pack(3, pages=40)


def test_hardly_a_sentence_of_ten_packs_is_said_twice():
    said = Counter(sentence for number in range(10) for sentence in sentences(made_pack(number, pages=40)))
    assert said.total() > 3_000
    assert said.total() - len(said) < 0.01 * said.total()


def test_a_number_gives_the_same_pack_each_time_and_another_number_another(pack):
    assert made_pack(3, pages=40) == pack
    assert not set(sentences(pack)) & set(sentences(made_pack(4, pages=40)))


def test_no_word_of_the_grammar_is_left_unwritten(pack):
    assert [sentence for sentence in sentences(pack) if "[" in sentence or "]" in sentence] == []


def test_a_pack_has_the_pages_it_was_asked_for_and_the_parts_of_a_real_one(pack):
    laid = laid_out(pack)
    assert 30 <= laid.document.pages <= 50
    assert [paper.kind for paper in laid.papers[:3]] == ["agenda", "minutes", "report"]
    assert {block.kind for block in laid.blocks} == set(BlockKind)
    assert [paper.first_block for paper in laid.papers[1:]] == [paper.last_block + 1 for paper in laid.papers[:-1]]
    assert all(block.text[p.start : p.end].strip() for block in laid.blocks for p in block.places)


def test_the_figures_of_a_pack_are_read_with_measure_place_and_period(pack):
    contents = contents_of(laid_out(pack))
    assert 2 <= len(contents.figures) / len(contents.chunks) <= 6
    fact = pack.facts[0]
    figure = next(f for f in contents.figures if f.number == fact.value and f.breakdown == fact.place)
    assert fact.measure in figure.topic
    assert figure.period in [found.period for found in find_periods(fact.period)]


def test_a_varied_pack_is_another_one_with_everything_in_its_place(pack):
    read = Read(laid_out(pack), contents_of(laid_out(pack)))
    other = varied(read, 3)
    pairs = list(zip(read.contents.blocks, other.contents.blocks, strict=True))
    assert all(len(one.text) == len(two.text) for one, two in pairs)
    long = [(one.text, two.text) for one, two in pairs if len(one.text) > 40]
    assert sum(one == two for one, two in long) < len(long) / 10
    assert other.laid.document.id != read.laid.document.id
    for figure in other.contents.figures:
        assert figure.number in other.contents.blocks[figure.block].text[figure.start : figure.end]
    fact = pack.facts[0]
    change = text_change(3)
    figures = [f for f in other.contents.figures if f.breakdown == change(fact.place) != fact.place]
    assert change(fact.value) in {figure.number for figure in figures}
    assert varied(read, 0) is read


def test_what_is_embedded_is_kept_for_a_larger_index_and_the_rest_is_mixed(tmp_path):
    file = tmp_path / "embedded.npy"
    texts = [f"Passage {number} is of {number * 7} bridges." for number in range(6)]
    small = Embedder(file, 4, SentenceModel())
    vectors = small.vectors(texts)
    small.save()
    assert (small.embedded, small.real) == (4, 4)
    assert np.allclose(vectors[:4], SentenceModel().encode(texts[:4]), atol=1e-5)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert (vectors[4:] @ vectors[:4].T).max() < 0.999
    larger = Embedder(file, 5, SentenceModel())
    assert np.array_equal(larger.vectors(texts)[:4], vectors[:4])
    assert (larger.embedded, larger.real) == (1, 5)


def test_the_rate_of_an_ingest_counts_embedding_by_what_was_embedded():
    done = {"passages_added": 100, "passages_read": 100, "embedded": 10}
    done |= {"read_s": 1.0, "embed_s": 1.0, "put_s": 0.5, "publish_s": 0.5}
    assert ingest_rate(done) == round(1 / (0.02 + 0.1), 2)
    assert ingest_rate({**done, "embedded": 0}) is None


def test_a_size_is_measured_from_beginning_to_end_and_its_index_is_removed(tmp_path, capsys):
    folder, output = tmp_path / "indexes", tmp_path / "scale.json"
    words = ["--sizes", "300", "900", "--embed", "10", "--read", "300", "--questions", "8", "--pages", "6"]
    main([*words, "--folder", str(folder), "--output", str(output)])
    result = json.loads(output.read_text(encoding="utf-8"))
    size, larger = result["sizes"]
    assert size["passages"] >= 300
    assert (size["vectors_real"], size["embedded"], size["questions"]) == (10, 10, 8)
    assert size["figures_added"] > size["passages"] == size["passages_read"]
    assert larger["passages"] >= 900
    assert (larger["passages_read"], larger["embedded"]) == (0, 0)
    for each in (size, larger):
        for name in ("ask_ms_p95", "filtered_ms_p95", "catalogue_mb", "add_s", "again_s", "values_found"):
            assert each[name] > 0, name
    assert size["ingest_passages_a_second"] > 0
    assert output.with_suffix(".png").read_bytes().startswith(b"\x89PNG")
    assert list(folder.iterdir()) == []
    assert "300" in capsys.readouterr().out
