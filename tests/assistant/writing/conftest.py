"""A server that stands for a language model, the sample papers as evidence, and a writer between them."""

import re

import pytest

from assistant.answers import Writing
from assistant.said import Said
from assistant.writing.events import Done
from assistant.writing.evidence import evidence_of
from assistant.writing.replies import Sentence
from assistant.writing.tasks import Task, Wanted
from assistant.writing.verifying import CHECKS, verified
from assistant.writing.writer import Writer
from corpus.language.sentences import sentences
from corpus.settings import Settings
from tests.assistant.writing.model_server import serving_model

KEYED = re.compile(r"\{([^}#]*)(?:#([^}]*))?\}")


def piece(opened, words):
    """The sentence or row of the papers that holds some words."""
    for document in opened.documents.values():
        for block in opened.blocks(document.id, 0, 2000):
            if words in block.text:
                bounds = sentences(block.text) if block.row is None else [(0, len(block.text))]
                start, end = next((s, e) for s, e in bounds if words in block.text[s:e])
                return Said(block.text[start:end], block, start, end)
    raise KeyError(words)


class Given:
    """Evidence of the sample papers; a text names it by words of the quote, and by the number of a figure in it."""

    def __init__(self, opened, *words):
        self.opened = opened
        self.evidence = evidence_of(opened, [piece(opened, each) for each in words], with_exempt=True)

    def key(self, words, number=None):
        for item in self.evidence.items.values():
            is_it = item.is_quote if number is None else item.figure is not None and item.figure.number == number
            if words in item.text and is_it:
                return item.key
        raise KeyError((words, number))

    def sentence(self, text, *named):
        """A sentence in which "{words#number}" stands for a key, as a model would write it."""
        written = KEYED.sub(lambda found: "{" + self.key(found[1], found[2]) + "}", text)
        return Sentence(written, tuple(map(self.key, named)))

    def checked(self, text, *named, checks=CHECKS):
        return verified(self.sentence(text, *named), self.evidence, self.opened, checks)

    def wanted(self, task=Task.ANSWER, question="what do the papers say"):
        return Wanted(task, self.opened, self.evidence, question)


@pytest.fixture(scope="session")
def opened(assistant):
    """The sample papers, opened."""
    return assistant.opened()


@pytest.fixture
def server():
    """A model server with nothing in its queue."""
    with serving_model() as served:
        yield served


@pytest.fixture
def settings(server, tmp_path):
    """Settings that name the server, as a model in house, with an index folder for what is counted."""
    limits = {"model_per_minute": 1000, "model_per_day": 1000}
    return Settings(index=tmp_path / "index", model="openai:told", model_url=server.url, **limits)


@pytest.fixture
def writer(settings):
    """A writer of these settings."""
    return Writer.of(settings)


@pytest.fixture
def written():
    """Give a function that has a text written and gives all events, with `Done` apart."""

    def all_of(writer, wanted, person="somebody", stop=None):
        *events, done = writer.write(wanted, person, stop)
        assert isinstance(done, Done)
        assert bool(done.text) == (done.written.writing is Writing.WRITTEN)
        return events, done

    return all_of
