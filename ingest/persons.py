"""People in a list of names: each as printed, with the role beside the name, and where both stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

TITLE = (
    r"(?:Councillors?|Cllrs?|Ald(?:erm[ae]n)?|Mr|Mrs|Ms|Miss|Mx|Dr|Prof(?:essor)?|Canon|Rev(?:d|erend)?"
    r"|The Rev(?:d|erend)?"
    r"|Sir|Dame|Lord|Lady|Baroness|Baron|Mayor|Deputy Mayor|Deputy Lord Mayor|Lord Mayor|Bishop|Father|Fr"
    r"|Sister|Rabbi|Imam"
    r"|Colonel|Col|Major|Captain|Capt|Commander|Cdr|Judge|Supt|Superintendent|Chief Superintendent|Inspector|PC)\.?"
)
"""What stands before a name; "Mayor" and its like may also be offices, which makes no difference here."""
PLURAL = re.compile(r"(?:Councillors|Cllrs|Aldermen|COUNCILLORS|CLLRS|Messrs|Members)\b\.?\s*[:–-]?\s*")
_PARTICLE = r"(?:van|von|der|den|de|di|da|du|la|le|al|el|bin|ap|ab|Von|St\.?|O)"
_WORD = r"(?:[A-Z][\w'’]*(?:[-‑–][A-Za-z][\w'’]*)*|[A-Z]\.?(?:[A-Z]\.?){0,3}(?![\w]))"
_HONOUR = r"(?:OBE|MBE|CBE|KBE|DBE|BEM|JP|MP|QC|KC|DL|FRSA|TD|RD|CC|QPM|LLB|PhD|AM|MS|MEP)"
NAME = re.compile(
    rf"(?:{TITLE}\s+)*(?:(?:{_PARTICLE}\s+)*{_WORD}\s+){{0,4}}(?:{_PARTICLE}\s+)*{_WORD}\.?(?:,?\s+{_HONOUR}\b)*"
)
_RUN_OF_TITLED = re.compile(rf"(?:(?:{TITLE}\s+)+(?:(?!{TITLE}\s){_WORD}(?:\s+|$)){{1,4}}){{2,}}")
_RUN_OF_INITIALS = re.compile(r"(?:[A-Z]\.?(?:\s?[A-Z]\.?)?\s+[A-Z][\w'’-]{2,}\s+){2,}")
"""Two or more of "A Smith": "John B Smith" is one name."""
_BEFORE_TITLE = re.compile(rf"(?<=[a-z])\s+(?={TITLE}\s+[A-Z])")
_BEFORE_INITIAL = re.compile(r"(?<=[a-z]{2})\s+(?=[A-Z]\.?\s)")
_LEADING_TITLES = re.compile(rf"^(?:{TITLE}\s+)+")
TITLED = re.compile(rf"(?:{TITLE})\s")
_BARE_TITLE = re.compile(rf"(?:{TITLE}\s*)+")
_ROLE_WORDS = (
    r"director|head|manager|officer|leader|cabinet|member|portfolio|chief|assistant|deputy|lead|advis[eo]r"
    r"|representatives?"
    r"|governor|clerk|solicitor|lawyer|chair(?:man|woman|person)?|vice|secretary|co-?opt(?:ee|ed)|inspector"
    r"|commissioner"
    r"|consultant|coordinator|co-ordinator|partner|counsel|treasurer|auditor|gp|principal|senior|interim|acting"
    r"|corporate|executive|strategic|service|services|team|board|committee|council|nhs|trust|police"
    r"|healthwatch|observer"
    r"|support|specialist|analyst|accountant|engineer|planner|surveyor|teacher|headteacher|head-teacher"
    r"|apprentice|group"
    r"|administrator|president|chancellor|spokesperson|champion|monitoring|democratic|governance|scrutiny"
    r"|director[-\s]?general"
    r"|substitut(?:e|ing|ed)|dioces(?:e|an)|parent|union|unison|gmb|university|college|association|society|university"
    r"|department|directorate|section|finance|legal|housing|planning|education|health|social|public|trainee"
    r"|student|resident"
    r"|lay|independent|non-voting|voting|ex-officio|mayor|whip|opposition|shadow|guest|press|journalist|manager"
)
_ROLE = re.compile(rf"\b(?:{_ROLE_WORDS})s?\b", re.I)
_ROLE_OPENING = re.compile(
    r"(?:(?:the|interim|acting|joint|assistant|deputy|executive|corporate|strategic|senior|principal|group"
    r"|chief|service"
    r"|area|regional|independent|operational|operations|programme|project|policy|business|clinical|medical"
    r"|head|director"
    r"|managing|cabinet|portfolio|leader|lead|vice|chair(?:man|woman|person)?|democratic|governance|scrutiny|committee"
    r"|monitoring|legal|finance|planning|development|housing|public|co-?opted|lay|parent|diocesan|town"
    r"|parish|county|borough"
    r"|city|member|officer|manager|solicitor|clerk|section)\b)",
    re.I,
)
_TIME = re.compile(
    r"\d|\b(?:arriv|left|until|from|during|part of|items?\b|minutes?\b|via|virtual|remote"
    r"|online|teams|zoom)",
    re.I,
)
_IN_CHAIR = re.compile(r"\s*[,–-]?\s*\(?\b(in the chair)\b\)?", re.I)
LONGEST_RUN = 300
"""Characters of a run of names without commas; what is longer is a text."""
_EDGE = " \t\n\xa0,;:.–—*•†+#-"


@dataclass(frozen=True, slots=True)
class Person:
    """A name, `text[start:end]`, and the role printed with it, `text[role_start:role_end]`; `note` is other words."""

    name: str
    start: int
    end: int
    role: str = ""
    role_start: int = 0
    role_end: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of a list between its separators; `closes` says that a semicolon or the end comes after it."""

    start: int
    end: int
    closes: bool = False


def people_in(text: str, start: int = 0, end: int | None = None, *, surnames: bool = False) -> list[Person]:
    """Give the people that a list names, in its order; what is neither name nor role is left out.

    With `surnames` a name may be one word without title, as under the heading "Councillors".
    """
    end = len(text) if end is None else end
    found: list[Person] = []
    plural = surnames
    pieces = list(_pieces(text, start, end))
    has_semicolons = any(text[piece.end : piece.end + 1] == ";" for piece in pieces)
    fresh = True
    for index, piece in enumerate(pieces):
        piece = replace(piece, start=_trimmed(text, piece.start, piece.end)[0])
        words = text[piece.start : piece.end]
        opening = PLURAL.match(words)
        if opening:
            plural = True
            piece = replace(piece, start=piece.start + opening.end())
            words = text[piece.start : piece.end]
        elif has_semicolons and fresh:
            plural = surnames
        following = text[pieces[index + 1].start : pieces[index + 1].end] if index + 1 < len(pieces) else ""
        may_be_name = fresh or plural or not found or not found[-1].role or bool(TITLED.match(words))
        may_be_name = may_be_name or is_role(following) or "(" in words
        person = _person(text, piece, plural=plural) if may_be_name else None
        if person is not None:
            found.extend(_several(text, person))
        elif found and not (fresh and has_semicolons) and _goes_on(text, found[-1], words):
            found[-1] = _with_role(text, found[-1], piece.start, piece.end)
        fresh = piece.closes
    return found


def is_name(text: str, *, surnames: bool = False) -> bool:
    """Say whether words are a name: titled, or two words and more, and none of them of a role."""
    words = text.strip(_EDGE)
    if not NAME.fullmatch(words) or _BARE_TITLE.fullmatch(words):
        return False
    titled = TITLED.match(words)
    bare = re.sub(rf"^(?:{TITLE}\s+)+|,?\s+{_HONOUR}\b", "", words)
    if _ROLE.search(bare) and not titled:
        return False
    return bool(titled) or surnames or len(bare.split()) > 1


def is_role(words: str) -> bool:
    """Say whether words speak of an office rather than of a person by name."""
    return bool(_ROLE.search(words)) and not TITLED.match(words.strip(_EDGE))


def _goes_on(text: str, person: Person, words: str) -> bool:
    """Say whether words are the role of the person before them, or more of a role that is not in brackets."""
    if person.role and text[person.role_start - 1 : person.role_start] == "(":
        return False
    return is_role(words) or bool(person.role and words[:1].isupper())


def _pieces(text: str, start: int, end: int) -> Iterator[_Piece]:
    """Part a list at commas, semicolons and at "and" before a name, but not within brackets or before an honour."""
    depth = 0
    opening = start
    index = start
    while index < end:
        sign = text[index]
        depth += (sign in "([") - (sign in ")]" and depth > 0)
        if depth == 0 and sign in ",;•\n":
            if not re.match(rf",\s+{_HONOUR}\b", text[index:]):
                yield _Piece(opening, index, closes=sign in ";•\n")
                opening = index + 1
        elif depth == 0 and (match := re.match(r"\s+(?:and|&|AND)\s+", text[index:end])):
            right = text[index + match.end() : end]
            if _joins_names(text[opening:index], right):
                yield _Piece(opening, index)
                opening = index + match.end()
                index = opening
                continue
        index += 1
    yield _Piece(opening, end, closes=True)


def _joins_names(left: str, right: str) -> bool:
    """Say whether "and" stands between two people rather than between words of a role."""
    if TITLED.match(right):
        return True
    left = left.strip(_EDGE)
    bare = PLURAL.sub("", re.sub(r"\([^)]*\)", "", left)).strip(_EDGE)
    name = NAME.match(right)
    alone = name is not None and re.match(r"\s*(?:[,;.(]|$|[–-]\s)", right[name.end() :]) is not None
    if not left:
        return alone
    return alone and name is not None and not _ROLE.search(name.group(0)) and is_name(bare, surnames=True)


def _person(text: str, piece: _Piece, *, plural: bool) -> Person | None:  # noqa: C901  (each form of a role is a case)
    """Read one piece as a name, with a role in brackets, after a dash or run on to it; None where it is no name."""
    start, end = _trimmed(text, piece.start, piece.end)
    label = re.match(
        r"(?:In the chair|Chair(?:man|woman|person)?|Vice[- ]Chair(?:man|woman"
        r"|person)?)\s*[:–-]\s*",
        text[start:end],
        re.I,
    )
    role: tuple[int, int] | None = None
    if label:
        role = (start, start + len(label.group(0).rstrip(" :–-")))
        start += label.end()
    note = ""
    words = text[start:end]
    if match := _IN_CHAIR.search(words):
        role = (start + match.start(1), start + match.end(1))
        end = start + match.start()
        words = text[start:end]
    if match := re.search(r"\s*\(([^()]*)\)?", words):
        inner = (start + match.start(1), start + match.end(1))
        outer = words[: match.start()]
        if is_name(match.group(1)) and not is_name(outer, surnames=plural) and is_role(outer):
            return Person(match.group(1), *inner, outer.strip(), start, start + len(outer.rstrip()))
        if _TIME.search(match.group(1)) and not is_role(match.group(1)):
            note = match.group(1)
        else:
            role = role or inner
        rest = words[match.end() :].strip(_EDGE)
        if rest and role in {None, inner} and not note and is_role(rest):
            role = inner
        end = start + match.start()
        words = text[start:end]
    if (match := re.search(r"\s+[–—-]\s+|\s*:\s+|\s+[–—]", words)) and role is None:
        left, right = words[: match.start()], words[match.end() :]
        if is_name(left, surnames=plural):
            role, end = (start + match.end(), end), start + match.start()
        elif is_role(left) and is_name(right):
            role, start = (start, start + match.start()), start + match.end()
    elif role is None and (at := _run_on(words)):
        role, end = (start + at, end), start + at
    start, end = _trimmed(text, start, end)
    if not is_name(text[start:end], surnames=plural) and not _cuts(text[start:end]):
        return None
    person = Person(text[start:end], start, end, note=note)
    return _with_role(text, person, *role) if role else person


def _run_on(words: str) -> int | None:
    """Give where a role begins that follows a name without a sign between: "Helen Tarrant Assistant Director"."""
    for match in re.finditer(r"\s+", words):
        name, rest = words[: match.start()], words[match.end() :]
        if _ROLE_OPENING.match(rest) and is_role(rest) and is_name(name) and len(rest.split()) > 1:
            return match.end()
    return None


def _several(text: str, person: Person) -> list[Person]:
    """Part names that run on without commas, as of two columns; the last has the role."""
    edges = [0, *_cuts(person.name), len(person.name)]
    found = []
    for left, right in pairwise(edges):
        start, end = _trimmed(text, person.start + left, person.start + right)
        found.append(replace(person, name=text[start:end], start=start, end=end))
    return [Person(each.name, each.start, each.end) for each in found[:-1]] + found[-1:]


def _cuts(name: str) -> list[int]:
    """Give where one name ends and the next begins: at each title, or at each initial after a surname."""
    if len(name) > LONGEST_RUN:
        return []
    if _RUN_OF_TITLED.fullmatch(name):
        cuts = [match.start() for match in _BEFORE_TITLE.finditer(name)]
        return [cut for cut in cuts if not _BARE_TITLE.fullmatch(name[:cut].strip())]
    if _RUN_OF_INITIALS.fullmatch(_LEADING_TITLES.sub("", name) + " "):
        return [match.start() for match in _BEFORE_INITIAL.finditer(name)]
    return []


def _with_role(text: str, person: Person, start: int, end: int) -> Person:
    """Add a role, or go on with one that a comma parted."""
    start, end = _trimmed(text, person.role_start if person.role else start, end)
    return replace(person, role=text[start:end], role_start=start, role_end=end)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in " \t\n\xa0,;:–—*•†+#-":
        end -= 1
    if end > start and text[end - 1] == "." and not re.search(r"\b[A-Z]\.$", text[start:end]):
        end -= 1
    return start, end
