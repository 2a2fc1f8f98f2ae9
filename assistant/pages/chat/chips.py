"""How the question was read, as chips under the answer: a press on one offers what it may be changed to."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from assistant.answers import Answer
from assistant.opened import Opened
from assistant.pages.chat import conversation
from assistant.printing import PARTS, part_words
from assistant.questions.question import Question
from assistant.questions.rewording import FORMS, periods_offered, places_offered, reworded

LABELS = {"measure": "Measure", "unit": "Form", "period": "Period", "place": "Place"}
OPEN = {"measure": "any measure", "unit": "any form", "period": "any period", "place": "any place"}
"""What a chip says where the question leaves that part open."""


def show(number: int, answer: Answer, opened: Opened, question: Question) -> None:
    """Show the chips of a turn; choosing another value asks the question that it makes."""
    if not question.subject:
        return
    with st.container(key=f"chips-{number}", horizontal=True, gap="small", vertical_alignment="center"):
        st.html("<p class='small'>Read as</p>", width="content")
        for part in PARTS:
            shown = part_words(answer.read_as, part)
            with st.popover(shown or OPEN[part], key=f"chip-{number}-{part}", help=f"{LABELS[part]}: change it"):
                _change(number, part, shown, opened, question)


def _change(number: int, part: str, shown: str, opened: Opened, question: Question) -> None:
    key = f"change-{number}-{part}"
    offered = _offered(part, opened, question)
    value: str | None
    if part == "measure":
        value = st.text_input(LABELS[part], shown, key=key)
    elif offered:
        value = st.selectbox(LABELS[part], offered, _place_in(offered, shown), key=key)
    else:
        st.html("<p class='small'>The papers offer no other.</p>")
        return
    changed = value is not None and bool(value.strip()) and value != shown
    st.button(
        "Ask with this",
        key=f"{key}-ask",
        disabled=not changed,
        on_click=_ask,
        args=(opened, question, part, str(value or "")),
    )


def _offered(part: str, opened: Opened, question: Question) -> list[str]:
    match part:
        case "period":
            return periods_offered(opened, question)
        case "place":
            return places_offered(opened)
        case "unit":
            return list(FORMS)
        case _:
            return []


def _place_in(offered: Sequence[str], shown: str) -> int | None:
    return offered.index(shown) if shown in offered else None


def _ask(opened: Opened, question: Question, part: str, value: str) -> None:
    conversation.press(reworded(opened, question, part, value))
