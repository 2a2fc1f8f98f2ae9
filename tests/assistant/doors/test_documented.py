"""The examples of the chapter on doors, run as they stand."""

import re

import pytest

from benchmarks.runs import ROOT

DOORS = (ROOT / "docs" / "doors.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")


def examples(text, language):
    """Give the code of a text in a language, in order."""
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


@pytest.fixture
def index(sample_index, monkeypatch):
    monkeypatch.setenv("SCRUTINEER_INDEX", str(sample_index))
    return sample_index


def test_the_python_examples_run_one_after_the_other(index, capsys):
    names = {}
    for code in examples(DOORS, "python"):
        exec(compile(code, "docs/doors.md", "exec"), names)
    assert "per 10,000" in capsys.readouterr().out
    assert names["png"].startswith(b"\x89PNG")


def test_the_example_of_the_readme_runs(index, capsys):
    (code,) = [code for code in examples(README, "python") if "Corpus" in code]
    exec(compile(code.replace('"~/papers-index"', ""), "README.md", "exec"), {})
    assert "per 10,000" in capsys.readouterr().out
