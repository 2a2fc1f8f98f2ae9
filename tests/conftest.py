"""What several tests share: one index of the sample papers, made once a session as a user makes it."""

import pytest

from benchmarks.runs import SAMPLES, run, scrutineer


@pytest.fixture(scope="session")
def sample_index(tmp_path_factory):
    """The folder of an index of all sample papers. Tests read it and must not write to it."""
    index = tmp_path_factory.mktemp("sample") / "index"
    done = run([*scrutineer(), "ingest", SAMPLES], {"SCRUTINEER_INDEX": str(index)})
    assert done.status == 0, done.output + done.errors
    return index
