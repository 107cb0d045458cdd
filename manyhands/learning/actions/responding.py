from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from manyhands.courses.blocks import Answer, is_question, judge, read_answer
from manyhands.courses.models import Release, ReleaseBlock
from manyhands.courses.queries import find_block
from manyhands.journal.events import record
from manyhands.kernel.access import Refused, require
from manyhands.kernel.clock import now
from manyhands.kernel.kept_queries import kept_query
from manyhands.learning import rules
from manyhands.learning.events import OpenAnswerGiven
from manyhands.learning.models import Attempt, Response
from manyhands.people.models import Person

MOST_TRIES = 32_000


@transaction.atomic
def respond(
    release: Release, block_id: str, *, options: Iterable[str] = (), text: str = "", by: Person
) -> Response:
    """Answer a question, or answer it again. Kept with the release and the block it was given on.

    Raises AnswerError, a sentence, when it answers nothing.
    """
    attempt = attempt_on(release, by)
    require(rules.can_respond(by, release, attempt))
    assert attempt is not None  # noqa: S101 - the rule says so
    row = _question(release, block_id)
    answer = read_answer(row.node, options=options, text=text)

    response = _keep(attempt, row, answer)
    if row.kind == "open" and response.tries == 1:
        _tell_authors(release, block_id, by)
    return response


def attempt_on(release: Release, person: Person) -> Attempt | None:
    """Held until the end of the transaction: a form sent twice counts once."""
    return next(iter(_attempts(release.pk, release.course_id, person.pk)), None)


@kept_query
def _attempts(release_id: int, course_id: int, person_id: int) -> QuerySet[Attempt]:
    """One, or none. Naming the course as well lets the database go by the person's enrolment, not by all who read the
    release."""
    mine = Attempt.objects.select_for_update(of=("self",)).filter(
        release=release_id, enrolment__person=person_id, enrolment__course=course_id
    )
    light = mine.defer("enrolment__finished__document", "enrolment__finished__outline")
    return light.select_related("enrolment__finished")


def _question(release: Release, block_id: str) -> ReleaseBlock:
    row = find_block(release, block_id)
    if row is None or not is_question(row.node):
        raise Refused(_("This question is no longer there. Load the page again."))
    return row


def _keep(attempt: Attempt, row: ReleaseBlock, answer: Answer) -> Response:
    """The last answer counts; how often somebody tried is kept with it."""
    known = next(iter(_known(attempt.pk, row.block_id)), None)
    if known and known.answer == answer.as_json():
        return known  # the same form, sent twice
    response = known or Response(
        attempt=attempt, block_id=row.block_id, kind=row.kind, digest=row.digest, tries=0
    )
    response.answer = answer.as_json()
    response.is_right = judge(row.node, answer).is_right
    response.tries = min(response.tries + 1, MOST_TRIES)
    response.responded_at = now()
    response.save()
    return response


@kept_query
def _known(attempt_id: int, block_id: str) -> QuerySet[Response]:
    return Response.objects.filter(attempt=attempt_id, block_id=block_id)


def _tell_authors(release: Release, block_id: str, by: Person) -> None:
    course = release.course
    fact = OpenAnswerGiven(
        course_id=course.pk, title=course.title, release_id=release.pk, block_id=block_id
    )
    record(fact, by=by, about=course)
