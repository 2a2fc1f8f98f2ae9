"""The sample papers: those of Wendmouth, an invented council, written by us and shipped with the package."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path


def papers_folder() -> Path:
    """Give the folder that holds the sample papers as PDF, DOCX and HTML files."""
    return Path(str(files(__name__))) / "papers"
