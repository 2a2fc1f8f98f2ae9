"""The chart of a measure: its points, lines and names, as they are drawn."""

import io
import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from PIL import Image

from assistant.figures.charts import WIDTH, as_vega, chart_of, described, png_of
from assistant.figures.series import Line, Measure, Point, Subject
from corpus.figures import Figure, Role
from corpus.language.periods import Period, month


def figure(number, period, **fields):
    return Figure("paper", 1, 0, 3, number, Decimal(number), "%", "Visits on time", period=period, **fields)


def line(role, of, *points):
    return Line("Anytown", role, of, tuple(Point(p, (figure(n, p),), p.last, differs) for n, p, differs in points))


@pytest.fixture
def measure():
    """Two months, a gap, a month on which papers differ; a target, and England once."""
    stated = line(
        Role.ACTUAL,
        "",
        ("88", month(2019, 4), False),
        ("90", month(2019, 5), False),
        ("91", month(2019, 8), False),
        ("92", month(2019, 9), True),
        ("94", month(2019, 9), True),
    )
    target = line(Role.TARGET, "", ("95", Period(date(2019, 4, 1), date(2020, 3, 31)), False))
    england = line(Role.COMPARATOR, "England", ("85", month(2019, 5), False))
    return Measure("Visits on time", Subject(frozenset(), frozenset(), "%", False), 0, (stated, target, england))


def source(one):
    return f"Report <b>, page {one.block}"


def drawn(measure, **options):
    """Give the layers of a chart by their mark, and all rows of data."""
    spec = chart_of(measure, source, **options).to_dict()
    rows = [row for values in spec["datasets"].values() for row in values]
    return {layer["mark"]["type"]: layer for layer in reversed(spec["layer"])}, rows


def test_only_stated_figures_are_drawn_each_with_value_period_and_source(measure):
    layers, rows = drawn(measure)
    points = [(row["shown"], row["period"], row["line"], row["source"]) for row in rows if not row["aim"]]
    assert points[0] == ("88%", "April 2019", "Anytown", "Report <b>, page 1")
    assert len(points) == 6
    assert {tip["field"] for tip in layers["point"]["encoding"]["tooltip"]} >= {"shown", "period", "source"}


def test_a_line_joins_neighbours_only_and_nothing_on_which_papers_differ(measure):
    _, rows = drawn(measure)
    runs = {row["shown"]: row["run"] for row in rows if row["line"] == "Anytown"}
    assert runs["88%"] == runs["90%"] is not None
    assert runs["91%"] is runs["92%"] is runs["94%"] is None
    assert {row["shown"] for row in rows if row["differs"]} == {"92%", "94%"}


def test_the_scale_begins_at_nothing_and_names_the_unit(measure):
    layers, _ = drawn(measure)
    y = layers["line"]["encoding"]["y"]
    assert (y["scale"]["zero"], y["title"]) == (True, "Per cent")


def test_a_target_is_a_line_with_its_name_and_what_is_compared_is_in_the_legend(measure):
    layers, rows = drawn(measure)
    assert "rule" in layers
    assert [row["name"] for row in rows if row["aim"]] == ["Target: 95%, 2019/20"]
    assert "England" in {row["line"] for row in rows}
    alone = replace(measure, lines=measure.lines[:1])
    assert "rule" not in drawn(alone)[0]


def test_a_press_on_a_point_opens_its_source(measure):
    layers, rows = drawn(measure, address=lambda one: f"paper?block={one.block}")
    assert layers["point"]["encoding"]["href"]["field"] == "address"
    assert rows[0]["address"] == "paper?block=1"


def test_the_chart_is_kept_as_a_picture(measure):
    picture = Image.open(io.BytesIO(png_of(measure, source)))
    assert picture.format == "PNG"
    assert picture.width > WIDTH


def test_the_chart_is_described_for_those_who_do_not_see_it(measure):
    assert described(measure).startswith("Chart of Visits on time, Per cent. Anytown: 94% for September 2019, from 88%")


def test_a_page_gets_what_altair_says_without_the_look_of_its_own_theme(measure):
    chart = chart_of(measure, source)
    whole = chart.to_dict()
    assert json.loads(as_vega(chart)) == {part: said for part, said in whole.items() if part != "config"}
