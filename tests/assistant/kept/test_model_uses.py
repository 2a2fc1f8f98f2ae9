"""What is kept of the use of a language model: agreements, and how much a person had written."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from assistant.kept.database import Database
from assistant.kept.model_uses import Limits, ModelUses

MANY = Limits(per_minute=100, per_day=100, per_day_all=100)


@pytest.fixture
def uses(tmp_path):
    return ModelUses(Database(tmp_path))


def test_an_agreement_is_one_person_s_and_for_one_endpoint(uses):
    uses.agree("ann", "openai:one")
    assert uses.agreed("ann", "openai:one")
    assert not uses.agreed("ben", "openai:one")
    assert not uses.agreed("ann", "openai:two")
    uses.withdraw("ann", "openai:one")
    assert not uses.agreed("ann", "openai:one")


@pytest.mark.parametrize(
    ("limits", "says"),
    [
        (Limits(2, 100, 100), "in a minute"),
        (Limits(100, 2, 100), "today’s 2 texts have been used"),
        (Limits(100, 100, 2), "for everybody"),
    ],
)
def test_no_more_is_begun_than_the_limits_allow(uses, limits, says):
    assert all(isinstance(uses.begin("ann", "m", limits), int) for _ in range(2))
    assert says in uses.begin("ann", "m", limits)


def test_another_person_has_limits_of_their_own_but_that_for_all(uses):
    assert isinstance(uses.begin("ann", "m", Limits(1, 1, 2)), int)
    assert isinstance(uses.begin("ben", "m", Limits(1, 1, 2)), int)
    assert "for everybody" in uses.begin("cat", "m", Limits(1, 1, 2))


def test_two_at_once_do_not_both_take_the_last(uses):
    uses.begin("ann", "m", MANY)
    with ThreadPoolExecutor(8) as pool:
        begun = list(pool.map(lambda _: uses.begin("ann", "m", Limits(100, 3, 100)), range(8)))
    assert sum(isinstance(one, int) for one in begun) == 2


def test_tokens_are_added_up_for_the_day(uses):
    for sent in (10, 20):
        uses.end(uses.begin("ann", "m", MANY), sent, 1)
    assert uses.today("ann") == (2, 30, 2)
    assert uses.today("ben") == (0, 0, 0)


def test_a_database_of_an_earlier_version_gets_what_it_lacks(tmp_path):
    database = Database(tmp_path)
    with database.connected() as connection:
        connection.executescript("DROP TABLE model_agreements; DROP TABLE model_uses; PRAGMA user_version = 2;")
    assert isinstance(ModelUses(database).begin("ann", "m", MANY), int)
