"""A chart of one measure in one unit: the figures that papers state, and nothing between them.

Each point is a stated figure with its period and source. A line joins neighbouring periods only, none goes to a value
on which papers differ. The scale begins at nothing.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, cast

import altair as alt

from assistant.figures.series import Line, Measure, Point
from assistant.figures.words import period_name, value_words
from assistant.theme import LIGHT
from corpus.figures import Figure, Role

Sourced = Callable[[Figure], str]
"""Gives the words for where a figure stands."""
COLOURS = ("#1b8797", "#c2610c", "#8a63d2", "#c2417c", "#6b7f8c", "#7a7a1f")
"""Of the lines, in order; each has a contrast of 3 : 1 and more on the light and on the dark page."""
SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down")
"""Of their points: colour alone tells nothing apart."""
DIFFERS = "Papers differ"
HEIGHT = 320
TEXT = 13
"""Size of the letters."""
WIDTH = 900
"""Pixels of a picture that is kept as a file."""
SHARPER = 2
UNIT_TITLES = {"count": "Number", "GBP": "£", "%": "Per cent"}
AIMS = (Role.TARGET, Role.FLOOR)
SHARED = (*AIMS, Role.FORECAST)
"""Roles whose line needs no place in its name where there is one place only."""


def chart_of(
    measure: Measure, source: Sourced, address: Sourced | None = None, ink: str = LIGHT["textColor"]
) -> alt.LayerChart:
    """Give the chart of a measure; with `address` a press on a point opens what it names. `ink` colours text."""
    rows = list(_rows(measure, source, address))
    points = [row for row in rows if not row["aim"]]
    x = alt.X("end:T", title=None, scale=alt.Scale(type="utc", padding=24), axis=_axis(ink, "%b %Y"))
    y = alt.Y("value:Q", title=unit_title(measure), scale=alt.Scale(zero=True, nice=True), axis=_axis(ink))
    names = list(dict.fromkeys(row["line"] for row in points))
    legend = _legend(ink) if len(names) > 1 else None
    colour, shape = (
        channel("line:N", title=None, legend=legend, scale=alt.Scale(domain=names, range=_cycled(looks, names)))
        for channel, looks in ((alt.Color, COLOURS), (alt.Shape, SHAPES))
    )
    base = alt.Chart(_data(points)).encode(x, y, colour)
    pressed = {"tooltip": _tooltip(rows), "description": "said:N", **({"href": "address:N"} if address else {})}
    layers: list[alt.Chart] = [
        base.transform_filter("isValid(datum.run)").mark_line(strokeWidth=2).encode(detail="run:N"),
        base.mark_point(size=70, filled=True, opacity=1).encode(shape, **pressed),
    ]
    if any(row["differs"] for row in points):
        ring = base.transform_filter(f"datum.differs === '{DIFFERS}'")
        layers.append(ring.mark_point(size=260, filled=False, strokeWidth=2, shape="circle").encode(**pressed))
    for aim in _aims(row for row in rows if row["aim"]):
        higher = sum(row["value"] > aim["value"] for row in points) * 2 > len(points)
        layers += _ruled(aim, y, ink, below=higher)
    return cast(alt.LayerChart, alt.layer(*layers).properties(width="container", height=HEIGHT))


def _axis(ink: str, form: str = "") -> alt.Axis:
    """Give an axis whose labels have a form ("%b %Y"), or that of numbers."""
    axis = alt.Axis(labelColor=ink, titleColor=ink, labelFontSize=TEXT, titleFontSize=TEXT, labelOverlap=True)
    return alt.Axis(**{**axis.to_dict(), "format": form, "tickCount": 6}) if form else axis


def _legend(ink: str) -> alt.Legend:
    return alt.Legend(orient="top", columns=2, labelLimit=260, labelColor=ink, labelFontSize=TEXT)


def _cycled(looks: Sequence[str], names: list[str]) -> list[str]:
    return [looks[n % len(looks)] for n in range(len(names))]


def _tooltip(rows: list[dict[str, Any]]) -> list[alt.Tooltip]:
    heads = {"shown": "Value", "period": "Period", "line": "Of", "source": "Source"}
    if any(row["differs"] for row in rows):
        heads["differs"] = "Note"
    return [alt.Tooltip(f"{field}:N", title=title) for field, title in heads.items()]


def png_of(measure: Measure, source: Sourced) -> bytes:
    """Give the chart as a picture, with the measure as its title and its source beneath."""
    sources = list(dict.fromkeys(source(figure) for figure in measure.figures))
    caption = [*sources[:3], *([f"and {len(sources) - 3} more"] if len(sources) > 3 else [])]
    title = alt.TitleParams(measure.name, subtitle=caption, anchor="start", subtitleColor="#44525a", offset=12)
    chart = chart_of(measure, source).properties(width=WIDTH, title=title, background="#ffffff", padding=16)
    file = io.BytesIO()
    chart.save(file, format="png", scale_factor=SHARPER)
    return file.getvalue()


def as_vega(drawing: alt.LayerChart) -> str:
    """Give a chart as Vega-Lite in JSON, for a page that has a theme of its own."""
    spec = drawing.to_dict(validate=False)  # half of the time that a chart takes; the tests validate
    spec.pop("config", None)  # the size and colours of Altair's theme
    return json.dumps(spec)


def described(measure: Measure) -> str:
    """Say in a sentence what the chart shows, for those who do not see it."""
    parts = []
    for line in measure.lines:
        first, last = line.points[0], line.points[-1]
        words = f"{line.name}: {value_words(last.figures[0])} for {period_name(last.period)}"
        if last.period != first.period:
            words += f", from {value_words(first.figures[0])} for {period_name(first.period)}"
        parts.append(words)
    return f"Chart of {measure.name}, {unit_title(measure)}. {'; '.join(parts)}. The table holds every value."


def unit_title(measure: Measure) -> str:
    """Give the title of the axis: what a value counts."""
    return UNIT_TITLES.get(measure.subject.unit, measure.subject.unit)


def _rows(measure: Measure, source: Sourced, address: Sourced | None) -> Iterator[dict[str, Any]]:
    one_place = len({line.place for line in measure.lines if line.role is not Role.COMPARATOR}) == 1
    for number, line in enumerate(measure.lines):
        name = str(line.role).capitalize() if one_place and line.role in SHARED else line.name
        runs = {point.period: f"{number}.{n}" for n, run in enumerate(line.runs()) if len(run) > 1 for point in run}
        for point in line.points:
            yield {
                "end": point.at.replace(day=1).isoformat(),  # at the tick of its month
                "value": float(point.value),
                "shown": value_words(point.figures[0]),
                "period": period_name(point.period),
                "line": name,
                "run": None if point.differs else runs.get(point.period),
                "differs": DIFFERS if point.differs else "",
                "source": _sources(point, source),
                "said": f"{name}, {period_name(point.period)}: {value_words(point.figures[0])}",
                "aim": _is_aim(line),
                **({"address": address(point.figures[0])} if address else {}),
            }


def _sources(point: Point, source: Sourced) -> str:
    words = list(dict.fromkeys(source(figure) for figure in point.figures))
    return words[0] if len(words) == 1 else f"{words[0]}; and {len(words) - 1} more"


def _is_aim(line: Line) -> bool:
    """Tell whether a line is a target that is the same throughout: it is drawn through the whole chart."""
    return line.role in AIMS and len({point.value for point in line.points}) == 1


def _aims(rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Give each target with its name, once for all the times that it is stated for."""
    for row in {(row["line"], row["value"]): row for row in rows}.values():
        yield {**row, "name": f"{row['line']}: {row['shown']}, {row['period']}"}


def _ruled(aim: dict[str, Any], y: alt.Y, ink: str, *, below: bool) -> list[alt.Chart]:
    """Give a target as a line through the whole chart with its name at it, on the side where there are fewer points."""
    base = alt.Chart(_data([aim])).encode(y)
    rule = base.mark_rule(strokeDash=[6, 4], strokeWidth=2, color=COLOURS[4]).encode(
        tooltip=_tooltip([aim]), description="said:N"
    )
    text = base.mark_text(align="left", dx=4, dy=12 if below else -8, color=ink, fontSize=TEXT)
    return [rule, text.encode(x=alt.value(0), text="name:N")]


def _data(rows: list[dict[str, Any]]) -> alt.InlineData:
    return alt.InlineData(values=rows)
