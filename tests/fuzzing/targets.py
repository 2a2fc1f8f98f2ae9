"""What is fuzzed: parsers of ours, each as a function of bytes, with seeds and the words of its language.

A target may raise nothing but what its own documentation says; whatever else it raises is a fault that is mended where
it stands, and the bytes that showed it become a test of that module.
"""

# ruff: noqa: E501 - tables of seeds

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from urllib.parse import parse_qs

from corpus.errors import ScrutineerError, UnreadableError
from corpus.records import Document
from corpus.settings import Settings
from ingest import kinds
from tests.hostile.made import packed
from tests.hostile.offices import docx, words, xlsx


@dataclass(frozen=True, slots=True)
class Target:
    """A parser that takes bytes, seeds to begin with, and tokens that its language is made of."""

    run: Callable[[bytes], None]
    seeds: tuple[bytes, ...]
    tokens: tuple[str, ...] = ()


PROSE = (
    b"The rate was 71.2 per 10,000 in Q2 2018/19, against 64% in May 2019 (target: 60%).",
    "It fell by £1.2m to £(3,400)k – two thirds of the 25 cases; one in five were re-referred.".encode(),
    b"In the 12 months to 31 March 2019 there were 1,204 children, 14 more than the year before.",
    b"Special Educational Needs (SEN) in Bath and North East Somerset Council, London Borough of Ealing",
    b"RESOLVED: That (a) the report be noted; (b) Councillor Jones (Chair) report by 30th-Jun-2019.",
)
QUESTIONS = (
    b"what was the LAC rate in May 2019\nand the year before?",
    b"what share of the 25-26 budget was spent on adoption, compared with england\nand in Q3?",
    b"by how much did re-referrals fall between 2017/18 and 18-19\nwho is responsible for it",
)
TOKENS = (
    *("2019", "31 ", "29 February ", "May ", "Q2 ", "2018/19", "18-19", "%", "£", "m", "per 10,000", "one in ", "0001"),
    *(
        "9999",
        "year before",
        "last ",
        "12 months to ",
        "the quarter ",
        "to ",
        "(",
        ")",
        "–",
        "½",
        "²",
        "٣",
        "\u202e",
        "\0",
    ),
    *(
        "Council",
        "Committee",
        "resolved that ",
        "Councillor ",
        "for 5, against 3",
        "Appendix A",
        "5.6.1 ",
        "| ",
        "\t",
        "\n\n",
    ),
)


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def language(data: bytes) -> None:
    """Everything that reads numbers, units, periods, places, names and sentences of papers."""
    from corpus.language import (
        abbreviations,
        bodies,
        comparators,
        dates,
        forms,
        leaning_periods,
        periods,
        quantities,
        sentences,
        stems,
        units,
    )

    text = _text(data)
    for start, end in sentences.sentences(text):
        assert 0 <= start <= end <= len(text)
    for found in (*dates.find_dates(text), *periods.find_periods(text), *quantities.find_quantities(text)):
        assert 0 <= found.start < found.end <= len(text)
    anchor = date(2019, 3, 31)
    for one in periods.find_periods(text)[:3]:
        assert one.period.iso()
        leaning_periods.year_before(one.period)
        leaning_periods.months_before(one.period, 3)
        leaning_periods.find_earlier(text, one.period)
        leaning_periods.find_quarters(text, one.period.last, one.period)
        leaning_periods.find_months(text, one.period.last)
    leaning_periods.find_quarters(text, anchor)
    leaning_periods.year_of_head(text)
    quantities.cell_quantity(text)
    units.measured_in(text, money=True)
    units.measured_by(text)
    bodies.committee_in(text)
    bodies.councils_in(text)
    comparators.find_comparators(text)
    comparators.find_comparators(text, typed=True)
    list(abbreviations.definitions(text))
    list(abbreviations.implied([text], [text]))
    stems.stems(text)
    forms.written_out(text)


@cache
def _glossary() -> object:
    from corpus.language.abbreviations import Glossary

    return Glossary.load([("HWM", "Harbour Wall Mending")])


def question(data: bytes) -> None:
    """Reading a conversation, one question a line, and what is asked for by the last."""
    from assistant.questions import operations, question, topics

    *before, last = _text(data).split("\n")
    read = question.read_question(last, _glossary(), before)  # type: ignore[arg-type]
    read.read_as()
    operations.operation_of(read)
    operations.part_and_whole(read)
    topics.LATEST.search(read.text)


@cache
def _keywords() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    connection.execute("CREATE VIRTUAL TABLE k USING fts5(text, context)")
    return connection


def search_words(data: bytes) -> None:
    """The words of a search: whatever is typed, the expression made of it is one that the keyword index takes."""
    from assistant.searching.words import Wanted

    wanted = Wanted.read(_text(data))
    for some in (False, True):
        if expression := wanted.expression(some=some):
            _keywords().execute("SELECT * FROM k WHERE k MATCH ?", (expression,)).fetchall()
    assert not wanted.together or wanted.together.runs is not None


def addresses(data: bytes) -> None:
    """Addresses of pages and searches: read, written and read again they are the same."""
    from assistant.pages.addresses import Spot, paper_address, search_address
    from assistant.searching.request import Request

    with suppress(ValueError):  # of urllib: more than so many fields
        query = parse_qs(_text(data), keep_blank_values=True)
        request = Request.read(query)
        assert Request.read(request.query()) == request
        assert search_address(request)
        spot = Spot.read({key: values[-1] for key, values in query.items()})
        assert spot is None or (Spot.read(spot.query()) == spot and paper_address(spot))


def shown(data: bytes) -> None:
    """What makes texts safe to show: as HTML, as a label, in a spreadsheet, as a file's name, on a terminal."""
    from assistant.editing.uploads import file_name
    from assistant.safe import as_html, as_label, visible
    from assistant.spreadsheets import FORMULA, guarded

    text = (
        data.decode("utf-8", "surrogatepass" if b"\xed" not in data else "replace") if _is_text(data) else _text(data)
    )
    assert not set("<>\"'") & set(as_html(text))
    assert "\x1b" not in visible(text) and "\n" not in as_label(text)
    name = file_name(text)
    assert name and not set('/\\:<>|?*"\0') & set(name) and name not in (".", "..") and len(name.encode()) <= 1000
    cell = str(guarded(text))
    assert not FORMULA.match(cell) or cell.lstrip("+-").replace(".", "", 1).isdigit()


def _is_text(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def number_formats(data: bytes) -> None:
    """A number, date or time as a spreadsheet's format shows it; value and format stand on two lines."""
    from ingest.readers.number_formats import shown as shown_as

    value, _, form = _text(data).partition("\n")
    with suppress(ArithmeticError, ValueError):
        number = float(Decimal(value[:30]))
        assert isinstance(shown_as(number, form), str)
    assert isinstance(shown_as(date(2019, 5, 31), form), str)


def _read(path: Path, name: str) -> None:
    from ingest.reading import read_document

    with suppress(UnreadableError):
        document = Document("d", name, name, "", kinds.media_type(path))
        reading = read_document(path, document, Settings(ocr="off"))
        for block in reading.blocks:
            assert block.text == " ".join(block.text.split()), "the text of a block is on one line with single spaces"
        for figure in reading.figures:
            assert 0 <= figure.start < figure.end


@cache
def _folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="fuzz-"))


def _file(data: bytes, name: str) -> None:
    path = _folder() / f"read{Path(name).suffix}"
    path.write_bytes(data)
    _read(path, name)


def text_file(data: bytes) -> None:
    """A plain text, read to the end: papers, findings, figures; its first line is the file's name."""
    name, _, text = data.partition(b"\n")
    _file(text, f"{_text(name)[:200]}.txt")


def markdown(data: bytes) -> None:
    """A Markdown text, read to the end."""
    _file(data, "Report 12 May 2019.md")


def web_page(data: bytes) -> None:
    """A web page, read to the end."""
    _file(data, "Agenda.html")


def word_document(data: bytes) -> None:
    """The body of a Word document, as XML."""
    _file(docx(_text(data)), "Report.docx")


def spreadsheet(data: bytes) -> None:
    """The rows of a spreadsheet, as XML."""
    _file(xlsx(_text(data)), "Data.xlsx")


def zip_file(data: bytes) -> None:
    """A zip file: each member is found or refused, and read."""
    from ingest.files import find

    path = _folder() / "archive.zip"
    path.write_bytes(data)
    for found in find([path]):
        with suppress(UnreadableError), found.open_copy() as copy:
            assert kinds.media_type(copy) and (copy == path or _folder() not in copy.parents)
    left = {child.name for child in _folder().iterdir()}
    assert left <= {"archive.zip", *(f"read{s}" for s in SUFFIXES)}, left


SUFFIXES = ("", ".txt", ".md", ".html", ".docx", ".xlsx")


def own_terms(data: bytes) -> None:
    """A user's own file of terms."""
    from corpus.language.terms import own_terms as read_terms

    path = _folder().parent / f"{_folder().name}.toml"
    path.write_bytes(data)
    with suppress(ScrutineerError):
        read_terms(path)
    path.unlink()


TABLE = (
    b"<table><tr><th>Measure<th>2018/19<tr><td>Rate<td rowspan=2>12%<tr><td>Visits</table><ol type=i start=3><li>x</ol>"
)
ROW = "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>"
TARGETS = {
    "language": Target(language, PROSE, TOKENS),
    "question": Target(question, QUESTIONS, TOKENS),
    "search_words": Target(search_words, (b'"looked after" children', b"NEAR(a b) OR text : x* -y ^z"), ('"', "“", "*", " OR ", ":", "-", "'")),
    "addresses": Target(addresses, (b"document=ab12&page=3&block=7&from=1&to=9", b"q=a+b&council=X&year=2019&sort=newest&page=2"), ("&", "=", "%00", "page", "sort", "from", "document", "+")),
    "shown": Target(shown, (b"=1+1", b"<script>", b"[a](b)", b"../../a.pdf", "\u202efdp.exe".encode()), ("=", "<", "`", "\\", "/", "\x1b[", "\u202e", "con.txt")),
    "number_formats": Target(number_formats, (b'1234.5\n#,##0.00;[Red]-#,##0', b'43616\ndd/mm/yyyy hh:mm AM/PM', b'0.12\n0.0%" of "@'), ("#", "0", ",", "%", '"', "\\", "[h]", "yyyy", "General", ";", "_", "*", "?", "/")),
    "text_file": Target(text_file, (b"Minutes 12 May 2019\n" + b"\n\n".join(PROSE), b"Action plan\nAction\tOwner\tDue\nMend it\tMr A\tMay 2019\n"), TOKENS),
    "markdown": Target(markdown, (b"# Report\n\n| a | b |\n|---|---|\n| 1 | 2% |\n\n- *x* [y](z)\n\n1. one", b"\n\n".join(PROSE)), (*TOKENS, "#", "|", "---", "`", "> ", "* ")),
    "web_page": Target(web_page, (b"<html><body><h1>Agenda</h1><p>" + PROSE[0] + TABLE,), ("<table>", "<tr>", "<td colspan=", "<li value=", "<ol start=", "</", "<!--", "-->", "&#", "<h2>", "<pre>", "<br>")),
    "word_document": Target(word_document, (words("The rate was 5%.").encode(), ROW.encode()), ("<w:p>", "</w:p>", "<w:tbl>", "<w:sdt>", "<w:ins>", "w:val='", "<w:br/>", "<w:tab/>", "<w:numPr>")),
    "spreadsheet": Target(spreadsheet, (b"<row r='2'><c r='A2'><v>1.5</v></c><c r='B2' t='str'><v>x</v></c></row>",), ("<row r='", "<c r='", " t='", "<v>", "</c>", "</row>", "d", "e", "1e9")),
    "zip_file": Target(zip_file, (packed({"a.txt": b"a", "../b.txt": b"b"}), packed({"a.docx": docx()})), ("PK\x01\x02", "PK\x03\x04", "PK\x05\x06", "../")),
    "own_terms": Target(own_terms, (b'[[measure]]\nname = "berths"\nshort = ["BO"]\nalso = ["x"]\nbetter = "lower"\n',), ("[[measure]]", "[[term]]", "name", "short", "also", " = ", '"', "[", "]")),
}  # fmt: skip
