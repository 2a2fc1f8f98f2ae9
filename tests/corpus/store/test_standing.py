"""Papers that were replaced, minutes that were agreed, and texts published twice: told by all documents together."""

from dataclasses import replace
from datetime import date

import pytest

from corpus.findings import Claim, ClaimKind, Findings
from corpus.records import Paper, PaperKind, Standing
from corpus.store.catalogue import Catalogue
from tests.corpus.store.made import contents_of, document

THEN, LATER = date(2020, 3, 5), date(2020, 4, 2)
SENTENCES = [f"The harbour wall was mended at berth number {n} in the course of the spring." for n in range(8)]

LONG = [
    "The north wall was found cracked by the harbour master, who had it propped with timber before the storms came.",
    "Divers looked at the footings of the old lighthouse and thought them sound, but for two stones to seaward.",
    "Fishing boats may lie at the inner quay while work goes on, if their owners tell the office three days before.",
    "The ferry company asked for a later sailing in summer, and the committee was of a mind to let it have one.",
    "A crane that was bought in the year of the flood is to be sold, since no firm will any longer insure it.",
]


@pytest.fixture
def catalogue(tmp_path):
    made = Catalogue.create(tmp_path / "catalogue.sqlite3", {})
    yield made
    made.close()


def put(catalogue, name, *texts, claims=(), **fields):
    """A document of one paper with these fields."""
    known = document(name)
    contents = contents_of(known, *(texts or (f"A text of {name}.",)))
    values = {"committee": "Place Scrutiny Committee", "meeting_date": THEN, **fields}
    paper = replace(contents.papers[0], **values)
    catalogue.put(known, replace(contents, papers=(paper,), findings=Findings(claims=tuple(claims))))
    return paper.id


def standings(catalogue, *names):
    catalogue.finish()
    return [catalogue.papers(document(name).id)[0].standing for name in names]


def replaces(title, **fields):
    return Claim(0, ClaimKind.REPLACES, (), title, **{"meeting_date": THEN.isoformat(), **fields})


def agrees(day=THEN, **fields):
    return Claim(0, ClaimKind.AGREES, (), meeting_date=day.isoformat(), **fields)


@pytest.mark.parametrize("first", ["report", "supplement"])
def test_a_supplement_replaces_the_report_whichever_came_in_first(catalogue, first):
    def report():
        return put(catalogue, "report", title="Dredging of the harbour", kind=PaperKind.REPORT)

    def supplement():
        claims = [replaces("4. Dredging of the harbour", item="4")]
        return put(catalogue, "supplement", title="Dredging of the harbour", kind=PaperKind.REPORT, claims=claims)

    by = [supplement(), report()][0] if first == "supplement" else [report(), supplement()][1]
    assert standings(catalogue, "report", "supplement") == [Standing.SUPERSEDED, Standing.CURRENT]
    assert catalogue.papers(document("report").id)[0].settled_by == by


def test_what_stands_after_a_replacement_is_the_report_enclosed_and_not_its_covering_letter(catalogue):
    put(catalogue, "report", title="Dredging of the harbour", kind=PaperKind.REPORT)
    known = document("supplement")
    contents = contents_of(known, "This replaces the version in the agenda.", "The harbour will be dredged.")
    letter = Paper(
        known.id, 0, "Agenda", 0, 0, PaperKind.AGENDA, committee="Place Scrutiny Committee", meeting_date=THEN
    )
    enclosed = replace(letter, ordinal=1, title="Dredging of the harbour", kind=PaperKind.REPORT, first_block=1)
    claims = Findings(claims=(replaces("Dredging of the harbour"),))
    catalogue.put(known, replace(contents, papers=(letter, replace(enclosed, last_block=1)), findings=claims))
    assert standings(catalogue, "report") == [Standing.SUPERSEDED]
    assert catalogue.papers(document("report").id)[0].settled_by == enclosed.id


@pytest.mark.parametrize(
    "other",
    [{"title": "Lease of the pier"}, {"meeting_date": LATER}, {"committee": "Cabinet"}, {"kind": PaperKind.MINUTES}],
    ids=["title", "meeting", "committee", "minutes"],
)
def test_another_paper_is_not_replaced(catalogue, other):
    put(catalogue, "report", **{"title": "Dredging of the harbour", "kind": PaperKind.REPORT, **other})
    put(
        catalogue, "supplement", title="Supplement", kind=PaperKind.REPORT, claims=[replaces("Dredging of the harbour")]
    )
    assert Standing.SUPERSEDED not in standings(catalogue, "report")


def test_minutes_are_approved_by_the_meeting_that_agrees_them(catalogue):
    draft = {"kind": PaperKind.MINUTES, "standing": Standing.DRAFT}
    put(catalogue, "minutes", **draft)
    put(catalogue, "cabinet", committee="Cabinet", **draft)
    put(catalogue, "next", meeting_date=LATER, claims=[agrees()], **draft)
    assert standings(catalogue, "minutes", "cabinet", "next") == [Standing.APPROVED, Standing.DRAFT, Standing.DRAFT]


def test_a_paper_that_is_removed_undoes_what_it_said(catalogue):
    put(catalogue, "minutes", kind=PaperKind.MINUTES, standing=Standing.DRAFT)
    put(catalogue, "next", kind=PaperKind.MINUTES, meeting_date=LATER, claims=[agrees()])
    assert standings(catalogue, "minutes") == [Standing.APPROVED]
    catalogue.remove(document("next").id)
    assert standings(catalogue, "minutes") == [Standing.DRAFT]


def test_the_same_text_with_small_edits_is_a_twin_and_a_paper_on_the_same_subject_is_not(catalogue):
    printed = put(catalogue, "printed", *SENTENCES)
    edited = put(catalogue, "pack", *SENTENCES[:6], "Berth number six was left as it is for another year.")
    other = put(
        catalogue, "other", *SENTENCES[:2], *(f"The ferry to berth {n} ran late on most days of May." for n in range(6))
    )
    catalogue.finish()
    assert catalogue.twins(printed) == {edited}
    assert catalogue.twins(edited) == {printed}
    assert catalogue.twins(other) == frozenset()


def test_twins_of_agreed_minutes_are_agreed_too(catalogue):
    draft = {"kind": PaperKind.MINUTES, "standing": Standing.DRAFT}
    put(catalogue, "printed", *SENTENCES, **draft)
    put(catalogue, "pack", *SENTENCES, **{**draft, "committee": "", "meeting_date": None})
    put(catalogue, "next", meeting_date=LATER, claims=[agrees()], **draft)
    assert standings(catalogue, "printed", "pack") == [Standing.APPROVED, Standing.APPROVED]


EDITED = [
    sentence.replace(" was ", " has been ").replace(" and ", ", then ").replace(" no ", " not a ") for sentence in LONG
]
EDITED = [sentence.replace("the office", "the harbour office") for sentence in EDITED]


def test_a_text_that_was_edited_in_every_paragraph_is_a_twin_where_title_and_meeting_are_the_same(catalogue):
    printed = put(catalogue, "printed", *LONG, title="Dredging of the harbour")
    edited = put(catalogue, "pack", *EDITED, title="Dredging of the harbour")
    anew = put(catalogue, "anew", *EDITED, title="Dredging of the harbour", meeting_date=LATER)
    other = put(catalogue, "other", *EDITED, title="Lease of the pier")
    catalogue.finish()
    assert catalogue.twins(printed) == {edited}
    assert catalogue.twins(edited) >= {printed}
    assert printed not in catalogue.twins(anew) | catalogue.twins(other)
