"""The chart of an answer that tells how something changed, and its values as a table."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from functools import partial

import streamlit as st

from assistant.answers import Answer
from assistant.figures.answer_series import series_of
from assistant.figures.choosing import stands_at
from assistant.figures.series import Measure
from assistant.figures.words import period_name, value_words
from assistant.opened import Opened
from assistant.pages import frame
from assistant.pages.chat.conversation import Turn
from assistant.pages.drawer import drawer
from assistant.pages.figures import table
from assistant.safe import as_html
from assistant.theme import DARK, LIGHT
from corpus.errors import ScrutineerError

logger = logging.getLogger(__name__)
FAILED = "The chart could not be drawn; the server's log has the details. The answer and its sources are not touched."


def show(number: int, opened: Opened, turn: Turn, answer: Answer) -> None:
    """Show the series that the figures of a turn's answer belong to; nothing where there is none.

    A chart that cannot be drawn costs itself, not the page.
    """
    try:
        if turn.charted is None or turn.charted[0] != opened.snapshot.name:
            turn.charted = opened.snapshot.name, series_of(opened, answer)
        if turn.charted[1] is not None:
            _draw(number, opened, turn.charted[1])
    except ScrutineerError as error:
        frame.small(str(error))
    except Exception:
        logger.exception("a chart could not be drawn")
        frame.small(FAILED)


def _draw(number: int, opened: Opened, measure: Measure) -> None:
    charts = drawer()
    ink = (DARK if st.context.theme.type == "dark" else LIGHT)["textColor"]
    drawing = charts.chart_of(measure, partial(stands_at, opened), table.address_of, ink)
    st.altair_chart(drawing, alt=charts.described(measure), width="stretch", key=f"chart-{number}")
    with st.expander("The values"):
        st.html(
            "<table class='held'><thead><tr><th scope='col'>Period</th><th scope='col'>Value</th>"
            f"<th scope='col'>Of</th><th scope='col'>Source</th></tr></thead><tbody>{''.join(_rows(opened, measure))}"
            "</tbody></table>"
        )


def _rows(opened: Opened, measure: Measure) -> Iterator[str]:
    for line in measure.lines:
        for point in line.points:
            for figure in point.figures:
                cells = map(as_html, (period_name(point.period), value_words(figure), line.name))
                source = table.source_link(opened, figure)
                yield f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}<td>{source}</td></tr>"
