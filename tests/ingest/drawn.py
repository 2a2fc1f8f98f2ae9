"""Small PDF files drawn for tests: text at given places of an A4 page (points from its top left), lines, pictures."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = A4
Draw = Callable[["Sheet"], None]


class Sheet:
    """A page to draw on, measured from its top left."""

    def __init__(self, canvas: Canvas, height: float) -> None:
        self.canvas, self.height = canvas, height

    def write(self, x: float, y: float, text: str, size: float = 11, bold: bool = False) -> None:
        self.canvas.setFont("Helvetica-Bold" if bold else "Helvetica", size)
        self.canvas.drawString(x, self.height - y, text)

    def lines(self, x: float, y: float, *texts: str, size: float = 11, bold: bool = False, step: float = 14) -> float:
        for text in texts:
            self.write(x, y, text, size, bold)
            y += step
        return y

    def rule(self, x1: float, y1: float, x2: float, y2: float) -> None:
        self.canvas.setLineWidth(0.5)
        self.canvas.line(x1, self.height - y1, x2, self.height - y2)

    def grid(self, columns: list[float], rows: list[float]) -> None:
        for y in rows:
            self.rule(columns[0], y, columns[-1], y)
        for x in columns:
            self.rule(x, rows[0], x, rows[-1])

    def table(self, columns: list[float], top: float, rows: list[list[str]], bold_heads: bool = True) -> float:
        step = 18.0
        self.grid(columns, [top + step * i for i in range(len(rows) + 1)])
        for i, row in enumerate(rows):
            for x, text in zip(columns, row, strict=False):
                self.write(x + 4, top + step * i + 13, text, 10, bold_heads and i == 0)
        return top + step * len(rows)

    def picture(self, x: float, y: float, width: float, height: float) -> None:
        from PIL import Image
        from reportlab.lib.utils import ImageReader

        image = ImageReader(Image.new("RGB", (40, 40), "grey"))
        self.canvas.drawImage(image, x, self.height - y - height, width, height)

    def sideways(self, x: float, y: float, text: str) -> None:
        self.canvas.saveState()
        self.canvas.translate(x, self.height - y)
        self.canvas.rotate(90)
        self.canvas.setFont("Helvetica", 11)
        self.canvas.drawString(0, 0, text)
        self.canvas.restoreState()


def draw(path: Path, *pages: Draw, size: tuple[float, float] = A4, title: str = "", password: str = "") -> Path:
    canvas = Canvas(str(path), pagesize=size, encrypt=password or None)
    if title:
        canvas.setTitle(title)
    for page in pages:
        page(Sheet(canvas, size[1]))
        canvas.showPage()
    canvas.save()
    return path
