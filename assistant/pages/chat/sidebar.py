"""The sidebar: what a question is limited to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import streamlit as st

from assistant.pages import frame
from assistant.pages.wording import filtered
from corpus.language.dates import day_words
from corpus.records import Document
from corpus.store.filters import Filters

DAY_FORMAT = "DD/MM/YYYY"
EARLIEST = date(1974, 4, 1)
"""The day on which most of England's present councils began. The papers' own days would not do as a bound: they change
while the page is open, and a day that was chosen must not fall outside."""

NO_DAYS = "The first date is after the last one: no meeting is between them."


def show(documents: Sequence[Document]) -> tuple[Filters, str]:
    """Show the filters for these documents; give what is chosen, for the search and in words."""
    with st.sidebar, st.expander("Limit the search to"):
        councils = _choice("Council", _sorted(d.council for d in documents), "councils")
        committees = _choice("Committee", _sorted(d.committee for d in documents), "committees")
        names = {d.id: d.name for d in documents}
        chosen = _choice("Document", list(names), "documents", names)
        since = st.date_input("Meetings from", None, EARLIEST, format=DAY_FORMAT, key="since")
        until = st.date_input("Meetings to", None, EARLIEST, format=DAY_FORMAT, key="until")
        if since and until and since > until:
            frame.problem(NO_DAYS)
    filters = Filters(tuple(councils), tuple(committees), tuple(chosen), since, until)
    words = (
        ", ".join(councils),
        ", ".join(committees),
        ", ".join(names[key] for key in chosen),
        f"meetings from {day_words(since)}" if since else "",
        f"meetings to {day_words(until)}" if until else "",
    )
    return filters, filtered(words)


def _choice(label: str, options: list[str], key: str, names: Mapping[str, str] | None = None) -> list[str]:
    """Let some of the options be chosen; `names` gives what is shown for them where it is not themselves."""
    shown = names or {option: option for option in options}
    return st.multiselect(
        label, options, key=key, format_func=shown.__getitem__, placeholder="All", filter_mode="contains"
    )


def _sorted(names: Iterable[str]) -> list[str]:
    return sorted({name for name in names if name})
