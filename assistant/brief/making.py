"""Making a brief: every part from the register and the records of the papers, and the questions that rest on it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from assistant.brief.differing import differing_findings
from assistant.brief.measured import change_findings, disputed_findings, latest_findings, latest_of, target_findings
from assistant.brief.recorded import action_findings, recommendation_findings
from assistant.brief.records import Brief, Finding, Part, Sources
from assistant.brief.scope import Scope, measures_within

MOST_QUESTIONS = 12
ASKED_OF = (Part.TARGET, Part.CHANGED, Part.LATEST, Part.DIFFERS, Part.ACTIONS, Part.RECOMMENDED)
"""Parts in the order in which their findings give rise to questions."""


def brief_on(scope: Scope) -> Brief:
    """Give the brief on a scope."""
    sources = Sources(scope.opened)
    measures = measures_within(scope)
    latest = latest_of(scope.opened, measures)
    findings = (
        *disputed_findings(measures, sources),
        *latest_findings(latest, sources),
        *target_findings(latest, sources),
        *change_findings(latest, sources),
        *differing_findings(scope.opened, measures, sources),
        *recommendation_findings(scope, sources),
        *action_findings(scope, sources),
    )
    questions = tuple(suggested(findings))
    return Brief(scope.topic, scope.opened.coverage(), findings, questions, tuple(sources.citations))


def suggested(findings: Sequence[Finding]) -> list[str]:
    """Give the questions of findings: first one on each thing, the parts in turn, then the others; none twice."""
    first: dict[str, None] = {}
    then: dict[str, None] = {}
    asked_about: set[str] = set()
    for turn in zip_longest(*([one for one in findings if one.part is part] for part in ASKED_OF)):
        for finding in filter(None, turn):
            fresh = not finding.about or finding.about not in asked_about
            asked_about.add(finding.about)
            for n, question in enumerate(finding.questions):
                (first if fresh and n == 0 else then)[question] = None
    return list({**first, **then})[:MOST_QUESTIONS]
