"""The command line, as a user and as a program meets it."""

import csv
import io
import json
import shutil
import sqlite3
import sys
from contextlib import closing
from datetime import UTC, datetime

import pytest
from typer.testing import CliRunner

from assistant import cli
from assistant.kept.conversations import Conversations, KeptTurn
from assistant.kept.database import Database
from benchmarks.runs import run, scrutineer
from corpus.store.filters import Filters

QUESTION = "what was the LAC rate in May 2019"


@pytest.fixture
def command(sample_index, monkeypatch, capsys):
    """Run the command line in this process, on the sample papers unless told; gives status, output and errors."""
    monkeypatch.setenv("SCRUTINEER_INDEX", str(sample_index))

    def call(*words):
        monkeypatch.setattr(sys, "argv", ["scrutineer", *map(str, words)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            cli.main()
        out, err = capsys.readouterr()
        return ended.value.code or 0, out, err

    return call


def batch_of(tmp_path, *lines):
    file = tmp_path / "questions.jsonl"
    file.write_text("".join(f"{line if isinstance(line, str) else json.dumps(line)}\n" for line in lines), "utf-8")
    return file


def one_line_of_error(status, out, err):
    """Check that a command did nothing and said why in a line of its own."""
    assert status == cli.NOTHING_DONE
    assert out == ""
    assert "Traceback" not in err
    lines = [line for line in err.splitlines() if line.strip()]
    assert len(lines) == 1, err
    return lines[0]


def test_a_question_is_answered_with_its_source(command):
    status, out, _ = command("ask", QUESTION)
    assert status == 0
    assert "153.7" in out or "156.2" in out
    assert "LAC read as looked after children" in out
    assert "[1] " in out
    assert "page" in out


def test_an_answer_comes_as_json(command):
    status, out, _ = command("ask", QUESTION, "--json")
    answer = json.loads(out)
    assert status == 0
    assert answer["status"] == "answered"
    assert "passages" not in answer


def test_passages_come_with_the_answer(command):
    _, out, _ = command("ask", QUESTION, "--json", "--passages", 4)
    assert len(json.loads(out)["passages"]) == 4


def test_a_file_of_questions_is_answered_in_order_with_ids_and_history(command, tmp_path):
    questions = batch_of(
        tmp_path,
        {"id": "b", "question": QUESTION, "expect": {"all": ["not read"]}},
        "",
        {"id": "a", "question": "and in December?", "history": [QUESTION]},
        {"id": 7, "question": "who chairs\u2028the committee", "history": None},
        {"question": ""},
    )
    status, out, _ = command("ask", "--batch", questions)
    answers = [json.loads(line) for line in out.splitlines()]
    assert status == 0
    assert [answer["id"] for answer in answers] == ["b", "a", 7, None]
    assert answers[1]["read_as"]["LAC"] == "looked after children"  # from the turn before
    assert next(iter(answers[0])) == "id"


def test_a_separator_within_a_question_does_not_end_its_line(command, tmp_path):
    file = batch_of(tmp_path, '\ufeff{"id": 1, "question": "fostering\u2028fees\u0085now"}')
    status, out, _ = command("ask", "--batch", file)
    assert status == 0
    assert json.loads(out)["question"] == "fostering\u2028fees\u0085now"


@pytest.mark.parametrize(
    "line",
    [
        *("not json", "[1]", '"text"', "7", '{"id": 1}', '{"question": 5}', '{"question": null}'),
        *('{"question": "a", "history": "b"}', '{"question": "a", "history": [1]}', '{"question": "a", "history": 5}'),
    ],
)
def test_a_bad_line_of_questions_is_named_before_any_is_asked(command, tmp_path, line):
    file = batch_of(tmp_path, {"question": QUESTION}, line)
    assert "Line 2 of" in one_line_of_error(*command("ask", "--batch", file))


def test_a_file_of_questions_that_cannot_be_read_is_named(command, tmp_path):
    assert "cannot be read" in one_line_of_error(*command("ask", "--batch", tmp_path / "none.jsonl"))
    broken = tmp_path / "broken.jsonl"
    broken.write_bytes(b'{"question": "\xff"}')
    assert "not UTF-8" in one_line_of_error(*command("ask", "--batch", broken))


def test_one_question_or_a_file_of_them(command, tmp_path):
    assert "--batch" in one_line_of_error(*command("ask"))
    assert "--batch" in one_line_of_error(*command("ask", QUESTION, "--batch", batch_of(tmp_path, {"question": "a"})))


def test_filters_limit_the_answer(command):
    document = "SEND Progress Report 14 March 2019.pdf"
    cited = json.loads(command("ask", "education, health and care plans", "--json", "--document", document)[1])
    assert {citation["document"] for citation in cited["citations"]} == {document}
    for option in (
        ["--council", "Nowhere"],
        ["--committee", "Nowhere"],
        ["--since", "2050-01-01"],
        ["--until", "01/01/1990"],
    ):
        answer = json.loads(command("ask", QUESTION, "--json", *option)[1])
        assert answer["status"] == "not_stated"
        assert answer["citations"] == []
        assert answer["coverage"]


def test_an_unknown_file_name_is_refused_even_beside_a_known_one(command):
    known = "SEND Progress Report 14 March 2019.pdf"
    error = one_line_of_error(*command("ask", QUESTION, "--document", known, "--document", "none.pdf"))
    assert "none.pdf" in error


def test_a_day_that_is_none_is_refused(command):
    status, _, err = command("ask", QUESTION, "--since", "yesterday")
    assert status == cli.NOTHING_DONE
    assert "--since" in err


def test_without_an_index_each_command_says_what_to_do(command, tmp_path):
    index = tmp_path / "a folder whose name alone is so long that a line of it must not be broken anywhere" / "index"
    for words in (["ask", QUESTION], ["papers"]):
        error = one_line_of_error(*command(*words, "--index", index))
        assert "scrutineer ingest" in error
        assert str(index) in error


def test_papers_are_listed(command):
    status, out, _ = command("papers")
    assert status == 0
    assert "SEND Progress Report 14 March 2019.pdf" in out
    assert out.rstrip().endswith("files can be asked.")


def test_what_became_of_each_file_is_separated_by_tabs_in_a_pipe(command, tmp_path):
    papers = tmp_path / "papers"
    papers.mkdir()
    (papers / "good.txt").write_text("There were 58 ferries in service.", "utf-8")
    (papers / "bad.pdf").write_bytes(b"%PDF-1.7 and no more")
    index = tmp_path / "index"
    status, out, err = command("ingest", papers, "--index", index)
    rows = [line.split("\t") for line in out.splitlines()]
    assert status == 1
    assert rows[0] == ["file", "pages", "blocks", "outcome", "reason"]
    assert {row[0]: row[3] for row in rows[1:]} == {"bad.pdf": "not read", "good.txt": "added"}
    assert all(len(row) == 5 for row in rows)
    assert "━" not in out + err  # no bar
    assert "\x1b" not in out + err

    assert command("remove", "none.txt", "--index", index)[0] == cli.NOTHING_DONE
    status, out, _ = command("remove", "none.txt", "good.txt", "--index", index)
    assert status == 1
    assert [line.split("\t")[3] for line in out.splitlines()[1:]] == ["not read", "removed"]
    status, out, _ = command("ask", "how many ferries", "--json", "--index", index)
    assert (status, json.loads(out)["reason"]) == (0, "no_papers")


def test_where_nothing_can_be_read_nothing_is_done(command, tmp_path):
    empty = tmp_path / "empty"
    empty.mkdir()
    status, out, _ = command("ingest", empty, "--index", tmp_path / "index")
    assert status == cli.NOTHING_DONE
    assert "no paper" in out
    assert "--sample" in one_line_of_error(*command("ingest", "--index", tmp_path / "index"))


def test_without_a_command_the_help_is_shown():
    shown = CliRunner().invoke(cli.app, [])
    for name in ("ingest", "remove", "papers", "ask", "chat"):
        assert name in shown.output


def test_the_command_itself_answers_and_fails_as_it_should(sample_index, tmp_path):
    asked = run([*scrutineer(), "ask", QUESTION, "--json"], {"SCRUTINEER_INDEX": str(sample_index)})
    assert asked.status == 0, asked.errors
    assert json.loads(asked.output)["status"] == "answered"
    failed = run([*scrutineer(), "papers"], {"SCRUTINEER_INDEX": str(tmp_path / "none")})
    one_line_of_error(failed.status, failed.output, failed.errors)


def test_words_are_found_by_paper_with_their_page(command):
    status, out, _ = command("search", "looked after children", "--kind", "report")
    assert status == 0
    assert "passages in" in out
    assert "page 9 (page 11 of the file) · paragraph 5.6.1" in out


def test_what_is_found_is_given_as_rows(command):
    status, out, _ = command("search", "fostering", "looked after", "--csv", "--sort", "oldest")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert status == 0
    assert {row["search"] for row in rows} == {'fostering "looked after"'}
    days = [row["meeting date"] for row in rows if row["meeting date"]]
    assert days == sorted(days)


def test_words_that_no_paper_holds_are_said_to_be_in_none(command):
    assert "No passage" in command("search", "zeppelin")[1]


def test_an_order_or_file_that_there_is_not_is_named(command):
    assert "sideways" in one_line_of_error(*command("search", "x", "--sort", "sideways"))
    assert "nothing.pdf" in one_line_of_error(*command("search", "x", "--document", "nothing.pdf"))


def test_an_index_is_looked_through(command, tmp_path):
    assert command("check") == (0, "Nothing is wrong with the index.\n", "")
    assert "no index" in one_line_of_error(*command("check", "--index", tmp_path / "none"))


def test_an_index_that_is_damaged_is_mended_and_what_is_left_is_said_with_what_to_do(command, tmp_path, sample_index):
    index = tmp_path / "index"
    shutil.copytree(sample_index, index)
    file = next(index.glob("generations/*/catalogue.sqlite3"))
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("INSERT INTO keywords (keywords) VALUES ('delete-all')")
        (name,) = connection.execute("SELECT name FROM documents ORDER BY name LIMIT 1").fetchone()
        connection.execute("DELETE FROM papers WHERE document_id = (SELECT id FROM documents WHERE name = ?)", (name,))
    status, out, _ = command("check", "--index", index)
    assert status == 1
    assert f"{name}: its record of papers is missing." in out
    assert out.endswith("Run `scrutineer check --repair`.\n")
    status, out, _ = command("check", "--repair", "--index", index)
    assert status == 1
    assert "made anew" in out
    assert "Run `scrutineer ingest --again`" in out
    status, out, _ = command("ingest", "--again", "--index", index)
    assert status == 0
    assert [line.split("\t")[0] for line in out.splitlines()[1:]] == [name]
    assert command("check", "--index", index) == (0, "Nothing is wrong with the index.\n", "")


def test_an_index_is_saved_and_restored_with_the_conversations_of_its_users(command, tmp_path, sample_index):
    index, file, other = tmp_path / "index", tmp_path / "backup.zip", tmp_path / "other"
    shutil.copytree(sample_index, index)
    turn = KeptTurn(QUESTION, Filters(), "153.7", datetime.now(UTC))
    kept = Conversations(Database(index))
    assert kept.add("ann", kept.begin("ann", "LAC"), turn)
    status, out, _ = command("backup", file, "--index", index)
    assert (status, out) == (0, f"{file} holds 17 papers.\n")
    assert "--replace" in one_line_of_error(*command("restore", file, "--index", index))
    status, out, _ = command("restore", file, "--index", other)
    assert (status, out) == (0, f"{other} holds 17 papers.\n")
    assert [found.name for found in Conversations(Database(other)).all("ann")] == ["LAC"]
    assert command("papers", "--index", other)[1] == command("papers", "--index", index)[1]
    assert command("check", "--index", other) == (0, "Nothing is wrong with the index.\n", "")
