"""The sample papers, asked by one assistant with its model."""

import pytest

from assistant.assistant import Assistant
from corpus.language.abbreviations import Glossary
from corpus.settings import Settings


@pytest.fixture(scope="session")
def assistant(sample_index):
    """An assistant of the sample papers, model and vectors loaded."""
    opened = Assistant.open(Settings(index=sample_index))
    assert opened.ready
    return opened


@pytest.fixture(scope="session")
def glossary():
    """The glossary that comes with the product."""
    return Glossary.load()
