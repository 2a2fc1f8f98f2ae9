"""What a brief says of figures: latest and direction, targets of their own time, and the sense of a change."""

import pytest

from assistant.brief.making import brief_on
from assistant.brief.records import Part
from assistant.brief.scope import topic_scope
from assistant.opened import Opened
from corpus.store.index import Index
from tests.assistant.held import hold, paragraph, row

HEADS = ("", "April 2019", "May 2019", "Target", "England")


@pytest.fixture
def brief(tmp_path):
    """Give a function that holds papers and makes the brief on a topic, part by part."""

    def of(topic, **papers):
        for name, blocks in papers.items():
            hold(tmp_path, f"{name}.txt", *blocks, council="Anytown Council")
        made = brief_on(topic_scope(Opened(Index(tmp_path).open()), topic))
        return made, {part: [finding.words for finding in made.of(part)] for part in Part}

    return of


def table(label, *cells, caption="Scorecard, May 2019"):
    return (row(label, *cells, heads=HEADS, caption=caption),)


def test_the_latest_figure_comes_with_direction_target_and_comparator(brief):
    _, said = brief("re-referrals", report=table("Re-referrals (%)", "22%", "24%", "20%", "21%"))
    assert said[Part.LATEST] == [
        "Re-referrals: 24% for May 2019 [1], up from 22% for April 2019 [1]; target 20% [1]; England 21% [1]."
    ]


def test_a_measure_whose_sense_is_known_misses_its_target_and_worsens(brief):
    made, said = brief("re-referrals", report=table("Re-referrals (%)", "22%", "24%", "20%", ""))
    assert said[Part.TARGET] == ["Missed: re-referrals stood at 24% for May 2019 [1], against a target of 20% [1]."]
    assert said[Part.CHANGED] == ["Worsened: re-referrals rose from 22% for April 2019 [1] to 24% for May 2019 [1]."]
    assert made.questions[0].startswith("Re-referrals stood at 24% for May 2019 [1], against a target of 20% [1].")


def test_what_improved_and_met_its_target_is_neither_missed_nor_worse(brief):
    _, said = brief("re-referrals", report=table("Re-referrals (%)", "22%", "19%", "20%", ""))
    assert said[Part.TARGET] == said[Part.CHANGED] == []
    assert "down from 22%" in said[Part.LATEST][0]


def test_a_measure_whose_sense_is_not_known_changed_and_is_above_or_below(brief):
    _, said = brief("looked after children", report=table("Looked after children", "310", "324", "300", ""))
    assert said[Part.CHANGED][0].startswith("Changed: looked after children rose from 310")
    assert said[Part.TARGET][0].startswith("Above target: looked after children stood at 324")
    assert said[Part.TARGET][0].endswith("which way is better is not known.")


def test_words_beside_a_measure_may_turn_its_sense_so_that_it_is_not_known(brief):
    _, said = brief("re-referrals", report=table("Re-referrals avoided (%)", "22%", "24%", "20%", ""))
    assert said[Part.CHANGED][0].startswith("Changed: ")


def test_the_target_of_another_time_is_not_held_against_a_figure(brief):
    report = table("Re-referrals (%)", "22%", "24%", "20%", "", caption="Scorecard, June 2017")
    _, said = brief("re-referrals", report=report)
    assert said[Part.TARGET] == []


def test_what_papers_disagree_on_is_said_with_both_sources_and_not_as_the_latest(brief):
    made, said = brief(
        "looked after children",
        june=[paragraph("There were 312 looked after children at 31 May 2019.")],
        july=[paragraph("There were 320 looked after children at 31 May 2019.")],
    )
    assert said[Part.DIFFERS] == ["Looked after children, Anytown, 31 May 2019: 312 [1], but 320 [2]."]
    assert said[Part.LATEST][0].endswith("the papers differ.")
    assert [citation.document.name for citation in made.citations] == ["june.txt", "july.txt"]
    assert any("Which of the two holds" in question for question in made.questions)


def test_a_topic_that_no_paper_names_has_neither_findings_nor_questions(brief):
    made, _ = brief("volcanoes", report=table("Re-referrals (%)", "22%", "24%", "20%", ""))
    assert (made.findings, made.questions, made.citations) == ((), (), ())
