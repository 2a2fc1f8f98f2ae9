"""Web pages: their main content as headings, paragraphs, lists and tables, without the site around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bs4 import BeautifulSoup, Tag
from bs4.dammit import EncodingDetector
from bs4.element import NavigableString, PageElement, PreformattedString

from corpus.errors import UnreadableError
from ingest.extract import Extract, Margin
from ingest.grid import Cell
from ingest.outline import LONGEST_HEADING, SUBHEADING, Outline, clean
from ingest.readers.text import decoded
from ingest.readers.word_numbers import in_form

MAX_BYTES = 50 * 1024 * 1024

_NEVER_SHOWN = ("script", "style", "noscript", "template", "svg", "iframe", "object", "link", "meta", "head")
_AROUND = ("nav", "footer", "aside", "input", "select", "textarea", "button", "dialog")
_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "complementary"})
_SITE = re.compile(r"\b(?:bread-?crumbs?|cookies?|skip-?(?:to|link|nav)|cookie-?banner)\b", re.IGNORECASE)
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SMALL_FORM = 300
"""Characters: a form with less text is a search box; some sites put the whole page into one form."""
_LONGEST_BANNER = 300
"""Characters of the head of a site that are looked at for whose page it is; menus may be in it."""
_MAIN_SHARE = 0.2
"""A main part with less than this share of the text is not the main part, whatever its tag says."""

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_INLINE = frozenset(
    {"a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins"}
    | {"kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u"}
    | {"var", "wbr"}
)
_BOLD = frozenset({"b", "strong", "u"})
LONGEST_COUNT = 9
"""Digits of a count or a span; Python refuses to read thousands of them, and nobody counts so far."""
_LIST_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_FILE_SIZE = re.compile(
    r"(?<![\s\d.,])\s*[(\[]?(?:\b(?:PDF|DOCX?|XLSX?|PPTX?|RTF|HTML?)\b\s*)?[\d.,]+\s*[KM]B[)\]]?\s*$", re.IGNORECASE
)
_PARAGRAPH_BREAK = re.compile(r"\n[^\S\n]*\n")
_LINE_MARK = "\n"

ITEM_LEVEL = 10
"""Level of an agenda item: below the headings of the page (1 to 6); headings inside an item come below it."""


def read_html(path: Path, document_id: str) -> Extract:
    """Read a web page. Raises `UnreadableError` where it holds no text or is far too large."""
    if path.stat().st_size > MAX_BYTES:
        raise UnreadableError("the web page is far too large to be a paper")
    content = path.read_bytes()
    declared = EncodingDetector.find_declared_encoding(content, is_html=True, search_entire_document=False)
    page = BeautifulSoup(decoded(content, declared or ""), "lxml")
    title = clean(page.title.get_text(" ")) if page.title else ""
    margins = tuple(Margin(None, text) for text in (title, _banner(page)) if text)
    _without_site(page)
    reading = _Reading(document_id)
    try:
        reading.walk(_main_part(page))
        reading.flush()
    except RecursionError as error:
        raise UnreadableError("the web page is nested too deeply to be read: save it as PDF") from error
    if not reading.outline.blocks:
        raise UnreadableError("the web page holds no text: open the address in a browser and save it again")
    return Extract(reading.outline.blocks, title=title, margins=margins)


def _banner(page: BeautifulSoup) -> str:
    """Give the words at the head of the site, which name whose page it is."""
    banner = page.find(_is_banner)
    return clean(banner.get_text(" "))[:_LONGEST_BANNER] if banner else ""


def _is_banner(tag: Tag) -> bool:
    return tag.get("role") == "banner" or (tag.name == "header" and tag.find_parent(["main", "article"]) is None)


def _without_site(page: BeautifulSoup) -> None:
    """Take out what is never shown, what belongs to the site and not to the page, and forms to be filled in."""
    for tag in page.find_all([*_NEVER_SHOWN, *_AROUND]):
        tag.decompose()
    for tag in page.find_all(_is_site):
        if not tag.decomposed:
            tag.decompose()
    for form in page.find_all("form"):
        if not form.decomposed and len(form.get_text(" ", strip=True)) < _SMALL_FORM and form.find("table") is None:
            form.decompose()


def _is_site(tag: Tag) -> bool:
    if tag.name in {"html", "body", "main", "article"}:
        return False
    if tag.name == "header":
        return tag.find_parent(["main", "article", "section"]) is None
    names = " ".join([*_classes(tag), str(tag.get("id", ""))])
    if tag.has_attr("hidden") or _UNSEEN.search(str(tag.get("style", ""))) or tag.get("role") in _ROLES:
        return True
    return bool(_SITE.search(names)) or (tag.name == "a" and tag.get_text(" ").strip().lower().startswith("skip to "))


def _main_part(page: BeautifulSoup) -> Tag:
    whole: Tag = page.body or page
    main = page.find("main") or page.find(None, {"role": "main"})
    if main is not None and len(main.get_text()) >= _MAIN_SHARE * len(whole.get_text()):
        return main
    return whole


@dataclass(frozen=True, slots=True)
class _Piece:
    """A run of text and whether it is bold."""

    text: str
    is_bold: bool


class _Reading:
    """One walk over a page: inline text is collected until a block element begins or ends."""

    def __init__(self, document_id: str) -> None:
        self.outline = Outline(document_id)
        self._pieces: list[_Piece] = []
        self._item: tuple[str | None] | None = None
        self._offset = 0
        self._bold = 0
        self._keeps_lines = False

    def walk(self, element: Tag) -> None:
        """Read the children of an element in their order."""
        for child in element.children:
            self._child(child)

    def _child(self, child: PageElement) -> None:
        if isinstance(child, NavigableString):
            if not isinstance(child, PreformattedString):
                text = str(child) if self._keeps_lines else re.sub(r"\s+", " ", child)
                self._pieces.append(_Piece(text, self._bold > 0))
        elif isinstance(child, Tag):
            if child.name == "br":
                self._pieces.append(_Piece(_LINE_MARK, True))
            elif child.name in _INLINE:
                self._bold += child.name in _BOLD
                self.walk(child)
                self._bold -= child.name in _BOLD
            else:
                self._block(child)

    def _block(self, tag: Tag) -> None:
        self.flush()
        if tag.name in _HEADINGS:
            self.outline.heading(_shown(tag), _HEADINGS[tag.name] + self._offset)
        elif tag.name in {"ul", "ol"}:
            self._list(tag)
        elif tag.name == "table":
            self._table(tag)
        elif tag.name == "p" and "mgSubItemTitleTxt" in _classes(tag):
            self.outline.heading(_shown(tag), ITEM_LEVEL + 1)
        else:
            outer, self._keeps_lines = self._keeps_lines, self._keeps_lines or tag.name == "pre"
            self.walk(tag)
            self._keeps_lines = outer
        self.flush()

    def flush(self) -> None:
        """Add what was collected as one paragraph, or as several where the page has blank lines in it."""
        pieces, self._pieces = self._pieces, []
        text = "".join(piece.text for piece in pieces)
        shown = [piece for piece in pieces if piece.text.strip()]
        is_bold = bool(shown) and all(piece.is_bold for piece in shown)
        for part in _PARAGRAPH_BREAK.split(text):
            line = clean(part)
            if not line:
                continue
            if self._item is not None:
                self.outline.item(line, self._item[0])
                self._item = None
            elif is_bold and len(line) <= LONGEST_HEADING and line[-1] not in ".;,":
                self.outline.heading(line, SUBHEADING + self._offset)
            else:
                self.outline.paragraph(line)

    def _list(self, tag: Tag) -> None:
        count = _whole(tag.get("start"), 1)
        form = _LIST_FORMS.get(str(tag.get("type", "")), "decimal")
        for child in tag.children:
            if not isinstance(child, Tag) or child.name != "li":
                self._child(child)
                continue
            self.flush()
            count = _whole(child.get("value"), count)
            self._item = (in_form(count, form) if tag.name == "ol" else None,)
            self.walk(child)
            self.flush()
            self._item = None
            count += 1

    def _table(self, table: Tag) -> None:
        rows = list(_rows(table))
        if "mgItemTable" in _classes(table):
            for row in rows:
                self._agenda_item(row)
        elif _is_layout(table, rows):
            for row in rows:
                for cell in _cells_of(row):
                    self._block(cell)
        else:
            caption = table.find("caption", recursive=False)
            cells = [[_cell(cell) for cell in _cells_of(row)] for row in rows]
            self.outline.table(cells, _shown(caption) if caption else "")

    def _agenda_item(self, row: Tag) -> None:
        """Read one row of a ModernGov agenda: number, title, then decision, minutes and documents."""
        number = row.find(class_="mgItemNumberCell")
        title = row.find(class_="mgAiTitleTxt")
        if title is not None:
            shown = clean(_shown(number)).rstrip(".") if number is not None else ""
            self.outline.heading(_FILE_SIZE.sub("", clean(_shown(title))), ITEM_LEVEL, shown or None)
            title.decompose()
            if number is not None:
                number.decompose()
        outer, self._offset = self._offset, ITEM_LEVEL + 1
        for cell in _cells_of(row):
            self._block(cell)
        self._offset = outer


def _shown(tag: PageElement) -> str:
    """Give all text of an element on one line: words end where a block or a line ends, not where a tag does."""
    if isinstance(tag, NavigableString):
        return "" if isinstance(tag, PreformattedString) else str(tag)
    if not isinstance(tag, Tag) or tag.name == "br":
        return " "
    text = "".join(_shown(child) for child in tag.children)
    return text if tag.name in _INLINE else f" {text} "


def _classes(tag: Tag) -> list[str]:
    names = tag.get("class")
    return names.split() if isinstance(names, str) else list(names or [])


def _rows(table: Tag) -> Iterator[Tag]:
    """Give a table's own rows, not those of tables inside it."""
    for child in _tags(table):
        if child.name == "tr":
            yield child
        elif child.name in {"thead", "tbody", "tfoot"}:
            yield from (row for row in _tags(child) if row.name == "tr")


def _cells_of(row: Tag) -> list[Tag]:
    return [cell for cell in _tags(row) if cell.name in {"td", "th"}]


def _tags(tag: Tag) -> Iterator[Tag]:
    return (child for child in tag.children if isinstance(child, Tag))


def _is_layout(table: Tag, rows: list[Tag]) -> bool:
    """Say whether a table only arranges the page: its cells are then read one after the other."""
    if table.get("role") in {"presentation", "none"} or all(len(_cells_of(row)) <= 1 for row in rows):
        return True
    has_heads = any(cell.name == "th" for row in rows for cell in _cells_of(row))
    return not has_heads and table.find(["table", *_HEADINGS]) is not None


def _cell(tag: Tag) -> Cell:
    columns, rows = _whole(tag.get("colspan"), 1), _whole(tag.get("rowspan"), 1)
    return Cell(_shown(tag), max(1, columns), max(1, rows), tag.name == "th")


def _whole(text: object, default: int) -> int:
    is_count = isinstance(text, str) and text.strip().isdecimal() and len(text) <= LONGEST_COUNT
    return int(str(text)) if is_count else default
