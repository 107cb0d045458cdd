"""What somebody answered to the questions of a release, and what is still to answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from manyhands.courses.blocks import Answer, is_question, is_required
from manyhands.courses.models import ReleaseBlock

from .models import Enrolment, Response


def standing_answers(
    enrolment: Enrolment | None, rows: Iterable[ReleaseBlock]
) -> dict[str, Answer]:
    """Answers by block: those given on this release, and earlier ones to questions that are still the same."""
    asked = {row.block_id: row for row in rows if is_question(row.node)}
    if enrolment is None or not asked:
        return {}
    given = Response.objects.filter(attempt__enrolment=enrolment, block_id__in=list(asked))
    return {
        response.block_id: Answer.from_json(response.answer)
        for response in given.order_by("responded_at", "pk")
        if response.digest == asked[response.block_id].digest
    }


def unanswered(rows: Iterable[ReleaseBlock], answers: Mapping[str, Answer]) -> list[ReleaseBlock]:
    """The required questions that wait for an answer."""
    return [row for row in rows if is_required(row.node) and row.block_id not in answers]
