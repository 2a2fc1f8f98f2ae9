"""The findings and sources of a brief as HTML: each mark leads to its source, each source to its page."""

from __future__ import annotations

from assistant.answers import MARK, Citation
from assistant.brief.records import NOTHING, Brief, Part
from assistant.pages import wording
from assistant.pages.addresses import Spot, paper_address
from assistant.safe import as_html


def findings(brief: Brief, part: Part) -> str:
    """Give the findings of a part as a list, or the words for none."""
    found = brief.of(part)
    if not found:
        return f"<p class='small'>{as_html(NOTHING[part])}</p>"
    known = {citation.n for citation in brief.citations}
    return f"<ul class='findings'>{''.join(f'<li>{linked(one.words, known)}</li>' for one in found)}</ul>"


def linked(words: str, known: set[int]) -> str:
    """Give words with their marks as links to the sources below."""
    pieces, end = [], 0
    for match in MARK.finditer(words):
        n = int(match[1])
        link = f"<a href='#source-{n}' aria-label='source {n}'>{match[0]}</a>"
        pieces += [as_html(words[end : match.start()]), link if n in known else as_html(match[0])]
        end = match.end()
    return "".join(pieces) + as_html(words[end:])


def rests_on(question: str, citations: tuple[Citation, ...]) -> str:
    """Say on which sources a question rests, each with the link to its page; empty where it names none."""
    named = dict.fromkeys(int(n) for n in MARK.findall(question))
    links = [_link(c, f"[{c.n}] {c.title}, {page}") for c in citations if c.n in named and (page := wording.where(c))]
    return f"<p class='rests'>Rests on {' · '.join(links) or 'no source.'}</p>"


def sources(brief: Brief) -> str:
    """Give the sources by their numbers, each with its quote and the link to its page."""
    return "".join(map(_source, brief.citations))


def _source(citation: Citation) -> str:
    above = f"<p>{as_html(' › '.join(citation.context))}</p>" if citation.context else ""
    also = "".join(f"<p>{as_html(wording.elsewhere(place))}</p>" for place in citation.also)
    return (
        f"<article class='source' id='source-{citation.n}' tabindex='-1'>"
        f"<h3><span>{citation.n}</span>{as_html(citation.title)}</h3><p>{as_html(wording.whose(citation))}</p>"
        f"<p>{as_html(wording.where(citation))}</p>{above}{also}<blockquote>“{as_html(citation.quote)}”</blockquote>"
        f"<p>{_link(citation, 'Open the page')}</p></article>"
    )


def _link(citation: Citation, words: str) -> str:
    address = paper_address(Spot.of(citation.block, citation.start, citation.end, citation.page))
    return f"<a href='{as_html(address)}' target='_self'>{as_html(words)}</a>"
