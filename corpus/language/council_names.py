"""One name for each council: papers write the same one with and without its kind, with "&" and in capitals."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

_KINDS = frozenset(
    "council authority county city borough district metropolitan town parish unitary london royal".split()
) | frozenset("fire rescue combined national park waste disposal".split())
_LINKS = frozenset({"of", "and", "the"})
_COMMON = frozenset({"council", "authority"})
"""Kinds that tell nothing apart: every body may be called so."""


def one_name_each(often: Mapping[str, int]) -> dict[str, str]:
    """Give for each name of a council, with how often it is written, the name that stands for that council.

    Names are of one council where they name one place and the kinds of one are among those of the other: "Anytown",
    "Anytown Council" and "ANYTOWN BOROUGH COUNCIL" are. Where a place has two councils, a city's and a county's, a name
    without a kind may be either and stands for itself.
    """
    by_place: dict[tuple[str, ...], dict[frozenset[str], list[str]]] = {}
    for name in often:
        place, kinds = _read(name)
        by_place.setdefault(place, {}).setdefault(kinds, []).append(name)
    standing = {}
    for same_place in by_place.values():
        for names in _together(same_place).values():
            best = max(names, key=lambda name: _rank(name, often[name]))
            standing.update(dict.fromkeys(names, best))
    return standing


def held_as(name: str, held: Collection[str]) -> str:
    """Give the name among those held of the council that another spelling names; itself where it names none of them."""
    if name in held:
        return name
    standing = one_name_each({name: 0, **dict.fromkeys(held, 1)})
    same = [other for other in held if standing[other] == standing[name]]
    return same[0] if len(same) == 1 else name


def _read(name: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """Give the words of a name's place and those of its kind; of a name without a place all its words are the place."""
    words = re.findall(r"[\w'’-]+", name.casefold().replace("&", " and "))
    place = [word for word in words if word not in _KINDS]
    while place and place[0] in _LINKS:
        del place[0]
    while place and place[-1] in _LINKS:
        del place[-1]
    return (tuple(place), frozenset(words) & _KINDS - _COMMON) if place else (tuple(words), frozenset())


def _together(by_kinds: Mapping[frozenset[str], list[str]]) -> dict[frozenset[str], list[str]]:
    """Put the names of one place together that are of one council, under the fullest kinds that any of them names."""
    fullest = [kinds for kinds in by_kinds if not any(kinds < other for other in by_kinds)]
    together: dict[frozenset[str], list[str]] = {}
    for kinds, names in by_kinds.items():
        holding = [council for council in fullest if kinds <= council]
        together.setdefault(holding[0] if len(holding) == 1 else kinds, []).extend(names)
    return together


def _rank(name: str, often: int) -> tuple[object, ...]:
    """Rank a name among those of its council: one that says it is a body, not in capitals, then the commonest."""
    words = name.casefold().split()
    is_body = bool(_COMMON.intersection(words)) or "borough" in words
    return is_body, not name.isupper(), often, name
