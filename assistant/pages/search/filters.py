"""What a search is limited to: facets with counts beside the results, and what is chosen above them."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from assistant.pages.search import address
from assistant.safe import as_html, as_label, visible
from assistant.searching.request import Facet, Request
from assistant.searching.search import Choice, Results

NAMES = {
    Facet.COUNCIL: ("Council", "councils"),
    Facet.COMMITTEE: ("Committee", "committees"),
    Facet.YEAR: ("Year of the meeting", "years"),
    Facet.KIND: ("Kind of paper", "kinds"),
    Facet.OFFICER: ("Officer", "officers"),
    Facet.STANDING: ("Standing", "standings"),
}
"""What each facet is called, alone and of many."""
LISTED = 5
"""Values of a facet that can be seen and pressed at once; the others are chosen from a list."""
LONGEST = 70
"""Characters that are shown of a value: the officers of some papers are a list of people."""


def show(results: Results) -> None:
    """Show the facets of what was found in the sidebar."""
    with st.sidebar:
        st.html("<h2 class='facets'>Limit to</h2>")
        for facet, choices in results.facets.items():
            if len(choices) > 1 or any(choice.chosen for choice in choices):
                _facet(facet, choices)


def _facet(facet: Facet, choices: Sequence[Choice]) -> None:
    chosen = [choice for choice in choices if choice.chosen]
    listed = [choice for choice in choices if choice.chosen or choice in choices[: LISTED - len(chosen)]]
    rest = {choice.value: choice for choice in choices if choice not in listed}
    with st.container(key=f"facet-{facet}", gap="xsmall"):
        st.html(f"<h3>{as_html(NAMES[facet][0])}</h3>")
        for choice in listed:
            key = f"{facet}={choice.value}"
            st.session_state[key] = choice.chosen
            st.checkbox(as_label(_counted(choice)), key=key, on_change=address.box, args=(facet, choice.value, key))
        if rest:
            key = f"rest-{facet}"
            st.session_state[key] = []
            values = tuple(choice.value for choice in listed)
            st.multiselect(
                f"{len(rest)} other {NAMES[facet][1] if len(rest) > 1 else NAMES[facet][0].lower()}",
                list(rest),
                key=key,
                format_func=lambda value: _counted(rest[value]) if value in rest else value,
                placeholder=f"{len(rest)} more",
                label_visibility="collapsed",
                filter_mode="contains",
                on_change=address.choose_rest,
                args=(facet, key, values),
            )


def _counted(choice: Choice) -> str:
    return f"{visible(shown(choice.value))} ({choice.papers:,})"


def shown(value: str) -> str:
    """Give a value of a facet as it is shown: cut where it is very long, with a capital."""
    short = value if len(value) <= LONGEST else f"{value[:LONGEST].rsplit(' ', 1)[0]} …"
    return short[:1].upper() + short[1:]


def chosen(request: Request, paper: str) -> None:
    """Show what the search is limited to, each to be taken back by a press; `paper` is the title of the one chosen."""
    values = [(facet, value) for facet in Facet for value in request.of(facet)]
    if not values and not request.paper:
        return
    with st.container(key="chosen", horizontal=True, gap="small", vertical_alignment="center"):
        st.html("<p class='small'>Limited to</p>", width="content")
        if request.paper:
            label = as_label(f"Paper: {shown(paper)}")
            st.button(label, key="chosen-paper", icon=":material/close:", help="Search in all papers",
                      on_click=address.within, args=("",))  # fmt: skip
        for facet, value in values:
            label = as_label(f"{NAMES[facet][0]}: {shown(value)}")
            st.button(label, key=f"chosen-{facet}={value}", icon=":material/close:", help="Take this limit away",
                      on_click=address.take_back, args=(facet, value))  # fmt: skip
        if len(values) + bool(request.paper) > 1:
            st.button("Search everything", type="tertiary", key="everything", on_click=address.without_limits)
