"""What speaks for a figure as an answer, by name."""

from assistant.drafting import drafted
from tests.assistant.held import asked_of, hold, paragraph, row


def test_a_better_sentence_of_another_time_is_no_rival_of_what_is_of_the_very_time(tmp_path):
    hold(
        tmp_path / "index",
        "harbour.txt",
        paragraph("The number of berths let by contract reached a low of 158 berths let by contract in December 2018."),
        row("Berths let by contract", "181", "169", heads=("", "June 2018", "September 2018")),
    )
    ranking = asked_of(tmp_path / "index").rank("number of berths let by contract in june 2018")
    draft = drafted(ranking)
    assert [figure.number for figure in draft.said[0].figures] == ["181"]
    best = next(one for one in ranking.figures if one.figure.number == "181")
    assert best.features.behind > 0
    assert draft.evidence["behind"] == 0


def test_the_rate_of_a_sum_is_no_rival_of_it_where_it_is_asked_how_much(tmp_path):
    text = "The board has ferry loans outstanding of £19,000, which achieve a return of 3.6%."
    hold(tmp_path / "index", "harbour.txt", paragraph(text))
    answerer = asked_of(tmp_path / "index")
    assert drafted(answerer.rank("how much of the ferry loans is outstanding")).evidence["margin"] == 1
