"""Papers of invented councils of other kinds than the sample's, made from their texts when they are asked of.

    python -m benchmarks.elsewhere FOLDER

They stand in for the papers that no one here has read: other services, other layouts, other ways to write. Their texts
and the questions on them, one file a council, are in `tests/elsewhere/`. No rule is made for them.
"""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.runs import ROOT, WORK
from corpus.sample.notation import read_papers

FOLDER = ROOT / "tests" / "elsewhere"
PAPERS = WORK / "elsewhere" / "papers"


def question_files() -> tuple[Path, ...]:
    """Give the files of questions, one for each council, in the order of their names."""
    return tuple(sorted(FOLDER.glob("*.jsonl")))


def make_papers(target: Path) -> list[Path]:
    """Write every paper into the folder `target`, made if need be, and give their paths. Needs reportlab."""
    from benchmarks.layouts import write_pdf
    from corpus.sample.render_docx import write_docx
    from corpus.sample.render_html import write_html

    writers = {".pdf": write_pdf, ".docx": write_docx, ".html": write_html}
    target.mkdir(parents=True, exist_ok=True)
    made = []
    for name, parts in read_papers(FOLDER / "text").items():
        path = target / name
        writers[path.suffix](parts, path)
        made.append(path)
    return made


if __name__ == "__main__":
    make_papers(Path(sys.argv[1]))
