"""Choosing from the register of the sample papers: what is offered, what is let through, what differs."""

from dataclasses import replace
from datetime import date

import pytest

from assistant.figures.choosing import (
    Choice,
    differing,
    figures_of,
    measure_with,
    measures_offered,
    notes_on,
    offered,
    stands,
)
from assistant.opened import Opened
from corpus.figures import Role
from corpus.settings import Settings
from corpus.store.index import Index
from ingest.pipeline import ingest
from tests.ingest.drawn import draw
from tests.ingest.packs import page


@pytest.fixture(scope="module")
def opened(sample_index):
    return Opened(Index(sample_index).open())


def test_measures_are_offered_by_the_names_of_the_glossary_with_most_figures_first(opened):
    found = dict(measures_offered(opened))
    assert found["looked after children"] > found["foster carers"] >= 2
    assert list(found.values()) == sorted(found.values(), reverse=True)


def test_figures_of_several_measures_come_once_each(opened):
    figures = figures_of(opened, ("looked after children", "children in care", "foster carers"))
    assert len({figure.id for figure in figures}) == len(figures)
    assert set(map(id, figures)) != set(map(id, figures_of(opened, ("foster carers",))))
    assert figures_of(opened, ("volcanoes",)) == []


def test_a_choice_lets_through_what_it_names_and_leaves_the_rest_open(opened):
    figures = figures_of(opened, ("looked after children",))
    chosen = Choice(places=("England",), units=("per 10,000",))
    found = [figure for figure in figures if chosen.allows(opened, figure)]
    assert found
    assert {(figure.place, figure.unit) for figure in found} == {("England", "per 10,000")}
    assert all(Choice().allows(opened, figure) for figure in figures)


def test_a_choice_of_time_leaves_out_undated_figures(opened):
    figures = figures_of(opened, ("looked after children",))
    chosen = Choice(since=date(2019, 5, 1), until=date(2019, 5, 31), roles=(str(Role.ACTUAL),))
    found = [figure for figure in figures if chosen.allows(opened, figure)]
    assert "378" in {figure.number for figure in found}
    assert all(figure.period.last >= date(2019, 5, 1) and figure.period.first <= date(2019, 5, 31) for figure in found)


def test_places_roles_and_units_are_offered_with_their_numbers(opened):
    figures = figures_of(opened, ("looked after children",))
    found = offered(opened, figures)
    assert sum(n for _, n in found.units) == len(figures)
    assert found.places[0][0] == "Wendmouth"


def test_a_figure_that_another_paper_restates_is_marked_with_the_other(opened):
    figures = figures_of(opened, ("looked after children",))
    found = differing(opened, figures)
    numbers = {figure.id: figure.number for figure in figures}
    pairs = {frozenset((numbers[one], other.number)) for one, others in found.items() for other in others}
    assert frozenset(("378", "381")) in pairs


def test_the_measure_of_a_figure_has_its_figures_of_all_papers(opened):
    figure = next(f for f in figures_of(opened, ("re-referrals",)) if f.number == "21" and f.column is not None)
    measure = measure_with(opened, figure)
    assert measure.name == "re-referrals"
    assert len({one.document_id for one in measure.figures}) > 1
    assert measure_with(opened, replace(figure, period=None)) is None


def test_a_figure_of_a_replaced_report_does_not_stand_and_says_so(tmp_path):
    head = ("Report to: Cabinet", "Relevant Officer: Ann Head, Director", "Date of Meeting: 5 March 2020")
    said = {
        "a_old": "1.1 There were 40 foster carers at 31 January 2020.",
        "b_new": "This report replaces the version published earlier. There were 52 foster carers at 31 January 2020.",
    }
    for name, words in said.items():
        draw(tmp_path / f"{name}.pdf", page(*head, "#FOSTERING IN THE HARBOUR", *words.split(". ", 1)))
    ingest(sorted(tmp_path.glob("*.pdf")), Settings(index=tmp_path / "index"))
    held = Opened(Index(tmp_path / "index").open())
    found = {figure.number: figure for figure in figures_of(held, ("foster carers",))}
    assert [stands(held, found[number]) for number in ("40", "52")] == [False, True]
    assert notes_on(held, found["40"]).startswith("replaced by Fostering in the Harbour")
