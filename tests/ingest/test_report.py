"""The report of an ingest: its exit status, and reasons in one style."""

import pytest

from ingest.report import Line, Outcome, Report, as_reason, silent


@pytest.mark.parametrize(
    ("outcomes", "status"),
    [
        ((Outcome.ADDED, Outcome.UNCHANGED, Outcome.DUPLICATE, Outcome.REPLACED), 0),
        ((Outcome.ADDED, Outcome.UNREADABLE), 1),
        ((Outcome.UNREADABLE, Outcome.UNREADABLE), 2),
        ((Outcome.REMOVED,), 0),
        ((), 2),
    ],
)
def test_the_exit_status_says_whether_all_some_or_none_was_done(outcomes, status):
    assert Report(tuple(Line("a", "/a", outcome) for outcome in outcomes)).exit_status == status


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("The file is damaged. Download it again.", "the file is damaged; download it again"),
        ("it is encrypted: unpack it", "it is encrypted: unpack it"),
        ("PDF readers fail.", "PDF readers fail"),
        ("A page is missing", "a page is missing"),
        ("see no. 5 of it", "see no. 5 of it"),
        ("two\nlines", "two lines"),
        ("", ""),
    ],
)
def test_reasons_have_one_style(said, reason):
    assert as_reason(said) == reason
    assert as_reason(reason) == reason


def test_no_progress_is_silent(capsys):
    silent(1, 2, "a")
    assert capsys.readouterr() == ("", "")
