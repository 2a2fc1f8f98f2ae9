"""The whole corpus of hostile files: `python -m tests.hostile.corpus FOLDER` writes it."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path

from corpus.sample import papers_folder
from tests.hostile.archives import hostile_archives
from tests.hostile.made import Made, mutants, packed
from tests.hostile.offices import docx, hostile_offices, xlsx
from tests.hostile.pdfs import hostile_pdfs
from tests.hostile.texts import hostile_texts, page

HEAVY = frozenset(
    (
        "contents of a gigabyte.pdf",
        "contents deflated twice.pdf",
        "picture of four thousand million.pdf",
        "letters that mean long texts.pdf",
        "columns of figures without end.pdf",
        "one line of a million words.pdf",
        "one word of a million letters.pdf",
        "nine thousand headings.pdf",
        "form that draws itself.pdf",
        "marks in marks.pdf",
        "page of millions of cells.pdf",
        "table of three thousand by three hundred.docx",
        "paragraph of ten million signs.docx",
        "a million empty paragraphs.docx",
        "two gigabytes of zeros.docx",
        "merged cells over each other.xlsx",
        "two hundred thousand rows.xlsx",
        "a thousand sheets.xlsx",
        "shared text of millions.xlsx",
        "cell of five million signs.xlsx",
        "row of minus one.xlsx",
        "names of elsewhere.xlsx",
        "cell far away.xlsx",
        "kind of a gigabyte.odt",
        "text of six hundred million.zip",
        "zip files in zip files.zip",
        "zip files in zip files without a suffix.zip",
        "members over each other.zip",
        "fifty thousand councillors.txt",
        "number of a million digits.txt",
        "table of tabs.txt",
        "ten million letters.txt",
        "ten million words.txt",
        "a million lines.txt",
        "a million short lines.md",
        "twenty thousand abbreviations.txt",
        "thirty thousand items.txt",
        "resolution without end.txt",
    )
)
"""Files that take a long time to make or to be given up."""
ODD_NAMES = (
    "\u202efdp.exe.txt",
    "a\x1b]0;owned\x07\x1b[2Jb.txt",
    "a\nb\tc\rd.txt",
    "=cmd|' calc'!A1.txt",
    "<img src=x onerror=alert(1)>.txt",
    "$(touch outside).txt",
    "-rf.txt",
    "![x](http:a).txt",
    "'; DROP TABLE documents; --.txt",
    "[red]rich[ red].txt",
    "a" * 250 + ".txt",
    " .txt",
    "e\u0301" * 60 + ".txt",
    "%00%2e%2e.txt",
    "caf\udce9.txt",
)
"""Names that a file system takes and that are something else to a terminal, a page, a spreadsheet or a shell."""


def hostile_files(each: int = 3) -> Iterator[Made]:
    """Give every hostile file: those made by hand, and damaged copies of papers, `each` of every kind of damage."""
    yield from hostile_pdfs()
    yield from hostile_offices()
    yield from hostile_texts()
    yield from hostile_archives()
    papers = {path.name: path.read_bytes() for path in sorted(papers_folder().iterdir())}
    for suffix in (".pdf", ".docx", ".html"):
        own = {Path(name).stem: content for name, content in papers.items() if name.endswith(suffix)}
        yield from mutants(own, each if suffix == ".pdf" else 4 * each, suffix)
    yield from mutants({"sheet": xlsx(), "document": docx()}, 4 * each, ".xlsx")
    yield from mutants({"archive": packed({"a.txt": b"A paper.", "b.docx": docx()})}, 8 * each, ".zip")
    yield from mutants({"page": page("<table><tr><th>a<td>1</table>")}, 4 * each, ".html")


def chosen(seed: int, share: int) -> list[Made]:
    """Give one file of so many of every kind, always the same for a seed, without those that take long."""
    files = [made for made in hostile_files() if made.name not in HEAVY]
    kinds: dict[tuple[str, bool], list[Made]] = {}
    for made in files:
        kinds.setdefault((Path(made.name).suffix, made.name.rpartition(".")[0][-1:].isdigit()), []).append(made)
    chance = random.Random(seed)
    return [made for own in kinds.values() for made in chance.sample(own, -(-len(own) // share))]


def write(files: list[Made], folder: Path) -> dict[str, Made]:
    """Write files into a folder, numbered; give which is which by the name it has there."""
    numbered = ((made.write(folder, f"hostile {number:04d}"), made) for number, made in enumerate(files))
    return {path.name: made for path, made in numbered}


def write_odd_names(folder: Path, text: str) -> list[str]:
    """Write files of odd names, each with a text of its own; give the names that the file system took."""
    names = []
    for number, name in enumerate(ODD_NAMES):
        try:
            (folder / name).write_text(f"{text} No {number}.", encoding="utf-8")
        except OSError:
            continue
        names.append(name)
    return names


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    which = write(list(hostile_files()), target)
    write_odd_names(target, "The harbour wall was mended in the spring.")
    (target / "which.tsv").write_text(
        "".join(f"{name}\t{made.name}\n" for name, made in which.items()), encoding="utf-8"
    )
