"""The sample papers as HTML: pages of a council's meetings site, with its navigation around the content."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from corpus.sample.notation import Bullet, Fields, Heading, Line, PageBreak, Paragraph, Part, Piece, Table

SHELL = """<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<title>{title}</title>
<style>
body {{ font-family: Arial, sans-serif; margin: 0; color: #1b2a3a; }}
header, footer, nav {{ background: #dbe4ec; padding: 0.6rem 1.5rem; }}
main {{ padding: 1rem 1.5rem; max-width: 52rem; }}
table {{ border-collapse: collapse; margin: 1rem 0; }}
th, td {{ border: 1px solid #8a97a3; padding: 0.3rem 0.6rem; text-align: left; vertical-align: top; }}
th {{ background: #dbe4ec; }}
</style>
</head>
<body>
<header><a href="#content">Skip to main content</a> <strong>{council}</strong></header>
<nav><ul><li><a href="#">Home</a></li><li><a href="#">Committees</a></li><li><a href="#">Meetings calendar</a></li>
<li><a href="#">Decisions</a></li>
<li><a href="#">Forward plan</a></li><li><a href="#">Your councillors</a></li></ul></nav>
<main id="content">
{body}
</main>
<footer><p>Accessibility | Privacy | Contact us</p></footer>
</body>
</html>
"""


def _markup(text: str) -> str:
    return re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", html.escape(text, quote=False))


def _row(cells: Sequence[str], tag: str) -> str:
    return "<tr>" + "".join(f"<{tag}>{_markup(cell)}</{tag}>" for cell in cells) + "</tr>"


def _items(table: Table) -> str:
    """Give the items of a meeting as its site does: number, title, and below it what was decided."""
    rows = []
    for number, title, words, papers in table.rows[1:]:
        names = [name.strip() for name in papers.split(";") if name.strip()]
        linked = "".join(f'<li><a href="#">{_markup(name)}</a></li>' for name in names)
        first = f'<td class="mgItemNumberCell"><p>{_markup(number)}</p></td>'
        second = f'<p class="mgAiTitleTxt">{_markup(title)}</p>'
        second += f'<div class="mgWordPara"><p>{_markup(words)}</p></div>' if words else ""
        second += f'<ul class="mgBulletList">{linked}</ul>' if linked else ""
        rows.append(f"<tr>{first}<td>{second}</td></tr>")
    return '<table class="mgItemTable">\n' + "\n".join(rows) + "\n</table>"


def _table(table: Table) -> str:
    if table.rows[0] == ("Item", "Title", "Text", "Papers"):
        return _items(table)
    caption = f"<caption>{_markup(table.caption)}</caption>\n" if table.caption else ""
    head, *rows = table.rows
    body = "\n".join(_row(row, "td") for row in rows)
    return f"<table>\n{caption}<thead>{_row(head, 'th')}</thead>\n<tbody>\n{body}\n</tbody>\n</table>"


def _piece(piece: Piece) -> str:
    match piece:
        case Heading():
            number = f"{piece.number} " if piece.number else ""
            return f"<h{piece.level}>{number}{_markup(piece.text)}</h{piece.level}>"
        case Table():
            return _table(piece)
        case Fields():
            return "\n".join(f"<p><strong>{_markup(name)}:</strong> {_markup(text)}</p>" for name, text in piece.pairs)
        case Bullet():
            return f"<li>{_markup(piece.text)}</li>"
        case Line():
            return f"<p>{_markup(piece.text)}</p>"
        case PageBreak():
            return "<hr>"
        case Paragraph():
            number = f"{piece.number} " if piece.number else ""
            return f"<p>{number}{_markup(piece.text)}</p>"


def write_html(parts: Sequence[Part], target: Path) -> None:
    """Write a paper's parts as one HTML page."""
    lines: list[str] = []
    pieces = [piece for part in parts for piece in part.pieces]
    for is_list, group in groupby(pieces, key=lambda piece: isinstance(piece, Bullet)):
        rendered = [_piece(piece) for piece in group]
        lines += ["<ul>", *rendered, "</ul>"] if is_list else rendered
    title, council = (html.escape(text, quote=False) for text in (parts[0].title, parts[0].council))
    page = SHELL.format(title=title, council=council, body="\n".join(lines))
    target.write_text(page, encoding="utf-8", newline="\n")
