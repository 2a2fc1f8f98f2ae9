"""What a brief says of figures: latest and direction, targets of their own time, and the sense of a change."""

from datetime import date

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


def test_a_topic_takes_in_the_measures_whose_names_hold_it_however_they_are_abbreviated(brief):
    _, said = brief("child protection", report=table("CP plans", "140", "150", "", ""))
    assert said[Part.LATEST][0].startswith("Child protection plan: 150 for May 2019")


def test_a_table_is_on_the_topic_that_its_caption_names(brief):
    _, said = brief("elective home education", report=table("Register", "40", "45", "", "", caption="Breakfast clubs"))
    assert said[Part.LATEST] == []
    _, said = brief(
        "elective home education",
        other=table("Register", "40", "45", "", "", caption="Elective home education by month"),
    )
    assert said[Part.LATEST][0].startswith("Register (Elective home education by month): 45 for May 2019")


def test_what_is_planned_for_a_time_to_come_is_not_the_latest(tmp_path):
    heads = ("", "2018/19", "2020/21")
    cells = row("Foster carers", "150", "190", heads=heads)
    hold(tmp_path, "report.txt", cells, council="Anytown Council", meeting_date=date(2019, 6, 13))
    made = brief_on(topic_scope(Opened(Index(tmp_path).open()), "foster carers"))
    assert made.of(Part.LATEST)[0].words == "Foster carers: 150 for 2018/19 [1]."


def test_a_number_in_a_sentence_of_a_cell_is_not_of_its_row_and_column(brief):
    cell = "The 24 carers of the pilot were asked again in May"
    _, said = brief("re-referrals", report=table("Re-referrals", "22%", cell, "", ""))
    assert "24" not in " ".join(said[Part.LATEST])


@pytest.mark.parametrize(("mark", "listed"), [("Red", True), ("Green", False)])
def test_how_the_paper_itself_marks_a_row_stands_where_the_sense_is_not_known(brief, mark, listed):
    heads = ("", "May 2019", "Target", "RAG")
    cells = row("Waiting time (%)", "24%", "20%", mark, heads=heads, caption="Scorecard, May 2019")
    _, said = brief("waiting time", report=[cells])
    assert [words.endswith("marked Red in the paper.") for words in said[Part.TARGET]] == [True] * listed
