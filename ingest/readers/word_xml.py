"""The parts of a Word document's XML: what is shown of it, in which order, and what its styles say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import qn as _qn

qn = cache(_qn)
"""The full name of a tag; it is asked for at every element of a document."""
_CONTENT = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
PASSED_THROUGH = frozenset(
    qn(name)
    for name in (
        "w:sdt",
        "w:ins",
        "w:moveTo",
        "w:hyperlink",
        "w:smartTag",
        "w:customXml",
        "w:fldSimple",
        "w:sdtContent",
    )
)
MOST_BASED = 30
"""Styles that one is based on in turn; Word itself takes no more than some ten."""
_OFF = frozenset({"0", "false", "off", "none"})

Element = Any
"""An lxml element; lxml is not typed."""


@dataclass(slots=True)
class Styles:
    """What paragraph and character styles say, followed up to the styles that they are based on."""

    elements: dict[str, Element] = field(default_factory=dict)
    default: str = ""
    _found: dict[tuple[str, str], Element | None] = field(default_factory=dict)

    @classmethod
    def from_document(cls, document: Any) -> Styles:  # noqa: ANN401 - the package object is not typed
        """Collect the styles of a document."""
        elements = {style.get(qn("w:styleId"), ""): style for style in document.styles.element.findall(qn("w:style"))}
        default = next(
            (
                name
                for name, style in elements.items()
                if style.get(qn("w:type")) == "paragraph" and style.get(qn("w:default")) in {"1", "true"}
            ),
            "",
        )
        return cls(elements, default)

    def chain(self, style_id: str) -> Iterator[Element]:
        """Give a style and those that it is based on."""
        seen: set[str] = set()
        while style_id in self.elements and style_id not in seen and len(seen) < MOST_BASED:
            seen.add(style_id)
            yield self.elements[style_id]
            style_id = value(self.elements[style_id].find(qn("w:basedOn")))

    def first(self, style_id: str, path: str) -> Element | None:
        """Give the nearest element at a path ("w:rPr/w:b") in a style's chain."""
        if (style_id, path) not in self._found:
            tags = "/".join(qn(part) for part in path.split("/"))
            found = (style.find(tags) for style in self.chain(style_id))
            self._found[style_id, path] = next((each for each in found if each is not None), None)
        return self._found[style_id, path]

    def name(self, style_id: str) -> str:
        """Give the name of a style as Word's users see it."""
        style = self.elements.get(style_id)
        return "" if style is None else value(style.find(qn("w:name")))


def runs(container: Element) -> Iterator[Element]:
    """Give the runs that are shown, those of insertions, links and fields too; deletions are passed by."""
    for child in chosen(container):
        if child.tag == qn("w:r"):
            yield child
        elif child.tag in PASSED_THROUGH:
            yield from runs(child)


def chosen(element: Element) -> Iterator[Element]:
    """Give the children, of alternatives only the first: the others say the same for older programs."""
    for child in element:
        if child.tag == f"{_CONTENT}AlternateContent":
            choice = child.find(f"{_CONTENT}Choice")
            yield from chosen(choice if choice is not None else child)
        elif child.tag == f"{_CONTENT}Fallback":
            yield from chosen(child)
        else:
            yield child


def flat(container: Element) -> Iterator[Element]:
    """Give paragraphs and tables, those inside content controls too."""
    for child in container:
        if child.tag in {qn("w:p"), qn("w:tbl")}:
            yield child
        elif child.tag in PASSED_THROUGH:
            yield from flat(child)


def inside(container: Element, name: str) -> Iterator[Element]:
    """Give the rows of a table or the cells of a row, those inside content controls too."""
    for child in container:
        if child.tag == qn(name):
            yield child
        elif child.tag in PASSED_THROUGH:
            yield from inside(child, name)


def text_boxes(drawing: Element) -> Iterator[Element]:
    """Give the outermost text boxes of a drawing; the fallback repeats the first choice."""
    for child in chosen(drawing):
        if child.tag == qn("w:txbxContent"):
            yield child
        else:
            yield from text_boxes(child)


def is_picture(drawing: Element) -> bool:
    """Say whether a drawing holds a picture or a chart, whose words are not read."""
    return any(each.tag.rpartition("}")[2] in {"pic", "chart", "imagedata"} for each in drawing.iter("*"))


def is_deleted_row(row: Element) -> bool:
    """Say whether a tracked change takes the row away."""
    return row.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None


def related_root(document: Any, kind: str) -> Element | None:  # noqa: ANN401
    """Give the root of a part that belongs to the document ("numbering", "footnotes"), None where there is none."""
    for relation in document.part.rels.values():
        if relation.reltype.endswith(f"/{kind}") and not relation.is_external:
            return parse_xml(relation.target_part.blob)
    return None


def is_set(element: Element | None) -> bool:
    """Say whether an element that switches something on is there and is not switched off."""
    return element is not None and element.get(qn("w:val"), "1") not in _OFF


def value(element: Element | None) -> str:
    """Give the value of an element, empty where there is none."""
    return "" if element is None else str(element.get(qn("w:val")) or "")
