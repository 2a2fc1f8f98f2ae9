"""Questions that name a topic alone ("exclusions"), or ask for the latest on one: what real users type first."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.questions.asks import FIGURE, units_named
from assistant.questions.question import WORD, Asks, Question
from corpus.language.function_words import FUNCTION_WORDS
from corpus.language.stems import stems
from corpus.language.units import Unit

MOST_WORDS = 4
"""Content words of a topic; with more, something is asked of it."""
LATEST = re.compile(
    r"^\W*(?:(?:so|ok|okay|please|and)\W+)?"
    r"(?:(?:what(?:['’]?s| is| are| has been)?|is there|are there|have we|any)\b\W*)*"
    r"(?:the |any )*(?:very )?"
    r"(?:latest|newest|most recent|current (?:position|situation|state of play)|state of play|news|update|updates"
    r"|position|happening|going on|new)\b"
    r"(?: (?:position|news|update|situation|state of play|picture|word|thing))?\W*(?:(?:is|was) )?"
    r"(?:on|with|about|regarding|re|around|for)\b\s*(?P<topic>.+)$"
    r"|^\W*where (?:are we|do we stand|have we got to|have we got|are things|do things stand)"
    r"(?: up to| to| at)? ?(?:on|with|about|regarding)\b\s*(?P<where>.+)$"
    r"|^\W*(?P<before>[^?]+?)[ ,:–-]+(?:latest(?: position| news| update)?|current position|state of play|update)\W*$",
    re.IGNORECASE,
)
"""The ways to ask where a matter stands, with the matter."""
ABOUT = re.compile(
    r"^\W*(?:please )?(?:tell (?:me|us)(?: more)? about|anything (?:on|about)|is there anything (?:on|about)"
    r"|(?:an? )?(?:overview|summary|briefing) (?:of|on)|summari[sz]e|info(?:rmation)? (?:on|about)"
    r"|what do (?:the|these|our) papers say (?:on|about)|what have we got on|what do we (?:have|know) (?:on|about))\b"
    r"\s*(?P<topic>.+)$",
    re.IGNORECASE,
)
"""The ways to ask for all there is on a topic."""
JOINING = frozenset("a and at for in of on our the to with".split())
"""Words that a topic may have between its own."""
NO_TOPIC = frozenset(
    (
        "figure figures number numbers rate rates percentage total average amount count cost costs budget spend "
        "overspend underspend variance target targets date dates deadline vote votes member members chair vision aim "
        "aims purpose definition meaning reason reasons cause causes owner lead leads contact address email telephone "
        "phone name names page pages author attendance apologies step steps recommendation recommendations resolution "
        "resolutions decision decisions action actions findings "
        "result results outcome status minutes agenda meeting option options alternatives list "
        "version rating grade"
    ).split()
)
"""Words that ask for a part of something: a question with one is for that part, not for an overview."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic in the words of the question; `latest` where its newest position is asked for."""

    words: str
    latest: bool

    @property
    def stems(self) -> frozenset[str]:
        """The stems of its words."""
        return frozenset(stems(self.words))


def topic_of(question: Question) -> Topic | None:
    """Give the topic that a question names alone or wants the latest on; None for a question proper."""
    if question.inherited is not None:
        return None
    # "School funding" names money and asks for no sum.
    counts = FIGURE.search(question.text) or units_named(question.text) - {Unit.MONEY}
    if counts or question.asks not in (Asks.TEXT, Asks.FIGURE):
        return None
    latest = LATEST.search(question.text)
    if latest:
        words = next(filter(None, latest.group("topic", "where", "before")))
        return _topic(words, latest=True)
    if question.periods:
        return None
    about = ABOUT.search(question.text)
    if about:
        return _topic(about["topic"], latest=False)
    return _topic(question.text, latest=False) if _is_noun_alone(question.text) else None


def _topic(words: str, *, latest: bool) -> Topic | None:
    words = words.strip(" ?.!,;:\"'“”‘’")
    # "What is the latest on fostering and when does the campaign start?" asks for more than a position.
    content = [word for word in WORD.findall(words) if word.casefold() not in FUNCTION_WORDS]
    if not content or len(content) > MOST_WORDS or "?" in words:
        return None
    return Topic(words, latest)


def _is_noun_alone(text: str) -> bool:
    """Tell whether a text is a topic and nothing else: a few words without one that asks, does or counts."""
    words = [word.casefold() for word in WORD.findall(text)]
    own = [word for word in words if word not in JOINING]
    asking = any(word in FUNCTION_WORDS for word in own)
    numbered = any(character.isdigit() for character in text)
    return bool(own) and len(own) <= MOST_WORDS and not asking and not numbered and NO_TOPIC.isdisjoint(words)
