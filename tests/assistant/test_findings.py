"""Minutes and actions on a terminal: each with the page on which it stands."""

from io import StringIO

from rich.console import Console

from assistant.findings import print_actions, print_minutes, write_actions
from corpus.findings import (
    Action,
    Attendance,
    Ballot,
    Capacity,
    Decision,
    DecisionKind,
    Declaration,
    Findings,
    Span,
    Vote,
)
from corpus.records import Block, BlockKind
from tests.corpus.store.made import document

AT = (Span(0, 0, 5),)
BLOCKS = {0: Block("d", 0, BlockKind.PARAGRAPH, "words", 12, "10")}
PAPER = document("minutes.pdf", title="Minutes of March")


def printed(show, *arguments):
    out = StringIO()
    show(*arguments, Console(file=out, width=200))
    return out.getvalue().splitlines()


def test_minutes_are_shown_with_people_decisions_votes_and_pages():
    found = Findings(
        decisions=(Decision(0, DecisionKind.RESOLVED, "to mend the wall", AT, "4", "Harbour", "(a)"),),
        votes=(Vote(0, (Ballot("For", 3, ("A Gull", "B Tern")), Ballot("Against", 0)), AT, "4", "", "carried"),),
        attendance=(
            Attendance(0, "A Gull", Capacity.PRESENT, AT, "Chair"),
            Attendance(0, "B Tern", Capacity.PRESENT, AT),
        ),
        declarations=(Declaration(0, "B Tern", "B Tern declared an interest.", AT),),
    )
    assert printed(print_minutes, PAPER, found, BLOCKS) == [
        "Minutes of March",
        "Present: A Gull (Chair), B Tern",
        "Interest: B Tern declared an interest.  [page 12 (printed 10)]",
        "",
        "4 Harbour",
        "  resolved: (a) to mend the wall  [page 12 (printed 10)]",
        "",
        "Vote: minute 4 · For 3 A Gull, B Tern · Against 0 · carried  [page 12 (printed 10)]",
    ]


def test_actions_are_shown_and_written_with_owner_deadline_and_state():
    action = Action(0, "Mend the wall", AT, owner="Ann Head", deadline="May 2020", state="Green")
    assert printed(print_actions, PAPER, [action], BLOCKS)[1:] == [
        "Mend the wall  [page 12 (printed 10)]",
        "    owner: Ann Head; deadline: May 2020; state: Green",
    ]
    out = StringIO()
    write_actions([(PAPER, action, BLOCKS)], out)
    assert out.getvalue().splitlines()[1] == "minutes.pdf,page 12 (printed 10),,Mend the wall,Ann Head,May 2020,,Green"


def test_a_paper_without_any_says_so():
    assert printed(print_minutes, PAPER, Findings(), {})[1:] == [
        "There are no minutes, decisions or recommendations in it."
    ]
    assert printed(print_actions, PAPER, [], {})[1:] == ["There are no actions in it."]


def test_a_tracker_of_recommendations_is_printed_by_them_with_their_numbers():
    tracked = Action(0, "", AT, recommendation="Dredge the quay.", number="3")
    assert printed(print_actions, PAPER, [tracked], BLOCKS)[1].startswith("3 Dredge the quay.")


def test_the_lead_of_several_resolutions_stands_once_over_them():
    marks = ("(a)", "(b)")
    parts = tuple(Decision(0, DecisionKind.RESOLVED, "Wait.", AT, "7", "Quays", m, "RESOLVED to:", AT) for m in marks)
    lines = printed(print_minutes, PAPER, Findings(decisions=parts), BLOCKS)
    assert sum("RESOLVED to:" in line for line in lines) == 1
