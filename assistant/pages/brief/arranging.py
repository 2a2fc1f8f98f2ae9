"""The questions of a brief, to be edited, moved, dropped and added to."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from assistant.brief.pack import LONGEST, MOST, Asked, Pack
from assistant.brief.records import Brief
from assistant.pages import frame
from assistant.pages.brief import parts
from assistant.safe import as_label

PACKS = "brief-packs"
KEPT = 8
"""Briefs whose arranged questions are kept while the page is open."""
NONE = "No question is suggested: no finding gives rise to one. You can write your own."
OWN = "Your own question"
Change = Callable[[Pack], Pack]


def pack_of(key: str, brief: Brief) -> Pack:
    """Give the questions of a brief as they were arranged, or as they are suggested."""
    packs: dict[str, Pack] = st.session_state.setdefault(PACKS, {})
    if key not in packs:
        packs[key] = Pack.of(brief.questions)
        for oldest in list(packs)[:-KEPT]:
            del packs[oldest]
    return packs[key]


def show(key: str, brief: Brief) -> None:
    """Show the questions and what can be done with them."""
    pack = pack_of(key, brief)
    if not pack.questions:
        frame.small(NONE)
    for place, asked in enumerate(pack.questions):
        _question(key, brief, pack, place, asked)
    with st.form(f"own-{_short(key)}", clear_on_submit=True, border=False):
        own = st.text_area(OWN, max_chars=LONGEST, height="content", key=f"own-text-{_short(key)}")
        full = len(pack.questions) >= MOST
        if st.form_submit_button("Add the question", disabled=full) and own.strip():
            _change(key, lambda now: now.added(own))
            st.rerun()
    if pack.dropped:
        with st.expander(f"Dropped questions ({len(pack.dropped)})"):
            for asked in pack.dropped:
                st.button(
                    f"Bring back: {as_label(asked.text)}",
                    key=f"back-{_short(key)}-{asked.id}",
                    on_click=_restore,
                    args=(key, asked.id),
                )


def _question(key: str, brief: Brief, pack: Pack, place: int, asked: Asked) -> None:
    name, number = f"{_short(key)}-{asked.id}", place + 1
    with st.container(border=True, key=f"question-{name}"):
        field = f"text-{name}"
        st.text_area(
            f"Question {number}",
            asked.text,
            max_chars=LONGEST,
            height="content",
            key=field,
            on_change=_edit,
            args=(key, asked.id, field),
        )
        st.html(parts.rests_on(asked.text, brief.citations))
        with st.container(horizontal=True, gap="small"):
            last = len(pack.questions)
            _button("Move up", number, f"up-{name}", _move, (key, asked.id, -1), disabled=number == 1)
            _button("Move down", number, f"down-{name}", _move, (key, asked.id, 1), disabled=number == last)
            _button("Drop", number, f"drop-{name}", _drop, (key, asked.id))


def _button(
    label: str, number: int, key: str, press: Callable[..., None], args: tuple[object, ...], *, disabled: bool = False
) -> None:
    st.button(label, key=key, help=f"{label}: question {number}", on_click=press, args=args, disabled=disabled)


def _change(key: str, change: Change) -> None:
    packs: dict[str, Pack] = st.session_state.get(PACKS, {})
    if key in packs:
        packs[key] = change(packs[key])


def _edit(key: str, number: int, field: str) -> None:
    text = str(st.session_state.get(field, ""))
    _change(key, lambda pack: pack.edited(number, text))


def _move(key: str, number: int, by: int) -> None:
    _change(key, lambda pack: pack.moved(number, by))


def _drop(key: str, number: int) -> None:
    _change(key, lambda pack: pack.without(number))


def _restore(key: str, number: int) -> None:
    _change(key, lambda pack: pack.restored(number))


def _short(key: str) -> str:
    """Give a key that may stand in a name of the browser's."""
    return "".join(character if character.isalnum() else "-" for character in key)[-60:]
