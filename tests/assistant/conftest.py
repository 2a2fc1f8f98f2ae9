"""The sample papers, asked by one assistant with its model, and the pages one by one, without a browser."""

import html

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from assistant.assistant import Assistant
from assistant.pages.library import library
from corpus.language.abbreviations import Glossary
from corpus.settings import Settings

PATIENCE = 60
"""Seconds that a page may take on a busy machine."""


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


@pytest.fixture
def open_alone(monkeypatch):
    """Give a function that opens one page by itself on an index, with a query in its address, for a person."""

    def opened(name, index, who=None, **query):
        monkeypatch.setenv("SCRUTINEER_INDEX", str(index))
        if library().assistant.settings.index != index:
            st.cache_resource.clear()
        page = AppTest.from_string(f"from assistant.pages.{name} import page\npage.show()", default_timeout=PATIENCE)
        if who:
            page.session_state["person"] = who
        for key, value in query.items():
            page.query_params[key] = value
        return page.run()

    yield opened
    st.cache_resource.clear()
    st.cache_data.clear()


@pytest.fixture
def words():
    """Give a function that gives what a page says in HTML of its own, as text with its markup."""
    return lambda page: html.unescape("\n".join(element.proto.body for element in page.get("html")))
