"""What authors may know of answers: open ones in words, choices only counted, and only from five people on."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from manyhands.courses.blocks import attribute, block_id, children, is_question
from manyhands.courses.blocks.node import child, plain
from manyhands.courses.models import Release, ReleaseBlock

from .models import Response

FEWEST: Final = 5
MOST: Final = 200


@dataclass(frozen=True, slots=True)
class Tally:
    """One option: how many chose it at last, and whether it is right."""

    words: str
    count: int
    is_right: bool


@dataclass(frozen=True, slots=True)
class QuestionAnswers:
    """A question with its answers; ``tallies`` is empty while fewer than five people answered."""

    row: ReleaseBlock
    question: str
    count: int
    tallies: Sequence[Tally]
    texts: Sequence[Response]


def answers_to(release: Release) -> list[QuestionAnswers]:
    """Answers to each question of a release, also those given while it was the same in an earlier one."""
    rows = [row for row in ReleaseBlock.objects.filter(release=release) if is_question(row.node)]
    asked = [row for row in rows if row.kind != "reflection"]
    given = Response.objects.filter(
        attempt__release__course=release.course_id, block_id__in=[row.block_id for row in asked]
    )
    found: defaultdict[tuple[str, str], dict[int, Response]] = defaultdict(dict)
    for response in given.select_related("attempt__enrolment__person").order_by("responded_at"):
        person_id = response.attempt.enrolment.person_id
        found[response.block_id, response.digest][person_id] = response
    return [_answers(row, list(found[row.block_id, row.digest].values())) for row in asked]


def _answers(row: ReleaseBlock, given: list[Response]) -> QuestionAnswers:
    question = plain(child(row.node, "question")).strip()
    if row.kind == "open":
        return QuestionAnswers(row, question, len(given), (), given[::-1][:MOST])
    tallies = _tallies(row, given) if len(given) >= FEWEST else []
    return QuestionAnswers(row, question, len(given), tallies, ())


def _tallies(row: ReleaseBlock, given: Sequence[Response]) -> list[Tally]:
    chosen: Counter[str] = Counter(
        option for response in given for option in response.answer.get("options", [])
    )
    return [
        Tally(
            plain(child(option, "answer")).strip(),
            chosen[block_id(option)],
            attribute(option, "right") is True,
        )
        for option in children(row.node, "option")
    ]
