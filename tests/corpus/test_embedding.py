"""The embedding model: the original's weights, no hub, unit vectors; exported once, and the same as the original."""

import os
import shutil
import subprocess
import sys
from importlib import resources
from pathlib import Path

import numpy as np
import onnx
import pytest

from corpus import bundled, embedding, exporting
from corpus.bundled import BUNDLED_PACKAGE
from corpus.embedding import EXACT, SentenceModel
from corpus.errors import ModelError
from corpus.exported import STEM, Exported, Form
from corpus.original import Original
from corpus.settings import default_cache

FOLDER = Path(str(resources.files(BUNDLED_PACKAGE))) / "model"


@pytest.fixture(scope="module")
def model():
    return SentenceModel()


def test_embeddings_have_unit_length_and_one_row_a_text(model):
    vectors = model.encode(["the rate of looked after children", "", "bins"])
    assert vectors.shape == (3, 384)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_nothing_to_embed_is_nothing(model):
    assert model.encode([]).shape[0] == 0
    assert model.embed_documents([]) == []


def test_a_text_is_nearer_to_its_like(model):
    rate, care, bins = model.encode(["How many children are in care?", "looked after children", "refuse collection"])
    assert rate @ care > rate @ bins
    assert np.array(model.embed_query("looked after children")) @ care > 0.97


def test_a_text_is_embedded_by_itself_whatever_stands_beside_it(model):
    texts = ["bins", "the sufficiency of places for children in care " * 60, "", "£4.2m"]
    together = model.encode(texts)
    assert all(np.array_equal(model.encode([text])[0], row) for text, row in zip(texts, together, strict=True))


@pytest.mark.parametrize(("form", "least"), [(Form.QUESTIONS, 0.99999), (Form.PASSAGES, 0.985)])
def test_the_export_gives_the_embeddings_of_the_original(model, form, least):
    texts = [
        f"{words} {number}"
        for number in range(5)
        for words in ("Anytown's rate per 10,000 was", "ÉCOLE – ½ 北", "Bins")
    ]
    texts += ["a report on the budget for the year " * 90]
    export = model.load(form)
    assert isinstance(export, Exported)
    original = Original.of(FOLDER).encode(texts)
    assert np.sum(export.encode(texts) * original, axis=1).min() > least


def test_a_question_is_embedded_exactly_and_a_passage_in_half_of_the_bytes(model):
    exact = Original.of(FOLDER).encode(["What did the harbour wall cost?"])[0]
    assert np.array(model.embed_query("What did the harbour wall cost?")) @ exact > 0.99999
    assert model.encode(["What did the harbour wall cost?"])[0] @ exact < 0.9999
    sizes = {form: next(default_cache().glob(f"{STEM}.{form}.*.onnx")).stat().st_size for form in Form}
    assert sizes[Form.PASSAGES] < 0.7 * sizes[Form.QUESTIONS]


def test_an_export_whose_weights_are_others_is_refused(model, tmp_path):
    model.load()
    [graph] = default_cache().glob(f"{STEM}.{Form.QUESTIONS}.*.onnx")
    changed = onnx.load(graph)
    [weights] = [one for one in changed.graph.initializer if one.name.endswith("layer.5.output.LayerNorm.weight")]
    weights.CopyFrom(onnx.numpy_helper.from_array(-onnx.numpy_helper.to_array(weights), weights.name))
    onnx.save(changed, tmp_path / "other.onnx")
    for form in Form:
        with pytest.raises(ModelError, match=f"exported for {form.name.lower()} differs"):
            exporting.check(Original.of(FOLDER), tmp_path / "other.onnx", form)


def test_what_the_bundled_model_embedded_exactly_is_found_too(model):
    assert model.finds(model.name)
    assert model.finds(EXACT)
    assert model.name != EXACT
    assert not model.finds("another")
    assert not SentenceModel("another").finds(EXACT)


def test_an_export_is_made_once_and_in_place_of_a_damaged_one(model, tmp_path):
    model.load()
    [whole] = default_cache().glob(f"{STEM}.{Form.QUESTIONS}.*.onnx")
    content = bytearray(whole.read_bytes())
    content[len(content) // 2] ^= 1
    damaged = tmp_path / whole.name
    damaged.write_bytes(content)
    left = tmp_path / f"{STEM}.1.part"
    left.touch()
    assert np.allclose(SentenceModel(cache=tmp_path).embed_query("bins"), model.embed_query("bins"), atol=1e-6)
    made = {graph: graph.stat().st_mtime_ns for graph in tmp_path.glob("*.onnx")}
    assert len(made) == len(Form)
    assert all(graph.read_bytes() != content for graph in made)
    assert not left.exists()
    assert all(isinstance(SentenceModel(cache=tmp_path).load(form), Exported) for form in Form)
    assert {graph: graph.stat().st_mtime_ns for graph in tmp_path.glob("*.onnx")} == made


def test_where_no_export_can_be_made_the_original_runs(model, tmp_path, caplog):
    (tmp_path / "cache").write_text("a file, not a folder")
    slow = SentenceModel(cache=tmp_path / "cache")
    assert isinstance(slow.load(), Original)
    assert "slower" in caplog.text
    assert np.allclose(slow.embed_query("bins"), model.embed_query("bins"), atol=1e-4)
    assert slow.encode(["bins"])[0] @ model.encode(["bins"])[0] > 0.985
    assert slow.load(Form.PASSAGES) is slow.load()


def test_weights_that_are_not_the_originals_are_refused(tmp_path, monkeypatch):
    package = tmp_path / BUNDLED_PACKAGE
    (package / "model").mkdir(parents=True)
    (package / "__init__.py").touch()
    weights = bytearray((FOLDER / "model.safetensors").read_bytes())
    weights[-1] ^= 1
    (package / "model" / "model.safetensors").write_bytes(weights)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, BUNDLED_PACKAGE, raising=False)
    with pytest.raises(ModelError, match="not the original's"):
        SentenceModel(cache=tmp_path / "cache").load()


def test_a_missing_package_is_said_with_what_to_do(monkeypatch):
    monkeypatch.setattr(bundled, "BUNDLED_PACKAGE", "no_such_package")
    with pytest.raises(ModelError, match="install it again"):
        SentenceModel().load()


def test_another_model_is_a_folder_known_by_its_whole_path(model, tmp_path, monkeypatch):
    shutil.copytree(FOLDER, tmp_path / "own")
    monkeypatch.chdir(tmp_path)
    own = SentenceModel("own")
    assert own.name == str((tmp_path / "own").resolve())
    assert np.allclose(own.embed_query("bins"), model.embed_query("bins"), atol=1e-4)


@pytest.mark.parametrize("files", [{}, {"config.json": "{}"}, {"config.json": "no JSON", "model.safetensors": "x"}])
def test_a_folder_that_holds_no_model_is_refused(tmp_path, files):
    for name, content in files.items():
        (tmp_path / name).write_text(content)
    with pytest.raises(ModelError, match="cannot be loaded"):
        SentenceModel(str(tmp_path)).load()


def test_a_name_that_is_not_on_this_computer_is_refused_without_asking_a_hub():
    with pytest.raises(ModelError, match="cannot be loaded"):
        SentenceModel("someone/some-model").load()
    assert os.environ["HF_HUB_OFFLINE"] == "1"


def test_loading_prints_nothing_and_needs_no_network():
    # Every connection is refused, so a single look at the hub would end the run.
    code = (
        "import socket\n"
        "def refuse(*a, **k): raise SystemExit('a connection was tried')\n"
        "socket.socket.connect = socket.create_connection = refuse\n"
        "from corpus.embedding import SentenceModel\n"
        "assert len(SentenceModel().embed_query('bins')) == 384\n"
    )
    root = Path(embedding.__file__).parent.parent
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("HF_", "TRANSFORMERS_"))}
    done = subprocess.run([sys.executable, "-c", code], cwd=root, env=environment, capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
