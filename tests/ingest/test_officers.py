"""The officer of a report, as its head names one."""

import pytest

from ingest.front_matter import front
from ingest.officers import officer_of
from tests.ingest.lines import lines


@pytest.mark.parametrize(
    ("head", "officer"),
    [
        (("Relevant Officer: Ann Head, Director",), "Ann Head, Director"),
        (("Report author Head of Harbours; Ann Tern",), "Head of Harbours; Ann Tern"),
        (("# REPORT OF SENIOR", "# MANAGEMENT TEAM"), "Senior Management Team"),
        (("# REPORT OF SENIOR", "11 December 2019"), ""),
        (("Report of the Director of Place",), "Director of Place"),
        (("From: Ann Head, Cabinet Member",), "Ann Head, Cabinet Member"),
    ],
)
def test_the_officer_is_read_from_the_head_of_a_report(head, officer):
    assert officer_of(front(lines(*head))) == officer
