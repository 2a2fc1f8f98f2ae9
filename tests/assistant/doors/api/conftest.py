"""The service on the sample papers, asked in this process as from its own machine."""

import pytest
from limits import parse
from starlette.testclient import TestClient

from assistant import Corpus
from assistant.assistant import Assistant
from assistant.doors.api.admission import Admission
from assistant.doors.api.keys import Keys
from assistant.doors.api.service import make
from corpus.settings import Settings

HERE = "http://localhost"
NO_KEYS = Keys()


@pytest.fixture(scope="session")
def client(assistant):
    """Somebody at the server's own machine, where there are no keys."""
    with TestClient(make(Corpus(assistant), Admission(NO_KEYS, parse("100000/minute"))), HERE) as asking:
        yield asking


@pytest.fixture
def serve():
    """Give a function that makes a service of an index or a corpus, and gives somebody who asks it."""
    opened = []

    def made(of, keys=NO_KEYS, rate="1000/minute", origins=(), base=HERE, **where):
        corpus = of if isinstance(of, Corpus) else Corpus(Assistant(Settings(index=of)))
        client = TestClient(
            make(corpus, Admission(keys, parse(rate), **where), origins), base, raise_server_exceptions=False
        )
        opened.append(client.__enter__())
        return client

    yield made
    for client in opened:
        client.__exit__(None, None, None)
