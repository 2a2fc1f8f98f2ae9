"""The address of the page holds the search: what is pressed changes the address, and the page is made from it."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from assistant.opened import Opened
from assistant.searching.request import Facet, Order, Request

WORDS, SORT, PAGE = "search-words", "search-sort", "search-page"
"""Keys of the widgets of the page."""


def asked() -> Request:
    """Give the search that the address names."""
    return Request.read({key: st.query_params.get_all(key) for key in st.query_params})


def known(opened: Opened) -> Request:
    """Give the search that the address names, its councils by the names that the papers have now."""
    request = asked()
    named = request.of(Facet.COUNCIL)
    held = opened.councils_held(named)
    if held != named:
        request = replace(request, chosen={**request.chosen, Facet.COUNCIL: held})
        go(request)
    return request


def go(request: Request) -> None:
    """Have the address name another search."""
    st.query_params.from_dict(request.query())


def typed() -> None:
    """Search for what was typed, within the limits that are set."""
    go(replace(asked(), words=str(st.session_state[WORDS]).strip(), page=1))


def sort() -> None:
    """Put the papers in the order that was chosen."""
    go(replace(asked(), order=Order(st.session_state[SORT] or Order.RELEVANCE), page=1))


def turn() -> None:
    """Turn to the page of results that was pressed."""
    go(replace(asked(), page=int(st.session_state[PAGE])))


def words(text: str) -> None:
    """Search for other words, within the limits that are set."""
    go(replace(asked(), words=text, page=1))


def box(facet: Facet, value: str, key: str) -> None:
    """Choose a value of a facet, or no longer, as the box of that key says."""
    now = asked()
    if bool(st.session_state[key]) != (value in now.of(facet)):
        go(now.switched(facet, value))


def take_back(facet: Facet, value: str) -> None:
    """Choose a value of a facet no longer."""
    now = asked()
    if value in now.of(facet):
        go(now.switched(facet, value))


def choose_rest(facet: Facet, key: str, listed: tuple[str, ...]) -> None:
    """Take what is chosen of a facet in the widget of that key, beside what is chosen of the values `listed` apart."""
    now = asked()
    kept = tuple(value for value in now.of(facet) if value in listed)
    go(replace(now, chosen={**now.chosen, facet: (*kept, *st.session_state[key])}, page=1))


def within(paper: str) -> None:
    """Search within one paper, or in all where none is named."""
    go(replace(asked(), paper=paper, page=1))


def without_limits() -> None:
    """Search for the same words in all papers."""
    go(Request(asked().words, order=asked().order))
