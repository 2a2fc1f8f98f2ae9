"""The register on the command line: figures by measure, place and period; disagreements; why an answer was given."""

import csv
import io

import pytest

from benchmarks.runs import run, scrutineer


@pytest.fixture(scope="module")
def command(sample_index):
    """Give a way to run a command on the index of the sample papers."""
    return lambda *arguments: run([*scrutineer(), *arguments], {"SCRUTINEER_INDEX": str(sample_index)})


def rows(done):
    assert done.status == 0, done.errors
    return list(csv.DictReader(io.StringIO(done.output)))


def test_figures_of_a_measure_come_with_their_sources(command):
    found = rows(command("figures", "looked after children", "--csv"))
    assert any(row["number"] == "378" and row["period"].startswith("2019-05") for row in found)
    assert all(row["document"] for row in found)


def test_another_name_of_a_measure_finds_the_same_figures(command):
    assert rows(command("figures", "LAC", "--csv")) == rows(command("figures", "children in care", "--csv"))


def test_figures_are_narrowed_by_period_and_unit(command):
    found = rows(command("figures", "LAC", "--period", "May 2019", "--unit", "per 10,000", "--csv"))
    assert {row["unit"] for row in found} == {"per 10,000"}
    assert "153.7" in {row["number"] for row in found}


def test_a_period_that_is_none_is_an_error_that_says_what_is_one(command):
    done = command("figures", "LAC", "--period", "whenever")
    assert done.status == 2
    assert "is no period" in done.errors


def test_a_measure_that_no_figure_names_is_said_to_be_unknown(command):
    assert "No figure" in command("figures", "volcanoes").output


def conflicts_of(folder, said):
    """Ingest two reports, by name with the sentence that each holds, and give what the command says of them."""
    papers = folder / "papers"
    papers.mkdir()
    for name, sentence in said.items():
        (papers / f"{name}.txt").write_text(f"Anytown Council\n\n{name}\n\n{sentence}\n", encoding="utf-8")
    environment = {"SCRUTINEER_INDEX": str(folder / "index")}
    assert run([*scrutineer(), "ingest", papers], environment).status == 0
    return run([*scrutineer(), "conflicts"], environment)


def test_conflicts_name_both_figures_with_their_papers(tmp_path):
    said = {
        name: f"At 31 May 2019 there were {number} children in care in Anytown."
        for name, number in (("May report", 586), ("July report", 580))
    }
    done = conflicts_of(tmp_path, said)
    assert done.status == 0
    assert "586" in done.output
    assert "580" in done.output
    assert "July report" in done.output


def test_a_figure_that_is_restated_later_is_a_conflict(command):
    done = command("conflicts")
    assert done.status == 0
    assert "378" in done.output
    assert "restated as" in done.output


def test_a_rounded_value_is_no_conflict(tmp_path):
    said = {
        "May report": "In 2018/19 the high needs block was £24.6 million.",
        "July report": "In 2018/19 the high needs block was £24.58 million.",
    }
    done = conflicts_of(tmp_path, said)
    assert (done.status, done.output.strip()) == (0, "No two figures of one measure, place and period differ.")


def test_why_shows_the_reading_the_candidates_and_how_sure(command):
    done = command("ask", "how many children in care at end of may 2019?", "--why")
    assert done.status == 0
    assert "Subject:" in done.output
    assert "Drafted of figures; sure" in done.output


def test_a_file_of_ones_own_terms_counts_at_once(sample_index, tmp_path):
    own = tmp_path / "own.toml"
    own.write_text(
        '[[measure]]\nname = "looked after children"\nalso = ["youngsters on the books"]\n', encoding="utf-8"
    )
    settings = {"SCRUTINEER_INDEX": str(sample_index), "SCRUTINEER_GLOSSARY": str(own)}
    done = run([*scrutineer(), "figures", "youngsters on the books", "--csv"], settings)
    assert any(row["number"] == "378" for row in rows(done))


def test_a_bad_file_of_terms_is_a_plain_error(sample_index, tmp_path):
    own = tmp_path / "own.toml"
    own.write_text("[[measure]]\n", encoding="utf-8")
    settings = {"SCRUTINEER_INDEX": str(sample_index), "SCRUTINEER_GLOSSARY": str(own)}
    done = run([*scrutineer(), "figures", "referrals"], settings)
    assert done.status != 0
    assert "has no name" in done.errors
    assert "Traceback" not in done.errors
