"""Footnotes for a Word document, which python-docx does not write by itself: the part that holds them, and their marks.

The parts and elements are those of ISO/IEC 29500 (WordprocessingML), 17.11.
"""

from __future__ import annotations

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph

EMPTY = f"""<w:footnotes {nsdecls("w")}>
  <w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
  <w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>
</w:footnotes>"""
"""A part with the two notes that Word itself needs: the lines between a page's text and its notes."""
HALF_POINTS = "18"
"""Size of a note's letters: 9 points."""


class Footnotes:
    """The footnotes of one document, numbered by Word in the order of their marks."""

    def __init__(self, document: Document) -> None:
        package = document.part.package
        self._part = XmlPart(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, parse_xml(EMPTY), package)
        document.part.relate_to(self._part, RELATIONSHIP_TYPE.FOOTNOTES)
        self._last = 0

    def add(self, paragraph: Paragraph, text: str) -> int:
        """Add a mark at the end of a paragraph, and its note; give the note's id."""
        self._last += 1
        run = paragraph.add_run()
        run.font.superscript = True
        run._r.append(_numbered("w:footnoteReference", self._last))
        note = _numbered("w:footnote", self._last)
        note.append(_note(text))
        self._part.element.append(note)
        return self._last

    def again(self, paragraph: Paragraph, note: int) -> None:
        """Add another mark for a note that is there already."""
        run = paragraph.add_run(str(note))
        run.font.superscript = True


def _numbered(tag: str, number: int) -> BaseOxmlElement:
    element = OxmlElement(tag)
    element.set(qn("w:id"), str(number))
    return element


def _note(text: str) -> BaseOxmlElement:
    paragraph = OxmlElement("w:p")
    mark = _run()
    raised = OxmlElement("w:vertAlign")
    raised.set(qn("w:val"), "superscript")
    mark[0].append(raised)
    mark.append(OxmlElement("w:footnoteRef"))
    words = _run()
    written = OxmlElement("w:t")
    written.set(qn("xml:space"), "preserve")
    written.text = f" {text}"
    words.append(written)
    paragraph.extend([mark, words])
    return paragraph


def _run() -> BaseOxmlElement:
    run, properties, size = OxmlElement("w:r"), OxmlElement("w:rPr"), OxmlElement("w:sz")
    size.set(qn("w:val"), HALF_POINTS)
    properties.append(size)
    run.append(properties)
    return run
