"""The figures page: choose measures, places, times and roles; see the figures as a chart and as a table."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

import streamlit as st

from assistant.figures import charts
from assistant.figures.choosing import (
    MOST_COMPARED,
    ROLE_WORDS,
    Choice,
    differing,
    figures_of,
    measures_offered,
    offered,
    stands,
    stands_at,
)
from assistant.figures.register import figures_file
from assistant.figures.series import Measure, measures_of
from assistant.opened import Opened
from assistant.pages import frame
from assistant.pages.figures import table
from assistant.safe import as_html, as_label
from assistant.theme import DARK, LIGHT
from corpus.figures import Figure
from corpus.language.dates import day_words

logger = logging.getLogger(__name__)
HEADING = (
    "Figures",
    "Every statistic that the papers state, with its measure, period, place and source. Choose a measure, or type any "
    "words for one.",
)
NOTHING = "No figure in the papers names that. Try fewer or other words, or choose a measure from the list."
NARROWED = "No figure is left: widen the places, roles, units or dates."
NO_CHART = "No chart: fewer than two of these figures name the same measure for a time. The table holds each of them."
FAILED = "The figures could not be shown; the server's log has the details."
SHEET, SHEET_KEY = 50, "sheet"
"""Figures on one sheet of the table, and the name of the sheet in the address."""
MOST_MEASURES = 8
LONGEST_WORDS = 200
"""Characters of a measure that are looked for."""
SUGGESTED = 8
EARLIEST = date(1974, 4, 1)
LATEST = date(2100, 12, 31)
DAY_FORMAT = "DD/MM/YYYY"
KEPT = 16
"""Choices whose figures are kept at hand."""


def show() -> None:
    """Show the page."""
    shelf, opened = frame.begin("Figures")
    if opened is not None:
        frame.heading(*HEADING)
        try:
            _figures(opened)
        except Exception:
            logger.exception("the figures could not be shown")
            frame.problem(FAILED)
    shelf.load()


def _figures(opened: Opened) -> None:
    names = _measures(opened.snapshot.name, opened)
    chosen = st.multiselect(
        "Measures",
        names,
        key="measure",
        bind="query-params",
        accept_new_options=True,
        max_selections=MOST_MEASURES,
        placeholder="Choose, or type words and press Enter",
        filter_mode="contains",
        on_change=_first_sheet,
    )
    words = tuple(dict.fromkeys(word.strip()[:LONGEST_WORDS] for word in chosen if word.strip()))
    if not words:
        _suggestions(names)
        return
    found = _found(opened.snapshot.name, words, opened)
    if not found:
        frame.problem(NOTHING)
        return
    choice = _choice(opened, words, found)
    figures = [figure for figure in found if choice.allows(opened, figure)]
    if not figures:
        frame.problem(NARROWED)
        return
    measures, apart = _compared(opened.snapshot.name, choice, opened, figures)
    _chart(opened, measures)
    _table(opened, words, figures, apart)


def _suggestions(names: Sequence[str]) -> None:
    if names:
        frame.small("Stated most often:")
        with st.container(horizontal=True, gap="small", key="suggested"):
            for name in names[:SUGGESTED]:
                st.button(as_label(name), key=f"suggested-{name}", on_click=_choose, args=(name,))


def _choose(name: str) -> None:
    st.session_state["measure"] = [name]


def _choice(opened: Opened, words: tuple[str, ...], found: Sequence[Figure]) -> Choice:
    """Let the figures be narrowed; give what is chosen."""
    offers = offered(opened, found)
    roles = {ROLE_WORDS.get(role, role): role for role, _ in offers.roles}
    units = {table.unit_words(unit): unit for unit, _ in offers.units}
    narrowed = any(name in st.query_params for name in ("place", "role", "unit", "from", "to"))
    with st.expander("Narrow by place, role, unit or time", expanded=narrowed):
        place, role, unit = st.columns(3)
        since, until = st.columns(2)
    with place:
        places = _several("Place", [name for name, _ in offers.places], "place")
    with role:
        chosen_roles = _several("Role", list(roles), "role")
    with unit:
        chosen_units = _several("Unit", list(units), "unit")
    with since:
        first = _day("Periods from", "from")
    with until:
        last = _day("Periods to", "to")
    return Choice(
        words, tuple(places), tuple(roles[r] for r in chosen_roles), tuple(units[u] for u in chosen_units), first, last
    )


def _several(label: str, options: list[str], key: str) -> list[str]:
    return st.multiselect(
        label,
        options,
        key=key,
        bind="query-params",
        placeholder="All",
        filter_mode="contains",
        on_change=_first_sheet,
    )


def _day(label: str, key: str) -> date | None:
    return st.date_input(
        label, None, EARLIEST, LATEST, key=key, format=DAY_FORMAT, bind="query-params", on_change=_first_sheet
    )


def _chart(opened: Opened, measures: Sequence[Measure]) -> None:
    """Show the chart of one measure and unit, chosen from all that have more than one point."""
    drawn = {_named(measure): measure for measure in measures if _is_worth_it(measure)}
    st.header("Chart", anchor=False)
    if not drawn:
        frame.small(NO_CHART)
        return
    chosen = st.selectbox("Measure and unit", list(drawn), key="chart", bind="query-params", filter_mode="contains")
    measure = drawn.get(chosen or "", next(iter(drawn.values())))
    source = partial(stands_at, opened)
    ink = (DARK if st.context.theme.type == "dark" else LIGHT)["textColor"]
    drawing = charts.chart_of(measure, source, table.address_of, ink)
    st.altair_chart(drawing, alt=charts.described(measure), width="stretch")
    if any(point.differs for line in measure.lines for point in line.points):
        frame.small("A ring marks values on which papers differ: both are shown, and no line is drawn to them.")
    st.download_button(
        "Download the chart (PNG)",
        partial(charts.png_of, measure, source),
        file_name=f"{_file_name(measure.name)}.png",
        mime="image/png",
        on_click="ignore",
    )


def _is_worth_it(measure: Measure) -> bool:
    return sum(len(line.points) for line in measure.lines) > 1


def _named(measure: Measure) -> str:
    """Name a measure so that no other of the same figures has its name: with its unit and the length of its times."""
    span = {0: "", 3: "by quarter", 12: "by year"}.get(measure.months, f"over {measure.months} months")
    return ", ".join(filter(None, (measure.name, charts.unit_title(measure).casefold(), span)))


def _table(
    opened: Opened, words: Sequence[str], figures: Sequence[Figure], apart: Mapping[str, Sequence[Figure]]
) -> None:
    st.header("Table", anchor=False)
    sheets = -(-len(figures) // SHEET)
    sheet = min(max(_number(st.query_params.get(SHEET_KEY)), 1), sheets)
    first = (sheet - 1) * SHEET
    shown = figures[first : first + SHEET]
    count = f"{len(figures):,} figures" if len(figures) > 1 else "1 figure"
    span = f", {first + 1} to {first + len(shown)} shown" if sheets > 1 else ""
    differ = sum(figure.id in apart for figure in figures)
    note = f"; papers differ on {differ} of them" if differ else ""
    if len(figures) > MOST_COMPARED:
        note = f"; narrow them to {MOST_COMPARED} or fewer to see where papers differ"
    st.html(f"<p role='status'>{as_html(f'{count}{span}{note}')}</p>")
    st.html(table.table(opened, shown, apart))
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        if sheets > 1:
            st.button("Previous figures", on_click=_turn, args=(sheet - 1,), disabled=sheet == 1)
            st.button("Next figures", on_click=_turn, args=(sheet + 1,), disabled=sheet == sheets)
        st.download_button(
            "Download all as CSV",
            partial(figures_file, opened, tuple(figures)),
            file_name=f"{_file_name('-'.join(words))}.csv",
            mime="text/csv",
            on_click="ignore",
        )


def _turn(sheet: int) -> None:
    st.query_params[SHEET_KEY] = str(sheet)


def _first_sheet() -> None:
    st.query_params.pop(SHEET_KEY, None)


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 1


def _file_name(words: str) -> str:
    plain = re.sub(r"[^\w]+", "-", words.casefold()).strip("-")[:60]
    return f"{plain or 'figures'}, {day_words(date.today())}"


@st.cache_data(max_entries=4, show_spinner=False)
def _measures(generation: str, _opened: Opened) -> list[str]:
    return [name for name, _ in measures_offered(_opened)]


@st.cache_data(max_entries=KEPT, show_spinner=False)
def _found(generation: str, words: tuple[str, ...], _opened: Opened) -> list[Figure]:
    return figures_of(_opened, words)


@st.cache_data(max_entries=KEPT, show_spinner=False)
def _compared(
    generation: str, choice: Choice, _opened: Opened, _figures: Sequence[Figure]
) -> tuple[list[Measure], dict[str, list[Figure]]]:
    """Give the measures of the figures that are chosen, and those of them that are stated differently elsewhere.

    What a later paper replaced is in the table alone, where it is marked.
    """
    standing = [figure for figure in _figures if stands(_opened, figure)]
    return measures_of(_opened, standing), differing(_opened, standing)
