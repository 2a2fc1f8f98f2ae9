"""What many papers record is not gone through for each question: its words and its time lead to some of it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from assistant.recorded.answering import decided
from assistant.recorded.attendance import chair
from assistant.recorded.entries import LOOKED_AT, entries
from corpus.findings import Attendance, Capacity, Decision, DecisionKind, Findings, Span
from corpus.store.index import Index
from corpus.store.recorded import Kind
from tests.assistant.held import asked_of, made, paragraph
from tests.corpus.store.made import MODEL

FIRST = date(2020, 1, 6)
MEETINGS = LOOKED_AT + 30
FERRY, ASKED = MEETINGS - 20, MEETINGS - 10
DAY = FIRST + timedelta(weeks=ASKED)


def meeting(number):
    """What the meeting of a week decided on the paving of a street; of one week, on the ferry besides."""
    words = [f"RESOLVED that the paving of street {number} go on.", "RESOLVED that the ferry sail on Sundays."]
    texts = words if number == FERRY else words[:1]
    decisions = tuple(
        Decision(0, DecisionKind.RESOLVED, text, (Span(n, 0, len(text)),), str(n), f"Minute {n}")
        for n, text in enumerate(texts)
    )
    present = (Attendance(0, f"Chair {number}", Capacity.PRESENT, (Span(0, 0, 8),), "Chair"),)
    return texts, Findings(decisions=decisions, attendance=present)


@pytest.fixture(scope="module")
def rank(tmp_path_factory):
    """Give a way to have a question read and looked for in the papers of more meetings than are looked at."""
    tmp_path = tmp_path_factory.mktemp("recorded")
    with Index(tmp_path / "index").draft(MODEL) as draft:
        for number in range(MEETINGS):
            texts, findings = meeting(number)
            day = FIRST + timedelta(weeks=number)
            file, paper, contents = made(
                tmp_path / "index", f"minutes {number}", *map(paragraph, texts), meeting_date=day
            )
            draft.put(file, paper, replace(contents, findings=findings))
    return asked_of(tmp_path / "index").rank


def answer(how, ranking):
    return [piece.words for piece in how(ranking.opened, ranking.question, ranking.sought)]


def test_the_one_decision_on_a_subject_is_found_among_more_than_are_looked_at(rank):
    ranking = rank("what was resolved about the ferry and the paving")
    assert len(entries(ranking.opened, Kind.DECISIONS, ["ferry", "paving"], ranking.question)) == LOOKED_AT
    assert answer(decided, rank("what was resolved about the ferry")) == ["RESOLVED that the ferry sail on Sundays."]


def test_no_findings_of_whole_papers_are_read_for_it(rank):
    ranking = rank("what was resolved about the ferry")
    assert answer(decided, ranking)
    assert len(ranking.opened._findings) == 0


def test_what_was_decided_on_a_day_is_found_though_others_match_as_well(rank):
    ranking = rank(f"what was resolved about the paving on {DAY:%d %B %Y}")
    assert answer(decided, ranking) == [f"RESOLVED that the paving of street {ASKED} go on."]


def test_a_day_alone_asks_for_what_was_decided_on_it(rank):
    assert answer(decided, rank(f"what was resolved on {DAY:%d %B %Y}")) == [
        f"RESOLVED that the paving of street {ASKED} go on."
    ]


def test_who_took_the_chair_is_read_from_the_meeting_of_that_day(rank):
    ranking = rank(f"who chaired the meeting on {DAY:%d %B %Y}")
    assert [piece.words for piece in chair(ranking.opened, ranking.question)] == [f"Chair {ASKED} (Chair)"]


def test_what_matches_worse_than_others_is_found_in_the_time_asked_for(tmp_path):
    early, asked, late = date(2020, 3, 2), date(2021, 3, 1), date(2021, 3, 2)
    # Of another year are as many that match better, and of the year itself as many that match worse, before it.
    texts = [("Paving.", early)] * LOOKED_AT + [("Paving, " + "and other matters of the day, " * 9, asked)] * LOOKED_AT
    texts.append(("Paving of the quay and other matters.", late))
    decisions = [
        Decision(0, DecisionKind.RESOLVED, text, (Span(0, 0, 3),), str(n), str(day))
        for n, (text, day) in enumerate(texts)
    ]
    with Index(tmp_path / "index").draft(MODEL) as draft:
        for day in (early, asked, late):
            file, paper, contents = made(tmp_path / "index", f"minutes {day}", paragraph("Paving."), meeting_date=day)
            own = tuple(one for one in decisions if one.heading == str(day))
            draft.put(file, paper, replace(contents, findings=Findings(decisions=own)))
    ranking = asked_of(tmp_path / "index").rank("what was resolved about the paving in 2021")
    found = entries(ranking.opened, Kind.DECISIONS, ["paving"], ranking.question)
    assert [entry.day for entry in found].count(late.isoformat()) == 1
