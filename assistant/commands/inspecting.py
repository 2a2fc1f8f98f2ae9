"""What shows the papers themselves: `scrutineer papers`."""

from __future__ import annotations

from rich.console import Console

from assistant.commands.options import IndexOption
from corpus.settings import load_settings


def papers(index: IndexOption = None) -> None:
    """List the papers that are in the index."""
    from assistant.printing import print_papers
    from corpus.store.index import Index

    snapshot = Index(load_settings(index).index).open()
    print_papers(snapshot.catalogue.documents(), Console())
    snapshot.close()
