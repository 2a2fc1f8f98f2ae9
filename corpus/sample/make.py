"""Make the sample papers from our own text: `python -m corpus.sample.make FOLDER`.

Needs the development dependencies (reportlab). The same text gives the same files: no dates or random names in them.
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

from corpus.sample.notation import read_papers

TEXTS = Path(__file__).parent / "text"
NEEDED = ("reportlab", "docx")


def make_papers(target: Path, texts: Path = TEXTS) -> list[Path]:
    """Write every sample paper into the folder `target`, made if need be, and give their paths in order."""
    from corpus.sample.render_docx import write_docx
    from corpus.sample.render_html import write_html
    from corpus.sample.render_pdf import write_pdf

    writers = {".pdf": write_pdf, ".docx": write_docx, ".html": write_html}
    target.mkdir(parents=True, exist_ok=True)
    made = []
    for name, parts in read_papers(texts).items():
        path = target / name
        writers[path.suffix](parts, path)
        made.append(path)
    return made


def main(arguments: list[str]) -> int:
    """Make the papers in the folder that the one argument names. Returns the exit status."""
    missing = [name for name in NEEDED if importlib.util.find_spec(name) is None]
    if missing:
        names = ", ".join(missing)
        sys.stderr.write(f"Missing: {names}. Install the development dependencies: pip install -e .[dev]\n")
        return 2
    if len(arguments) != 1:
        sys.stderr.write("Usage: python -m corpus.sample.make FOLDER\n")
        return 2
    for path in make_papers(Path(arguments[0])):
        sys.stdout.write(f"{path.name}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
