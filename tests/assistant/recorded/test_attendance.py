"""Who was at a meeting, asked of the sample papers."""

import pytest

from assistant.recorded.attendance import asks_who_came, attended


@pytest.fixture(scope="module")
def asked(assistant):
    def words(text):
        ranking = assistant.rank(text)
        return " ".join(piece.words for piece in attended(ranking.opened, ranking.question))

    return words


def test_apologies_are_those_of_the_meeting_asked_for(asked, assistant):
    opened = assistant.opened()
    listed = {
        (one.name, opened.papers(document.id)[one.paper].meeting_date or document.meeting_date)
        for document in opened.documents.values()
        for one in opened.findings(document.id).attendance
        if one.capacity == "apologies"
    }
    assert listed
    for name, day in listed:
        assert name in asked(f"apologies on {day.day} {day:%B %Y}")
    assert asked("apologies on 2 May 1999") == ""


def test_officers_are_those_in_attendance(asked):
    said = asked("which officers attended the committee on 14 March 2019")
    assert "Director" in said
    assert "Councillor" not in said


def test_a_meeting_of_which_no_minutes_are_held_has_no_answer(assistant):
    assert assistant.ask("who was at scrutiny on 2 May 1999").status == "not_stated"


@pytest.mark.parametrize(
    "text", ["what is the attendance rate at the committee's schools", "who attended school daily"]
)
def test_what_is_no_question_of_who_came_is_none(assistant, text):
    assert not asks_who_came(assistant.rank(text).question)
