"""Word documents (DOCX): the text as a reader sees it, insertions accepted and deletions gone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
from docx.opc.part import PartFactory
from docx.package import Package
from docx.parts.document import DocumentPart

from corpus.errors import UnreadableError
from ingest.extract import Extract, Margin
from ingest.grid import LONGEST_LABEL, Cell
from ingest.numbering import printed_number
from ingest.outline import LONGEST_HEADING, SUBHEADING, Outline, clean, number_depth
from ingest.readers.package import ERRORS, check_package, damaged, holds_macros
from ingest.readers.word_numbers import Mark, Numbering
from ingest.readers.word_xml import (
    PASSED_THROUGH,
    Element,
    Styles,
    chosen,
    flat,
    inside,
    is_deleted_row,
    is_picture,
    is_set,
    qn,
    related_root,
    runs,
    text_boxes,
    value,
)

_WHAT = "the Word document"
_WITH_MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
_HEADING_STYLE = re.compile(r"heading\s*([1-9])", re.IGNORECASE)
_RESOLUTION = re.compile(r"(?:resolved|agreed)\b.*\bthat\b", re.IGNORECASE)
"""A resolution is often printed in bold and is still a sentence."""

_DRAWN = frozenset(qn(name) for name in ("w:drawing", "w:pict", "w:object"))
_SIGNS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-", qn("w:ptab"): "\t"}


@dataclass(frozen=True, slots=True)
class _Text:
    """A paragraph as seen: its text, whether all of it stands out, and the text boxes and notes anchored in it."""

    text: str
    stands_out: bool
    boxes: tuple[Element, ...]


def read_docx(path: Path, document_id: str) -> Extract:
    """Read a Word document. Raises `UnreadableError` where it is damaged, unsafe, or not a plain DOCX."""
    check_package(path, _WHAT)
    try:
        document = _opened(path)
        reading = _Reading(document_id, document)
        reading.body(document.element.body)
        reading.notes_at_the_end()
        title = clean(document.core_properties.title or "")
        margins = tuple(_margins(document))
    except ERRORS as error:
        raise damaged(path, _WHAT, error) from error
    if not reading.outline.blocks:
        raise UnreadableError("the Word document holds no text: if it holds scanned pages, they need OCR")
    return Extract(reading.outline.blocks, title=title, notes=reading.notes(), margins=margins)


def _opened(path: Path) -> Any:  # noqa: ANN401
    """Open the file; one with macros calls its main part otherwise, and its macros are not looked at."""
    if not holds_macros(path):
        return docx.Document(str(path))
    PartFactory.part_type_for[_WITH_MACROS] = DocumentPart
    main: Any = Package.open(str(path)).main_document_part
    return main.document


def _margins(document: Any) -> Iterator[Margin]:  # noqa: ANN401
    """Give the lines of the headers and footers, which are no part of the text: stamps stand there."""
    seen = set()
    for section in document.sections:
        for part in (section.header, section.footer, section.first_page_header, section.first_page_footer):
            for paragraph in part.paragraphs:
                text = clean(paragraph.text)
                if text and text not in seen:
                    seen.add(text)
                    yield Margin(None, text)


class _Reading:
    """One pass over a document in reading order: the automatic numbers depend on all paragraphs before."""

    def __init__(self, document_id: str, document: Any) -> None:  # noqa: ANN401
        self.outline = Outline(document_id)
        self._document = document
        self._styles = Styles.from_document(document)
        self._numbering = Numbering.from_element(related_root(document, "numbering"))
        self._pictures = 0

    def notes(self) -> tuple[str, ...]:
        """Say what of the document is not text."""
        if not self._pictures:
            return ()
        many = f"{self._pictures} pictures or charts were" if self._pictures > 1 else "1 picture or chart was"
        return (f"{many} not read",)

    def body(self, container: Element) -> None:
        """Read paragraphs and tables in their order."""
        for child in container:
            if child.tag == qn("w:p"):
                self._paragraph(child)
            elif child.tag == qn("w:tbl"):
                self._table(child)
            elif child.tag in PASSED_THROUGH:
                self.body(child)

    def notes_at_the_end(self) -> None:
        """Read footnotes and endnotes, after the text as a screen reader would."""
        for kind in ("footnotes", "endnotes"):
            root = related_root(self._document, kind)
            for note in root if root is not None else ():
                if note.get(qn("w:type")) in {None, "normal"}:
                    self.body(note)

    def _paragraph(self, paragraph: Element) -> None:
        seen = self._seen(paragraph)
        mark = self._mark(paragraph)
        if clean(seen.text):
            self._place(seen, self._style(paragraph), self._level(paragraph), mark)
        for box in seen.boxes:
            self.body(box)

    def _place(self, seen: _Text, style: str, level: int | None, mark: Mark | None) -> None:
        """Add a paragraph as what it is: heading, list item or plain text."""
        number = mark.number if mark else None
        if level is not None:
            self.outline.heading(seen.text, level, number)
        elif seen.stands_out and (mark is None or number) and _is_short_title(seen.text):
            shown = number or printed_number(seen.text.strip())[0]
            by_number = number_depth(shown) if shown and shown[0].isdigit() else None
            self.outline.heading(seen.text, by_number or SUBHEADING - clean(seen.text).isupper(), number)
        elif (mark and number is None) or (mark is None and self._styles.name(style).lower().startswith("list ")):
            self.outline.item(seen.text)
        else:
            self.outline.paragraph(seen.text, number)

    def _style(self, paragraph: Element) -> str:
        return value(paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")) or self._styles.default

    def _level(self, paragraph: Element) -> int | None:
        """Give the level of a heading from its outline level or the name of its style, None for other text."""
        style = self._style(paragraph)
        own = paragraph.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
        found = own if own is not None else self._styles.first(style, "w:pPr/w:outlineLvl")
        if found is not None and value(found).isdigit():
            return int(value(found)) + 1 if int(value(found)) < 9 else None
        names = [value(each.find(qn("w:name"))) for each in self._styles.chain(style)]
        matches = (_HEADING_STYLE.match(name) for name in names)
        by_name = next((int(match.group(1)) for match in matches if match), None)
        return 0 if by_name is None and names and names[0].lower() == "title" else by_name

    def _mark(self, paragraph: Element) -> Mark | None:
        """Count the paragraph on in its list; Word counts paragraphs without text too."""
        style = self._style(paragraph)
        own = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        by_style = self._styles.first(style, "w:pPr/w:numPr")
        number_id = value(own.find(qn("w:numId"))) if own is not None else ""
        if not number_id and by_style is not None:
            number_id = value(by_style.find(qn("w:numId")))
        if number_id in {"", "0"}:
            return None
        levels = [each.find(qn("w:ilvl")) for each in (own, by_style) if each is not None]
        index = next((value(each) for each in levels if each is not None), "")
        level = int(index) if index.isdigit() else self._numbering.level_of_style(number_id, style)
        return self._numbering.next_mark(number_id, level)

    def _seen(self, paragraph: Element) -> _Text:
        pieces: list[str] = []
        boxes: list[Element] = []
        outs: list[bool] = []
        style = self._style(paragraph)
        for run in runs(paragraph):
            if self._is_hidden(run, style):
                continue
            text = "".join(self._run_text(run, boxes))
            pieces.append(text)
            if text.strip():
                outs.append(self._is_on(run, style, "w:b") or self._is_on(run, style, "w:u"))
        return _Text("".join(pieces), bool(outs) and all(outs), tuple(boxes))

    def _run_text(self, run: Element, boxes: list[Element]) -> Iterator[str]:
        for child in chosen(run):
            if child.tag == qn("w:t"):
                yield child.text or ""
            elif child.tag in _SIGNS:
                yield _SIGNS[child.tag]
            elif child.tag in _DRAWN:
                found = list(text_boxes(child))
                boxes += found
                self._pictures += not found and is_picture(child)

    def _is_hidden(self, run: Element, style: str) -> bool:
        return self._is_on(run, style, "w:vanish") or self._is_on(run, style, "w:webHidden")

    def _is_on(self, run: Element, style: str, name: str) -> bool:
        """Say whether a run is bold, underlined or hidden, by itself or by its styles."""
        own = run.find(f"{qn('w:rPr')}/{qn(name)}")
        if own is None:
            own = self._styles.first(value(run.find(f"{qn('w:rPr')}/{qn('w:rStyle')}")), f"w:rPr/{name}")
        if own is None:
            own = self._styles.first(style, f"w:rPr/{name}")
        return is_set(own)

    def _table(self, table: Element) -> None:
        rows = [list(inside(row, "w:tc")) for row in inside(table, "w:tr") if not is_deleted_row(row)]
        if all(len(row) == 1 for row in rows):
            # A frame around text, not a table.
            for row in rows:
                self.body(row[0])
            return
        nested: list[Element] = []
        above: dict[int, str] = {}
        cells = [self._row(row, above, nested) for row in rows]
        self.outline.table(cells)
        for inner in nested:
            if inner.tag == qn("w:tbl"):
                self._table(inner)
            else:
                self.body(inner)

    def _row(self, row: list[Element], above: dict[int, str], nested: list[Element]) -> list[Cell]:
        """Read one row's cells; `above` keeps, a grid column, the text that runs down over merged cells."""
        parent = row[0].getparent() if row else None
        properties = parent.find(qn("w:trPr")) if parent is not None else None
        is_head = properties is not None and is_set(properties.find(qn("w:tblHeader")))
        skipped = value(properties.find(qn("w:gridBefore"))) if properties is not None else ""
        cells = [Cell("", int(skipped))] if skipped.isdigit() and int(skipped) else []
        column = sum(cell.columns for cell in cells)
        for element in row:
            span = value(element.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}"))
            columns = max(1, int(span)) if span.isdigit() else 1
            merge = element.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
            text = self._cell_text(element, nested)
            if merge is not None and value(merge) != "restart":
                text = above.get(column, "") if len(above.get(column, "")) <= LONGEST_LABEL else ""
            else:
                above[column] = text
            cells.append(Cell(text, columns, is_head=is_head))
            column += columns
        return cells

    def _cell_text(self, cell: Element, nested: list[Element]) -> str:
        texts = []
        for child in flat(cell):
            if child.tag == qn("w:tbl"):
                nested.append(child)
            elif child.tag == qn("w:p"):
                seen = self._seen(child)
                nested += seen.boxes
                self._mark(child)
                texts.append(seen.text)
        return clean(" ".join(texts))


def _is_short_title(text: str) -> bool:
    line = clean(text)
    is_short = len(line) <= LONGEST_HEADING and line[-1] not in ".;," and any(sign.isalpha() for sign in line)
    return is_short and not _RESOLUTION.match(line)
