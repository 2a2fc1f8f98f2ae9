"""What a language model writes by itself: `scrutineer summarise`."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant.commands.options import AgreeOption, IndexOption, ModelOption
from assistant.commands.pen import pen_of, with_model
from assistant.terminal import Terminal
from corpus.errors import ScrutineerError
from corpus.settings import load_settings


def summarise(
    name: Annotated[str, typer.Argument(help="The file name of a paper, or of a meeting's pack.")],
    item: Annotated[str | None, typer.Option("--item", help="Only the paper in it with this in its title.")] = None,
    model: ModelOption = None,
    agree: AgreeOption = False,
    index: IndexOption = None,
) -> None:
    """Have a language model summarise a report or the papers of a meeting, each sentence checked."""
    from assistant.assistant import Assistant
    from assistant.printing import print_answer

    settings = with_model(load_settings(index), model)
    pen = pen_of(settings, agree)
    if pen is None:
        raise ScrutineerError("A summary needs a language model: name one with --model or the setting model.")
    from assistant.writing.tasks import to_summarise

    opened = Assistant(settings).opened()
    document = next((held for held in opened.documents.values() if held.name == name), None)
    if document is None:
        raise ScrutineerError(f"No paper has the file name {name}; `scrutineer papers` lists what is in.")
    papers = opened.papers(document.id)
    paper = next((one for one in papers if item and item.casefold() in one.title.casefold()), None)
    if item and paper is None:
        raise ScrutineerError(f"{name} has no paper with “{item}” in its title; `scrutineer papers NAME` lists them.")
    wanted = to_summarise(opened, document, paper, with_exempt=pen.with_exempt)
    print_answer(pen.text(wanted, ""), Terminal())
