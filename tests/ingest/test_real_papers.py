"""What a reader of real papers must see, page by page: facts written from pictures of the pages, in tests/facts."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from corpus.findings import ClaimKind
from corpus.records import Block, BlockKind, Document
from corpus.settings import Settings
from ingest import kinds
from ingest.ocr import program
from ingest.reading import Reading, read_document

FACTS = Path(__file__).parent.parent / "facts"
PAPERS = Path(__file__).parents[3] / "shared" / "papers"
FEWEST = 150
NUMBERED_SHARE = 0.99
LISTED = 450
"""Numbered paragraphs there are at least in the papers of Blackpool and Stockton."""


def facts() -> list[tuple[str, str, dict[str, Any]]]:
    """Every fact: its file's name, its kind, and what it says."""
    return [
        (path.stem, kind, fact)
        for path in sorted(FACTS.glob("*.toml"))
        for kind, found in tomllib.loads(path.read_text(encoding="utf-8")).items()
        if isinstance(found, list)
        for fact in found
    ]


def named(fact: tuple[str, str, dict[str, Any]]) -> str:
    name, kind, said = fact
    keys = ("page", "number", "name", "title", "starts", "text", "label", "minute", "first")
    return "-".join([name, kind, *(str(said[key]) for key in keys if key in said)])


@cache
def reading(name: str) -> Reading:
    """Read the paper that a file of facts is about."""
    about = tomllib.loads((FACTS / f"{name}.toml").read_text(encoding="utf-8"))
    path = PAPERS / about["file"]
    if not path.is_file():
        pytest.skip(f"the real papers are not beside the project: {about['file']}")
    if about.get("ocr") and program() is None:
        pytest.skip("tesseract is not installed")
    return read_document(path, Document("d", path.name, str(path), "", kinds.PDF), Settings())


def plain(text: str) -> str:
    """A text without differences of white space, dashes and quotation marks."""
    return re.sub(r"\s+", " ", text.translate({0x2019: "'", 0x2018: "'", 0x2013: "-", 0x2014: "-"})).strip()


def on_page(read: Reading, page: int) -> list[Block]:
    return [block for block in read.blocks if block.page == page]


def last_page(block: Block) -> int | None:
    return max((place.box.page for place in block.places), default=block.page)


def numbered(read: Reading, said: dict[str, Any]) -> list[str]:
    """The numbers of a page that no block carries with this page and label."""
    found = {block.number for block in on_page(read, said["page"]) if (block.page_label or "") == said["label"]}
    found |= {block.text.partition(" ")[0] for block in on_page(read, said["page"]) if block.kind is BlockKind.HEADING}
    return [number for number in said["numbers"] if number not in found]


def tables(read: Reading, page: int) -> dict[int, list[Block]]:
    found: dict[int, list[Block]] = {}
    for block in on_page(read, page):
        if block.row is not None:
            found.setdefault(block.row.table, []).append(block)
    return found


def squeezed(cells: list[str] | tuple[str, ...]) -> list[str]:
    """Cells without differences of spelling; blank columns at the end count for nothing."""
    texts = [plain(cell).replace(" ", "") for cell in cells]
    while texts and not texts[-1]:
        texts.pop()
    return texts


def holds(read: Reading, kind: str, said: dict[str, Any]) -> object:  # noqa: C901  (one case a kind of fact)
    """What was found of a fact: true if it holds."""
    findings = read.findings
    texts = {block.ordinal: block for block in read.blocks}
    match kind:
        case "paper":
            keys = {"first": "first_page", "last": "last_page"}
            return any(
                all(str(getattr(paper, keys.get(key, key))) == str(value) for key, value in said.items())
                for paper in read.papers
            )
        case "label":
            return {block.page_label or "" for block in on_page(read, said["page"])} == {said["label"]}
        case "numbered":
            return not numbered(read, said)
        case "paragraph":
            return any(
                block.number == said["number"]
                and plain(block.text).startswith(said["starts"])
                and last_page(block) == said.get("last_page", said["page"])
                for block in on_page(read, said["page"])
            )
        case "list_item":
            items = [b for b in on_page(read, said["page"]) if plain(b.text).startswith(said["starts"])]
            return any(b.parent is not None and texts[b.parent].number == said["parent"] for b in items)
        case "heading":
            return any(
                b.kind is BlockKind.HEADING and plain(b.text) == said["text"] for b in on_page(read, said["page"])
            )
        case "order":
            page = " ".join(plain(b.text) for b in on_page(read, said["page"]))
            places = [page.find(text) for text in said["texts"]]
            return -1 not in places and places == sorted(places)
        case "absent":
            return all(said["text"] not in plain(block.text) for block in on_page(read, said["page"]))
        case "attendance":
            return any(
                (a.name, str(a.capacity)) == (said["name"], said["capacity"]) and a.role == said.get("role", a.role)
                for a in findings.attendance
            )
        case "minute":
            return any(
                (m.number, plain(m.heading), texts[m.first_block].page)
                == (said["number"], said["heading"], said["page"])
                for m in findings.minutes
            )
        case "action":
            keys = {"page": lambda action: texts[action.spans[0].block].page}
            return any(
                all(keys.get(key, lambda a, key=key: getattr(a, key))(action) == value for key, value in said.items())
                for action in findings.actions
            )
        case "note":
            return any(said["text"] in note for note in read.notes)
        case "replaces":
            claims = [c for c in findings.claims if c.kind is ClaimKind.REPLACES and c.item == said["item"]]
            return [texts[claim.spans[0].block].page for claim in claims] == [said["page"]]
        case "resolution":
            return any(
                (d.minute, str(d.kind), len(d.text.split()), texts[d.spans[0].block].page)
                == (said["minute"], said["kind"], said["words"], said["page"])
                and d.number == said.get("number", d.number)
                for d in findings.decisions
            )
    raise AssertionError(f"no check for facts of the kind {kind}")


@pytest.mark.parametrize("fact", [f for f in facts() if f[1] != "table"], ids=named)
def test_the_reader_sees_what_stands_on_the_page(fact):
    name, kind, said = fact
    assert holds(reading(name), kind, said), said


@pytest.mark.parametrize("fact", [f for f in facts() if f[1] == "table"], ids=named)
def test_a_table_reads_right_cell_by_cell(fact):
    name, _, said = fact
    found = tables(reading(name), said["page"])
    bodies = [[squeezed(b.row.cells) for b in rows if b.row and not b.row.is_head] for rows in found.values()]
    heads = [squeezed(next((b.row.heads for b in rows if b.row), ())) for rows in found.values()]
    expected = [squeezed(list(row.values())) for row in said["rows"]]
    keys = ["" if key == "row" else key for key in said["rows"][0]] if said.get("heads", True) else []
    assert expected in bodies
    assert next(h for h, body in zip(heads, bodies, strict=True) if body == expected) == squeezed(keys)


def blackpool() -> list[str]:
    """The facts on papers of Blackpool and Stockton, whose numbered paragraphs are listed in full."""
    names = sorted(path.stem for path in FACTS.glob("*.toml"))
    return [name for name in names if name.startswith(("blackpool", "council_plan", "stockton"))]


def test_nearly_every_numbered_paragraph_carries_its_number_page_and_label(capsys):
    listed = [(name, said) for name, kind, said in facts() if kind == "numbered" and name in blackpool()]
    total = sum(len(said["numbers"]) for _, said in listed)
    missed = [(name, said["page"], number) for name, said in listed for number in numbered(reading(name), said)]
    with capsys.disabled():
        print(
            f"\n{total - len(missed)} of {total} numbered paragraphs ({1 - len(missed) / total:.1%}); missed: {missed}"
        )
    assert total >= LISTED
    assert len(missed) <= (1 - NUMBERED_SHARE) * total, missed


@pytest.mark.parametrize("name", blackpool())
def test_no_block_holds_the_number_that_is_printed_at_the_foot_of_its_page(name):
    read = reading(name)
    stamped = [b for b in read.blocks if re.search(rf"\bPage {b.page_label}(?! of)\b", b.text)]
    assert [(b.page, b.text) for b in stamped] == []


@pytest.mark.parametrize("name", blackpool())
def test_no_line_stands_on_page_after_page_unless_it_heads_what_follows(name):
    """A running head or foot is the first or last block of page after page, the same but for its figures."""
    read = reading(name)
    edges: dict[str, set[int]] = {}
    for page in {block.page for block in read.blocks if block.page}:
        blocks = on_page(read, page)
        for block in {blocks[0], blocks[-1]}:
            if block.row is None:
                edges.setdefault(re.sub(r"\d+", "#", block.text), set()).add(page)
    running = {text: pages for text, pages in edges.items() if any({page + 1, page + 2} <= pages for page in pages)}
    assert running == {}


def test_there_are_enough_facts():
    single = sum(kind not in {"table", "numbered"} for _, kind, _ in facts())
    cells = sum(len(row) - 1 for _, kind, said in facts() if kind == "table" for row in said["rows"])
    numbers = sum(len(said["numbers"]) for _, kind, said in facts() if kind == "numbered")
    assert single + cells + numbers >= FEWEST
