"""Names of councils, of authorities like them, and of their committees, as papers print them."""

from __future__ import annotations

import re
from collections.abc import Collection

_WORD = r"[A-Z][\w'’]*(?:-[A-Za-z][\w'’]*)*"
_LINK = r"(?:and|of|for|the|on|to|in|with|upon|&)"
_ENDS = (
    r"(?:Sub-?\s?)?(?:Committees?|Cabinet\sCommittee|Panel|Partnership\sBoard|Board|Commission|Forum|Partnership|Working\s(?:Group|Party)"
    r"|Task\s(?:Group|Force))"
)
_COMMITTEE = re.compile(
    rf"(?:{_WORD}(?:,?\s+(?:{_LINK}\s+){{0,2}}(?!{_LINK}\b){_WORD}){{0,11}}?\s+)?(?:{_ENDS})\b"
    r"|(?:Full\s+|Extraordinary\s+)?Council(?!\s+(?:Plan|Tax|Priorit|House|Chamber|Officer|Owned))\b"
    r"|Cabinet(?!\s+(?:Member|Portfolio|Office|Information))|Executive(?!\s+(?:Member|Summary|Director|Decision|Officer))",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"^(?:report\s+of\s+[^.;]{3,80}?,?\s+to\s+(?=the\s)|(?:hybrid|virtual|remote)\s+(?=meeting\b)"
    r"|the\s+|a\s+|an\s+|for\s+|of\s+|(?:draft\s+|printed\s+)?minutes\s+(?:of\s+)?|(?:agenda|report|meeting|document|pack|frontsheet"
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
_MOST_JOINED = 8
"""Names that make one place: "Bath and North East Somerset" has four."""
_AUTHORITIES = ("Fire and Rescue", "Fire & Rescue", "Fire", "Combined", "National Park", "Waste Disposal")
"""What stands before "Authority" in the names of bodies that are no councils and have committees like theirs."""
_AUTHORITY = "|".join(
    re.sub(r"\s", r"\\s+", spelling)
    for name in _AUTHORITIES
    for spelling in (f"{name} Authority", f"{name} Authority".upper())
)
_BOROUGH = r"(?:(?:London|Royal)\s+Borough|City)\s+of|(?:(?:LONDON|ROYAL)\s+BOROUGH|CITY)\s+OF"
_COUNCIL = re.compile(
    rf"\b(?:(?:{_BOROUGH})\s+(?P<borough>{_NAME}(?:\s+(?:and|upon|AND|UPON)\s+{_NAME})*)(?:\s+(?:Council|COUNCIL)\b)?"
    rf"|(?P<place>(?:St\.?\s+)?{_NAME}(?:{_JOIN}{_NAME}){{0,{_MOST_JOINED}}}?)"
    rf"(?:(?:\s+{_KIND})*\s+(?:Council|COUNCIL)|\s+(?:{_AUTHORITY}))\b)"
)
_KIND_OF_BODY = re.compile(rf"^(?:{_BOROUGH})\s+|\s+(?:{_AUTHORITY})$")
NO_PLACE = frozenset(
    {"children", "care", "youth", "young", "people", "school", "schools", "research", "health", "trades", "arts"}
    | {"sports", "general", "privy", "full", "the", "this", "parish", "town", "county", "district", "city", "borough"}
    | {"local", "nursing", "medical", "national", "british", "security", "european", "integrated", "our", "each", "any"}
    | {"all", "student", "students", "extraordinary", "annual", "cabinet", "member", "members", "council", "councils"}
    | {"of", "in", "for", "and", "by", "to", "from", "at", "with", "voluntary", "higher", "education", "social"}
    | {"services", "families", "learning", "economic", "partnership", "consumer", "advisory", "central", "action"}
    | {"report", "minutes", "agenda", "leader", "both", "neighbouring", "other", "every", "elected", "a", "new"}
    | {"unitary", "metropolitan", "previous", "if", "when", "as", "while", "since", "under", "draft", "proposed"}
    | {"fire", "rescue", "combined", "authority", "meeting", "committee", "joint"}
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
    whose = _COUNCIL.match(line)
    if whose and (own := committee_in(line[whose.end() :])):
        return own
    match = _COMMITTEE.match(line)
    return ordinary_capitals(_OPENING.sub("", match.group(0))) if match else ""


def councils_in(text: str) -> list[str]:
    """Give the councils that a text names, in its order, each as often as it is named."""
    found = []
    for match in _COUNCIL.finditer(text):
        name = re.sub(r"\s+", " ", match.group(0))
        if match["borough"]:
            # "City of York Council" is a council, "the City of York" is a place.
            if "borough" in name.casefold() or name.casefold().endswith("council"):
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


def place_in(body: str) -> str:
    """Give the name of a council or authority without its kind: "Fenland" of "Fenland Fire Authority"."""
    return _KIND_OF_BODY.sub("", body)


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
