"""How papers of other services put their figures: housing, roads, planning, waste, finance, health."""

from datetime import date

import pytest

from corpus.records import Block, BlockKind, Document, Paper
from ingest.figures import figures_of

DOCUMENT = Document("d", "d.pdf", "d.pdf", "", "application/pdf", council="Anytown", meeting_date=date(2024, 11, 14))


def said(text, *headings):
    """Give the number, unit, period and role of each figure of a sentence."""
    blocks = (Block("d", 0, BlockKind.PARAGRAPH, text, 1, headings=headings),)
    found = figures_of(blocks, (Paper("d", 0, "", 0, 1),), DOCUMENT)
    return [(f.number, f.unit, f.period.iso() if f.period else "", str(f.role)) for f in found]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        (
            "At the end of May 2024 there were 43 households in hostels, compared with 31 and 12 at the same point "
            "last year.",
            [
                ("43", "count", "2024-05", "actual"),
                ("31", "count", "2023-05", "actual"),
                ("12", "count", "2023-05", "previous"),
            ],
        ),
        (
            "Rents owed stood at £2.4m (3.1% of the roll) at Quarter 2, up from £2.1m at Q1.",
            [
                ("£2.4", "GBP", "2024-07-01/2024-09-30", "actual"),
                ("3.1", "%", "2024-07-01/2024-09-30", "actual"),
                ("£2.1", "GBP", "2024-04-01/2024-06-30", "actual"),
            ],
        ),
        (
            "The quay test result for 2022, published in December 2023, was 81%.",
            [("81", "%", "2022-01-01/2022-12-31", "actual")],
        ),
        (
            "After leaving school they stay on the crew list, and post 18 they are given a berth.",
            [],
        ),
        (
            "There are 6 more boats in dock (31 at the end of May 2024).",
            [("6", "count", "2024-05", "change"), ("31", "count", "2024-05", "actual")],
        ),
        (
            "In May 2024 the share of late ferries was higher than in similar authorities or nationally (14%, compared "
            "with 11%).",
            [("14", "%", "2024-05", "actual"), ("11", "%", "2024-05", "comparator")],
        ),
        (
            "In 2024/25 the scheme is expected to help 54 skippers and to cost £31,000.",
            [
                ("54", "count", "2024-04-01/2025-03-31", "forecast"),
                ("£31,000", "GBP", "2024-04-01/2025-03-31", "forecast"),
            ],
        ),
        (
            "Berths let: Oct 23 - 81.0%; Nov 23 - 89.9%.",
            [("81.0", "%", "2023-10", "actual"), ("89.9", "%", "2023-11", "actual")],
        ),
        (
            "The relet time was 42.3 days in May 2024 against a target of 28.",
            [("42.3", "days", "2024-05", "actual"), ("28", "days", "2024-05", "target")],
        ),
        (
            "Some 5% of lanes were red in 2023/24 (6% in 2022/23).",
            [("5", "%", "2023-04-01/2024-03-31", "actual"), ("6", "%", "2022-04-01/2023-03-31", "actual")],
        ),
        (
            "It was 71% in Q1, 74% in Q2 and 79% in Q3 2023/24.",
            [
                ("71", "%", "2024-04-01/2024-06-30", "actual"),
                ("74", "%", "2024-07-01/2024-09-30", "actual"),
                ("79", "%", "2023-10-01/2023-12-31", "actual"),
            ],
        ),
        (
            "Of the large plans 92% were settled within 13 weeks in May 2024.",
            [("92", "%", "2024-05", "actual"), ("13", "weeks", "2024-05", "actual")],
        ),
        (
            "In 2021, 2022 and 2023 there were 12, 15 and 19 collisions respectively.",
            [
                ("12", "count", "2021-01-01/2021-12-31", "actual"),
                ("15", "count", "2022-01-01/2022-12-31", "actual"),
                ("19", "count", "2023-01-01/2023-12-31", "actual"),
            ],
        ),
        (
            "Men live for 77.4 years and women for 81.9 years (2022).",
            [
                ("77.4", "years", "2022-01-01/2022-12-31", "actual"),
                ("81.9", "years", "2022-01-01/2022-12-31", "actual"),
            ],
        ),
        (
            "Collection was 96.4% in 2023/24, 0.3 percentage points lower than the year before.",
            [
                ("96.4", "%", "2023-04-01/2024-03-31", "actual"),
                ("0.3", "percentage points", "2023-04-01/2024-03-31", "change"),
            ],
        ),
        (
            "The Band D charge will rise by 4.99% to £1,842 in 2025/26.",
            [("4.99", "%", "2025-04-01/2026-03-31", "change"), ("£1,842", "GBP", "2025-04-01/2026-03-31", "actual")],
        ),
        (
            "The works for 2024/25 to 2026/27 total £88m, of which £31m falls in 2024/25.",
            [("£88", "GBP", "2024-04-01/2027-03-31", "actual"), ("£31", "GBP", "2024-04-01/2025-03-31", "actual")],
        ),
        (
            "Rough sleeping in May 2024 was three times the level of 2019.",
            [("three", "ratio", "2024-05", "actual")],
        ),
        (
            "Numbers were lower (184 a year – the lowest since late 2014/early 2015) in 2023.",
            [("184", "count", "2023-01-01/2023-12-31", "actual")],
        ),
        (
            "Tips reported in May 2024: 34 (2022/23: 38; 2021/22: 41).",
            [
                ("34", "count", "2024-05", "actual"),
                ("38", "count", "2022-04-01/2023-03-31", "actual"),
                ("41", "count", "2021-04-01/2022-03-31", "actual"),
            ],
        ),
        (
            "Between 1 April and 30 September 2024 there were 120 applications.",
            [("120", "count", "2024-04-01/2024-09-30", "actual")],
        ),
        (
            "The gap widened from 18.2 to 19.7 percentage points in 2023.",
            [
                ("18.2", "percentage points", "2023-01-01/2023-12-31", "actual"),
                ("19.7", "percentage points", "2023-01-01/2023-12-31", "actual"),
            ],
        ),
        (
            "Use was 88% in 2022, 91% in 2023 and is expected to reach 93% in 2024.",
            [
                ("88", "%", "2022-01-01/2022-12-31", "actual"),
                ("91", "%", "2023-01-01/2023-12-31", "actual"),
                ("93", "%", "2024-01-01/2024-12-31", "forecast"),
            ],
        ),
        (
            "In May 2024 only 3 of 12 indicators met target.",
            [("3", "count", "2024-05", "actual"), ("12", "count", "2024-05", "actual")],
        ),
        (
            "The forecast has come down by £3.5m compared with that at Quarter 2.",
            [("£3.5", "GBP", "", "forecast")],
        ),
    ],
)
def test_figures_are_read_as_papers_of_any_service_put_them(text, figures):
    assert said(text) == figures


NOW = "2024-08-31"


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        (
            "Berths taken went from 61 in March 2024 down to some 43 a week of late.",
            [("61", "2024-03"), ("43", NOW)],
        ),
        (
            "It was back to 152 at the inspection in May 2024, but rose to an annual 196 after it.",
            [("152", "2024-05"), ("196", NOW)],
        ),
        (
            "Few are late (47%, down 2% on March 2024) and of the rest more (54%, rising from 48% six months ago).",
            [("47", NOW), ("2", NOW), ("54", NOW), ("48", "2024-02-29")],
        ),
        ("Long stays made up 64%, down a little on May 2024 (66%).", [("64", NOW), ("66", "2024-05")]),
        (
            "The block grew to £1.4bn on the comparable figure for May 2024, of which £33.8m is new.",
            [("£1.4", "2024-04-01/2025-03-31"), ("£33.8", "2024-04-01/2025-03-31")],
        ),
        ("Enquiries under the Harbours Act 1964 numbered 58.", [("58", NOW)]),
        ("There are fewer than in May 2024. The middle one of them waits 46 days.", [("46", NOW)]),
    ],
)
def test_a_time_that_a_value_is_held_against_is_not_its_own(text, figures):
    assert [(number, period) for number, _, period, _ in said(text, "Position at 31 August 2024")] == figures
