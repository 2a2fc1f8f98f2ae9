"""The words that a question looks for, grouped by meaning and weighed by how rare they are."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property

from assistant.questions.framing import FORM_STEMS
from assistant.questions.question import Question
from corpus.language.forms import forms_of
from corpus.language.near_words import near_words
from corpus.language.plain_verbs import PLAIN_VERBS
from corpus.language.stems import stems
from corpus.language.terms import Term

AND = "and"
THOUSANDS = "000"
"""What the index makes of the end of "20,000"."""
"""Papers write "and" or "&" in one name; neither counts."""
INHERITED_WEIGHT = 0.25
"""What a word of the turn before weighs beside one of the question's own."""
PLAIN_VERB_WEIGHT = 0.3
"""What a verb of wide meaning weighs beside another word: the papers may well use another one."""
TELLING = 3
TELLING_IN_TABLE = 2
"""Words of a name that mean the same thing wherever they stand in a text and in what it hangs under; a row and what
stands over its table are read together."""
FEW = 2
"""Words of a follow-up's own that must all be found."""
Spelling = tuple[str, ...]
"""The stems of one way to write a word or term."""


@dataclass(frozen=True)
class Sought:
    """Groups of spellings that mean the same, in the order of the question, each with its rarity from 0 to 1.

    `written` has each group's spellings as words, for the keyword index, which makes its stems itself: the stem of a
    stem may be another one. `core` marks the groups that name the subject; the others frame it: the period, the
    place, the paper asked; `names` those that the papers write as a name; `fresh` those of the subject that a follow-up
    names itself, where the rest is taken over from the turn before.
    """

    groups: tuple[frozenset[Spelling], ...]
    rarity: tuple[float, ...]
    written: tuple[tuple[str, ...], ...] = ()
    core: tuple[bool, ...] = ()
    names: tuple[bool, ...] = ()
    fresh: tuple[bool, ...] = ()

    def core_share(self, found: Iterable[bool]) -> float:
        """Give the share of the groups found that name the subject, by rarity, 0 to 1; 0 where none does."""
        weights, total = self._core_weights
        return sum(w for w, here in zip(weights, found, strict=True) if here) / total if total else 0.0

    @cached_property
    def _core_weights(self) -> tuple[list[float], float]:
        """The rarity of each group of the subject, 0 for the others, and the sum."""
        weights = [r if own else 0.0 for r, own in zip(self.rarity, self.core, strict=True)]
        return weights, sum(weights)

    @property
    def subject(self) -> str:
        """What the question is about, in words to be shown: the name of each thing, and every other word as written."""
        named = (written[0] for written, own in zip(self.written, self.core, strict=True) if own)
        return " ".join(dict.fromkeys(word for words in named for word in words.split()))

    def lacks_number(self, held: Iterable[bool]) -> bool:
        """Tell whether a number that the subject names, an age or a stage, is not among the groups found."""
        named = (
            own and any(len(spelling) == 1 and spelling[0].isdigit() for spelling in group)
            for own, group in zip(self.core, self.groups, strict=True)
        )
        return any(number and not here for number, here in zip(named, held, strict=True))

    def lacks_fresh(self, held: Iterable[bool]) -> bool:
        """Tell whether a follow-up's own subject is not among the groups found: its one or two words, or the rarest."""
        named = zip(self.rarity, self.fresh, held, strict=True) if self.fresh else ()
        own = sorted((r, here) for r, fresh, here in named if fresh)
        return not all(here for _, here in (own if len(own) <= FEW else own[-1:]))

    def nameless(self, held: Iterable[bool]) -> float:
        """Give the rarity of the rarest name that is not among the groups found, 0 to 1; 0 where none is missing."""
        named = zip(self.rarity, self.names, held, strict=True) if self.names else ()
        return max((r for r, name, here in named if name and not here), default=0.0)

    def found(self, text: Sequence[str]) -> Sequence[bool]:
        """Tell for each group whether one of its spellings stands in a text, given as stems."""
        key = tuple(text)
        if key not in self._texts:
            self._texts[key] = self._found(key)
        return self._texts[key]

    @cached_property
    def _texts(self) -> dict[tuple[str, ...], tuple[bool, ...]]:
        """What was found in each text: headings over many, and sentences of many figures, are looked at again."""
        return {}

    def _found(self, text: Sequence[str]) -> tuple[bool, ...]:
        every = set(text)
        held = _without_thousands(every, text) if THOUSANDS in every else every
        joined = ""
        found = []
        for words, openings, phrases in self._spellings:
            here = not words.isdisjoint(held)
            # A phrase is looked for only where its first word stands: few texts have it.
            if not here and not openings.isdisjoint(every):
                joined = joined or f" {' '.join(word for word in text if word != AND)} "
                here = any(phrase in joined for phrase in phrases)
            found.append(here)
        return tuple(found)

    @cached_property
    def _spellings(self) -> list[tuple[frozenset[str], frozenset[str], list[str]]]:
        """For each group its spellings of one word; of longer ones the first words, and each as texts have it."""
        groups = []
        for group in self.groups:
            phrases = [spelling for spelling in group if len(spelling) > 1]
            groups.append(
                (
                    frozenset(spelling[0] for spelling in group if len(spelling) == 1 and spelling[0] != AND),
                    frozenset(spelling[0] for spelling in phrases),
                    [f" {' '.join(spelling)} " for spelling in phrases],
                )
            )
        return groups

    def scattered(self, text: Iterable[str], *, in_table: bool = False) -> list[bool]:
        """Tell for each group whether all words of one of its long spellings stand in a text, wherever they do.

        "Child protection" in a heading and "plans" in a row below are child protection plans. With `in_table` the text
        is a row and what stands over its table: "Residential" under "Placements by type" are residential placements.
        """
        least = TELLING_IN_TABLE if in_table else TELLING
        if not any(self._phrases):
            return [False] * len(self.groups)
        held = text if isinstance(text, set) else set(text)
        return [any(len(words) >= least and words <= held for words in group) for group in self._phrases]

    @cached_property
    def _phrases(self) -> list[list[frozenset[str]]]:
        """For each group the words of its spellings of several words."""
        return [[frozenset(spelling) for spelling in group if len(spelling) > 1] for group in self.groups]

    def share(self, found: Iterable[bool]) -> float:
        """Give the share of the groups found, by rarity, 0 to 1."""
        total = self._total
        return sum(r for r, here in zip(self.rarity, found, strict=True) if here) / total if total else 0.0

    @cached_property
    def _total(self) -> float:
        return sum(self.rarity)

    def positions(self, text: Sequence[str]) -> list[list[int]]:
        """Give for each group the positions in a text, given as stems, where one of its spellings begins."""
        plain = [word for word in text if word != AND]
        at: dict[str, list[int]] = {}
        for place, word in enumerate(plain):
            at.setdefault(word, []).append(place)
        return [
            sorted(
                {
                    place
                    for spelling in group
                    for place in at.get(spelling[0], ())
                    if len(spelling) == 1 or tuple(plain[place : place + len(spelling)]) == spelling
                }
            )
            for group in self.groups
        ]


def spelled(words: str) -> Spelling:
    """Give the stems of one way to write a term, without its "and"."""
    return tuple(word for word in stems(words) if word != AND)


def words_sought(question: Question) -> dict[frozenset[Spelling], tuple[str, ...]]:
    """Group the question's words: the glossary's terms with all their spellings, every other word by itself.

    Gives the stems of each group with its spellings as they are written.
    """
    groups: dict[frozenset[Spelling], tuple[str, ...]] = {}
    for spellings in _named_together(question):
        groups[frozenset(spelled(spelling) for spelling in spellings)] = spellings
    known: set[str] = set()
    turn: Question | None = question
    while turn is not None:
        # "Child" is said by "children in care" in its own turn; in "and child protection?" it is another word.
        covered = {stem for spelling in _spellings(turn) for stem in spelled(spelling)} | known
        for word in turn.words:
            parts = tuple(stems(word))
            if parts and not set(parts) <= covered:
                written = forms_of(word)
                groups[frozenset(tuple(stems(form)) for form in written)] = written
                covered.update(parts)
                known.update(parts)
        turn = turn.inherited
    return groups


def _spellings(turn: Question) -> Iterator[str]:
    """Give the spellings of the things that one turn names."""
    return (spelling for mention in turn.mentions for spelling in mention.term.spellings)


def _named_together(question: Question | None) -> Iterator[tuple[str, ...]]:
    """Give the spellings of each thing named; where one place names several terms, either of them is meant."""
    known: set[Term] = set()
    while question is not None:
        places: dict[tuple[int, int], dict[Term, None]] = {}
        for mention in question.mentions:
            places.setdefault((mention.start, mention.end), {})[mention.term] = None
        for terms in places.values():
            fresh = [term for term in terms if term not in known]
            known.update(fresh)
            if fresh:
                yield tuple(dict.fromkeys(spelling for term in fresh for spelling in term.spellings))
        question = question.inherited


def weigh(
    groups: Mapping[frozenset[Spelling], tuple[str, ...]],
    frequencies: Mapping[str, int],
    chunks: int,
    framing: Collection[str] = (),
    own: Collection[str] | None = None,
) -> Sought:
    """Weigh groups by their rarest spelling; `frequencies` gives the number of chunks, of `chunks`, with a stem.

    Groups of which a spelling is made of `framing` stems are not of the subject. Those without a word of the
    question's `own` stems, taken over from the turn before, weigh less where it names a subject of its own; None where
    all are its own.
    """
    core = tuple(not any(_frames(spelling, set(framing)) for spelling in group) for group in groups)
    mine = [own is None or any(set(spelling) <= set(own) for spelling in group) for group in groups]
    # "And in June?" asks for the same thing as before; "and for girls?" for something else in the same words.
    another = any(c and m for c, m in zip(core, mine, strict=True))
    rarity = (
        max((_rarity(spelling, frequencies, chunks) for spelling in group), default=0.0)
        * (INHERITED_WEIGHT if another and not m else 1.0)
        * (PLAIN_VERB_WEIGHT if written[0] in PLAIN_VERBS else 1.0)
        for (group, written), m in zip(groups.items(), mine, strict=True)
    )
    # A near word is taken for the word where it stands, and is no word to search or to weigh by.
    matching = tuple(group | _near(written[0]) for group, written in groups.items())
    fresh = tuple(c and m for c, m in zip(core, mine, strict=True)) if own is not None and another else ()
    return Sought(matching, tuple(rarity), tuple(groups.values()), core, fresh=fresh)


def _near(word: str) -> frozenset[Spelling]:
    return frozenset(tuple(stems(near)) for near in near_words(word))


def _without_thousands(words: set[str], text: Sequence[str]) -> set[str]:
    """Give the words of a text without numbers that stand before thousands alone: the 20 of 20,000 is no twenty."""
    free = {word for word, after in zip(text, (*text[1:], ""), strict=True) if after != THOUSANDS}
    return {word for word in words if word in free or not word.isdigit()}


def _frames(spelling: Spelling, framing: Set[str]) -> bool:
    """Tell whether a spelling is made of framing stems; a name made of several words of form is a name all the same."""
    named = set(spelling)
    is_name = len(named) > 1 and named <= FORM_STEMS and all(word.isalpha() for word in named)
    return named <= framing and not is_name


def _rarity(spelling: Spelling, frequencies: Mapping[str, int], chunks: int) -> float:
    """Give the rarest stem's inverse document frequency, scaled to 1 for a stem in a single chunk."""
    scale = math.log(1 + max(chunks, 1))
    return max((math.log(1 + chunks / max(frequencies.get(part, 0), 1)) / scale for part in spelling), default=0.0)
