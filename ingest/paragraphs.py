"""Paragraphs: lines that belong together, with the number or bullet that stands before them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from ingest.layout import Line, Word
from ingest.numbering import bullet, printed_number
from ingest.sequence import parts_of, succeeds
from ingest.spelling import Span, Spelling, run_text

LOOSE = 1.25
"""Lines further apart than this many usual distances belong to two paragraphs."""
OTHER_SIZE = 1.15
"""Lines whose font sizes differ by this factor belong to two paragraphs."""
TAB = 0.8
"""A gap of this many font sizes is a tab: no justified line is stretched so far."""
COLUMN_GAP = 2.0
"""A gap of this many font sizes parts columns, not words."""
ALIGNED = 1.5
"""Values in a column begin no further apart than this, in points."""
LABEL_WORDS = 4
ROOM = 0.4
"""Slack, in font sizes, when asking whether a word would have fitted on the line before."""
SAME_COLUMN = 36.0
"""Lines that begin no further apart than this, in points, stand in one column, indented or not."""
LONG_ENOUGH = 60
"""Characters that the first part of a paragraph broken in two must have to be joined to the second."""

_ENDED = re.compile(r"[.:;?!][)\]\"'”’]*$")
_HANGS = re.compile(
    r"(?:\b(?:a|an|the|of|to|in|on|at|by|for|from|with|and|or|is|are|was|were|be|been|has|have|had|that|which|than|as|its|their|our|his|her|this|these|those|per|between|into|about|around|approximately|over|under|up|nearly|almost)|[(,–])$",
    re.IGNORECASE,
)
"""Ends after which a sentence must go on."""
_GOES_ON = re.compile(r"\d[-–/]\n\d")
"""A year or a range that a line end has broken."""
_RANGE = re.compile(r"\b(\d{1,4})\n[-–] ?(\d{1,4})\b")
"""A range of ages or years whose dash stands on the next line, where it looks like a bullet."""
_MONTH_ENDS = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december)$", re.I
)
_YEAR_BEGINS = re.compile(r"(?:19|20)\d\d\b")
_MARKER = re.compile(r"\d{1,3}(?:\.\d{1,3})*[a-z]?\.?|\(?(?:[a-zA-Z]|[ivxIVX]{1,6})[).]?|\(?\d{1,3}\)")
"""A number or letter that a gap parts from its paragraph."""
_LABELLED = re.compile(r"[A-Z][A-Za-z/'’()]*(?: [A-Za-z/'’()]+){0,4}\s?:(?=\s|$)")
"""A label of a report's head: "Relevant Officer: …"."""
_LISTS_PEOPLE = re.compile(r"(?:also )?(?:present|in attendance|apologies)\b[^:]{0,30}:", re.I)
"""Opens the list of those at a meeting."""
_SUB_ITEM = re.compile(r"\(?(?:[a-zA-Z]|[ivxIVX]{1,6})[).]?|\(?\d{1,3}\)")


@dataclass(frozen=True)
class Paragraph:
    """Lines of one page that make a paragraph, a list item or a heading."""

    page: int
    lines: tuple[Line, ...]
    listed: bool = False

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """All words in the order of the file."""
        return tuple(word for line in self.lines for word in line.words)

    @cached_property
    def top(self) -> float:
        """Upper edge of the first line, in points."""
        return min(line.top for line in self.lines)

    @cached_property
    def bottom(self) -> float:
        """Lower edge of the last line."""
        return max(line.bottom for line in self.lines)

    @cached_property
    def left(self) -> float:
        """Left end of the leftmost line."""
        return min(line.left for line in self.lines)

    @cached_property
    def right(self) -> float:
        """Right end of the rightmost line."""
        return max(line.right for line in self.lines)

    @cached_property
    def bold(self) -> bool:
        """Whether all lines are bold."""
        return all(line.bold for line in self.lines)

    @cached_property
    def size(self) -> float:
        """The font size of its first line."""
        return self.lines[0].size

    @cached_property
    def tabular(self) -> bool:
        """Whether a line has a gap that parts columns, behind its number."""
        return any(is_tabular(line) for line in self.lines)


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph as it will be printed: `number` is out of `text`, `spans` are offsets into `text`."""

    paragraph: Paragraph
    text: str
    number: str | None
    listed: bool
    spans: tuple[Span, ...]

    @property
    def ended(self) -> bool:
        """Whether it ends as a sentence or a clause does."""
        return bool(_ENDED.search(self.text))


def paragraphs_of(page: int, lines: Sequence[Line], usual: float) -> list[Paragraph]:
    """Part a page's lines into paragraphs; `usual` is the distance of running lines in font sizes."""
    paragraphs: list[Paragraph] = []
    for group in _groups(lines, usual):
        edge = max(line.right for line in group)
        start = 0
        for index in range(1, len(group)):
            column = max(line.right for line in lines if abs(line.left - group[start].left) <= SAME_COLUMN)
            if _begins(group[start:index], group[index], edge, column):
                paragraphs.append(Paragraph(page, tuple(group[start:index])))
                start = index
        paragraphs.append(Paragraph(page, tuple(group[start:])))
    return paragraphs


def _groups(lines: Sequence[Line], usual: float) -> Iterator[list[Line]]:
    """Part lines where the distance, the font size or the column changes."""
    group: list[Line] = []
    pitch = 0.0
    for line in lines:
        if group:
            step = line.top - group[-1].top
            limit = LOOSE * min(usual * line.size, pitch or usual * line.size) if pitch else LOOSE * usual * line.size
            if _parted(group[-1], line) or step > max(limit, line.size * 1.05):
                yield group
                group, pitch = [], 0.0
            else:
                pitch = step if not pitch else min(pitch, step)
        group.append(line)
    if group:
        yield group


def _parted(above: Line, line: Line) -> bool:
    sizes = sorted((above.size or 1.0, line.size or 1.0))
    beside = line.left >= above.right or line.right <= above.left
    upright = above.words[0].upright and line.words[0].upright
    backwards = line.top < above.top + 0.3 * line.size
    return not upright or beside or backwards or sizes[1] > OTHER_SIZE * sizes[0]


def _begins(paragraph: Sequence[Line], line: Line, edge: float, column: float) -> bool:
    """Say whether a line begins a paragraph of its own after the lines of one.

    `edge` is where the lines around them end, `column` where those of the whole column do.
    """
    above = paragraph[-1]
    probe = probe_text(line)
    if above.words[-1].hyphen and line.words[0].glued:
        # "AA-" may end a paragraph; pdfium then glues the number of the next one to it.
        return above.text[-2:-1].isalpha() and printed_number(probe)[0] is not None
    across = f"{above.text[-12:]}\n{line.text[:12]}"
    if _GOES_ON.search(across) or _is_range(across):
        return False
    if bullet(probe)[0] or is_tabular(line):
        return True
    if _under_labels(above, line):
        return True
    if is_tabular(paragraph[0]):
        return not _hangs_under(paragraph[0], line)
    if _differs(paragraph, line):
        return True
    ended = bool(_ENDED.search(above.text)) or above.text.endswith((" and", " or", ","))
    room = above.right + line.words[0].right - line.words[0].left + ROOM * line.size
    number, rest = printed_number(probe)
    if number is not None:
        hanging = "\t" in probe[: len(probe) - len(rest)]
        before = printed_number(probe_text(paragraph[0]))[0]
        counted = before is not None and succeeds(number, before)
        return ended or counted or room < edge or (hanging and line.left <= paragraph[0].left + ROOM * line.size)
    if line.bold and not any(word.bold for word in above.words) and _ENDED.search(above.text):
        return True  # a heading without a gap above it
    headed = all(part.bold for part in paragraph) and not line.words[0].bold
    if headed and room < column:
        return True
    return room < edge and (bool(_ENDED.search(above.text)) or not line.text[:1].islower())


def _is_range(across: str) -> bool:
    """Say whether a dash at the beginning of a line stands between two numbers that rise, of like length."""
    match = _RANGE.search(across)
    if match is None:
        return False
    low, high = match.groups()
    return len(low) == len(high) and int(low) < int(high)


def _differs(paragraph: Sequence[Line], line: Line) -> bool:
    """Say whether a line is of another kind: one label under another, or ordinary text under capitals."""
    if _LISTS_PEOPLE.match(line.text) or (_LABELLED.match(paragraph[0].text) and _LABELLED.match(line.text)):
        return True
    capitals = all(part.text.isupper() and len(part.words) > 1 for part in paragraph)
    return capitals and any(letter.islower() for word in line.words[:3] for letter in word.text)


def _under_labels(above: Line, line: Line) -> bool:
    """Say whether a line is a label and its value, and the value stands below that of the line above."""
    start, over = _value_starts(line), _value_starts(above)
    return start is not None and abs(start - (above.left if over is None else over)) <= ALIGNED


def _value_starts(line: Line) -> float | None:
    """Give where the value begins that a gap parts from a label of a few words; None for other lines."""
    for index, (word, after) in enumerate(zip(line.words[:LABEL_WORDS], line.words[1:], strict=False)):
        if after.left - word.right > TAB * line.size:
            label = [part.text for part in line.words[: index + 1]]
            named = label[0][:1].isupper() and not _MARKER.fullmatch(" ".join(label))
            return after.left if named else None
    return None


def is_tabular(line: Line) -> bool:
    """Say whether a line has a gap between columns, one behind a leading number or bullet not counted."""
    for index, (word, after) in enumerate(zip(line.words, line.words[1:], strict=False)):
        wide = after.left - word.right > COLUMN_GAP * line.size
        if wide and (index or not (len(word.text) == 1 or _MARKER.fullmatch(word.text))):
            return True
    return False


def _hangs_under(first: Line, line: Line) -> bool:
    """Say whether a line goes on under the last column of a line of columns ("From:" and a name over two lines)."""
    starts = [
        after.left
        for word, after in zip(first.words, first.words[1:], strict=False)
        if after.left - word.right > COLUMN_GAP * first.size
    ]
    return len(starts) == 1 and abs(line.left - starts[0]) <= ROOM * first.size


def probe_text(line: Line) -> str:
    """Give the line's text with a tab for each wide gap, and otherwise single spaces."""
    text = ""
    before: Word | None = None
    for word in line.words:
        if before is not None and not word.glued:
            text += "\t" if word.left - before.right > TAB * line.size else " "
        text += word.text
        before = word
    return text


def passage(paragraph: Paragraph, spelling: Spelling) -> Passage:
    """Set a paragraph's words into text and part its number or bullet from it."""
    text, spans = run_text([(paragraph.page, word) for word in paragraph.words], spelling)
    first = probe_text(paragraph.lines[0])
    tail = text[len(first) :] if text[: len(first)] == first.replace("\t", " ") else None
    probe = text if tail is None else first + tail
    listed, rest = bullet(probe)
    number = None
    if not listed:
        number, rest = printed_number(probe)
    else:
        # A bullet that stands before "10.0 Legal considerations:" is of the layout, not of a list.
        inner = printed_number(rest)
        if len(parts_of(inner[0] or "")) > 1:
            (number, rest), listed = inner, False
    cut = len(text) - len(rest)
    if number is not None and _SUB_ITEM.fullmatch(number):
        listed = True
    return Passage(paragraph, text[cut:], number, listed, cut_spans(spans, cut))


def cut_spans(spans: Sequence[Span], cut: int) -> tuple[Span, ...]:
    """Take the first `cut` characters away from the text that spans point into."""
    return tuple(
        Span(max(0, span.start - cut), span.end - cut, span.word, span.page) for span in spans if span.end > cut
    )


def joins(above: Passage, below: Passage) -> bool:
    """Say whether one passage certainly goes on in the next, over a page break or a broken line."""
    return (
        below.number is None
        and not below.listed
        and not above.ended
        and (
            below.text[:1].islower()
            or bool(_HANGS.search(above.text))
            or _is_open(above.text)
            or _is_dated(above, below)
            or _is_cut(above, below)
        )
        and len(above.text) >= LONG_ENOUGH
        and not above.paragraph.tabular
        and not below.paragraph.tabular
        and above.paragraph.bold == below.paragraph.bold
        and abs(above.paragraph.size - below.paragraph.size) < 1.0
    )


def _is_cut(above: Passage, below: Passage) -> bool:
    """Say whether a page break cuts a sentence before a word that did not fit on the last line."""
    lines, first = above.paragraph.lines, below.paragraph.lines[0].words[0]
    full = lines[-1].right + first.right - first.left + ROOM * lines[-1].size >= above.paragraph.right
    apart = below.paragraph.page == above.paragraph.page + 1
    return apart and len(lines) > 1 and full and below.ended and not above.text[-1:].isdigit()


def _is_dated(above: Passage, below: Passage) -> bool:
    """Say whether a month ends the one and its year begins the other."""
    return bool(_MONTH_ENDS.search(above.text) and _YEAR_BEGINS.match(below.text))


def _is_open(text: str) -> bool:
    """Say whether a text ends within brackets."""
    return text.rfind("(") > text.rfind(")")
