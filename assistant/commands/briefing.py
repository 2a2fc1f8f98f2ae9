"""What prepares a meeting: `scrutineer brief`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from assistant.commands.figures import opened_index
from assistant.commands.options import IndexOption
from assistant.terminal import Terminal
from corpus.errors import ScrutineerError

DocxOption = Annotated[Path | None, typer.Option("--docx", help="Write a Word document here.", show_default=False)]
ItemOption = Annotated[
    bool, typer.Option("--item", help="The topic is the title of a paper, or a part of it: brief on that item.")
]


def brief(
    topic: Annotated[str, typer.Argument(help='A topic or a measure: "re-referrals"; with --item a paper\'s title.')],
    item: ItemOption = False,
    docx: DocxOption = None,
    index: IndexOption = None,
) -> None:
    """Prepare a brief for scrutiny: what the papers state on a topic or an item, and questions that rest on it."""
    from assistant.brief.making import brief_on
    from assistant.brief.printing import print_brief
    from assistant.brief.scope import item_named, topic_scope
    from assistant.exports.brief import as_docx

    with opened_index(index) as opened:
        scope = item_named(opened, topic) if item else topic_scope(opened, topic)
        if scope is None:
            raise ScrutineerError(f"No paper held has the title “{topic}”; `scrutineer papers NAME` shows the titles.")
        made = brief_on(scope)
        if docx is None:
            print_brief(made, Terminal())
            return
        try:
            docx.write_bytes(as_docx(made, made.questions))
        except OSError as error:
            raise ScrutineerError(f"{docx} cannot be written ({error.strerror}); name another file.") from None
        Terminal().print(Text(f"{docx} has the brief on {made.topic}."), soft_wrap=True)
