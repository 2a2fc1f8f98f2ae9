"""Whether a sentence may be shown: all its checks, in order, against the evidence that it names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from assistant.opened import Opened
from assistant.writing.checks import form, names, numbers, pairing, senses, times
from assistant.writing.checks.claim import Claim, claimed
from assistant.writing.evidence import Evidence, Item
from assistant.writing.replies import Sentence

CHECKS: tuple[Callable[[Claim], str], ...] = (
    form.plain,
    form.quotes_verbatim,
    numbers.held,
    times.held,
    pairing.times_fit,
    pairing.roles_fit,
    names.held,
    names.terms_held,
    pairing.words_fit,
    names.mostly_held,
    senses.directions_held,
    senses.denials_held,
    senses.acts_held,
)
"""Each gives what is wrong in words that a model can act on, and is empty where nothing is."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A sentence that may be shown, with the evidence that it rests on."""

    text: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Rejected:
    """A sentence that may not be shown, and why."""

    sentence: Sentence
    reason: str


def verified(
    sentence: Sentence,
    evidence: Evidence,
    opened: Opened,
    checks: tuple[Callable[[Claim], str], ...] = CHECKS,
) -> Checked | Rejected:
    """Check a sentence."""
    claim = claimed(sentence, evidence, opened)
    if isinstance(claim, str):
        return Rejected(sentence, claim)
    for check in checks:
        reason = check(claim)
        if reason:
            return Rejected(sentence, reason)
    return Checked(claim.text, claim.items)
