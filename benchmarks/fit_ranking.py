"""Fit the weights of the rankings' features from labelled questions, and say what they give out of fold.

    python -m benchmarks.fit_ranking [--write]

Takes the indexes that `make eval` left, ranks the sentences and rows, and the figures, for every answerable question
of every set, and labels those that hold what was expected from the evidence.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from typing import Any

import numpy as np
from rich.console import Console
from rich.table import Table

from assistant.ranking.candidates import Candidate
from assistant.ranking.features import Features, FigureFeatures
from assistant.ranking.figure_candidates import FigureCandidate
from benchmarks.fitting import Asked, Numbers, assistants, fit, left_out, out_of_fold, write
from benchmarks.scoring import says, shows

SENTENCES = Features(
    words=5,
    before=2.5,
    block=1.5,
    above=1.5,
    paper=1,
    theme=1,
    passage=3,
    together=1,
    kind=1.5,
    unit=1.5,
    near=2,
    period=1.5,
    other_period=-1.5,
    other_flow=-2,
    elsewhere=-5,
    recent=0.5,
    row=0,
    brief=0.5,
    nameless=-2,
    label=1,
    new=1,
)
FIGURES = FigureFeatures(
    own=8,
    sentence=6,
    topic=4,
    around=3,
    above=3,
    nearby=2,
    paper=1,
    theme=1,
    telling=1,
    rarest=-2,
    passage=2,
    together=1,
    unit=1.5,
    other_unit=-2,
    period=2,
    other_period=-2,
    role=1.5,
    other_role=-1.5,
    other_term=-1,
    counted=2,
    other_flow=-2,
    qualified=-1.5,
    unasked=-1,
    elsewhere=-5,
    other_paper=-2,
    recent=1,
    row=0,
    in_table=2,
    later=-0.5,
    former=-1.5,
    behind=-1,
    taken=-2,
    nameless=-2,
    label=1.5,
)
"""What was reasoned for each feature, and what it is drawn to."""
PRIORS: Mapping[str, Features | FigureFeatures] = {"weights": SENTENCES, "figures": FIGURES}
MANY_WORDS = frozenset({"text", "who", "when", "list", "action"})
"""Kinds of questions that no figure answers."""

Question = Mapping[str, Any]


def sentence_label(question: Question, candidate: Candidate, document: str) -> float:
    """Tell how well a sentence or row answers: 1 for all values from the evidence, 0.5 for some, 0 otherwise."""
    held = [any(says(candidate.text, value) for value in group) for group in question["expect"]["all"]]
    if not any(held) or not _is_evidence(question, candidate, document):
        return 0.0
    near_miss = any(says(candidate.text, value) for value in question["expect"].get("none") or ())
    return 1.0 if all(held) and not near_miss else 0.5


def figure_label(question: Question, one: FigureCandidate, document: str) -> float:
    """Tell whether a figure is one of those expected, and stands in the evidence."""
    if question["kind"] in MANY_WORDS or not _is_evidence(question, one.candidate, document):
        return 0.0
    printed = one.block.text[one.figure.start : one.figure.end]
    bare = one.figure.number.lstrip("+-−–£ ")
    groups = question["expect"]["all"]
    return float(any(says(printed, v) or says(bare, v.replace("£", "")) for group in groups for v in group))


def _is_evidence(question: Question, candidate: Candidate, document: str) -> bool:
    citation = {"document": document, "quote": candidate.text, "context": candidate.block.above}
    return any(shows(citation, evidence) for evidence in question["evidence"])


def asked() -> dict[str, list[Asked]]:
    """Give the answerable questions that have a candidate to find, with their candidates, for each ranking."""
    found: dict[str, list[Asked]] = {name: [] for name in PRIORS}
    for set_name, assistant, questions in assistants():
        names = {key: document.name for key, document in assistant.opened().documents.items()}
        for question in questions:
            if question["abstain"]:
                continue
            ranking = assistant.rank(question["question"], question["history"])
            sentences = [sentence_label(question, c, names[c.block.document_id]) for c in ranking.ranked]
            figures = [figure_label(question, f, names[f.block.document_id]) for f in ranking.figures]
            _add(found["weights"], set_name, [c.features for c in ranking.ranked], sentences)
            _add(found["figures"], set_name, [f.features for f in ranking.figures], figures)
    return found


def _add(
    questions: list[Asked], set_name: str, features: Sequence[Features | FigureFeatures], labels: list[float]
) -> None:
    if any(labels):
        rows = [list(asdict(one).values()) for one in features]
        questions.append(Asked(set_name, np.array(rows, float), np.array(labels, float)))


def report(name: str, questions: Sequence[Asked], prior: Numbers) -> Table:
    """Say for each set how often the first candidate answers: by the prior, out of fold, and fitted without the set."""

    def fitted(rest: list[int]) -> Numbers:
        return fit([questions[i] for i in rest], prior)

    folds = out_of_fold(len(questions), fitted)
    others = left_out([question.set_name for question in questions], fitted)
    table = Table("set", "questions", "first right: prior", "out of fold", "set left out", title=name)
    for set_name in dict.fromkeys(question.set_name for question in questions):
        own = [index for index, question in enumerate(questions) if question.set_name == set_name]
        used = (dict.fromkeys(own, prior), folds, others)
        rates = [100 * np.mean([questions[i].is_first(weights[i]) for i in own]) for weights in used]
        table.add_row(set_name, str(len(own)), *(f"{rate:.1f}%" for rate in rates))
    return table


def main() -> None:
    """Fit, print the scores of each set beside the prior's, and write the weights when asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="keep the weights")
    options = parser.parse_args()
    console = Console()
    for name, questions in asked().items():
        prior = np.array(list(asdict(PRIORS[name]).values()), float)
        console.print(report(name, questions, prior))
        names = [field.name for field in fields(PRIORS[name])]
        fitted = {key: round(float(w), 2) for key, w in zip(names, fit(questions, prior), strict=True)}
        console.print(fitted)
        if options.write:
            write({name: fitted})


if __name__ == "__main__":
    main()
