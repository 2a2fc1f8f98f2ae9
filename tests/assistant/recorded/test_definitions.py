"""What a name means, asked of small papers: said in a list, a sentence, a row or by its initials."""

import pytest

from assistant.recorded.definitions import defined
from tests.assistant.held import asked_of, hold, item, paragraph, row


@pytest.fixture(scope="module")
def meaning(tmp_path_factory):
    """Give a way to ask the papers what a name means."""
    folder = tmp_path_factory.mktemp("meanings") / "index"
    hold(
        folder,
        "ratings.txt",
        item("Amber – at risk, with a plan"),
        item("Dark Amber – at risk, and no plan yet"),
        paragraph("Eleven schemes are rated dark amber this quarter, three more than before."),
        paragraph("Harbour Masters (HM) are the officers who keep the tide tables. They meet monthly."),
        row("Slack water", "The hour between the tides, in which boats may cross", heads=("Word", "Meaning")),
        paragraph("NEST sites – our Night Emergency Shelter Team sites open at dusk."),
        paragraph("The NEST is for those who sleep on boats."),
    )
    held = asked_of(folder)

    def asked(text):
        ranking = held.rank(text)
        return [p.words for p in defined(ranking.opened, ranking.question, ranking.sought, ranking.found)]

    return asked


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("what does a 'Dark Amber' rating mean in the report?", "Dark Amber – at risk, and no plan yet"),
        ("what does dark amber mean", "Dark Amber – at risk, and no plan yet"),
        ("what is meant by amber?", "Amber – at risk, with a plan"),
        ("what do HM officers mean", "Harbour Masters (HM) are the officers who keep the tide tables."),
        (
            "definition of slack water",
            "Slack water | The hour between the tides, in which boats may cross",
        ),
        ("what does NEST stand for", "NEST sites – our Night Emergency Shelter Team sites open at dusk."),
        ("what does NEST mean", "The NEST is for those who sleep on boats."),
    ],
)
def test_the_meaning_is_given_as_the_papers_say_it(meaning, question, words):
    assert meaning(question) == [words]


@pytest.mark.parametrize("question", ["what does purple mean", "how many schemes are dark amber"])
def test_nothing_is_given_where_no_meaning_is_said_or_asked_for(meaning, question):
    assert meaning(question) == []
