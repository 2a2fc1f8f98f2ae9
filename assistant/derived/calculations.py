"""Values that a question asks to be worked out: a difference, a change in per cent, a share, a sum, an average."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.derived.arithmetic import change_of, difference_of
from assistant.derived.differences import as_stated, between_times, between_two, in_one_movement, in_one_sentence
from assistant.derived.earlier import earlier
from assistant.derived.listed import of_a_list
from assistant.derived.operands import Calculation
from assistant.derived.pairs import Again, Seek
from assistant.derived.remainders import left_over
from assistant.derived.shares import rest, share
from assistant.derived.sums import average, cost, total
from assistant.questions.agreement import asks_whether_papers_agree
from assistant.questions.operations import Operation, asking_stems, operation_of
from assistant.questions.question import Question
from assistant.questions.sought import Sought
from assistant.ranking.figure_candidates import FigureCandidate
from corpus.language.units import Unit


def calculated(
    question: Question, sought: Sought, found: Sequence[FigureCandidate], again: Again, seek: Seek
) -> Calculation | None:
    """Work out what is asked for from stated figures; None where it is stated, or the parts are not.

    `again` ranks the figures for a question that was narrowed to one of its parts; `seek` looks for others, too.
    """
    if asks_whether_papers_agree(question.text):
        return None
    asking = asking_stems(question)
    match operation_of(question):
        case Operation.DIFFERENCE:
            worked = between_times(question, sought, seek, asking, difference_of)
            worked = worked or between_two(question, sought, found, again) or in_one_sentence(question, sought, found)
            worked = worked or in_one_movement(question, sought, found)
            return as_stated(worked, found) if worked else None
        case Operation.CHANGE:
            return between_times(replace(question, unit=None), sought, seek, asking, change_of)
        case Operation.SHARE:
            return share(question, sought, found, again, seek)
        case Operation.REST:
            return rest(question, sought, again, seek)
        case Operation.SUM:
            return total(question, found) or of_a_list(question, sought, found)
        case Operation.AVERAGE:
            return average(question, sought, found)
        case None:
            worked = earlier(question, sought, found) or left_over(question, sought, found)
            worked = worked or of_a_list(question, sought, found)
            return worked or (cost(question, sought, found) if question.unit is Unit.MONEY else None)
