"""The questions of a brief, to be edited, moved, dropped and added to."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from assistant.brief.pack import LONGEST, MOST, Asked, Pack
from assistant.brief.records import Brief
from assistant.kept.briefs import KeptPack
from assistant.pages import frame
from assistant.pages.brief import parts
from assistant.pages.library import Library
from assistant.safe import as_label
from corpus.errors import ScrutineerError

logger = logging.getLogger(__name__)
PACKS = "brief-packs"
KEPT = 8
"""Briefs whose arranged questions are held while the page is open; all are kept with the person's other things."""
NONE = "No question is suggested: no finding gives rise to one. You can write your own."
OWN = "Your own question"
CARRIED = "The papers have changed since you arranged these questions: they are suggested anew, and your own follow."
Change = Callable[[Pack], Pack]


@dataclass(frozen=True)
class Desk:
    """Where a person arranges the questions of a brief; `name` is the brief's, whatever papers it is made from."""

    shelf: Library
    who: str
    name: str
    brief: Brief

    @property
    def key(self) -> str:
        """A key that may stand in a name of the browser's."""
        return f"{_short(self.name)}-{self.rests_on[:8]}"

    @property
    def rests_on(self) -> str:
        """What the questions and their marks rest on; another text where papers have changed it."""
        places = [(c.document.sha256, c.block.ordinal, c.start, c.end) for c in self.brief.citations]
        return hashlib.sha256(json.dumps([self.brief.questions, places]).encode()).hexdigest()

    @property
    def pack(self) -> Pack:
        """The questions as they were arranged, or as they are suggested."""
        packs: dict[str, Pack] = st.session_state.setdefault(PACKS, {})
        if self.key not in packs:
            packs[self.key] = self._kept() or Pack.of(self.brief.questions)
            for oldest in list(packs)[:-KEPT]:
                del packs[oldest]
        return packs[self.key]

    def change(self, change: Change) -> None:
        """Change the questions and keep them; where they cannot be kept, they last while the page is open."""
        pack = change(self.pack)
        st.session_state[PACKS][self.key] = pack
        try:
            self.shelf.briefs.keep(self.who, self.name, KeptPack(pack, self.brief.questions, self.rests_on))
            self.shelf.briefs.forget(self.shelf.assistant.settings.keep_days)
        except ScrutineerError:
            logger.exception("an arranged brief could not be kept")

    def _kept(self) -> Pack | None:
        try:
            kept = self.shelf.briefs.of(self.who, self.name)
        except ScrutineerError:
            logger.exception("an arranged brief could not be read")
            return None
        if kept is None or kept.rests_on == self.rests_on:
            return kept.pack if kept else None
        st.session_state[f"carried-{self.key}"] = bool(kept.pack.own(kept.suggested))
        return kept.pack.carried_over(kept.suggested, self.brief.questions)


def show(desk: Desk) -> None:
    """Show the questions and what can be done with them."""
    pack = desk.pack
    if st.session_state.get(f"carried-{desk.key}"):
        frame.small(CARRIED)
    if not pack.questions:
        frame.small(NONE)
    for place, asked in enumerate(pack.questions):
        _question(desk, pack, place, asked)
    with st.form(f"own-{desk.key}", clear_on_submit=True, border=False):
        own = st.text_area(OWN, max_chars=LONGEST, height="content", key=f"own-text-{desk.key}")
        full = len(pack.questions) >= MOST
        if st.form_submit_button("Add the question", disabled=full) and own.strip():
            desk.change(lambda now: now.added(own))
            st.rerun()
    if pack.dropped:
        with st.expander(f"Dropped questions ({len(pack.dropped)})"):
            for asked in pack.dropped:
                st.button(
                    f"Bring back: {as_label(asked.text)}",
                    key=f"back-{desk.key}-{asked.id}",
                    on_click=_restore,
                    args=(desk, asked.id),
                )
    if pack.questions != Pack.of(desk.brief.questions).questions:
        st.button("Start again from the papers", key=f"again-{desk.key}", on_click=_begin_again, args=(desk,))


def _question(desk: Desk, pack: Pack, place: int, asked: Asked) -> None:
    name, number = f"{desk.key}-{asked.id}", place + 1
    with st.container(border=True, key=f"question-{name}"):
        field = f"text-{name}"
        st.text_area(
            f"Question {number}",
            asked.text,
            max_chars=LONGEST,
            height="content",
            key=field,
            on_change=_edit,
            args=(desk, asked.id, field),
        )
        st.html(parts.rests_on(asked.text, desk.brief.citations))
        with st.container(horizontal=True, gap="small"):
            last = len(pack.questions)
            _button("Move up", number, f"up-{name}", _move, (desk, asked.id, -1), disabled=number == 1)
            _button("Move down", number, f"down-{name}", _move, (desk, asked.id, 1), disabled=number == last)
            _button("Drop", number, f"drop-{name}", _drop, (desk, asked.id))


def _button(
    label: str, number: int, key: str, press: Callable[..., None], args: tuple[object, ...], *, disabled: bool = False
) -> None:
    st.button(label, key=key, help=f"{label}: question {number}", on_click=press, args=args, disabled=disabled)


def _edit(desk: Desk, number: int, field: str) -> None:
    text = str(st.session_state.get(field, ""))
    desk.change(lambda pack: pack.edited(number, text))


def _move(desk: Desk, number: int, by: int) -> None:
    desk.change(lambda pack: pack.moved(number, by))


def _drop(desk: Desk, number: int) -> None:
    desk.change(lambda pack: pack.without(number))


def _restore(desk: Desk, number: int) -> None:
    desk.change(lambda pack: pack.restored(number))


def _begin_again(desk: Desk) -> None:
    for asked in desk.pack.questions:
        st.session_state.pop(f"text-{desk.key}-{asked.id}", None)
    desk.change(lambda pack: pack.begun_again(desk.brief.questions))


def _short(key: str) -> str:
    """Give a key that may stand in a name of the browser's."""
    return "".join(character if character.isalnum() else "-" for character in key)[-60:]
