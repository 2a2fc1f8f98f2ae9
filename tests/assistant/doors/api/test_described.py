"""The service held to its own description: whatever fits it is answered as it says, whatever does not is refused."""

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from limits import parse
from schemathesis import GenerationMode
from schemathesis.config import SchemathesisConfig
from starlette.testclient import TestClient

from assistant import Corpus
from assistant.doors.api.admission import Admission
from assistant.doors.api.keys import Keys, new_key
from assistant.doors.api.service import make
from tests.assistant.doors.api.conftest import HERE

EXAMPLES = 5
"""Requests of each kind that are made up for each address: the same ones every time."""
ADDRESSES = {
    ("get", "/health"),
    ("get", "/"),
    ("post", "/ask"),
    ("post", "/ask/events"),
    ("get", "/search"),
    ("get", "/figures"),
    ("get", "/measures"),
    ("get", "/papers"),
    ("get", "/papers/{document}"),
    ("get", "/papers/{document}/pages/{page}"),
    ("get", "/papers/{document}/pages/{page}/picture"),
}


WITHOUT_INPUT = {("get", "/health"), ("get", "/"), ("get", "/measures")}
"""Addresses of which no request can be wrong."""
OFTEN = parse("1000000/minute")


@pytest.fixture(scope="module")
def keyed(assistant):
    """The description of a service with keys, with the service that requests are sent to, and the head of a request."""
    secret, key = new_key("own")
    config = SchemathesisConfig.from_dict(
        {"seed": 1, "base-url": HERE, "generation": {"with-security-parameters": False}}
    )
    with TestClient(make(Corpus(assistant), Admission(Keys((key,)), OFTEN, misses=OFTEN)), HERE) as client:
        described = schemathesis.openapi.from_asgi("/openapi.json", client.app, config=config)
        yield described, {"Authorization": f"Bearer {secret}"}


def test_every_address_is_described(client):
    paths = client.get("/openapi.json").json()["paths"]
    assert {(method, path) for path, methods in paths.items() for method in methods} == ADDRESSES


def check(keyed, method, path, mode):
    described, headers = keyed

    @settings(
        max_examples=EXAMPLES, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck)
    )
    @given(case=described[path][method].as_strategy(generation_mode=mode))
    def sent(case):
        case.call_and_validate(headers=headers)

    sent()


@pytest.mark.parametrize(("method", "path"), sorted(ADDRESSES))
def test_a_request_that_fits_gets_what_is_described(keyed, method, path):
    check(keyed, method, path, GenerationMode.POSITIVE)


@pytest.mark.parametrize(("method", "path"), sorted(ADDRESSES - WITHOUT_INPUT))
def test_a_request_that_does_not_fit_is_refused_as_described(keyed, method, path):
    check(keyed, method, path, GenerationMode.NEGATIVE)
