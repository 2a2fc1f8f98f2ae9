"""Medians and ratios of what was measured."""

from benchmarks.ratios import medians, ratios


def test_a_figure_is_the_median_of_its_runs():
    runs = [
        {"a_seconds": 3.0, "peak_mb": None},
        {"a_seconds": 1.0, "peak_mb": None},
        {"a_seconds": 9.0, "peak_mb": 8.0},
    ]
    assert medians(runs) == {"a_seconds": 3.0, "peak_mb": 8.0}


def test_what_nobody_told_stays_unknown():
    assert medians([{"peak_mb": None}]) == {"peak_mb": None}


def test_fewer_seconds_and_more_pages_are_better():
    ours = {"cold_seconds": 2.0, "pages_per_second": 30.0, "peak_mb": None, "evidence_at_1": 80.0}
    theirs = {"cold_seconds": 11.0, "pages_per_second": 10.0, "peak_mb": 700.0, "evidence_at_1": 40.0}
    assert ratios(ours, theirs) == {"cold_seconds": 5.5, "pages_per_second": 3.0, "evidence_at_1": 2.0}
