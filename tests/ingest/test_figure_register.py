"""The figures of real and sample papers, against those labelled by hand from the page pictures."""

import re
import tomllib
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from corpus.language.periods import month
from corpus.records import Document
from corpus.sample import papers_folder
from corpus.settings import Settings
from ingest import kinds
from ingest.reading import read_document

LABELS = sorted((Path(__file__).parents[1] / "facts" / "figures").glob("*.toml"))
PAPERS = Path(__file__).parents[3] / "shared" / "papers"
FOUND, VALUE, MEASURE, PERIOD, PLACE = 0.96, 0.99, 0.94, 0.96, 0.97
"""Shares that were reached when the register was last measured, to be raised with it."""


def paper_of(file):
    """Give the paper that labels are of, or skip where the real ones are not there."""
    path = papers_folder() / file.removeprefix("sample/") if file.startswith("sample/") else PAPERS / file
    if not path.exists():
        pytest.skip(f"{path.name} is not there: real papers are not part of the project")
    return path


def digits(text):
    return re.sub(r"[^\da-z.]", "", text.casefold())


def lies_on(place, page, box):
    left, top, right, bottom = box
    across = min(place.right, right) - max(place.left, left)
    down = min(place.bottom, bottom) - max(place.top, top)
    return place.page == page and across > -1 and down > 1


def span(words):
    """Give the first and last day of a labelled period."""
    if "/" in words:
        return tuple(map(date.fromisoformat, words.split("/")))
    if len(words) == len("2019-05"):
        whole = month(int(words[:4]), int(words[5:]))
        return whole.first, whole.last
    return (date.fromisoformat(words),) * 2


def names(words, pattern):
    word = re.escape(pattern.strip().rstrip("*").casefold())
    closing = "" if pattern.strip().endswith("*") else r"(?!\w)"
    return re.search(r"(?<!\w)" + word + closing, words) is not None


def agrees(period, wanted):
    """Tell whether a period is the labelled one; a point at the end of a labelled month counts as the month."""
    if period is None:
        return False
    first, last = span(wanted)
    within = first <= period.first and period.last <= last and (last - first).days < 32
    return (period.first, period.last) == (first, last) or within


@pytest.fixture(scope="module")
def counts():
    """Count over all labelled figures what the register has right."""
    total = Counter()
    for file in LABELS:
        labels = tomllib.loads(file.read_text(encoding="utf-8"))
        path = paper_of(labels["file"])
        reading = read_document(path, Document("d", path.name, str(path), "", kinds.media_type(path)), Settings())
        blocks = {block.ordinal: block for block in reading.blocks}
        placed = [
            (figure, place.box)
            for figure in reading.figures
            for place in blocks[figure.block].places
            if place.start < figure.end and place.end > figure.start
        ]
        says_council = bool(reading.document.council)
        for label in labels["figure"]:
            total.update(marks_of(label, placed, blocks, says_council=says_council))
    return total


def marks_of(label, placed, blocks, *, says_council):
    """Mark one labelled figure: what there was to say, and what the register says rightly."""
    value = Decimal(label["value"]) if label["value"] else None
    here = [figure for figure, box in placed if lies_on(box, label["page"], label["box"])]
    found = next(
        (
            figure
            for figure in here
            if digits(figure.number) == digits(label["printed"])
            or (value is not None and abs(value) in {abs(v) for v in (figure.value, figure.high) if v is not None})
        ),
        None,
    )
    marks = {"labelled": 1}
    if found is None:
        return marks
    words = " ".join(found.words).casefold()
    right = value is None or value in (found.value, found.high)
    marks |= {"found": 1, "value": right and found.unit == label["unit"]}
    marks["measure"] = all(any(names(words, one) for one in group.split("|")) for group in label["measure"])
    if "period" in label:
        marks |= {"dated": 1, "period": agrees(found.period, label["period"])}
    if "place" in label and says_council:
        around = f"{words} {blocks[found.block].text} {' '.join(blocks[found.block].above)}".casefold()
        place = label["place"].casefold()
        marks |= {"placed": 1, "place": place in found.place.casefold() or place in around}
    return marks


def test_at_least_300_figures_are_labelled(counts):
    assert counts["labelled"] >= 300


def test_the_figures_of_a_page_are_found(counts):
    assert counts["found"] / counts["labelled"] >= FOUND


def test_their_value_and_unit_are_right(counts):
    assert counts["value"] / counts["found"] >= VALUE


def test_their_measure_is_named(counts):
    assert counts["measure"] / counts["found"] >= MEASURE


def test_their_period_is_right(counts):
    assert counts["period"] / counts["dated"] >= PERIOD


def test_their_place_is_right(counts):
    assert counts["place"] / counts["placed"] >= PLACE
