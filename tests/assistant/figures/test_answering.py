"""Answers from the register, asked of an open index: one figure, comparisons, changes, what is worked out, declined."""

from datetime import date

import pytest

from assistant.answers import Reason, Status
from assistant.ranking.contradictions import is_given
from tests.assistant.held import asked_of, hold, paragraph, row


@pytest.fixture(scope="module")
def held(tmp_path_factory):
    folder = tmp_path_factory.mktemp("figures") / "index"
    hold(
        folder,
        "harbour.txt",
        paragraph("At 31 May 2019 there were 586 boats in the harbour, a record for the port."),
        paragraph("Moorings let by the harbour office rose from 257 in July 2018 to 429 (149 per 10k) at 31 May 2019."),
        paragraph("Of the swing bridges, 79% open on time, compared with 53% nationally."),
        paragraph("Crane inspections found 537 faults in March 2019 and missed the target of 516."),
        row("Dredging", "5.5", heads=("Works", "Cost £m 2018/19")),
        row("Lighthouses", "2.5", heads=("Works", "Cost £m 2018/19")),
        row("Pilots employed", "17", "19", "21", heads=("Staff", "March 2015", "March 2016", "March 2017")),
        paragraph("Of 40 hulls looked at, fourteen held no trace of paint and 9 had no anchor."),
        paragraph(
            "A berth at the north quay costs £310 a week. The average berth at the south quay costs £448 a week."
        ),
    )
    return asked_of(folder)


def test_a_figure_is_said_with_its_citation_and_stands_in_the_json(held):
    answer = held.ask("how many boats were in the harbour at 31 may 2019")
    assert answer.status is Status.ANSWERED
    assert "586" in answer.text
    assert "[1]" in answer.text
    (figure,) = answer.to_json()["figures"]
    assert (figure["value"], figure["unit"], figure["period"], figure["citation"]) == ("586", "count", "2019-05-31", 1)


def test_a_thing_that_is_only_named_is_answered_with_its_figure_and_not_with_its_neighbours(held):
    figures = held.ask("hulls that held no trace of paint").to_json()["figures"]
    assert [figure["value"] for figure in figures] == ["fourteen"]


def test_a_figure_for_another_time_is_no_answer_and_the_reason_says_so(held):
    answer = held.ask("how many boats were in the harbour at 31 may 2016")
    assert (answer.status, answer.reason) == (Status.NOT_STATED, Reason.OTHER_PERIOD)


def test_what_the_papers_never_name_is_not_answered_with_a_neighbour(held):
    assert held.ask("how many submarines were repaired at 31 may 2019").status is Status.NOT_STATED


def test_a_comparison_gives_both(held):
    answer = held.ask("what % of swing bridges open on time compared with national")
    assert "79%" in answer.text
    assert "53%" in answer.text


def test_a_change_gives_both_ends_and_says_which_way(held):
    answer = held.ask("how have moorings let by the harbour office changed since july 2018")
    assert {"257", "429"} <= set(answer.text.replace(",", " ").split())
    assert "rose" in answer.text


def test_a_value_is_said_without_the_words_that_lead_on_to_the_next(held):
    assert "in July 2018 to" not in held.ask("how many moorings let by the harbour office in july 2018").text


def test_a_span_that_names_both_its_years_asks_for_its_two_ends(held):
    answer = held.ask("pilots employed march 2015 to march 2017")
    assert answer.text.startswith("It rose:")
    assert {"17", "21"} <= set(answer.text.split())
    assert "19" not in answer.text.split()


def test_two_things_of_one_kind_are_compared_with_both_their_values(held):
    answer = held.ask("weekly cost of a berth at the north quay vs the south quay")
    assert "£310" in answer.text
    assert "£448" in answer.text


def test_a_difference_that_is_asked_for_is_worked_out_and_said_to_be(held):
    answer = held.ask("by how many did crane faults exceed the target in march 2019")
    assert answer.derived is not None
    assert (answer.derived.formula, answer.derived.value) == ("537 - 516", "21")
    assert "worked out, not stated" in answer.text


def test_a_cell_is_said_with_the_scale_of_its_head(held):
    assert "£5.5m" in held.ask("what was the cost of dredging in 2018/19").text


def test_a_misspelt_word_is_read_as_the_one_meant_and_the_question_is_shown_as_asked(held):
    answer = held.ask("cost of lighthouzes in 2018/19")
    assert answer.read_as["lighthouzes"] == "lighthouses"
    assert answer.question == "cost of lighthouzes in 2018/19"


def test_a_number_that_the_question_gives_is_no_answer_to_it(tmp_path):
    folder = tmp_path / "index"
    hold(folder, "boats.txt", paragraph("Of the 925 boats in dock 330 have an engine."))
    answer = asked_of(folder).ask("how many of the 925 boats in dock have an engine")
    assert [figure.number for figure, _ in answer.figures] == ["330"]


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    folder = tmp_path_factory.mktemp("told") / "index"
    hold(
        folder,
        "ferries.txt",
        paragraph("The share of ferries with a spare anchor rose, from 8% in November 2018 to 13% in May 2019."),
        paragraph("There was a fall in the number of pilots licensed (down from 30 to 24), with 56 pilots waiting."),
        paragraph("We are in touch with 84% of junior skippers, and 89% of senior skippers."),
        paragraph("In all 11,450 hours of dredging were done a week by the dredging crew."),
        meeting_date=date(2019, 6, 20),
    )
    return asked_of(folder)


def test_what_a_value_became_is_a_change_as_the_paper_says_it(told):
    answer = told.ask("has the number of pilots licensed gone up or down")
    assert "It fell" in answer.text
    assert {figure.number for figure, _ in answer.figures} == {"30", "24"}


def test_the_value_of_the_very_time_is_given_and_not_its_neighbour(told):
    answer = told.ask("what share of ferries had a spare anchor in November 2018")
    assert [figure.number for figure, _ in answer.figures] == ["8"]


def test_a_follow_up_that_opens_with_and_asks_for_one_thing(told):
    answer = told.ask("and senior skippers?", ["what percentage of junior skippers are we in touch with"])
    assert "89%" in answer.text and "84%" not in answer.text


def test_hours_are_counted_where_hours_are_asked_for(told):
    answer = told.ask("how many hrs of dredging were done a week")
    assert "11,450" in answer.text


@pytest.fixture(scope="module")
def over_time(tmp_path_factory):
    folder = tmp_path_factory.mktemp("over time") / "index"
    hold(
        folder,
        "buoys.txt",
        row("Buoys relit in 3 days (%)", "88", "84", "79", heads=("Service", "May 2018", "May 2019", "May 2020")),
        row(
            *("Lamps lit (%)", "68.3", "74.9", "71.5", "80"),
            heads=("Service", "May 2018", "May 2019", "May 2020", "Target"),
        ),
        paragraph("Of 1,012 appeals that went to the harbour tribunal the port lost 402, and dropped 31."),
        row("Anchors in store", "117", "99", "69", heads=("Stores", "March 2018", "March 2019", "March 2020 forecast")),
        paragraph("At 30 June 2020 there were 83 buoys adrift, compared with 97 at 31 March 2020."),
        paragraph("The painting backlog stood at 206 hulls in March 2019, compared with 178 in March 2018."),
    )
    return asked_of(folder)


@pytest.mark.parametrize("question", ["buoys relit in 3 days over the three years", "buoys relit % over the years"])
def test_a_measure_over_some_years_asks_how_it_changed(over_time, question):
    answer = over_time.ask(question)
    assert answer.text.startswith("It fell:")
    assert [figure.number for figure, _ in answer.figures] == ["88", "79"]


def test_whether_something_grows_asks_how_it_changed_and_is_no_misspelling(over_time):
    answer = over_time.ask("is the painting backlog of hulls growing")
    assert answer.text.startswith("It rose:")
    assert "growing" not in answer.read_as


def test_what_is_expected_may_be_the_end_of_a_change_and_is_said_to_be(over_time):
    answer = over_time.ask("anchors in store from 2018 to 2020")
    assert answer.text.startswith("It was expected to fall:")
    assert [figure.number for figure, _ in answer.figures] == ["117", "69"]


def test_how_far_from_the_target_is_told_of_the_newest_where_no_time_is_asked_for(over_time):
    assert over_time.ask("how far are lamps lit below target").derived.formula == "80 - 71.5"
    assert over_time.ask("how far were lamps lit below target in May 2019").derived.formula == "80 - 74.9"


def test_what_follows_a_number_of_a_whole_is_its_part(over_time):
    assert over_time.ask("what share of tribunal appeals did the port lose").derived.formula == "402 × 100 ÷ 1012"


def test_a_month_that_is_set_against_another_has_its_year(over_time):
    answer = over_time.ask("how many fewer buoys adrift in june than march 2020")
    assert answer.derived is not None
    assert answer.derived.formula == "97 - 83"


def test_neither_a_value_without_a_time_nor_a_time_that_was_given_takes_the_place_of_the_one_asked_for(tmp_path):
    folder = tmp_path / "index"
    text = (
        "Lamps changed within 30 working days stand at 66%. The harbour office counted by the month: "
        "Oct 17 - 71.5%; Nov 17 - 80.2%; Dec 17 - 74.4%."
    )
    hold(folder, "lamps.txt", paragraph(text), paragraph("The ferry ran."))
    answer = asked_of(folder).ask("and november?", ["lamps changed within 30 working days in October 2017?"])
    assert {"66", "30"}.isdisjoint(figure.number for figure, _ in answer.figures)


def test_a_time_that_the_question_before_gave_is_no_answer(tmp_path):
    folder = tmp_path / "index"
    hold(folder, "hulls.txt", paragraph("Hulls painted within 12 days after they came to the yard."))
    ranking = asked_of(folder).rank("and at the west yard?", ["hulls painted within 12 days at the yard"])
    assert [is_given(ranking.question, one) for one in ranking.figures if one.figure.number == "12"] == [True]


def test_a_month_that_is_asked_for_without_its_year_is_the_last_of_that_name(tmp_path):
    folder = tmp_path / "index"
    cells = row("Boats in dock", "14", "13", "17", heads=("Boats", "Apr 2019", "May 2019", "Jun 2019"))
    hold(folder, "dock.txt", cells, meeting_date=date(2019, 9, 12), council="Anytown Council")
    hold(folder, "later.txt", paragraph("A paper."), meeting_date=date(2022, 9, 12), council="Otherby Council")
    ours = asked_of(folder, council="Anytown Council")
    assert [figure.number for figure, _ in ours.ask("boats in dock in may").figures] == ["13"]
    assert ours.ask("may there be boats in dock").read_as.get("period") is None


def test_a_figure_of_another_stage_or_period_is_no_answer(tmp_path):
    hold(
        tmp_path,
        "harbour.txt",
        paragraph("At period 3 the overspend on dredging was forecast at £1.9m."),
        paragraph("At period 6 the dredging is projected to overspend by £3.8m by the year end."),
        row("Stage 1 complaints", "58", "64", heads=("Measure", "Q1 2018/19", "Q2 2018/19")),
    )
    assert "£3.8m" in asked_of(tmp_path).ask("what overspend on dredging is forecast at month 6").text
    for missing in ("forecast overspend on dredging at period 9", "stage 2 complaints in Q2 2018/19"):
        assert asked_of(tmp_path).ask(missing).status is Status.NOT_STATED


def test_how_long_or_how_much_tells_nobody_how_many(tmp_path):
    hold(tmp_path, "harbour.txt", paragraph("A boat waits 34 weeks on average for a berth in the inner harbour."))
    answer = asked_of(tmp_path).ask("how many boats wait for a berth in the inner harbour")
    assert (answer.status, answer.reason) == (Status.NOT_STATED, Reason.OTHER_MEASURE)
    assert "34 weeks" in asked_of(tmp_path).ask("how many weeks does a boat wait for a berth in the inner harbour").text


def test_a_change_of_another_thing_is_none_of_the_one_asked_for(tmp_path):
    hold(
        tmp_path,
        "harbour.txt",
        paragraph(
            "An analysis of berth moves since April shows a projected net pressure of £1.2m on the mooring fund."
        ),
        paragraph("Moorings at the north quay stood at 61 in May 2019 and at 64 in May 2018."),
    )
    answer = asked_of(tmp_path).ask(
        "what is the projected net pressure on the mooring fund from berth moves since April"
    )
    assert "£1.2m" in answer.text
    assert "64" not in answer.text


def test_one_sentence_answers_for_two_things_that_are_asked_for(tmp_path):
    hold(
        tmp_path,
        "harbour.txt",
        paragraph("The harbour fee for a large boat would rise by £1.54 a week (£80.37 a year)."),
        paragraph("Each rise of 1% in the harbour fee brings in £9,500 for the harbour board."),
        paragraph("The harbour fee of a small boat is £31."),
    )
    answer = asked_of(tmp_path).ask("how big is the rise of the harbour fee for a large boat, a week and a year")
    assert answer.status is Status.ANSWERED
    assert all(value in answer.text for value in ("£1.54", "£80.37"))


def test_a_follow_up_for_an_earlier_value_is_not_told_the_one_before(tmp_path):
    hold(
        tmp_path,
        "harbour.txt",
        paragraph("A boat waits 34 weeks on average for a berth."),
        paragraph("Repairs wait for 206 boats, with 178 a year before."),
    )
    told = asked_of(tmp_path)
    later = told.ask("what was it a year earlier", ["how long does a boat wait for a berth"])
    assert later.status is Status.NOT_STATED
    assert "178" in told.ask("what was it a year earlier", ["how many boats wait for repairs"]).text


def test_a_name_with_its_value_in_brackets_is_of_that_value_alone(tmp_path):
    hold(
        tmp_path,
        "harbour.txt",
        paragraph(
            "Overspends are reported in the north quay (+£35.4m), the fish market (+£6.3m) and dredging (+£2.6m)."
        ),
    )
    told = asked_of(tmp_path)
    for thing, value, others in (("north quay", "£35.4m", "£6.3m"), ("fish market", "£6.3m", "north quay")):
        answer = told.ask(f"what is the overspend of the {thing}?")
        assert value in answer.text
        assert others not in answer.text


def test_ages_with_a_dash_are_found_where_they_are_written_out(tmp_path):
    hold(
        tmp_path,
        "harbour.txt",
        paragraph("The growth in 10 to 15 year old boats is driven by boats that nobody scraps."),
        paragraph("The growth in 16 to 20 year old boats is driven by sales."),
    )
    assert "scraps" in asked_of(tmp_path).ask("what is driving the growth in 10-15 year old boats").text


def test_a_cell_that_states_a_value_and_its_change_answers_for_both(tmp_path):
    hold(
        tmp_path,
        "harbour.txt",
        row(
            "8.1",
            "Total debt of the harbour in November 2024 was £746.67m, down by £25.22m since 31 March 2024.",
            "The debt includes £432.40m that was borrowed from the port's own fund over many years and at many rates.",
        ),
    )
    answer = asked_of(tmp_path).ask(
        "total debt of the harbour in November 2024 and how much has it come down since March?"
    )
    assert answer.status is Status.ANSWERED
    assert all(value in answer.text for value in ("£746.67m", "£25.22m"))
    assert "£432.40m" not in answer.text


def test_the_row_that_a_question_names_goes_before_the_rows_of_its_parts(tmp_path):
    folder = tmp_path / "index"
    heads = ("New variance £m", "Postponed variance £m")
    whole = {"heads": ("Directorate", *heads), "caption": "Works: variance by directorate"}
    part = {"heads": ("Scheme", *heads), "caption": "Harbours and Lighthouses", "table": 1}
    hold(
        folder,
        "quays.txt",
        row("Harbours and Lighthouses", "8.8", "-5.7", **whole),
        row("Parks and Gardens", "3.1", "-9.6", **whole),
        row("North quay works programme", "0.4", "-1.7", **part),
    )
    text = asked_of(folder).ask("Harbours and Lighthouses works programme: what is the new variance?").text
    assert "8.8" in text
    assert "0.4" not in text


def test_who_asks_where_a_balance_stands_at_the_end_of_a_month_is_told_that_of_its_last_day(tmp_path):
    folder = tmp_path / "index"
    heads = ("Reserve £m", "Opening balance 01/04/24", "Forecast drawdown", "Projected balance 31/03/25")
    hold(
        folder,
        "Finance report November 2024",
        row("Dredging works", "41.0", "-9.2", "31.8", heads=heads, caption="Reserves in £m"),
        paragraph("This report is of the financial year 2024/25."),
    )
    answer = asked_of(folder).ask("where is the dredging works reserve expected to stand at the end of March 2025")
    assert [figure.number for figure, _ in answer.figures] == ["31.8"]


SERVICES = ("Service", "Budget £000", "Actual to date £000", "Variance £000")


@pytest.fixture(scope="module")
def budgets(tmp_path_factory):
    folder = tmp_path_factory.mktemp("budgets") / "index"
    ferries, pilots = ("Winter ferries", "17,940", "9,014", "(315)"), ("Harbour pilots", "6,220", "3,340", "295")
    hold(folder, "budgets.txt", row(*ferries, heads=SERVICES), row(*pilots, heads=SERVICES))
    hold(folder, "bare.txt", row("Dredging crews", "4,100", "2,050", "77"), row("Lock keepers", "12"))
    return asked_of(folder)


def test_how_much_under_asks_for_the_variance_and_a_follow_up_on_another_row_still_does(budgets):
    assert [f.number for f, _ in budgets.ask("how much under is the winter ferries budget").figures] == ["315"]
    assert [f.number for f, _ in budgets.ask("how much under are winter ferries").figures] == ["315"]
    followed = budgets.ask("harbour pilots?", ["what is the variance on winter ferries"])
    assert [figure.number for figure, _ in followed.figures] == ["295"]


def test_one_of_several_cells_under_no_heads_is_no_answer_and_one_alone_is(budgets):
    assert budgets.ask("how many dredging crews").status is Status.NOT_STATED
    assert [figure.number for figure, _ in budgets.ask("how many lock keepers").figures] == ["12"]


def test_a_row_of_which_a_question_names_nothing_is_no_answer(tmp_path):
    folder = tmp_path / "index"
    heads = ("Harbour", "Let as", "Moorings let in 2019")
    cells = (("Hopton", "moorings", "12"), ("Norley", "moorings", "31"))
    hold(folder, "Moorings let in 2019", *(row(*own, heads=heads, caption="Moorings let") for own in cells))
    held = asked_of(folder)
    assert held.ask("how many moorings were let in 2019").status is Status.NOT_STATED
    assert [figure.number for figure, _ in held.ask("moorings let at Norley in 2019").figures] == ["31"]


def test_of_two_heads_of_a_row_the_one_that_says_more_of_what_is_asked_is_meant(tmp_path):
    folder = tmp_path / "index"
    heads = ("Directorate", "Budget", "Forecast", "Variance", "Month 8 variance")
    ferries = row("Winter ferries", "17,940", "17,405", "535", "480", heads=heads, caption="Directorates £000")
    hold(folder, "Revenue monitoring month 9 2018-19", ferries)
    held = asked_of(folder)
    assert [f.number for f, _ in held.ask("month 8 variance for winter ferries (18/19)").figures] == ["480"]
    assert [f.number for f, _ in held.ask("variance for winter ferries (18/19)").figures] == ["535"]
