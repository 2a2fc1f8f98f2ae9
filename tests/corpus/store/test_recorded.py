"""What papers record is found by its kind, its words and its time, without the findings of all papers being read."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest

from corpus.findings import Action, Attendance, Capacity, Decision, DecisionKind, Findings, Minute, Span, Vote
from corpus.language.periods import Period
from corpus.store.filters import Filters
from corpus.store.index import Index
from corpus.store.migrations import SCHEMA_VERSION
from corpus.store.recorded import Kind
from corpus.store.repairing import repair
from tests.corpus.store.made import MODEL, contents_of, document

HERE = (Span(0, 0, 3),)
EARLY, LATE = date(2020, 3, 5), date(2021, 6, 17)
IN_2020 = Period(date(2020, 1, 1), date(2020, 12, 31))
MOST = 9


def decided(text, number="", **fields):
    return Decision(0, DecisionKind.RESOLVED, text, HERE, number, **fields)


FERRY = Findings(
    minutes=(Minute(0, "4", "Ferry fares", 0, 0),),
    decisions=(decided("raise them", "4", heading="Ferry fares"), decided("report back", "4", heading="Ferry fares")),
    votes=(Vote(0, (), HERE, "4", motion="that it wait"),),
    attendance=(Attendance(0, "A Member", Capacity.PRESENT, HERE),),
    actions=(Action(0, "Count passengers", HERE, owner="Ann Head", deadline="March 2022", state="Late"),),
)
PIER = Findings(decisions=(decided("paint the pier"), decided("mend the steps", heading="Steps of the ferry")))


def put(draft, folder, name, findings, **fields):
    held = document(name, **fields)
    file = folder / name
    file.write_text(name)
    draft.put(file, held, replace(contents_of(held, "a paragraph"), findings=findings))


@pytest.fixture
def index(tmp_path):
    """Two documents, of 2020 and of 2021 and of two councils."""
    made = Index(tmp_path / "index")
    with made.draft(MODEL) as draft:
        place = {"council": "Anytown Council", "committee": "Harbour Board"}
        put(draft, tmp_path, "ferry", FERRY, meeting_date=EARLY, **place)
        put(draft, tmp_path, "pier", PIER, meeting_date=LATE, council="Seaham Council")
    return made


@pytest.fixture
def recorded(index):
    snapshot = index.open()
    yield snapshot.catalogue.recorded
    snapshot.close()


def decisions(entries):
    return [one.text for entry in entries for one in entry.records(Decision)]


def test_the_decisions_of_one_minute_are_one_entry_found_by_heading_title_and_words(recorded):
    for words in ('"fares"', '"raising"', '"report of ferry"'):
        (entry,) = recorded.matching(Kind.DECISIONS, words, MOST, None)
        assert entry.records(Decision) == FERRY.decisions
        assert (entry.document_id, entry.paper, entry.day) == ("id-ferry", 0, EARLY.isoformat())


def test_what_matches_best_comes_first_and_no_more_than_are_asked_for(recorded):
    assert decisions(recorded.matching(Kind.DECISIONS, '"ferry" OR "steps"', MOST, None))[0] == "mend the steps"
    assert len(recorded.matching(Kind.DECISIONS, '"ferry" OR "steps"', 1, None)) == 1
    assert recorded.matching(Kind.DECISIONS, "", MOST, None) == []


def test_the_newest_meeting_comes_first_where_that_is_asked_for(recorded):
    assert [entry.day for entry in recorded.newest(Kind.DECISIONS, '"ferry"', MOST, None)] == [
        LATE.isoformat(),
        EARLY.isoformat(),
    ]


def test_entries_are_limited_to_a_time_and_to_filters(recorded):
    either = '"ferry" OR "pier"'
    assert decisions(recorded.matching(Kind.DECISIONS, either, MOST, None, [IN_2020])) == ["raise them", "report back"]
    assert decisions(recorded.during(Kind.DECISIONS, [IN_2020], MOST, None)) == ["raise them", "report back"]
    seaham = Filters(councils=("seaham council",))
    assert decisions(recorded.matching(Kind.DECISIONS, '"ferry"', MOST, seaham)) == ["mend the steps"]
    assert recorded.during(Kind.DECISIONS, [IN_2020], MOST, seaham) == []


def test_votes_are_found_by_what_they_were_on_and_actions_by_owner_state_and_deadline(recorded):
    (vote,) = recorded.matching(Kind.VOTE, '"fares"', MOST, None)
    assert vote.records(Vote) == FERRY.votes
    for words in ('"passenger"', '"ann"', '"late"', '"2022"'):
        (action,) = recorded.matching(Kind.ACTION, words, MOST, None)
        assert action.records(Action) == FERRY.actions


def test_those_at_a_meeting_have_the_name_of_its_body(recorded):
    (listed,) = recorded.during(Kind.ATTENDANCE, [], MOST, None)
    assert (listed.words, listed.records(Attendance)) == ("Harbour Board", FERRY.attendance)


def test_what_a_removed_document_recorded_is_gone(index):
    with index.draft(MODEL) as draft:
        draft.remove("id-ferry")
    assert decisions(index.open().catalogue.recorded.matching(Kind.DECISIONS, '"ferry"', MOST, None)) == [
        "mend the steps"
    ]


def test_an_index_of_version_5_is_brought_up_to_date_with_the_same_entries_and_its_pages_stay(index, recorded):
    before = recorded.during(Kind.DECISIONS, [], MOST, None)
    file = index.generations.current() / "catalogue.sqlite3"
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("DROP TABLE recorded_words")
        connection.execute("DROP TABLE recorded")
        connection.execute("UPDATE meta SET value = '5' WHERE key = 'schema_version'")
    with index.draft(MODEL):
        pass
    snapshot = index.open()
    assert snapshot.meta["schema_version"] == SCHEMA_VERSION
    assert snapshot.catalogue.recorded.during(Kind.DECISIONS, [], MOST, None) == before
    assert decisions(snapshot.catalogue.recorded.matching(Kind.DECISIONS, '"fares"', MOST, None)) == [
        "raise them",
        "report back",
    ]


def test_a_repair_makes_the_entries_anew(index, recorded):
    before = recorded.during(Kind.DECISIONS, [], MOST, None)
    with closing(sqlite3.connect(index.generations.current() / "catalogue.sqlite3")) as connection, connection:
        connection.execute("INSERT INTO recorded_words (recorded_words) VALUES ('delete-all')")
    done, health = repair(index)
    assert done and not health.faults
    mended = index.open().catalogue.recorded
    assert [entry.value for entry in mended.during(Kind.DECISIONS, [], MOST, None)] == [one.value for one in before]
    assert decisions(mended.matching(Kind.DECISIONS, '"fares"', MOST, None)) == ["raise them", "report back"]
