"""From files to an index: what becomes of each file, of changes, of duplicates and of what cannot be read."""

import os
import shutil
import zipfile
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from assistant.assistant import Assistant
from corpus.bundled import WEIGHTS, bundled
from corpus.embedding import EXACT, SentenceModel
from corpus.errors import IndexBusyError, ModelError
from corpus.exported import Form
from corpus.records import State
from corpus.settings import Settings
from corpus.store import index as index_module
from corpus.store.index import VECTORS, Index
from corpus.store.vectors import is_whole
from ingest import intake, pipeline, vectors
from ingest.isolation import Reader
from ingest.report import Outcome
from tests.corpus.store.older import as_version_3
from tests.ingest.drawn import draw

ADDED, REPLACED, UNCHANGED, DUPLICATE, UNREADABLE = (
    *(Outcome.ADDED, Outcome.REPLACED, Outcome.UNCHANGED, Outcome.DUPLICATE, Outcome.UNREADABLE),
)
WALL = "Harbour Wall Report\n\nThe harbour wall was mended in May 2019 at a cost of £4,500.\n"
FERRY = "Ferry Report\n\nThe ferry ran late on 12 days in June 2019, twice as often as in May.\n"
PIER = "Pier Report\n\nThe pier was painted green after a vote of the committee in July 2019.\n"


@pytest.fixture(scope="module")
def model():
    return SentenceModel()


class Place:
    """A folder of papers with its index."""

    def __init__(self, folder, model):
        self.papers = folder / "papers"
        self.papers.mkdir()
        self.settings = Settings(index=folder / "index")
        self.index = Index(self.settings.index)
        self.model = model

    def write(self, name, content):
        file = self.papers / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return file

    def ingest(self, *places, **settings):
        chosen = self.settings.model_copy(update=settings)
        return pipeline.ingest(places or [self.papers], chosen, model=self.model)

    def remove(self, *names):
        return pipeline.remove(names, self.settings, model=self.model)

    def outcomes(self, *places, **settings):
        return {line.name: line.outcome for line in self.ingest(*places, **settings).lines}

    def reason(self, name, **settings):
        return next(line.reason for line in self.ingest(**settings).lines if line.name == name)

    def finds(self, word):
        """The names of the papers in which the word stands, by the keywords."""
        snapshot = self.index.open()
        names = {d.id: d.name for d in snapshot.catalogue.documents()}
        found = sorted({names[hit.chunk.document_id] for hit in snapshot.search_keywords(word, 99)})
        snapshot.close()
        return found

    def documents(self):
        snapshot = self.index.open()
        documents = snapshot.catalogue.documents()
        snapshot.close()
        return {document.name: document for document in documents}

    def generations(self):
        return sorted(folder.name for folder in self.index.generations.home.iterdir())


@pytest.fixture
def place(tmp_path, model):
    return Place(tmp_path, model)


def test_files_are_added_left_and_replaced(place):
    place.write("wall.txt", WALL)
    place.write("ferry.txt", FERRY)
    assert place.outcomes() == {"wall.txt": ADDED, "ferry.txt": ADDED}
    assert place.outcomes() == {"wall.txt": UNCHANGED, "ferry.txt": UNCHANGED}
    place.write("wall.txt", PIER)
    report = place.ingest()
    assert [(line.name, line.outcome) for line in report.lines] == [("ferry.txt", UNCHANGED), ("wall.txt", REPLACED)]
    assert report.exit_status == 0
    assert place.finds("harbour") == []
    assert place.finds("pier") == ["wall.txt"]


def test_nothing_changed_makes_no_new_generation(place):
    place.write("wall.txt", WALL)
    place.write("empty.txt", "")
    place.ingest()
    assert place.ingest().exit_status == 1
    assert place.generations() == ["000001"]


def test_an_ingest_without_changes_mends_the_vector_index_of_a_large_index(place, monkeypatch):
    monkeypatch.setattr(index_module, "UP_TO", 0)
    place.write("wall.txt", WALL)
    place.ingest()
    shutil.rmtree(place.index.generations.current() / VECTORS)
    assert place.outcomes() == {"wall.txt": UNCHANGED}
    snapshot = place.index.open()
    assert is_whole(snapshot.folder / VECTORS, snapshot.catalogue)
    snapshot.close()


def test_every_line_says_pages_blocks_and_source(place):
    file = draw(place.papers / "wall.pdf", lambda sheet: sheet.lines(72, 72, WALL.splitlines()[-1]))
    (line,) = place.ingest().lines
    assert (line.name, line.source, line.outcome, line.pages) == ("wall.pdf", str(file), ADDED, 1)
    assert line.blocks > 0


# Duplicates


def test_the_same_contents_twice_are_read_once(place):
    place.write("a.txt", WALL)
    place.write("b.txt", WALL)
    report = place.ingest()
    assert [line.outcome for line in report.lines] == [ADDED, DUPLICATE]
    assert report.lines[1].reason == f"the same as {place.papers / 'a.txt'}"
    assert report.exit_status == 0
    assert place.finds("harbour") == ["a.txt"]
    assert place.outcomes() == {"a.txt": UNCHANGED, "b.txt": UNCHANGED}


def test_a_duplicate_takes_the_place_of_the_removed(place):
    for name in ("a.txt", "b.txt", "c.txt"):
        place.write(name, WALL)
    place.ingest()
    assert place.remove("a.txt").exit_status == 0
    assert place.finds("harbour") == ["b.txt"]
    held = place.documents()
    assert held["b.txt"].state is State.READY
    assert (held["c.txt"].state, held["c.txt"].reason) == (State.DUPLICATE, f"the same as {held['b.txt'].source}")
    assert place.index.originals.path(held["b.txt"].sha256).exists()


def test_a_duplicate_takes_the_place_of_the_replaced(place):
    place.write("a.txt", WALL)
    place.write("b.txt", WALL)
    place.ingest()
    place.write("a.txt", FERRY)
    assert place.outcomes() == {"a.txt": REPLACED, "b.txt": UNCHANGED}
    assert place.finds("harbour") == ["b.txt"]
    assert place.finds("ferry") == ["a.txt"]


def test_an_original_and_its_first_duplicate_may_be_removed_together(place):
    for name in ("a.txt", "b.txt", "c.txt"):
        place.write(name, WALL)
    place.ingest()
    place.remove("a.txt", "b.txt")
    assert place.finds("harbour") == ["c.txt"]


def test_a_paper_that_becomes_the_same_as_another_is_a_duplicate(place):
    place.write("a.txt", WALL)
    place.write("b.txt", FERRY)
    place.ingest()
    place.write("b.txt", WALL)
    assert place.outcomes() == {"a.txt": UNCHANGED, "b.txt": DUPLICATE}
    assert place.finds("ferry") == []


# Removing


def test_removing_really_removes(place):
    place.write("wall.txt", WALL)
    place.write("ferry.txt", FERRY)
    place.ingest()
    sha256 = place.documents()["wall.txt"].sha256
    report = place.remove("wall.txt")
    assert [(line.name, line.outcome) for line in report.lines] == [("wall.txt", Outcome.REMOVED)]
    assert place.finds("harbour") == []
    assert place.finds("ferry") == ["ferry.txt"]
    place.remove("ferry.txt")
    assert not place.index.originals.path(sha256).exists()


@pytest.mark.parametrize("by", ["name", "source", "id"])
def test_a_paper_is_removed_by_name_path_or_id(place, by):
    place.write("wall.txt", WALL)
    place.ingest()
    place.remove(getattr(place.documents()["wall.txt"], by))
    assert place.documents() == {}


def test_removing_what_is_not_in_says_so_and_changes_nothing(place):
    place.write("wall.txt", WALL)
    place.ingest()
    report = place.remove("none.txt")
    assert report.exit_status == 2
    assert "scrutineer papers" in report.lines[0].reason
    assert place.generations() == ["000001"]


# What cannot be read


def test_a_bad_file_never_stops_the_rest(place):
    place.write("bad.pdf", b"%PDF-1.4\nno more of it")
    place.write("wall.txt", WALL)
    report = place.ingest()
    assert {line.name: line.outcome for line in report.lines} == {"bad.pdf": UNREADABLE, "wall.txt": ADDED}
    assert report.exit_status == 1


def test_where_nothing_could_be_read_the_exit_status_is_2(place):
    place.write("bad.pdf", b"%PDF-1.4\nno more of it")
    assert place.ingest().exit_status == 2


def test_a_folder_without_papers_is_a_line(place):
    place.write("picture.png", b"\x89PNG")
    report = place.ingest()
    assert [(line.outcome, line.reason) for line in report.lines] == [(UNREADABLE, "there is no paper in it")]
    assert report.exit_status == 2
    assert not place.index.exists()


def test_a_place_that_is_not_there_is_a_line(place):
    assert place.ingest(place.papers / "none").exit_status == 2


def test_every_file_that_cannot_be_read_has_a_reason_in_one_style(place):
    draw(place.papers / "encrypted.pdf", lambda sheet: sheet.lines(72, 72, "The harbour wall"), password="secret")
    draw(place.papers / "pictures.pdf", lambda sheet: sheet.picture(20, 20, 550, 800))
    place.write("damaged.pdf", b"%PDF-1.7\n" + bytes(range(256)) * 20)
    place.write("empty.pdf", b"")
    place.write("blank.txt", " \n\n")
    place.write("error.pdf", "<!doctype html><html><body><h1>404</h1><p>Not found</p></body></html>")
    place.write("error.docx", "<html><body><p>Not found</p></body></html>")
    place.write("plain.pdf", "The file that you asked for was moved.")
    place.write("old.doc", bytes.fromhex("d0cf11e0a1b11ae1") + "WordDocument".encode("utf-16-le"))
    place.write("broken.docx", b"PK\x03\x04 and no more")
    place.write("broken.zip", b"PK\x03\x04 and no more")
    report = place.ingest()
    reasons = {line.name: line.reason for line in report.lines}
    assert {line.outcome for line in report.lines} == {UNREADABLE}
    assert len(reasons) == 11
    for name, reason in reasons.items():
        assert reason, name
        assert not reason[:2].istitle(), reason
        assert not reason.endswith("."), reason
        assert "Error" not in reason, reason
    assert "password" in reasons["encrypted.pdf"]
    assert "OCR" in reasons["pictures.pdf"]
    assert reasons["error.pdf"].startswith("this is a web page saved with the suffix .pdf, not a PDF; open the address")
    assert reasons["error.docx"].startswith("this is a web page saved with the suffix .docx")
    assert reasons["plain.pdf"].startswith("this is a plain text saved with the suffix .pdf")


def test_a_web_page_by_its_own_name_is_read(place):
    place.write("wall.html", "<html><body><h1>Harbour</h1><p>The harbour wall was mended.</p></body></html>")
    assert place.outcomes() == {"wall.html": ADDED}


def test_a_file_that_becomes_unreadable_keeps_its_earlier_version(place):
    place.write("wall.txt", WALL)
    place.ingest()
    place.write("wall.txt", "")
    assert place.reason("wall.txt").endswith("; the earlier version stays in")
    assert place.finds("harbour") == ["wall.txt"]
    assert place.generations() == ["000001"]
    place.write("wall.txt", FERRY)
    assert place.outcomes() == {"wall.txt": REPLACED}


def test_a_file_that_could_not_be_read_is_tried_again(place):
    place.write("wall.txt", "")
    assert place.outcomes() == {"wall.txt": UNREADABLE}
    place.write("wall.txt", WALL)
    assert place.outcomes() == {"wall.txt": ADDED}


def test_a_raised_limit_lets_a_refused_file_in_without_a_change_of_it(place):
    pages = [lambda sheet, text=text: sheet.lines(72, 200, *text.split(" in ")) for text in (WALL, FERRY)]
    draw(place.papers / "two.pdf", *pages)
    assert "at most 1" in place.reason("two.pdf", max_pages=1)
    assert place.outcomes(max_pages=2) == {"two.pdf": ADDED}


def test_a_file_that_is_far_too_large_is_a_line_and_is_not_kept(place):
    place.write("large.txt", WALL + " " * (2 * 1024 * 1024))
    assert place.reason("large.txt", max_file_mb=1).startswith("it has 2 MB, more than the limit of 1 MB")
    assert not place.index.originals.folder.exists()


def test_text_that_cannot_be_stored_costs_that_file_only(place, monkeypatch):
    place.write("a.txt", WALL)
    place.write("b.txt", FERRY)
    place.ingest()
    place.write("a.txt", PIER)
    place.write("c.txt", WALL + FERRY)
    real = Reader.read

    def half_a_sign(self, path, document, *rest, **options):
        reading = real(self, path, document, *rest, **options)
        title = "\ud800" if document.name == "a.txt" else reading.document.title
        return replace(reading, document=replace(reading.document, title=title))

    monkeypatch.setattr(Reader, "read", half_a_sign)
    assert place.outcomes() == {"a.txt": UNREADABLE, "b.txt": UNCHANGED, "c.txt": ADDED}
    assert place.finds("harbour") == ["a.txt", "c.txt"]


def test_a_model_that_cannot_be_loaded_stops_all_before_anything_is_changed(place, tmp_path):
    place.write("a.txt", WALL)
    place.model = None
    with pytest.raises(ModelError):
        place.ingest(embedding_model=str(tmp_path))
    assert not place.index.exists()


def test_a_second_ingest_at_the_same_time_is_refused(place):
    place.write("a.txt", WALL)
    with place.index.draft(place.model.name), pytest.raises(IndexBusyError, match=str(os.getpid())):
        place.ingest()


# Names and places of files


def test_a_zip_file_with_bad_members_gives_its_good_ones(place):
    with zipfile.ZipFile(place.papers / "pack.zip", "w") as archive:
        archive.writestr("wall.txt", WALL)
        archive.writestr("../outside.txt", FERRY)
        archive.writestr("inner/empty.txt", "")
        archive.writestr("inner/wall again.txt", WALL)
    outcomes = place.outcomes()
    assert outcomes.pop("outside.txt") is UNREADABLE
    assert outcomes.pop("empty.txt") is UNREADABLE
    assert set(outcomes.values()) == {ADDED, DUPLICATE}
    assert len(place.finds("harbour")) == 1
    assert place.documents()["wall.txt"].source == f"{place.papers / 'pack.zip'}!/wall.txt"


@pytest.mark.parametrize(
    "name", ['it\'s "quoted".txt', "two  spaces.txt", "Größe – résumé £.txt", "two\nlines.txt", "%00; DROP TABLE.txt"]
)
def test_any_name_of_a_file_is_taken(place, name):
    place.write(name, WALL)
    name = name.replace("\n", "\\u000a")  # what cannot be seen is held as what stands for it
    assert place.outcomes() == {name: ADDED}
    assert place.outcomes() == {name: UNCHANGED}
    assert place.finds("harbour") == [name]
    assert place.remove(name).exit_status == 0


def test_a_name_that_is_no_text_is_taken(place):
    try:
        (place.papers / os.fsdecode(b"gr\xf6sse.txt")).write_text(WALL)
    except OSError:
        pytest.skip("this file system takes names in UTF-8 only")
    assert place.outcomes() == {"gr\\udcf6sse.txt": ADDED}
    assert place.outcomes() == {"gr\\udcf6sse.txt": UNCHANGED}


def test_a_folder_of_thirty_files_is_read_in_order_with_its_progress(place):
    for number in range(30):
        place.write(f"part {number % 3}/paper {number:02}.txt", f"Report {number}\n\nThe ferry ran {number} times.\n")
    seen = []
    report = pipeline.ingest([place.papers], place.settings, lambda *at: seen.append(at), place.model)
    assert [line.outcome for line in report.lines] == [ADDED] * 30
    done = [done for done, _, _ in seen]
    assert done == sorted(done)
    assert (done[0], done[-1]) == (0, 30)
    assert {total for _, total, _ in seen} == {30}
    snapshot = place.index.open()
    assert snapshot.catalogue.counts()["documents"] == 30
    assert snapshot.load_vectors()
    snapshot.close()


def test_every_passage_has_the_embedding_of_its_own_words(place, monkeypatch):
    monkeypatch.setattr(vectors, "RUN", 2)
    for number in range(3):
        place.write(
            f"{number}.txt", "\n\n".join(f"Berth {n} of harbour {number}. {'Mooring. ' * n}" for n in range(50))
        )
    place.ingest()
    snapshot = place.index.open()
    assert snapshot.catalogue.counts()["chunks"] > 15
    held = {identity: vector for identity, _, vector in snapshot.catalogue.embeddings()}
    chunks = [hit.chunk for hit in snapshot.catalogue.hits(dict.fromkeys(held, 1.0))]
    wanted = place.model.encode([f"{chunk.context}\n{chunk.text}" for chunk in chunks])
    assert np.allclose([held[chunk.id] for chunk in chunks], wanted, atol=1e-6)
    snapshot.close()


def test_the_abbreviations_that_papers_define_are_kept(place):
    place.write("a.txt", "The Bridge Repair Programme (BRP) began.\n")
    place.ingest()
    snapshot = place.index.open()
    assert snapshot.catalogue.abbreviations() == [("BRP", "Bridge Repair Programme")]
    snapshot.close()


def test_what_an_earlier_version_read_is_read_anew_and_nothing_else(place, monkeypatch):
    place.write("wall.txt", WALL)
    place.write("ferry.txt", FERRY)
    place.ingest()
    monkeypatch.setattr(intake, "READER", "another")
    place.write("pier.txt", PIER)
    assert place.outcomes(place.papers / "pier.txt") == {"pier.txt": ADDED}
    assert place.outcomes(place.papers / "wall.txt") == {"wall.txt": Outcome.REREAD}
    shutil.rmtree(place.papers)  # what is held is read from the originals
    report = pipeline.ingest([], place.settings, model=place.model, again=True)
    assert {line.name: line.outcome for line in report.lines} == {"ferry.txt": Outcome.REREAD}
    assert place.finds("ferry") == ["ferry.txt"]
    assert pipeline.ingest([], place.settings, model=place.model, again=True).lines == ()
    assert {document.reader for document in place.documents().values()} == {"another"}


def test_what_cannot_be_read_anew_stays_as_it_was_and_is_said(place, monkeypatch):
    place.write("wall.txt", WALL)
    place.write("ferry.txt", FERRY)
    place.ingest()
    place.index.originals.path(place.documents()["wall.txt"].sha256).unlink()
    monkeypatch.setattr(intake, "READER", "another")
    report = pipeline.ingest([], place.settings, model=place.model, again=True)
    assert report.exit_status == 1
    lines = {line.name: line for line in report.lines}
    assert lines["ferry.txt"].outcome is Outcome.REREAD
    assert lines["wall.txt"].reason == "its original is missing; name the file itself; the earlier version stays in"
    assert place.finds("wall") == ["wall.txt"]
    assert place.outcomes() == {"ferry.txt": UNCHANGED, "wall.txt": Outcome.REREAD}


def test_an_original_that_was_lost_is_kept_again_when_its_file_is_met(place):
    place.write("wall.txt", WALL)
    place.ingest()
    original = place.index.originals.path(place.documents()["wall.txt"].sha256)
    original.unlink()
    assert place.outcomes() == {"wall.txt": UNCHANGED}
    assert original.read_text() == WALL


def test_an_index_of_an_earlier_version_is_brought_up_to_date(place):
    place.write("wall.txt", WALL)
    place.ingest()
    as_version_3(place.index)
    place.write("ferry.txt", FERRY)
    assert place.outcomes() == {"ferry.txt": ADDED, "wall.txt": Outcome.REREAD}
    assert place.finds("wall") == ["wall.txt"]


def test_another_model_embeds_what_is_held_without_reading_it_again(place):
    place.write("wall.txt", WALL)
    place.ingest()
    folder = str(bundled(WEIGHTS).parent)  # the same model under another name, run by its own libraries
    other = place.settings.model_copy(update={"embedding_model": folder})
    place.write("ferry.txt", FERRY)
    report = pipeline.ingest([place.papers], other)
    assert {line.name: line.outcome for line in report.lines} == {"ferry.txt": ADDED, "wall.txt": UNCHANGED}
    snapshot = place.index.open()
    assert snapshot.meta["embedding_model"] == folder
    snapshot.load_vectors()
    vector = SentenceModel(folder).embed_query("harbour wall")
    assert ["mended" in hit.chunk.text for hit in snapshot.search_vectors(vector, 2)] == [True, False]
    snapshot.close()


def test_an_index_of_exact_embeddings_answers_as_it_is_and_is_embedded_anew(place):
    place.write("wall.txt", WALL)
    place.ingest()
    with place.index.draft(EXACT) as draft:
        exact = place.model.load(Form.QUESTIONS)
        vectors.embed(draft, SimpleNamespace(encode=exact.encode), lambda _: None)
    before = place.index.open()
    assert before.meta["embedding_model"] == EXACT
    before.load_vectors()
    assert before.search_vectors(place.model.embed_query("harbour wall"), 1)
    [(identity, _, held)] = before.catalogue.embeddings()
    before.close()
    assert Assistant(place.settings).opened().model == EXACT
    assert place.outcomes() == {"wall.txt": UNCHANGED}
    after = place.index.open()
    assert after.meta["embedding_model"] == place.model.name
    [(same, _, made)] = after.catalogue.embeddings()
    assert same == identity
    assert 0.985 < held @ made < 0.9999
    after.close()


def test_members_of_a_zip_that_wait_to_be_read_outlast_the_first_change_of_an_index(place):
    place.write("wall.txt", WALL)
    place.ingest()
    with zipfile.ZipFile(place.papers / "pack.zip", "w") as pack:
        for number in range(12):
            pack.writestr(f"{number:02d}.txt", f"Report {number}\n\nBerth {number} was mended in May 2019.\n")
    assert place.outcomes() == {"wall.txt": UNCHANGED, **{f"{number:02d}.txt": ADDED for number in range(12)}}
