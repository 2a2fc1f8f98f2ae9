"""Options that several commands have."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

IndexOption = Annotated[Path | None, typer.Option("--index", help="Folder of the index.", show_default=False)]
ModelOption = Annotated[
    str | None,
    typer.Option(
        "--model", help='A language model that may write, "provider:name"; "off" for none.', show_default=False
    ),
]
AgreeOption = Annotated[
    bool, typer.Option("--agree", help="Agree to what is sent to a model that is not in house; asked for once.")
]
