"""The chart of an answer that tells how something changed, and its values as a table."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import streamlit as st

from assistant.answers import Answer
from assistant.figures.answer_series import series_of
from assistant.figures.choosing import stands_at
from assistant.figures.series import Measure
from assistant.figures.words import period_name, value_words
from assistant.opened import Opened
from assistant.pages.figures import table
from assistant.safe import as_html
from assistant.theme import DARK, LIGHT


def show(number: int, opened: Opened, answer: Answer) -> None:
    """Show the series that an answer's figures belong to; nothing where there is none."""
    measure = series_of(opened, answer)
    if measure is None:
        return
    from assistant.figures import charts  # only where one is drawn: Altair takes its time to load

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
