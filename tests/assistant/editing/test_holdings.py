"""What is held, by committee and meeting, and what cannot be asked."""

from datetime import date

from assistant.editing.holdings import matching, meetings, unasked
from corpus.records import Document, State


def document(name, committee="", day=None, state=State.READY, reason="", sha="", title=""):
    return Document(name, name, f"/somewhere/{name}", sha or name, "text/plain", None, title, "Seamouth Council",
                    committee, day, state, reason)  # fmt: skip


MAY, JUNE = date(2019, 5, 2), date(2019, 6, 6)


def test_documents_stand_by_committee_and_meeting_the_newest_first():
    found = meetings(
        [
            document("z.pdf", "Harbour Committee", MAY),
            document("loose.pdf"),
            document("a.pdf", "Harbour Committee", JUNE),
            document("b.pdf", "Ferries Panel", MAY),
            document("undated.pdf", "Harbour Committee"),
            document("A.pdf", "Harbour Committee", MAY),
            document("gone.pdf", "Harbour Committee", MAY, State.UNREADABLE),
        ]
    )
    assert [(m.committee, m.day, [d.name for d in m.documents]) for m in found] == [
        ("Ferries Panel", MAY, ["b.pdf"]),
        ("Harbour Committee", JUNE, ["a.pdf"]),
        ("Harbour Committee", MAY, ["A.pdf", "z.pdf"]),
        ("Harbour Committee", None, ["undated.pdf"]),
        ("", None, ["loose.pdf"]),
    ]


def test_files_that_cannot_be_asked_have_a_reason_that_names_no_folder():
    documents = [
        document("a.pdf", sha="1"),
        document("copy.pdf", state=State.DUPLICATE, reason="the same as /somewhere/a.pdf", sha="1"),
        document("bad.pdf", state=State.UNREADABLE, reason="it is encrypted"),
        document("secret.pdf", state=State.WITHHELD, reason="the whole file is exempt (paragraph 3)"),
    ]
    assert [(d.name, why) for d, why in unasked(documents)] == [
        ("copy.pdf", "the same as a.pdf"),
        ("bad.pdf", "it is encrypted"),
        ("secret.pdf", "the whole file is exempt (paragraph 3)"),
    ]


def test_papers_are_found_by_all_the_words_of_title_name_and_committee():
    documents = [document("a.pdf", "Harbour Committee", title="Dredging"), document("b.pdf", "Harbour Committee")]
    assert matching(documents, "HARBOUR dredg") == documents[:1]
    assert matching(documents, "") == documents
