"""The scorer: what counts as said, cited, grounded and correct."""

import pytest

from benchmarks.scoring import marks, numbers, plain, says, score, shows

QUESTION = {
    "id": "q1",
    "kind": "figure",
    "question": "how many were in care in March 2018?",
    "history": [],
    "expect": {"all": [["412"], ["March 2018", "31 March"]], "none": ["398"]},
    "evidence": [{"document": "Performance report.pdf", "quote": "There were 412 children in care at 31 March 2018."}],
    "abstain": False,
}
CITATION = {
    "n": 1,
    "document": "Performance report.pdf",
    "quote": "There were 412 children in care at 31 March 2018.",
    "context": [],
}
ANSWER = {"id": "q1", "status": "answered", "answer": "412 children, at 31 March 2018 [1].", "citations": [CITATION]}
SILENT = {"id": "q2", "kind": "unanswerable", "question": "and the cost?", "expect": {"all": []}, "abstain": True}


@pytest.mark.parametrize(
    ("text", "value", "said"),
    [
        ("586 children", "586", True),
        ("1,586 children", "586", False),
        ("5.6 per cent", "5", False),
        ("5.6 per cent", "5.6%", True),
        ("It was 586.", "586", True),
        ("the rate was 12,450", "12450", True),
        ("approved the plan", "approv*", True),
        ("disapproved", "approved", False),
        ("2018–19", "2018-19", True),
        ("£4.2m overspend", "£4.2m", True),
        ("£1.32m overspend", "1.32", True),
        ("£1.325m overspend", "1.32", False),
        ("£3.2 million", "£3.2m", True),
    ],
)
def test_a_value_is_said_only_when_it_stands_whole(text, value, said):
    assert says(text, value) is said


def test_citation_marks_are_not_numbers():
    assert numbers("about 203.5 [1] of 1,200 [12]") == {"203.5", "1200"}


def test_plain_text_has_one_spelling_of_dashes_and_percentages():
    assert plain("Up  12 per cent – ‘good’") == "up 12% - 'good'"


def test_a_right_answer_with_its_evidence_is_correct():
    (mark,) = marks([QUESTION], [ANSWER])
    assert (mark.correct, mark.grounded, mark.cited) == (True, True, True)


def test_a_near_miss_beside_the_right_value_is_not_correct():
    said = {**ANSWER, "answer": "412 at 31 March 2018 [1], up from 398."}
    (mark,) = marks([QUESTION], [said])
    assert mark.near_misses == ("398",)
    assert not mark.correct


def test_a_pasted_page_is_not_an_answer():
    (mark,) = marks([QUESTION], [{**ANSWER, "answer": ANSWER["answer"] + " and so on" * 30}])
    assert not mark.correct


def test_a_number_that_no_quote_holds_is_stray():
    (mark,) = marks([QUESTION], [{**ANSWER, "answer": "412 of 9,000 at 31 March 2018 [1]."}])
    assert mark.stray == ("9000",)


def test_the_right_value_from_another_paper_is_not_cited():
    elsewhere = {**CITATION, "document": "Minutes.pdf"}
    assert not shows(elsewhere, QUESTION["evidence"][0])


def test_a_paper_is_the_same_with_and_without_its_suffix_whatever_dots_are_in_its_name():
    cited = {**CITATION, "document": "Pack 18.00 Cabinet.pdf"}
    assert shows(cited, {**QUESTION["evidence"][0], "document": "Pack 18.00 Cabinet"})


def test_a_quote_without_the_figure_of_the_evidence_does_not_show_it():
    assert not shows({**CITATION, "quote": "There were children in care at 31 March 2018."}, QUESTION["evidence"][0])


def test_the_context_of_a_table_cell_counts_as_shown():
    cell = {**CITATION, "quote": "Children in care | 412", "context": ["at 31 March 2018", "There were"]}
    assert shows(cell, QUESTION["evidence"][0])


def test_a_quote_of_the_same_words_shows_the_evidence_whatever_its_hyphens_and_breaks():
    broken = {**CITATION, "quote": "There were 412 chil-\ndren in care at 31 March 2018. The year before, 398."}
    assert shows(broken, QUESTION["evidence"][0])


def test_another_sentence_of_the_paper_that_states_the_value_is_cited_and_of_another_paper_is_not():
    restating = {**CITATION, "quote": "Numbers in care: March 2018: 412"}
    answer = {**ANSWER, "answer": "412 in March 2018 [1].", "citations": [restating]}
    assert marks([QUESTION], [answer])[0].cited
    elsewhere = {**answer, "citations": [{**restating, "document": "Minutes.pdf"}]}
    assert not marks([QUESTION], [elsewhere])[0].cited


def test_a_conflict_is_cited_only_where_both_papers_are():
    other = {"document": "Minutes.pdf", "quote": "The number in care was 408."}
    conflict = {**QUESTION, "kind": "conflict", "evidence": [*QUESTION["evidence"], other]}
    assert not marks([conflict], [ANSWER])[0].cited
    both = {**ANSWER, "citations": [CITATION, {"document": "Minutes", "quote": other["quote"], "context": []}]}
    assert marks([conflict], [both])[0].cited


def test_silence_is_right_where_the_papers_are_silent_and_wrong_elsewhere():
    silence = {"status": "not_stated", "answer": "The papers held do not say.", "citations": []}
    given = marks([QUESTION, SILENT], [{**silence, "id": "q1"}, {**silence, "id": "q2"}])
    assert [mark.correct for mark in given] == [False, True]


def test_an_answer_that_is_missing_is_not_correct_even_where_silence_is_right():
    assert [mark.correct for mark in marks([QUESTION, SILENT], [])] == [False, False]


def test_the_score_counts_answerable_and_unanswerable_questions_apart():
    silence = {"id": "q2", "status": "not_stated", "answer": "The papers held do not say.", "citations": []}
    assert score(marks([QUESTION, SILENT], [ANSWER, silence])).to_json() == {
        "questions": 2,
        "correct": 100.0,
        "evidence_cited": 100.0,
        "abstained_when_unanswerable": 100.0,
        "grounded": 100.0,
    }
