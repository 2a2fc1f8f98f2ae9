"""A sentence is shown where its evidence says it, and not where it says something else: each check on its own."""

from dataclasses import replace

import pytest

from assistant.writing.checks import form, names, numbers, pairing, senses, times
from assistant.writing.replies import Sentence
from assistant.writing.verifying import CHECKS, Checked, Rejected, verified
from tests.assistant.writing.conftest import Given

REFERRALS, ITS_TARGET, EARLIER = "21% were re-referrals", "The target is 18%", "The figure stood at 24%"
BECOMING, LOOKED_AFTER, AGENCY = (
    "Becoming looked after, rolling year | 53.3",
    "368 children were",
    "agency social workers",
)
CEASING = "Ceasing to be looked after, rolling year | 43.5"
NEAR_HOME, PLANS, MARCH, ALONE = "Sixty-eight per cent", "161 children were", "The rate was 87", "Workers see children"
NOT_MET, ON_TIME = "It will not be met on", "81% were on time"


@pytest.fixture(scope="module")
def given(opened):
    return Given(
        opened, REFERRALS, ITS_TARGET, EARLIER, BECOMING, LOOKED_AFTER, AGENCY, NEAR_HOME, PLANS, MARCH, ALONE, NOT_MET,
        ON_TIME,
        CEASING,
    )  # fmt: skip


SHOWN = (
    ("In the twelve months to the end of May 2019, {21% were re#21} of referrals were re-referrals.",),
    ("The target for re-referrals is {The target is 18#18}.", REFERRALS),
    ("Re-referrals stood at 21% and the target is 18%.", REFERRALS, ITS_TARGET),
    ("In May 2019 the rate of becoming looked after was {Becoming#53.3}, and in May 2018 it was {Becoming#55.7}.",),
    ("The rate of becoming looked after fell from {Becoming#55.7} in May 2018 to {Becoming#53.3} in May 2019.",),
    ("At 31 January 2019, {368#368} children were looked after.",),
    ("The number of agency social workers fell from 31 to 24.", AGENCY),
    ("The paper says {Sixty-eight}",),
    ("{Sixty-eight#Sixty-eight} of looked after children live inside the borough or within twenty miles of home.",),
    ("At the time of the visit {161#161} children were subject to a plan, a rate of {161#65}.",),
    ("The social workers see children alone.", ALONE),
    ("It will not be met on the present course.", NOT_MET),
    ("The rate was 87 per 10,000 in March 2017.", MARCH),
    ("The average of similar authorities is {The figure stood#22}.",),
)


@pytest.mark.parametrize("said", SHOWN, ids=lambda said: said[0][:60])
def test_what_the_evidence_says_is_shown(given, said):
    found = given.checked(*said)
    assert isinstance(found, Checked), found.reason


REJECTED = {
    "another number": ("In the twelve months to the end of May 2019, 22% of referrals were re-referrals.", REFERRALS),
    "digits turned round": ("12% of referrals were re-referrals.", REFERRALS),
    "percentage as count": ("21 children were re-referrals.", REFERRALS),
    "another base of a rate": ("The rate was 87 per 1,000 in March 2017.", MARCH),
    "bound that is not there": ("Over 368 children were looked after.", LOOKED_AFTER),
    "half": ("Half of looked after children live inside the borough.", NEAR_HOME),
    "number in words": ("Five hundred children were looked after.", LOOKED_AFTER),
    "number words run together": ("fivehundred children were looked after.", LOOKED_AFTER),
    "twice": ("Twice as many children were looked after.", LOOKED_AFTER),
    "most": ("Most workers see children alone.", ALONE),
    "zero": ("Zero children were looked after.", LOOKED_AFTER),
    "money": ("£{368#368} was spent on children looked after.",),
    "unit behind a figure": ("{368#368}% of children were looked after.",),
    "rate behind a figure": ("{368#368} per 10,000 children were looked after.",),
    "digit behind a figure": ("{368#368}0 children were looked after.",),
    "digit before a figure": ("1{368#368} children were looked after.",),
    "scale behind a figure": ("{368#368} million children were looked after.",),
    "digits of another script": ("٣٦٨ children were looked after.", LOOKED_AFTER),
    "wide digits": ("３６９ children were looked after.", LOOKED_AFTER),
    "sign that is not seen": ("36​9 children were looked after.", LOOKED_AFTER),
    "letter for a digit": ("36O children were looked after.", LOOKED_AFTER),
    "another time": ("At 31 January 2018, {368#368} children were looked after.",),
    "last year": ("Last year {368#368} children were looked after.",),
    "today": ("The rate today is 87 per 10,000.", MARCH),
    "a month": ("In October the rate was 87 per 10,000.", MARCH),
    "a neighbour's time": ("In May 2019 the rate of becoming looked after was {Becoming#55.7}.",),
    "times turned round": ("In May 2018 it was {Becoming#53.3}, and in May 2019 it was {Becoming#55.7}.",),
    "times of another one's heading": ("In May 2019 81% of conferences were on time.", ON_TIME),
    "target for actual": ("{The target is 18#18} of referrals were re-referrals.", REFERRALS),
    "actual for target": ("The target is {21% were re#21}.",),
    "England for own": ("The rate of becoming looked after was {Becoming#27} in May 2019.",),
    "own for England": ("Re-referrals in England were {21% were re#21}.",),
    "forecast": ("The forecast for re-referrals is 21%.", REFERRALS),
    "another measure": ("At 31 January 2019, {368#368} children in need were recorded.",),
    "another thing": ("At 31 January 2019, {368#368} foster carers were recorded.",),
    "a neighbour's measure": ("The rate of ceasing to be looked after was {Becoming#53.3} in May 2019.", CEASING),
    "place": ("{368#368} children were looked after in Stockton.",),
    "place that begins it": ("Blackpool had {368#368} children looked after.",),
    "person": ("Workers see children alone, says Jane Harper.", ALONE),
    "rise for fall": ("The number of agency social workers rose from 31 to 24.", AGENCY),
    "fall turned round": ("The number of agency social workers fell from 24 to 31.", AGENCY),
    "change turned round": ("The number of agency social workers went from 24 to 31.", AGENCY),
    "rise against the figures": ("It rose from {Becoming#55.7} in May 2018 to {Becoming#53.3} in May 2019.",),
    "more than": ("Re-referrals, at 24%, were more than 22% for similar authorities.", EARLIER),
    "denied": ("Workers do not see children alone.", ALONE),
    "denial left out": ("It will be met on the present course.", NOT_MET),
    "act": ("Workers who see children alone were suspended.", ALONE),
    "praise": ("Workers see children alone, the best of all.", ALONE),
    "quote that is none": ("“Workers never see children”, says the letter.", ALONE),
    "quote not closed": ("“Workers see children alone.", ALONE),
    "link": ("Workers see children alone, https://example.com/x", ALONE),
    "picture": ("Workers see children alone ![x](http://example.com/a.png)", ALONE),
    "markup": ("Workers see <b>children</b> alone.", ALONE),
    "mark of its own": ("Workers see children alone [7].", ALONE),
    "another language": ("Die Zahl der Kinder stieg stark an.", LOOKED_AFTER),
    "other matter": ("The council bought a football club last summer.", ALONE),
}  # fmt: skip


@pytest.mark.parametrize("name", REJECTED)
def test_what_the_evidence_does_not_say_is_rejected(given, name):
    found = given.checked(*REJECTED[name])
    assert isinstance(found, Rejected), found.text


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Workers see children alone.", ()),
        ("Workers see children alone.", ("zzzzzz",)),
        ("Workers see {zzzzzz} alone.", ()),
        ("Workers see {} alone.", ("zzzzzz",)),
    ],
)
def test_a_sentence_without_evidence_that_was_given_is_rejected(given, text, keys):
    assert isinstance(verified(Sentence(text, keys), given.evidence, given.opened), Rejected)


def test_a_key_beside_a_good_one_must_be_known_too(given):
    good = given.sentence("Workers see children alone.", ALONE)
    assert isinstance(verified(good, given.evidence, given.opened), Checked)
    assert isinstance(verified(replace(good, keys=(*good.keys, "zzzzzz")), given.evidence, given.opened), Rejected)


NEEDED = {
    form.plain: "link",
    form.quotes_verbatim: "quote that is none",
    numbers.held: "another number",
    times.held: "last year",
    pairing.times_fit: "a neighbour's time",
    pairing.roles_fit: "target for actual",
    pairing.words_fit: "another thing",
    names.held: "person",
    names.terms_held: "forecast",
    names.mostly_held: "other matter",
    senses.directions_held: "fall turned round",
    senses.denials_held: "denied",
    senses.acts_held: "act",
}
"""For each check something that it alone, or it with others, stops."""


def test_every_check_stops_something(given):
    assert set(NEEDED) == set(CHECKS)
    for check, name in NEEDED.items():
        assert isinstance(given.checked(*REJECTED[name], checks=(check,)), Rejected), name
    assert all(isinstance(given.checked(*REJECTED[name], checks=()), Checked) for name in NEEDED.values())
