"""Help: what it is, how an answer is checked, its limits, what it holds, accessibility and privacy."""

from __future__ import annotations

import streamlit as st

from assistant.opened import Opened
from assistant.pages import frame
from assistant.pages.library import Library
from assistant.safe import as_html
from corpus.language.dates import day_words
from corpus.records import Document

WHAT = """
Scrutineer answers questions on the committee papers that it holds: reports packs, minutes, reports, appendices and
trackers. It finds the sentence or the cell of a table that answers, gives it in the paper's own words, and shows the
page that it stands on. No language model writes the answers, and no question leaves this server.

- **Chat** answers a question. Ask as you would ask an officer: *what was the LAC rate in May 2019*, *who chairs the
  committee*, *what did Cabinet decide on the library*, *exclusions*. A follow-up may be short: *and in April?*
- Beneath an answer stands how the question was read: measure, form, period, place. A press on one changes it.
- **[1]** leads to the source. *Open page* shows the page as a picture, with the passage marked.
- **Search** finds every passage that holds words or a "phrase", by paper, and can be limited and saved as a table.
- **Figures** browses every statistic by measure, place and time, as a table and a chart.
- **Brief** prepares a meeting: what is stated on a topic or an agenda item, what is open, and questions to ask.
- **Papers** lists what is held, by committee and meeting, with the papers bound in each file.
"""
CHECKED = """
1. The question is read: what is measured, in which form (number, rate, percentage, money), for which period and place.
2. Every statistic in the papers stands in a register, with its measure, unit, period, place and source. What agrees
   with the question is weighed against the sentences and rows that searching found.
3. Before an answer is shown, each quote is looked for in its paper, letter by letter, and each number of the answer in
   its quotes. An answer that fails is withheld.
4. Where no paper states the value, that is said, with what is stated. A value that follows from stated ones is worked
   out in the open: *worked out, not stated*, with the sum and what rounding allows.
5. Where papers differ, both are shown. A paper that was replaced, or minutes that are still a draft, say so.
"""
LIMITS = """
- **Read the quote before you read out the figure.** An answer that is less sure than most says so. Some answers are
  about a measure near to the one that was meant, or are withheld although the papers have them. The README gives the
  shares, as measured.
- Charts and pictures of tables are not read. What was read from a scan is marked so and may be wrong.
- Papers that are exempt from publication are found by their marks and withheld. What bears no mark looks public.
- It knows the papers that it holds, and nothing else: not what was said at a meeting, nor what came later.
"""
ACCESS = """
The pages are made to meet the Web Content Accessibility Guidelines 2.2 at level AA. Everything works by keyboard: Tab
moves on, Enter presses, Escape closes what was opened. Text may be enlarged to 200%, and a screen of 360 pixels is wide
enough. Light or dark follows your system. Every chart has a table beside it; colour never carries meaning alone. The
picture of a page has the passage as text on its card. Known gaps: a paper whose own text layer is missing is a picture
only; some controls are drawn by Streamlit and share its faults. Tell whoever runs this service what you cannot use.
"""
PRIVACY = """
- Questions are answered on this server. Nothing is sent to anybody else, and nobody is counted or followed.
- Conversations are kept for {days} days after their last question, so that you find them again, or until you delete
  them; a deleted one can be brought back for a day. They belong to {whose}; nobody else sees them in Scrutineer.
- Saying that an answer helped or did not keeps the question, the answer and the reason, for those who improve it.
"""
BY_COOKIE = "a random token that your browser keeps as a cookie (scrutineer_person), not to a name"
BY_HEADER = "the name with which you are signed in to this service"


def show() -> None:
    """Show the page."""
    shelf, opened = frame.begin("Help")
    with st.container(key="prose"):
        _prose(shelf, opened)
    shelf.load()


def _prose(shelf: Library, opened: Opened | None) -> None:
    frame.heading("Help", "What Scrutineer is, how an answer is checked, and how far to trust it.")
    _part("What it is", WHAT)
    _part("How an answer is checked", CHECKED)
    _part("Its limits", LIMITS)
    if opened is not None:
        _held(opened)
    _part("Accessibility", ACCESS)
    settings = shelf.assistant.settings
    _part("Privacy", PRIVACY.format(days=settings.keep_days, whose=BY_HEADER if settings.person_header else BY_COOKIE))


def _part(title: str, text: str) -> None:
    st.subheader(title, anchor=False)
    st.markdown(text)


def _held(opened: Opened) -> None:
    st.subheader("What it holds", anchor=False)
    by_committee: dict[tuple[str, str], list[Document]] = {}
    for document in opened.documents.values():
        by_committee.setdefault((document.council, document.committee), []).append(document)
    rows = "".join(_row(*names, documents) for names, documents in sorted(by_committee.items()))
    st.html(
        "<table class='held'><thead><tr><th scope='col'>Council</th><th scope='col'>Committee</th>"
        f"<th scope='col'>Papers</th><th scope='col'>Meetings</th></tr></thead><tbody>{rows}</tbody></table>"
    )


def _row(council: str, committee: str, documents: list[Document]) -> str:
    days = sorted(document.meeting_date for document in documents if document.meeting_date)
    span = " to ".join(dict.fromkeys((day_words(days[0]), day_words(days[-1])))) if days else "no date stated"
    cells = (council or "not stated", committee or "not stated", str(len(documents)), span)
    return f"<tr>{''.join(f'<td>{as_html(cell)}</td>' for cell in cells)}</tr>"
