"""The questions of a brief as somebody arranges them: edited, moved, dropped and brought back, and their own."""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant.answers import MARK

LONGEST = 1_000
"""Characters of a question."""
MOST = 40
"""Questions of a pack."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with a number of its own, which it keeps wherever it is moved."""

    id: int
    text: str


@dataclass(frozen=True, slots=True)
class Pack:
    """Questions in their order, and those that were dropped, the last one first."""

    questions: tuple[Asked, ...]
    dropped: tuple[Asked, ...] = ()

    @classmethod
    def of(cls, texts: tuple[str, ...]) -> Pack:
        """Give the pack of questions as they are suggested."""
        return cls(tuple(Asked(n, text) for n, text in enumerate(texts)))

    def begun_again(self, suggested: tuple[str, ...]) -> Pack:
        """Give the questions as they are suggested; what this pack has beside them is dropped, to be brought back."""
        own = self.own(suggested)
        return replace(Pack.of(suggested), dropped=tuple(Asked(len(suggested) + n, t) for n, t in enumerate(own)))

    def carried_over(self, before: tuple[str, ...], suggested: tuple[str, ...]) -> Pack:
        """Give the questions suggested now and behind them those of this pack that were not suggested `before`.

        Their marks are left out: they stood for the sources of then.
        """
        own = (" ".join(MARK.sub("", text).split()) for text in self.own(before))
        carried = Pack.of(suggested)
        for text in own:
            carried = carried.added(text)
        return carried

    def own(self, suggested: tuple[str, ...]) -> list[str]:
        """Give the questions of this pack whose words are not among those suggested."""
        return [asked.text for asked in self.questions if asked.text.strip() and asked.text not in suggested]

    @property
    def texts(self) -> list[str]:
        """The questions in words, without empty ones."""
        return [asked.text for asked in self.questions if asked.text.strip()]

    def edited(self, key: int, text: str) -> Pack:
        """Give the pack with other words for a question."""
        new = text.strip()[:LONGEST]
        return replace(self, questions=tuple(replace(q, text=new) if q.id == key else q for q in self.questions))

    def moved(self, key: int, by: int) -> Pack:
        """Give the pack with a question moved up (-1) or down (1); at the end it stays."""
        order = list(self.questions)
        at = next((n for n, asked in enumerate(order) if asked.id == key), None)
        if at is None or not 0 <= at + by < len(order):
            return self
        order[at], order[at + by] = order[at + by], order[at]
        return replace(self, questions=tuple(order))

    def without(self, key: int) -> Pack:
        """Give the pack with a question dropped; it can be brought back."""
        gone = tuple(asked for asked in self.questions if asked.id == key)
        return Pack(tuple(asked for asked in self.questions if asked.id != key), gone + self.dropped)

    def restored(self, key: int) -> Pack:
        """Give the pack with a dropped question at its end again."""
        back = tuple(asked for asked in self.dropped if asked.id == key)
        return Pack(self.questions + back, tuple(asked for asked in self.dropped if asked.id != key))

    def added(self, text: str) -> Pack:
        """Give the pack with a question of one's own at its end; an empty one adds nothing, nor does one too many."""
        new = " ".join(text.split())[:LONGEST]
        if not new or len(self.questions) >= MOST:
            return self
        fresh = 1 + max((asked.id for asked in self.questions + self.dropped), default=-1)
        return replace(self, questions=(*self.questions, Asked(fresh, new)))
