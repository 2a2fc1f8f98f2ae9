"""What answers: `scrutineer ask` and `scrutineer chat`."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.commands.bar import Bar
from assistant.commands.options import AgreeOption, IndexOption, ModelOption
from assistant.commands.pen import pen_of, with_model
from assistant.terminal import Terminal
from corpus.errors import ScrutineerError
from corpus.settings import load_settings
from corpus.signs import TURNING

DAY_FORMATS = ["%Y-%m-%d", "%d/%m/%Y"]
ESCAPED = {sign: f"\\u{sign:04x}" for sign in (*range(0x7F, 0xA0), 0x2028, 0x2029, *map(ord, TURNING))}
"""Signs that JSON allows in a text: many readers of lines take some for the end of one, and terminals act on others."""


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
    why: Annotated[bool, typer.Option("--why", help="Also show what spoke for the answer.")] = False,
    model: ModelOption = None,
    write: Annotated[
        str | None, typer.Option("--write", help="Also have written: resident, comparison or questions.")
    ] = None,
    agree: AgreeOption = False,
    index: IndexOption = None,
) -> None:
    """Ask a question, or with --batch a file of them."""
    from assistant.assistant import Assistant
    from corpus.store.filters import Filters

    if (question is None) == (batch is None):
        raise ScrutineerError("Give one question, or a file of them with --batch.")
    questions = _questions(batch) if batch is not None else []
    settings = with_model(load_settings(index), model)
    pen = pen_of(settings, agree, write)
    assistant = Assistant.open(settings)
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
            answer = pen.answered(assistant, answer, asked.get("history") or (), filters) if pen else answer
            line = json.dumps({"id": asked.get("id"), **answer.to_json()}, ensure_ascii=False)
            typer.echo(line.translate(ESCAPED))
        return
    answer = assistant.ask(question or "", filters=filters, passages=passages)
    answer = pen.answered(assistant, answer, (), filters) if pen else answer
    beside = pen.beside(assistant, answer) if pen else None
    if as_json:
        shown = answer.to_json() | ({write: beside.to_json()} if beside else {})
        typer.echo(json.dumps(shown, ensure_ascii=False, indent=1).translate(ESCAPED))
    else:
        from assistant.printing import print_answer

        print_answer(answer, Terminal())
        if beside:
            Terminal().print()
            print_answer(beside, Terminal())
    if why:
        from assistant.explaining import print_why

        print_why(assistant.rank(question or "", filters=filters), Terminal(stderr=as_json))


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

        Terminal(stderr=True).print("There is no index yet: reading the sample papers.")
        with Bar(Terminal(stderr=True)) as bar:
            run([papers_folder()], settings, bar.show)
    raise typer.Exit(serve(settings, host, port, base_path))


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
