"""Adding and removing papers: what is uploaded, how far it is, and what became of each file."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from assistant.editing.uploads import Upload, earlier
from assistant.pages import frame
from assistant.pages.papers.desk import Desk, desk
from assistant.safe import as_html, as_label
from corpus.errors import ScrutineerError
from corpus.records import Document
from ingest.background import Job
from ingest.files import PAPER_SUFFIXES
from ingest.report import Line, Report

EVERY = 1.0
"""Seconds between two looks at how far it is."""
FILES, PROBLEM, ROUND = "papers-files", "papers-problem", "papers-round"
REMOVED = "papers-removed"
ADDING = (
    "PDF, DOCX, XLSX, HTML, text, Markdown, or zip files of these. What is marked as exempt or confidential is not "
    "kept; a paper that bears no mark looks public: do not add what may not be published."
)
UNDOABLE = "“Undo” brings everything back as it was before, as long as nothing else is added or removed."


def under_way() -> bool:
    """Show a job that is under way, or the report of the last one; tell whether there is one of these."""
    table = desk()
    problem = st.session_state.pop(PROBLEM, "")
    if problem:
        frame.problem(problem)
    job = table.job
    if job is None:
        return False
    with st.container(key="job", border=True):
        if job.running:
            _watch(table, job)
        else:
            _done(table, job)
    return True


def show(documents: Sequence[Document], *, exempt: bool) -> None:
    """Show what may be changed."""
    _adding(desk(), documents, exempt=exempt)
    if documents:
        _removing(desk(), documents)


def _adding(table: Desk, documents: Sequence[Document], *, exempt: bool) -> None:
    st.header("Add papers", anchor=False)
    frame.small(ADDING)
    key = f"{FILES}-{st.session_state.setdefault(ROUND, 0)}"
    suffixes = sorted(PAPER_SUFFIXES)
    files = st.file_uploader("Files to add", suffixes, accept_multiple_files=True, key=key, max_upload_size=table.most)
    if not files:
        return
    again = [file.name for file in files if earlier(table.uploads, file.name, documents)]
    replace = False
    if again:
        frame.small(f"Uploaded before under the same name: {', '.join(again)}")
        replace = st.checkbox("Replace the earlier ones, instead of keeping both", key="papers-replace")
    uploads = [Upload(file.name, file) for file in files]
    count = f"{len(files)} file{'s' * (len(files) != 1)}"
    st.button(f"Add {count}", type="primary", on_click=_add, args=(table, uploads, documents, replace, exempt))


def _add(table: Desk, uploads: list[Upload], documents: Sequence[Document], replace: bool, exempt: bool) -> None:
    _try(lambda: table.add(uploads, documents, replace=replace, exempt=exempt))
    st.session_state[ROUND] += 1  # another key empties the box


def _removing(table: Desk, documents: Sequence[Document]) -> None:
    st.header("Remove papers", anchor=False)
    names = {document.id: f"{document.name} ({document.title})" if document.title else document.name
             for document in documents}  # fmt: skip
    chosen = st.multiselect(
        "Files to remove", list(names), key=REMOVED, format_func=names.__getitem__, placeholder="None chosen",
        filter_mode="contains",
    )  # fmt: skip
    if st.button("Remove …", disabled=not chosen):
        _ask(table, {identity: names[identity] for identity in chosen})


@st.dialog("Remove papers?")
def _ask(table: Desk, chosen: dict[str, str]) -> None:
    listed = "".join(f"<li>{as_html(name)}</li>" for name in chosen.values())
    st.html(f"<p>They leave search, answers and figures:</p><ul>{listed}</ul><p>{as_html(UNDOABLE)}</p>")
    with st.container(horizontal=True, gap="small"):
        remove = st.button(f"Remove {len(chosen)} file{'s' * (len(chosen) != 1)}", type="primary")
        keep = st.button("Keep them")
    if remove:
        _try(lambda: table.remove(list(chosen)))
    if remove or keep:
        st.rerun()


def _try(work: Callable[[], None]) -> None:
    """Do something; an error of ours is shown at the head of the page."""
    try:
        work()
    except (ScrutineerError, OSError) as error:
        st.session_state[PROBLEM] = str(error)


def _watch(table: Desk, job: Job) -> None:
    @st.fragment(run_every=EVERY)
    def look() -> None:
        if not job.running:
            st.rerun()
        share = job.done / job.total if job.total else 0.0
        of = f"{job.done} of {job.total} done" if job.total else "getting ready"
        st.progress(min(share, 1.0), as_label(f"{table.says}: {of}" + (f" · {job.name}" if job.name else "")))
        st.button("Stop", on_click=table.stop, help="The papers stay as they were")

    st.header(table.says, anchor=False)
    frame.small("Questions are answered meanwhile, from the papers as they were until all of these have been read.")
    look()


def _done(table: Desk, job: Job) -> None:
    st.header("What was done", anchor=False)
    if job.report is not None:
        st.html(report_table(job.report))
    elif job.stopped:
        frame.small("Stopped. The papers are as they were.")
    else:
        frame.problem(job.problem)
    with st.container(horizontal=True, gap="small"):
        st.button("Close", type="primary", on_click=table.close)
        if table.changed:
            st.button("Undo", on_click=_undo, args=(table,), help=UNDOABLE)


def _undo(table: Desk) -> None:
    st.session_state[PROBLEM] = table.undo()


def report_table(report: Report) -> str:
    """Give what became of each file as a table in HTML, as the command line prints it."""
    heads = "".join(f"<th scope='col'>{head}</th>" for head in ("File", "Pages", "Outcome", "Reason"))
    rows = "".join(_row(line) for line in report.lines)
    table = f"<table class='held'><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    return f"<div class='scroll' role='region' aria-label='Report' tabindex='0'>{table}</div>"


def _row(line: Line) -> str:
    cells = (line.name, "" if line.pages is None else str(line.pages), str(line.outcome), line.reason)
    return f"<tr>{''.join(f'<td>{as_html(cell)}</td>' for cell in cells)}</tr>"
