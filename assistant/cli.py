"""The command line: `scrutineer ingest | remove | papers | ask | chat`. It parses, calls and shows."""

from __future__ import annotations

import json
import logging
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from corpus.errors import ScrutineerError
from corpus.settings import load_settings

if TYPE_CHECKING:
    from ingest.report import Report

app = typer.Typer(
    help="Ask a council's committee papers a question; get a short answer with the page it stands on.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
NOTHING_DONE = 2

IndexOption = Annotated[Path | None, typer.Option("--index", help="Folder of the index.", show_default=False)]
DAY_FORMATS = ["%Y-%m-%d", "%d/%m/%Y"]
LINE_ENDS = {ord(sign): f"\\u{ord(sign):04x}" for sign in "\x85\u2028\u2029"}
"""Signs that JSON allows within a text and that many readers of lines take for the end of one."""


def main() -> None:
    """Run the command line; an error of ours is one line and exit status 2, not a traceback."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    try:
        app()
    except ScrutineerError as error:
        Console(stderr=True).print(Text(str(error)), soft_wrap=True)
        sys.exit(NOTHING_DONE)


@app.command()
def ingest(
    places: Annotated[list[Path] | None, typer.Argument(help="Files, folders and zip files.")] = None,
    sample: Annotated[bool, typer.Option("--sample", help="Read the sample papers of an invented council.")] = False,
    index: IndexOption = None,
) -> None:
    """Read papers into the index; again for new ones: only what changed is read."""
    from ingest.pipeline import ingest as run

    places = list(places or [])
    if sample:
        from corpus.sample import papers_folder

        places.append(papers_folder())
    if not places:
        raise ScrutineerError("Name the files or folders to read, or --sample for the sample papers.")
    with _Bar(Console(stderr=True)) as bar:
        report = run(places, load_settings(index), bar.show)
    _show(report)
    raise typer.Exit(report.exit_status)


@app.command()
def remove(
    names: Annotated[list[str], typer.Argument(help="File names, as `scrutineer papers` lists them.")],
    index: IndexOption = None,
) -> None:
    """Remove papers from the index."""
    from ingest.pipeline import remove as run

    report = run(names, load_settings(index))
    _show(report)
    raise typer.Exit(report.exit_status)


@app.command()
def papers(index: IndexOption = None) -> None:
    """List the papers that are in the index."""
    from assistant.printing import print_papers
    from corpus.store.index import Index

    snapshot = Index(load_settings(index).index).open()
    print_papers(snapshot.catalogue.documents(), Console())
    snapshot.close()


@app.command()
def ask(
    question: Annotated[str | None, typer.Argument(help="The question.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the answer as JSON.")] = False,
    batch: Annotated[Path | None, typer.Option("--batch", help="A file of questions, a JSON object a line.")] = None,
    passages: Annotated[int | None, typer.Option("--passages", min=1, help="Also give the best passages.")] = None,
    council: Annotated[list[str] | None, typer.Option("--council", help="Only papers of this council.")] = None,
    committee: Annotated[list[str] | None, typer.Option("--committee", help="Only papers of this committee.")] = None,
    document: Annotated[list[str] | None, typer.Option("--document", help="Only this file.")] = None,
    since: Annotated[
        datetime | None, typer.Option("--since", formats=DAY_FORMATS, help="Meetings from this day.")
    ] = None,
    until: Annotated[
        datetime | None, typer.Option("--until", formats=DAY_FORMATS, help="Meetings to this day.")
    ] = None,
    index: IndexOption = None,
) -> None:
    """Ask a question, or with --batch a file of them."""
    from assistant.assistant import Assistant
    from corpus.store.filters import Filters

    if (question is None) == (batch is None):
        raise ScrutineerError("Give one question, or a file of them with --batch.")
    questions = _questions(batch) if batch is not None else []
    assistant = Assistant.open(load_settings(index))
    held = assistant.opened().documents.values()
    for name in document or ():
        if all(d.name != name for d in held):
            raise ScrutineerError(f"No paper has the file name {name}; `scrutineer papers` lists what is in.")
    named = [d.id for d in held if d.name in (document or ())]
    filters = Filters(
        tuple(council or ()),
        tuple(committee or ()),
        tuple(named),
        since.date() if since else None,
        until.date() if until else None,
    )
    if batch is not None:
        for asked in questions:
            answer = assistant.ask(asked["question"], asked.get("history") or (), filters, passages)
            line = json.dumps({"id": asked.get("id"), **answer.to_json()}, ensure_ascii=False)
            typer.echo(line.translate(LINE_ENDS))
        return
    answer = assistant.ask(question or "", filters=filters, passages=passages)
    if as_json:
        typer.echo(json.dumps(answer.to_json(), ensure_ascii=False, indent=1))
    else:
        from assistant.printing import print_answer

        print_answer(answer, Console())


@app.command()
def chat(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "localhost",
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 8501,
    base_path: Annotated[str, typer.Option(help="Path under which a reverse proxy serves the page.")] = "",
    sample: Annotated[
        bool, typer.Option("--sample", help="Read the sample papers first if there is no index.")
    ] = False,
    index: IndexOption = None,
) -> None:
    """Open the chat page in the browser."""
    from assistant.serving import serve
    from corpus.store.index import Index

    settings = load_settings(index)
    if sample and not Index(settings.index).exists():
        from corpus.sample import papers_folder
        from ingest.pipeline import ingest as run

        Console(stderr=True).print("There is no index yet: reading the sample papers.")
        with _Bar(Console(stderr=True)) as bar:
            run([papers_folder()], settings, bar.show)
    raise typer.Exit(serve(settings, host, port, base_path))


def _show(report: Report) -> None:
    """Print what became of each file: as a table on a terminal, tab-separated and whole in a pipe."""
    console = Console()
    heads = ("file", "pages", "blocks", "outcome", "reason")
    rows = [
        (x.name, "" if x.pages is None else str(x.pages), str(x.blocks or ""), str(x.outcome), x.reason)
        for x in report.lines
    ]
    if not console.is_terminal:
        for row in (heads, *rows):
            typer.echo("\t".join(cell.replace("\t", " ").replace("\n", " ") for cell in row))
        return
    table = Table(box=None, pad_edge=False)
    for head in heads:
        table.add_column(head, overflow="fold", justify="right" if head in ("pages", "blocks") else "left")
    for row in rows:
        table.add_row(*map(Text, row))
    console.print(table)


class _Bar:
    """A progress bar on a terminal, nothing in a pipe."""

    def __init__(self, console: Console) -> None:
        columns = (
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
        )
        self._bar = Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
        self._task = self._bar.add_task("looking for files", total=None)

    def __enter__(self) -> _Bar:
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def show(self, done: int, total: int, name: str) -> None:
        """Take the progress of an ingest."""
        self._bar.update(self._task, completed=done, total=total, description=name[:50])


def _questions(file: Path) -> list[dict[str, Any]]:
    """Give the questions of a file, all read before the first is asked: a slip in the last line is worth no hour."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise ScrutineerError(f"The questions in {file} cannot be read: {why}.") from error
    questions = []
    # Only a line feed ends a line: JSON may hold every other separator within a text.
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            asked = json.loads(line)
            texts = [asked["question"], *(asked.get("history") or [])]
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise ScrutineerError(f'Line {number} of {file} is not an object with a "question".') from error
        if not all(isinstance(text, str) for text in texts) or isinstance(asked.get("history"), str):
            raise ScrutineerError(f'Line {number} of {file} has a "question" or "history" that is not in words.')
        questions.append(asked)
    return questions
