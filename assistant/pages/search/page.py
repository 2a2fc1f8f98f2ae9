"""The search page: the box, what was found, how it is sorted, paged through and saved."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import partial
from io import StringIO

import streamlit as st

from assistant.opened import Opened
from assistant.pages import frame
from assistant.pages.search import address, filters
from assistant.pages.search import results as found
from assistant.safe import as_html, as_label
from assistant.searching.entries import Entries
from assistant.searching.printing import NONE, SOME, count_words
from assistant.searching.request import Order, Request
from assistant.searching.saving import MOST, write_results
from assistant.searching.search import Results, search
from assistant.searching.suggestions import suggestions
from assistant.searching.words import LONGEST

HEADING = ("Search the papers", "Every passage that holds the words, by paper. A press on a page opens it, marked.")
HOW = (
    "All words must be in the passage, or in its title and headings, in any of their forms. Put a phrase in “quotes” "
    "to find it word for word. What is found can be limited by council, committee, year, kind of paper, officer and "
    "standing, and saved as a table."
)
EXAMPLE = 'care leavers "pathway plan"'
EXAMPLES = ("overspend", "waiting list", "recommendations", '"looked after children"', "risk register", "consultation")
"""What council papers speak of; those that the papers held have are offered."""
CUT = "The search was longer than is read; what came last was left out."
NO_WORDS = "There is no word in this search. Type a word or a number."
OTHERWISE = "Use fewer words, or others that a paper would use; take away what the search is limited to."
NOT_HELD = "The paper that this address searches in is no longer held."
SEARCH_FAILED = "Something went wrong with this search. Try other words; the server's log has the details."
ORDERS = {Order.RELEVANCE: "Best match", Order.NEWEST: "Newest first", Order.OLDEST: "Oldest first"}
BYTE_ORDER = "\ufeff"
"""At the head of the file it tells Excel that the text is UTF-8."""
TO_TOP = """<script>/* {address} */
document.querySelector('[data-testid="stMain"]').scrollTo(0, 0);
</script>"""
"""Shows a new page of results from its top. Given numbers only."""


def show() -> None:
    """Show the page."""
    shelf, opened = frame.begin("Search")
    if opened is not None:
        request = address.known(opened)
        if request.words:
            st.set_page_config(page_title=f"{request.words[:60]} · Search · {frame.NAME}")
        frame.heading(*HEADING)
        _box(request)
        with frame.guarded("a search failed", SEARCH_FAILED):
            _search(opened, request)
    shelf.load()


def _box(request: Request) -> None:
    st.session_state[address.WORDS] = request.words[:LONGEST]
    with (
        st.form("search", border=False),
        st.container(key="search-box", horizontal=True, gap="small", vertical_alignment="bottom"),
    ):
        st.text_input(
            "Words to search for", key=address.WORDS, type="search", placeholder='care leavers "pathway plan"'
        )
        st.form_submit_button("Search", type="primary", on_click=address.typed)


def _search(opened: Opened, request: Request) -> None:
    within = Entries(opened).named(request.paper) if request.paper else None
    if request.paper and within is None:
        frame.problem(NOT_HELD)
    whole = "" if within is None else within.title if "/" in request.paper else within.document.name
    filters.chosen(request, whole or "no longer held")
    if not request.words.strip():
        frame.small(HOW)
        _examples(opened)
        return
    results = search(opened, request)
    if results.wanted.cut:
        frame.small(CUT)
    if not results.wanted.terms:
        frame.problem(NO_WORDS)
        return
    filters.show(results)
    st.html(f"<p class='count' role='status'>{as_html(_said(results))}</p>")
    _others(opened, request, results)
    if results.groups:
        _bar(results)
        found.show(results)
        _pages(results)


def _said(results: Results) -> str:
    if not results.groups:
        return f"{NONE} {OTHERWISE}"
    return f"{SOME} {count_words(results)}." if results.some else f"{count_words(results)}."


def _examples(opened: Opened) -> None:
    having = [words for words in EXAMPLES if search(opened, Request(words)).passages]
    if having:
        _offer("For example", having)


def _others(opened: Opened, request: Request, results: Results) -> None:
    """Offer other spellings where some word was not found, and other names of the things that are named."""
    offered = suggestions(opened, request.words)
    _offer("Did you mean", [o.words for o in offered if o.corrects and (results.some or not results.groups)])
    _offer("Papers also write", [other.words for other in offered if not other.corrects])


def _offer(says: str, searches: Sequence[str]) -> None:
    """Show searches to be pressed."""
    if searches:
        with st.container(key=says.casefold().replace(" ", "-"), horizontal=True, vertical_alignment="center"):
            st.html(f"<p class='small'>{as_html(says)}</p>", width="content")
            for words in searches:
                st.button(as_label(words), key=f"other-{words}", on_click=address.words, args=(words,))


def _bar(results: Results) -> None:
    with st.container(key="sorting", horizontal=True, gap="small", vertical_alignment="bottom"):
        st.session_state[address.SORT] = results.request.order
        st.selectbox(
            "Sort by", list(ORDERS), key=address.SORT, format_func=ORDERS.__getitem__, width=190, on_change=address.sort
        )
        st.download_button(
            "Save as CSV",
            partial(_csv, results),
            file_name=file_name(results.request.words, date.today()),
            mime="text/csv",
            on_click="ignore",
            help=f"The passages as a table for a spreadsheet, {MOST:,} at the most",
        )


def _csv(results: Results) -> bytes:
    file = StringIO(newline="")
    write_results(results, file, date.today())
    return (BYTE_ORDER + file.getvalue()).encode()


def file_name(words: str, day: date) -> str:
    """Name the file of a search: its words, as far as every system takes them, and the day."""
    plain = "-".join(re.findall(r"\w+", words))[:60]
    return f"search-{plain}-{day.isoformat()}.csv"


def _pages(results: Results) -> None:
    if results.pages > 1:
        st.session_state[address.PAGE] = results.page
        with st.container(key="paging", horizontal_alignment="center"):
            st.pagination(results.pages, key=address.PAGE, on_change=address.turn)
            frame.small(f"Page {results.page:,} of {results.pages:,}")
    st.html(TO_TOP.format(address=abs(hash(str(results.request.query())))), unsafe_allow_javascript=True)
