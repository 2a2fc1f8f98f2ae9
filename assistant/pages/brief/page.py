"""The brief page: choose a topic or an agenda item; get findings and questions with sources, to edit and take along."""

from __future__ import annotations

import logging
import re
from datetime import date
from functools import partial

import streamlit as st

from assistant.brief.making import brief_on
from assistant.brief.records import Brief, Part
from assistant.brief.scope import Scope, item_scope, items, topic_scope
from assistant.exports.brief import CLOSING, QUESTIONS, SOURCES, as_docx
from assistant.figures.choosing import measures_offered
from assistant.opened import Opened
from assistant.pages import frame
from assistant.pages.brief import arranging, parts
from corpus.language.dates import day_words

logger = logging.getLogger(__name__)
HEADING = (
    "Brief",
    "Prepare for a meeting: what the papers state on a topic or an agenda item, and questions that rest on it. Every "
    "finding and question names its source.",
)
TOPIC, ITEM = "A topic", "An agenda item"
NOTHING = "The papers held have no figure, recommendation or action on this. Try other words, or a measure of the list."
FAILED = "The brief could not be made; the server's log has the details."
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
KEPT = 16
"""Briefs that are kept at hand."""


def show() -> None:
    """Show the page."""
    shelf, opened = frame.begin("Brief")
    if opened is not None:
        frame.heading(*HEADING)
        try:
            _brief(opened)
        except Exception:
            logger.exception("a brief could not be made")
            frame.problem(FAILED)
    shelf.load()


def _brief(opened: Opened) -> None:
    on = st.segmented_control("Brief on", (TOPIC, ITEM), default=TOPIC, required=True, key="on", bind="query-params")
    if on == ITEM:
        ids = _items(opened.snapshot.name, opened)
        name = st.selectbox(
            "Agenda item",
            list(ids),
            None,
            key="item",
            bind="query-params",
            placeholder="Choose an item of the packs held",
            filter_mode="contains",
        )
        chosen = ids.get(name or "", "")
    else:
        words = st.selectbox(
            "Topic",
            _measures(opened.snapshot.name, opened),
            None,
            key="topic",
            bind="query-params",
            accept_new_options=True,
            placeholder="Choose a measure, or type words and press Enter",
            filter_mode="contains",
        )
        chosen = " ".join((words or "").split())
    if not chosen:
        return
    with st.spinner("Reading the register…"):
        made = _made(opened.snapshot.name, on == ITEM, chosen, opened)
    if made is None or not made.findings:
        frame.problem(NOTHING)
        return
    _show(f"{opened.snapshot.name}-{on}-{chosen}", made)


def _show(key: str, made: Brief) -> None:
    st.header(QUESTIONS, anchor=False)
    frame.small("Edit, move and drop them, and add your own. Your changes last while this page is open.")
    arranging.show(key, made)
    questions = arranging.pack_of(key, made).texts
    st.download_button(
        "Download the brief (Word)",
        partial(as_docx, made, questions),
        file_name=f"{_file_name(made.topic)}.docx",
        mime=WORD,
        type="primary",
        on_click="ignore",
    )
    for part in Part:
        st.header(str(part), anchor=False)
        st.html(parts.findings(made, part))
    st.header(SOURCES, anchor=False)
    st.html(parts.sources(made))
    frame.small(made.scope, CLOSING)


def _file_name(topic: str) -> str:
    plain = re.sub(r"[^\w]+", "-", topic.casefold()).strip("-")[:60]
    return f"Scrutiny brief, {plain or 'topic'}, {day_words(date.today())}"


@st.cache_data(max_entries=4, show_spinner=False)
def _measures(generation: str, _opened: Opened) -> list[str]:
    return [name for name, _ in measures_offered(_opened)]


@st.cache_data(max_entries=4, show_spinner=False)
def _items(generation: str, _opened: Opened) -> dict[str, str]:
    """Give the ids of the items by their names; of items of one name the first."""
    return {item.name: item.id for item in reversed(items(_opened))}


@st.cache_data(max_entries=KEPT, show_spinner=False)
def _made(generation: str, item: bool, chosen: str, _opened: Opened) -> Brief | None:
    scope: Scope | None = item_scope(_opened, chosen) if item else topic_scope(_opened, chosen)
    return brief_on(scope) if scope is not None else None
