"""The chart of an answer that tells how something changed, and its values as a table."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import streamlit as st

from assistant.answers import Answer
from assistant.figures.answer_series import series_of
from assistant.figures.choosing import stands_at
from assistant.figures.series import Measure
from assistant.figures.words import period_name, value_words
from assistant.latest import Latest
from assistant.opened import Opened
from assistant.pages import frame
from assistant.pages.drawer import drawer
from assistant.pages.figures import table
from assistant.safe import as_html
from assistant.theme import DARK, LIGHT
from corpus.errors import ScrutineerError

logger = logging.getLogger(__name__)
FAILED = "The chart could not be drawn; the server's log has the details. The answer and its sources are not touched."
KEPT = 128
"""Charts that are kept drawn, some 10 kB each: every turn of a conversation is shown again at each question."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart as Vega-Lite in JSON, what it shows in words, and its values as HTML; empty where there is none."""

    drawing: str = ""
    words: str = ""
    values: str = ""


Key = tuple[str, str, str, tuple[str, ...]]


@st.cache_resource(show_spinner=False)
def _drawn() -> Latest[Key, Chart]:
    return Latest(KEPT)


def show(number: int, opened: Opened, answer: Answer) -> None:
    """Show the series that the figures of a turn's answer belong to; nothing where there is none.

    A chart that cannot be drawn costs itself, not the page.
    """
    if len(answer.figures) < 2:
        return
    ink = (DARK if st.context.theme.type == "dark" else LIGHT)["textColor"]
    subject = answer.read.subject if answer.read else ""
    key = (opened.snapshot.name, ink, subject, tuple(figure.id for figure, _ in answer.figures))
    try:
        chart = _drawn().get_or_make(key, partial(_chart, opened, answer, ink))
        if chart.drawing:
            spec = json.loads(chart.drawing)
            st.vega_lite_chart(spec, alt=chart.words, width="stretch", key=f"chart-{number}")
            with st.expander("The values"):
                st.html(chart.values)
    except ScrutineerError as error:
        frame.small(str(error))
    except Exception:
        logger.exception("a chart could not be drawn")
        frame.small(FAILED)


def _chart(opened: Opened, answer: Answer, ink: str) -> Chart:
    measure = series_of(opened, answer)
    if measure is None:
        return Chart()
    charts = drawer()
    drawing = charts.chart_of(measure, partial(stands_at, opened), table.address_of, ink)
    values = (
        "<table class='held'><thead><tr><th scope='col'>Period</th><th scope='col'>Value</th>"
        f"<th scope='col'>Of</th><th scope='col'>Source</th></tr></thead><tbody>{''.join(_rows(opened, measure))}"
        "</tbody></table>"
    )
    return Chart(charts.as_vega(drawing), charts.described(measure), values)


def _rows(opened: Opened, measure: Measure) -> Iterator[str]:
    for line in measure.lines:
        for point in line.points:
            for figure in point.figures:
                cells = map(as_html, (period_name(point.period), value_words(figure), line.name))
                source = table.source_link(opened, figure)
                yield f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}<td>{source}</td></tr>"
