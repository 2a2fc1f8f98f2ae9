"""Answer the question sets with the command line, score the answers, print and keep the scores.

    python -m benchmarks.evaluate [--only NAME] [--keep] [--verbose]

`golden` is asked of the sample papers, `elsewhere` of papers of other invented councils that are made for it. Where
`../shared/eval` stands beside the project, each question set in it is asked of its own papers, indexed by themselves,
and `together` asks all of those of one index of all their papers. Answers and scores go to `.eval/`. Without the
scorer of `../shared/eval`, `benchmarks/scoring.py` scores what is asked of papers of ours.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks import elsewhere
from benchmarks.runs import GOLDEN, ROOT, SAMPLES, SCORER, SHARED, WORK, question_sets, run, scrutineer
from benchmarks.scoring import lines, marks, score

COUNCILS: dict[str, str] = json.loads((ROOT / "benchmarks" / "councils.json").read_text(encoding="utf-8"))
"""The setting `council` of each file of questions: whom "our" means."""
TOGETHER = "together"
"""The set that asks all of the sets of real papers of one index."""
ASKED = ("id", "question", "history")
"""All that the product is told of a question."""
PASSAGES = "10"
PART_READ = 1
"""The exit status of an ingest that read some of the files."""
COLUMNS = {
    "questions": "asked",
    "correct": "correct",
    "value_right": "value",
    "evidence_cited": "cited",
    "evidence_at_1": "@1",
    "evidence_at_5": "@5",
    "evidence_at_10": "@10",
    "wrong_figure_shown": "wrong",
    "abstained_when_unanswerable": "abstains",
    "abstained_when_answerable": "declines",
    "grounded": "grounded",
    "quotes_on_page": "on page",
    "too_long": "too long",
    "ms_median": "ms",
    "ms_p95": "ms p95",
}
"""What the table shows of a score, and its heading."""

console = Console(width=None if sys.stdout.isatty() else 160)
complaints = Console(stderr=True)


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """Questions (one file, or several asked each with its own council) and the folder of papers they are asked of.

    `make` writes the papers into that folder, where they are not kept.
    """

    name: str
    questions: tuple[Path, ...]
    papers: Path
    make: Callable[[Path], object] | None = None


def council_of(questions: Path) -> str:
    """Give the council that "our" means in a file of questions; "" where none is set."""
    return COUNCILS.get("golden" if questions == GOLDEN else questions.stem, "")


def sets() -> list[QuestionSet]:
    """Give every set that can be asked here."""
    found = [QuestionSet("golden", (GOLDEN,), SAMPLES)] if GOLDEN.exists() else []
    found.append(QuestionSet("elsewhere", elsewhere.question_files(), elsewhere.PAPERS, elsewhere.make_papers))
    shared = question_sets()
    found += [QuestionSet(name, (questions,), papers) for name, (questions, papers) in shared.items()]
    if len(shared) > 1:
        found.append(QuestionSet(TOGETHER, tuple(questions for questions, _ in shared.values()), SHARED / "papers"))
    return found


def fingerprint(folders: Iterable[Path]) -> str:
    """Give one digest of the names and contents of all files below the folders."""
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc"):
            name = str(path.relative_to(folder.parent))
            digest.update(name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def index_for(one: QuestionSet, keep: bool) -> Path:
    """Index the papers of a set; with `keep`, only if they or the code that reads them have changed."""
    index, made_from = WORK / one.name / "index", WORK / one.name / "made_from"
    if one.make:
        shutil.rmtree(one.papers, ignore_errors=True)
        one.make(one.papers)
    now = fingerprint((one.papers, ROOT / "corpus", ROOT / "ingest"))
    if keep and index.exists() and made_from.exists() and made_from.read_text(encoding="utf-8") == now:
        return index
    made_from.unlink(missing_ok=True)
    shutil.rmtree(index, ignore_errors=True)
    index.parent.mkdir(parents=True, exist_ok=True)
    done = run([*scrutineer(), "ingest", one.papers], {"SCRUTINEER_INDEX": str(index)})
    if done.status > PART_READ:
        complaints.print(f"{one.name}: the papers could not be indexed (status {done.status})\n{done.errors[-2000:]}")
    else:
        made_from.write_text(now, encoding="utf-8")
    return index


def ask(one: QuestionSet, index: Path) -> list[dict[str, Any]]:
    """Ask every question of a set; a run that fails leaves its questions unanswered and says so."""
    answers = []
    for path in one.questions:
        asked = WORK / one.name / f"{path.stem}.asked.jsonl"
        bare = [{key: row[key] for key in ASKED if key in row} for row in lines(path)]
        asked.write_text("".join(json.dumps(row) + "\n" for row in bare), encoding="utf-8")
        done = run(
            [*scrutineer(), "ask", "--batch", asked, "--passages", PASSAGES, "--json"],
            {"SCRUTINEER_INDEX": str(index), "SCRUTINEER_COUNCIL": council_of(path)},
        )
        if done.status:
            complaints.print(f"{one.name}: `ask --batch` ended with status {done.status}\n{done.errors[-2000:]}")
        answers += [json.loads(line) for line in done.output.splitlines() if line.startswith("{")]
    return answers


def scored(one: QuestionSet, answers: Sequence[dict[str, Any]], verbose: bool) -> dict[str, Any]:
    """Score the answers to a set, by the shared scorer where it is there."""
    questions = [row for path in one.questions for row in lines(path)]
    asked, said = WORK / one.name / "questions.jsonl", WORK / one.name / "answers.jsonl"
    asked.write_text("".join(json.dumps(row) + "\n" for row in questions), encoding="utf-8")
    said.write_text("".join(json.dumps(row) + "\n" for row in answers), encoding="utf-8")
    if not SCORER.exists():
        return score(marks(questions, answers)).to_json()
    command: list[str | Path] = [sys.executable, SCORER, asked, said, "--papers", one.papers, "--json"]
    done = run([*command, "--verbose"] if verbose else command)
    if done.errors:
        complaints.print(done.errors, markup=False, highlight=False)
    if done.status:
        sys.exit(f"{one.name}: the scorer ended with status {done.status}")
    result: dict[str, Any] = json.loads(done.output)
    return result


def show(scores: dict[str, dict[str, Any]]) -> None:
    """Print the scores as one table, and beneath it how many of each kind of question were answered correctly."""
    table = Table(caption="per cent, but for asked and milliseconds")
    table.add_column("set")
    for heading in COLUMNS.values():
        table.add_column(heading, justify="right")
    for name, result in scores.items():
        table.add_row(name, *("–" if result.get(key) is None else str(result[key]) for key in COLUMNS))
    console.print(table)
    for name, result in scores.items():
        if by_kind := result.get("by_kind"):
            console.print(
                f"{name}: " + "  ".join(f"{kind} {count}" for kind, count in by_kind.items()), highlight=False
            )


def main() -> None:
    """Evaluate what is asked for; exit with 1 where a set could not be asked."""
    parser = argparse.ArgumentParser(description="Score the answers to the question sets.")
    parser.add_argument(
        "--only", metavar="NAME", help="one set: golden, elsewhere, together, or the name of a file of questions"
    )
    parser.add_argument(
        "--keep", action="store_true", help="use the index of the last run if papers and readers are as they were"
    )
    parser.add_argument("--verbose", action="store_true", help="print each question that failed, to standard error")
    options = parser.parse_args()
    chosen = [one for one in sets() if options.only in (None, one.name)]
    if not chosen:
        sys.exit(f"There is no such set. There are: {', '.join(one.name for one in sets()) or 'none'}")
    scores: dict[str, dict[str, Any]] = {}
    unanswered = 0
    for one in chosen:
        with complaints.status(f"{one.name} …"):
            answers = ask(one, index_for(one, options.keep))
            scores[one.name] = scored(one, answers, options.verbose)
        unanswered += sum(len(lines(path)) for path in one.questions) - len(answers)
    kept = WORK / "scores.json"
    before = json.loads(kept.read_text(encoding="utf-8")) if kept.exists() and options.only else {}
    kept.write_text(json.dumps({**before, **scores}, indent=2) + "\n", encoding="utf-8")
    show(scores)
    if unanswered:
        sys.exit(f"{unanswered} questions got no answer at all.")


if __name__ == "__main__":
    main()
