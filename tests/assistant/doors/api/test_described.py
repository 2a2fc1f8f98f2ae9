"""The service held to its own description: whatever fits it is answered as it says, whatever does not is refused."""

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.config import SchemathesisConfig

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


@pytest.fixture(scope="session")
def described(client):
    """The description of the service, with the service that the requests are sent to."""
    config = SchemathesisConfig.from_dict({"seed": 1, "base-url": HERE})
    return schemathesis.openapi.from_asgi("/openapi.json", client.app, config=config)


def test_every_address_is_described(client):
    paths = client.get("/openapi.json").json()["paths"]
    assert {(method, path) for path, methods in paths.items() for method in methods} == ADDRESSES


@pytest.mark.parametrize("mode", GenerationMode)
@pytest.mark.parametrize(("method", "path"), sorted(ADDRESSES))
def test_a_request_gets_what_is_described(described, method, path, mode):
    @settings(
        max_examples=EXAMPLES, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck)
    )
    @given(case=described[path][method].as_strategy(generation_mode=mode))
    def sent(case):
        case.call_and_validate()

    sent()
