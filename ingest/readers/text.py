"""Plain text and Markdown: paragraphs between blank lines, headings, lists and tables drawn with signs."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from corpus.errors import UnreadableError
from ingest.extract import Extract
from ingest.grid import Cell
from ingest.numbering import bullet, printed_number
from ingest.outline import LONGEST_HEADING, SUBHEADING, Outline, clean

MAX_BYTES = 50 * 1024 * 1024
"""A thousand pages are some three megabytes of text; what is larger is a log or a data set."""
WRAPPED_WIDTH = 60
"""Characters: a file whose longest line is shorter was not wrapped, so each of its lines stands alone."""
SHORT_LINE = 0.6
"""Share of the longest line: a paragraph ends with a line that leaves so much room."""
LONGEST_ENCODING = 40
"""Characters of an encoding's name."""
_MOST_WRAPPED = 200
"""Characters: nobody wraps lines as wide as this, so a file with longer ones has a paragraph a line."""

_ATX = re.compile(r"\s{0,3}(#{1,6})\s+(.*)")
_UNDERLINE = re.compile(r"\s{0,3}(=+|-{3,})\s*$")
_RULE = re.compile(r"\s{0,3}(?:[-*_]\s*){3,}$")
_FENCE = re.compile(r"\s{0,3}(?:```|~~~)")
_MARKED_ITEM = re.compile(r"\s*[-*+]\s++(?=\S)")
_NUMBERED_ITEM = re.compile(r"\s*(\d{1,3})[.)]\s++(?=\S)")
_DIVIDER = re.compile(r"\s*+\|?+\s*+:?+-{2,}+:?+\s*+(?:\|\s*+:?+-{2,}+:?+\s*+)*+\|?+\s*+$")
_HAS_TAB_WITHIN = re.compile(r"\s*+\S[^\t]*\t").match
_ENDS = (".", ":", ";", "?", "!")

_MARKUP = (
    (re.compile(r"<!--.{0,5000}?-->", re.DOTALL), ""),
    (re.compile(r"!?\[([^\[\]]{0,500})\]\([^()\s]{0,2000}(?:\s+\"[^\"]{0,500}\")?\)"), r"\1"),
    (re.compile(r"(\*\*|__)(?=[^\s*_])(.{1,500}?)(?<=[^\s*_])\1"), r"\2"),
    (re.compile(r"(?<![\w*])([*_])(?=[^\s*_])(.{1,500}?)(?<=[^\s*_])\1(?![\w*])"), r"\2"),
    (re.compile(r"`([^`]{1,500})`"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>])"), r"\1"),
)
"""Each is bounded, so that a file of nothing but signs does not take minutes."""


def read_text(path: Path, document_id: str, *, is_markdown: bool = False) -> Extract:
    """Read a plain text or a Markdown file. Raises `UnreadableError` where it is empty or far too large."""
    if path.stat().st_size > MAX_BYTES:
        raise UnreadableError("the text is far too large to be a paper: split it, if it is one")
    reading = _Reading(document_id, decoded(path.read_bytes()), is_markdown)
    reading.run()
    if not reading.outline.blocks:
        raise UnreadableError("the file holds no text: fetch the file again")
    headings = (block.text for block in reading.outline.blocks if is_markdown and block.text and not block.headings)
    return Extract(reading.outline.blocks, title=next(headings, ""))


def decoded(content: bytes, declared: str = "") -> str:
    """Decode a text: by its byte order mark, as UTF-8 if it is that, as declared, else as Windows writes it."""
    for mark, name in ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if content.startswith(mark):
            return content.decode(name, "replace").removeprefix("\ufeff")
    # UTF-8 comes before what is declared: bytes of another encoding are hardly ever valid UTF-8 by chance, while
    # pages that were converted often still declare their old encoding.
    for name in ("utf-8", declared if len(declared) <= LONGEST_ENCODING else "", "cp1252"):
        try:
            return content.decode(name)
        except (LookupError, ValueError):  # a name that holds a zero is a ValueError, too
            continue
    return content.decode("cp1252", "replace")


class _Reading:
    """One pass over the lines of a text."""

    def __init__(self, document_id: str, text: str, is_markdown: bool) -> None:
        self.outline = Outline(document_id)
        self._is_markdown = is_markdown
        self._lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n").split("\n")
        self._width = max((len(line) for line in self._lines), default=0)
        self._open: list[str] = []

    def run(self) -> None:
        """Read all lines."""
        index = 0
        fenced = False
        while index < len(self._lines):
            line = self._lines[index]
            if self._is_markdown and _FENCE.match(line):
                self._close()
                fenced = not fenced
                index += 1
                continue
            taken = 0 if fenced else self._structure(index)
            if taken:
                index += taken
                continue
            if not line.strip():
                self._close()
            else:
                if self._open and self._begins_anew(line):
                    self._close()
                self._open.append(line)
            index += 1
        self._close()

    def _structure(self, index: int) -> int:
        """Read a heading or a table that begins on a line, and give the lines it took, 0 where there is none."""
        line = self._lines[index]
        below = self._lines[index + 1] if index + 1 < len(self._lines) else ""
        if self._is_markdown and (heading := _ATX.match(line)):
            self._close()
            self.outline.heading(self._plain(heading.group(2).rstrip("# \t")), len(heading.group(1)))
            return 1
        table = list(self._table_lines(index))
        if table:
            self._close()
            self.outline.table(_cells(table, self._plain))
            return len(table)
        if line.strip() and not self._open and len(line) <= LONGEST_HEADING and _UNDERLINE.match(below):
            self.outline.heading(self._plain(line), 1 if below.strip()[0] == "=" else 2)
            return 2
        if _RULE.match(line) and not self._open:
            return 1
        return 0

    def _table_lines(self, index: int) -> Iterator[str]:
        """Give the lines of a table drawn with pipes, or of two and more lines with as many tabs."""
        line = self._lines[index]
        below = self._lines[index + 1] if index + 1 < len(self._lines) else ""
        tabs = line.strip().count("\t")
        if "|" in line and ((_DIVIDER.match(below) and "|" in below) or line.lstrip().startswith("|")):
            is_row = re.compile(r".*\|").match
        elif tabs >= 2 and below.strip().count("\t") >= 2:
            is_row = _HAS_TAB_WITHIN
        else:
            return
        for row in self._lines[index:]:
            if not row.strip() or not is_row(row):
                return
            yield row

    def _begins_anew(self, line: str) -> bool:
        """Say whether a line begins a paragraph although no blank line stands above it."""
        above = self._open[-1]
        if _MARKED_ITEM.match(line) or bullet(line.strip())[0]:
            return True
        number = printed_number(line.strip())[0]
        if number and (above.rstrip().endswith(_ENDS) or number.count(".") >= 2 or printed_number(above.strip())[0]):
            return True
        if self._is_markdown:
            return above.endswith(("  ", "\\")) or bool(_NUMBERED_ITEM.match(line))
        is_wrapped = WRAPPED_WIDTH <= self._width <= _MOST_WRAPPED
        goes_on = line.lstrip()[:1].islower()
        return not is_wrapped or (len(above.rstrip()) < SHORT_LINE * self._width and not goes_on)

    def _close(self) -> None:
        """Add the paragraph that the open lines make."""
        if not self._open:
            return
        lines = [re.sub(r"^\s{0,3}(?:>\s?)+", "", line) if self._is_markdown else line for line in self._open]
        self._open = []
        text = self._plain(_joined(lines).strip())
        marked = _MARKED_ITEM.match(text)
        numbered = _NUMBERED_ITEM.match(text) if self._is_markdown else None
        if marked:
            self.outline.item(text[marked.end() :])
        elif numbered:
            self.outline.paragraph(text[numbered.end() :], numbered.group(1))
        elif _is_title(text):
            self.outline.heading(text, SUBHEADING - 1)
        else:
            self.outline.paragraph(text)

    def _plain(self, text: str) -> str:
        """Take Markdown's signs out of a text."""
        if self._is_markdown:
            for pattern, plain in _MARKUP:
                text = pattern.sub(plain, text)
        return text


def _joined(lines: Sequence[str]) -> str:
    """Join wrapped lines. Editors wrap at hyphens and never hyphenate, so a hyphen at a line's end is the word's."""
    parts = [lines[0].rstrip()]
    for line in lines[1:]:
        glue = "" if re.search(r"\w-$", parts[-1][-2:]) and line.lstrip()[:1].islower() else " "
        parts.append(glue + line.strip())
    return "".join(parts)


def _is_title(text: str) -> bool:
    """Say whether a paragraph is a heading in capitals."""
    line = clean(text)
    return len(line) <= LONGEST_HEADING and line.isupper() and line[-1] not in ".;," and sum(map(str.isalpha, line)) > 3


def _cells(lines: Sequence[str], plain: object) -> list[list[Cell]]:
    divided = next((index for index, line in enumerate(lines) if _DIVIDER.match(line) and "|" in line), 0)
    rows = []
    for index, line in enumerate(lines):
        if _DIVIDER.match(line) and "|" in line:
            continue
        parts = re.split(r"(?<!\\)\|", line.strip().strip("|")) if "|" in line else line.split("\t")
        assert callable(plain)
        rows.append([Cell(plain(part.strip()), is_head=index < divided) for part in parts])
    return rows
