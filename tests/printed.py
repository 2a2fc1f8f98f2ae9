"""What a paper prints, read by other means than the product's own."""

import re
import unicodedata
from pathlib import Path

import docx
import pypdfium2
from bs4 import BeautifulSoup


def pages(path: Path) -> list[str]:
    """Text of each page of a paper; one page for formats without pages."""
    if path.suffix == ".pdf":
        return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(path)]
    if path.suffix == ".docx":
        document = docx.Document(str(path))
        rows = [" ".join(cell.text for cell in row.cells) for table in document.tables for row in table.rows]
        return ["\n".join([*(paragraph.text for paragraph in document.paragraphs), *rows])]
    return [BeautifulSoup(path.read_text(encoding="utf-8"), "lxml").get_text(" ")]


def squashed(text: str) -> str:
    return re.sub(r"[^a-z0-9%£]+", "", unicodedata.normalize("NFKC", text).lower())
