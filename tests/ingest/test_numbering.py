import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.numbering import bullet, printed_number


@pytest.mark.parametrize(
    ("text", "number", "rest"),
    [
        ("5.6.1 At month end there were more", "5.6.1", "At month end there were more"),
        ("5.6.1\tat month end", "5.6.1", "at month end"),
        ("5.6.1 586 children were in care then", "5.6.1", "586 children were in care then"),
        ("1.0 Purpose of the report", "1.0", "Purpose of the report"),
        ("2.1 to note the report", "2.1", "to note the report"),
        ("3.2a Is the recommendation lawful?", "3.2a", "Is the recommendation lawful?"),
        ("14. The rate has risen", "14", "The rate has risen"),
        ("14\tThe rate has risen", "14", "The rate has risen"),
        ("84. Apologies", "84", "Apologies"),
        ("3.Background", "3", "Background"),
        ("3.d The service", "3.d", "The service"),
        ("10.f. The service", "10.f", "The service"),
        ("3a | Schools", "3a", "Schools"),
        ("2b) visits made", "2b)", "visits made"),
        ("(a) personal interest", "(a)", "personal interest"),
        ("(ii) prejudicial interest", "(ii)", "prejudicial interest"),
        ("(1) the type of interest", "(1)", "the type of interest"),
        ("a) result in savings", "a)", "result in savings"),
        ("a. Update on priorities", "a", "Update on priorities"),
        ("iv. a plan", "iv", "a plan"),
        ("A. Agree to the transfer", "A", "Agree to the transfer"),
        ("1 DECLARATIONS OF INTEREST", "1", "DECLARATIONS OF INTEREST"),
        ("86. Minutes of the meeting", "86", "Minutes of the meeting"),
        ("2 MINUTES OF THE LAST MEETING", "2", "MINUTES OF THE LAST MEETING"),
        ("5.6.1 In May the rate rose", "5.6.1", "In May the rate rose"),
        ("14. In May the rate rose", "14", "In May the rate rose"),
        ("5.1 Days of action", "5.1", "Days of action"),
        ("B1.2 The reserve", "B1.2", "The reserve"),
        ("5.1 May require a vote", "5.1", "May require a vote"),
    ],
)
def test_a_typed_paragraph_number_is_parted_from_its_text(text, number, rest):
    assert printed_number(text) == (number, rest)


@pytest.mark.parametrize(
    "text",
    [
        "20 June 2019",
        "20 JUNE 2019",
        "20. June 2019",
        "20.06.2019 Cabinet",
        "20.11.19 Cabinet",
        "2019 was a hard year",
        "2019. The year",
        "2018/19 outturn",
        "£5.2 million",
        "5.2 million pounds",
        "5.2 per cent of pupils",
        "5.2% of pupils",
        "5.2 FTE posts",
        "5.2 in May",
        "30 MINUTES LATER",
        "93.4 95.1 England",
        "2.5 to 3.1 visits",
        "0.5 Something",
        "2 of 5",
        "14 children were in care",
        "14 Social workers left",
        "10.30 am",
        "10.00 Welcome",
        "6.30pm in the Town Hall",
        "i.e. not",
        "e.g. this",
        "c. 500 children",
        "A. Smith",
        "(2.4) under",
        "(586)",
        "1st April",
        "16 YEARS old",
        "14",
        "5.4.2",
        "",
        "24/00108 - Revenue",
        "5.2",
    ],
)
def test_dates_money_counts_and_measurements_are_not_paragraph_numbers(text):
    assert printed_number(text) == (None, text)


@given(st.text(max_size=60))
def test_number_and_rest_are_both_words_of_the_text(text):
    number, rest = printed_number(text)
    assert text.endswith(rest)
    assert number is None or (text.startswith(number) and rest)


@pytest.mark.parametrize(
    "text", ["• visits", "\uf0b7 visits", "- visits", "– visits", "◼ visits", "o\tvisits", "\uf02dvisits"]
)
def test_a_bullet_sign_is_taken_off(text):
    assert bullet(text) == (True, "visits")


@pytest.mark.parametrize("text", ["-5 places", "visits", "-", "o visits", "–2.4 points"])
def test_a_minus_sign_is_not_a_bullet(text):
    assert bullet(text) == (False, text)


def test_a_small_o_before_a_capital_is_a_hollow_bullet_and_a_word_otherwise():
    assert bullet("o Berths let by the day") == (True, "Berths let by the day")
    assert bullet("o the berths") == (False, "o the berths")
    assert bullet("other berths")[0] is False
