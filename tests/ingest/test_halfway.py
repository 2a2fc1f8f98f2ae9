"""What is read is found by its words before it is embedded; whoever is stopped there loses nothing."""

import time

import pytest

from corpus.embedding import SentenceModel
from corpus.settings import Settings
from corpus.store import checking
from corpus.store.index import Index
from ingest import pipeline
from ingest.background import Job
from ingest.report import Outcome
from tests.ingest.test_background import names, paper

FERRY = "Ferry Report\n\nThe ferry ran late on 12 days in June 2019, twice as often as in May.\n"


class Watched(SentenceModel):
    """The model, and what somebody who looks when it is at work sees; it may be made to break off."""

    def __init__(self, index, breaks=False):
        super().__init__()
        self.index, self.breaks, self.seen = index, breaks, []

    def encode(self, texts):
        snapshot = self.index.open()
        self.seen.append((len(snapshot.search_keywords("ferry", 9)), snapshot.load_vectors(), snapshot.name))
        snapshot.close()
        if self.breaks:
            raise KeyboardInterrupt
        return super().encode(texts)


@pytest.fixture
def settings(tmp_path, monkeypatch):
    monkeypatch.setattr(pipeline, "WORTH_HALFWAY", 1)
    made = Settings(index=tmp_path / "index")
    assert pipeline.ingest([paper(tmp_path / "first", "first.txt")], made).exit_status == 0
    return made


@pytest.fixture
def index(settings):
    return Index(settings.index)


@pytest.fixture
def ferry(tmp_path):
    return paper(tmp_path / "second", "ferry.txt", FERRY)


def state(index):
    snapshot = index.open()
    left = snapshot.catalogue.unembedded_count()
    snapshot.close()
    return left, checking.check(index).faults, [folder.name for folder in index.generations.finished()]


def test_what_was_read_is_found_by_its_words_while_it_is_embedded(settings, index, ferry):
    model = Watched(index)
    pipeline.ingest([ferry], settings, model=model)
    assert model.seen == [(1, True, "000003")]
    assert state(index) == (0, (), ["000002", "000003", "000004"])
    assert index.undo("000004")
    assert names(settings) == ["first.txt"]


def test_one_who_is_stopped_while_embedding_leaves_what_the_next_one_finishes(settings, index, ferry):
    with pytest.raises(KeyboardInterrupt):
        pipeline.ingest([ferry], settings, model=Watched(index, breaks=True))
    assert names(settings) == ["ferry.txt", "first.txt"]
    assert state(index) == (1, (), ["000002", "000003"])
    assert any("found by their words alone" in note for note in checking.check(index).notes)
    report = pipeline.ingest([ferry], settings)
    assert [line.outcome for line in report.lines] == [Outcome.UNCHANGED]
    left, faults, generations = state(index)
    assert (left, faults) == (0, ())
    assert generations[-1] == "000004"
    pipeline.remove(["first.txt"], settings)
    assert len(state(index)[2]) == 2


def test_what_is_stopped_in_the_browser_while_it_is_embedded_is_taken_back(tmp_path):
    settings = Settings(index=tmp_path / "index")
    pipeline.ingest([paper(tmp_path / "first", "first.txt")], settings)
    many = tmp_path / "many"
    for number in range(20):
        paper(many, f"{number}.txt", "".join(f"Berth {n} of harbour {number} was mended.\n\n" * 9 for n in range(50)))
    job = Job.adding([many], settings)
    until = time.monotonic() + 120
    while job.running and "embedding" not in job.name and time.monotonic() < until:
        time.sleep(0.01)
    assert len(names(settings)) == 21
    job.stop()
    assert (job.stopped, job.report, job.problem) == (True, None, "")
    assert names(settings) == ["first.txt"]
    assert checking.check(Index(settings.index)).faults == ()
