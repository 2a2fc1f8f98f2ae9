"""Names of councils and of their committees, as papers print them."""

from __future__ import annotations

import re
from collections.abc import Collection

_WORD = r"[A-Z][\w'’]*(?:-[A-Za-z][\w'’]*)*"
_LINK = r"(?:and|of|for|the|on|to|in|with|upon|&)"
_ENDS = (
    r"(?:Sub-?\s?)?(?:Committees?|Cabinet\sCommittee|Panel|Board|Commission|Forum|Partnership|Working\s(?:Group|Party)"
    r"|Task\s(?:Group|Force))"
)
_COMMITTEE = re.compile(
    rf"(?:{_WORD}(?:,?\s+(?:{_LINK}\s+){{0,2}}{_WORD}){{0,11}}?\s+)?(?:{_ENDS})\b"
    r"|(?:Full\s+|Extraordinary\s+)?Council(?!\s+(?:Plan|Tax|Priorit|House|Chamber|Officer|Owned))\b"
    r"|Cabinet(?!\s+(?:Member|Portfolio|Office|Information))|Executive(?!\s+(?:Member|Summary|Director|Decision|Officer))",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"^(?:the\s+|a\s+|an\s+|for\s+|of\s+|(?:draft\s+|printed\s+)?minutes\s+(?:of\s+)?|(?:agenda|report|meeting|document|pack|frontsheet"
    r"|supplement|decisions?)\s+(?:to|of|for|from)?\s*|(?:last|previous|next)\s+)+",
    re.IGNORECASE,
)
_SMALL = frozenset({"and", "of", "for", "the", "on", "to", "in", "with", "upon", "a", "by", "at"})

_NAME = r"(?:[A-Z][a-z]+|[A-Z]{3,})"
_KIND = (
    r"(?:County|City|Borough|District|Metropolitan|Town|Parish|Unitary"
    r"|COUNTY|CITY|BOROUGH|DISTRICT|METROPOLITAN|TOWN|PARISH|UNITARY)"
)
_JOIN = r"(?:-|\s+|\s+(?:and|on|of|upon|the|in|&|AND|ON|UPON|OF)\s+|-(?:on|upon|in|le|under)-)"
_COUNCIL = re.compile(
    rf"\b(?:(?:(?:London|Royal)\s+Borough|City)\s+of\s+(?P<borough>{_NAME}(?:\s+(?:and|upon)\s+{_NAME})*)(?:\s+Council\b)?"
    rf"|(?P<place>(?:St\.?\s+)?{_NAME}(?:{_JOIN}{_NAME})*?)(?:\s+{_KIND})*\s+(?:Council|COUNCIL)\b)"
)
NO_PLACE = frozenset(
    {"children", "care", "youth", "young", "people", "school", "schools", "research", "health", "trades", "arts"}
    | {"sports", "general", "privy", "full", "the", "this", "parish", "town", "county", "district", "city", "borough"}
    | {"local", "nursing", "medical", "national", "british", "security", "european", "integrated", "our", "each", "any"}
    | {"all", "student", "students", "extraordinary", "annual", "cabinet", "member", "members", "council", "councils"}
    | {"of", "in", "for", "and", "by", "to", "from", "at", "with", "voluntary", "higher", "education", "social"}
    | {"services", "families", "learning", "economic", "partnership", "consumer", "advisory", "central", "action"}
    | {"report", "minutes", "agenda", "leader", "both", "neighbouring", "other", "every", "elected", "a", "new"}
    | {"unitary", "metropolitan", "previous", "if", "when", "as", "while", "since", "under", "draft", "proposed"}
    | {"should", "would", "will", "could", "may", "does", "is", "has", "that", "what", "how", "why", "where"}
)
"""Words that stand before "Council" without naming a place: "Children in Care Council", "The Council"."""
_BEFORE_OF = frozenset({"Isle", "Isles", "Forest", "Vale", "East Riding", "Soke"})
"""First words of places that have "of" in their names."""
_LINKS_OF_PLACES = frozenset({"of", "and", "in", "the"})


def committee_in(text: str) -> str:
    """Give the committee that a line names, in ordinary capitals, or nothing.

    Meant for lines that are known to name one ("Report to: …", a heading); running text has too many boards.
    """
    line = _OPENING.sub("", re.sub(r"\s+", " ", text).strip(" .:–-"))
    match = _COMMITTEE.match(line)
    return ordinary_capitals(_OPENING.sub("", match.group(0))) if match else ""


def councils_in(text: str) -> list[str]:
    """Give the councils that a text names, in its order, each as often as it is named."""
    found = []
    for match in _COUNCIL.finditer(text):
        name = re.sub(r"\s+", " ", match.group(0))
        if match["borough"]:
            # "City of York Council" is a council, "the City of York" is a place.
            if "Borough" in name or name.endswith("Council"):
                found.append(ordinary_capitals(name))
            continue
        place = match["place"].split()
        of = place.index("of") if "of" in place else 0
        if of and " ".join(place[:of]) not in _BEFORE_OF:
            # "Chief Executive of Anytown Council" names Anytown's.
            place, name = place[of + 1 :], name.split(" of ", 1)[1]
        while place and place[0].lower() in NO_PLACE:
            name = name[len(place.pop(0)) :].lstrip()
        if place and not any(word.lower() in NO_PLACE - _LINKS_OF_PLACES for word in place):
            found.append(ordinary_capitals(name))
    return found


def ordinary_capitals(text: str, acronyms: Collection[str] = ()) -> str:
    """Write a name that is all in capitals as names are written, but for acronyms; leave others as they are."""
    text = re.sub(r"\s+", " ", text).strip()
    if not text.isupper():
        return text
    words = []
    for index, word in enumerate(text.split(" ")):
        lower = word.lower()
        if word.strip("(),:;.'’") in acronyms or (index and lower in _SMALL):
            words.append(word if word.strip("(),:;.'’") in acronyms else lower)
        else:
            words.append(re.sub(r"(^|[-(/])([a-z])", lambda sign: sign.group(0).upper(), lower))
    return " ".join(words)
