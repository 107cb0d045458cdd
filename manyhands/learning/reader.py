"""The reader's page: one release as one person reads it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet
from markupsafe import Markup

from manyhands.courses.blocks import (
    Answer,
    Asked,
    Piece,
    Refusal,
    assemble,
    is_question,
    render_question,
    seconds_of,
)
from manyhands.courses.models import Course, Release, ReleaseBlock, ReleaseSize
from manyhands.kernel.clock import today
from manyhands.kernel.kept_queries import kept_query
from manyhands.needs.models import Backing, CheckIn, Need, NeedState
from manyhands.people.models import Person
from manyhands.web.http import Request
from manyhands.web.links import url
from manyhands.web.templating import csrf_input

from . import queries, rules
from .answers import standing_answers, unanswered
from .models import Enrolment
from .remarks import PageRemarks, remarks_on
from .words import blocks_and_minutes, why_fresh


@dataclass(frozen=True, slots=True)
class Update:
    """What changed since somebody read the course: "two blocks, one minute"."""

    since: int
    size: str


@dataclass(frozen=True, slots=True)
class Asking:
    """A need that the person waited for, and what they said of this answer so far (None: nothing yet).

    ``days``: how long after their first reply they are asked again now; 0 for the first time.
    """

    need: Need
    reply: CheckIn | None
    days: int = 0


@dataclass(frozen=True, slots=True)
class End:
    """What stands after the text: the way to finish, or what comes after it."""

    course: Course
    release: Release
    enrolment: Enrolment | None
    missing: Sequence[ReleaseBlock]
    asking: Sequence[Asking]

    @property
    def is_finished(self) -> bool:
        return self.enrolment is not None and self.enrolment.has_read(self.release)


@dataclass(frozen=True, slots=True)
class ReaderPage:
    """All that the template shows."""

    course: Course
    release: Release
    enrolment: Enrolment | None
    html: Markup
    needs: Sequence[Need]
    remarks: PageRemarks
    update: Update | None
    end: End
    place: str  # the heading under which somebody stopped, "" at the beginning
    why_fresh: str

    @property
    def is_current(self) -> bool:
        return self.release.pk == self.course.current_id


def page_of(request: Request, release: Release, enrolment: Enrolment | None) -> ReaderPage:
    course = release.course
    rows = blocks_of(release.pk)
    answers = standing_answers(enrolment, rows)
    needs = needs_of(course, request.user)
    remarks = remarks_on(request, release, [row.block_id for row in rows])
    return ReaderPage(
        course=course,
        release=release,
        enrolment=enrolment,
        html=column(request, release, rows, answers, remarks),
        needs=needs,
        remarks=remarks,
        update=_update(course, enrolment, rows),
        end=_end(release, enrolment, unanswered(rows, answers), needs),
        place=_place(release, enrolment, rows),
        why_fresh=why_fresh(course, today()),
    )


@kept_query
def blocks_of(release_id: int) -> QuerySet[ReleaseBlock]:
    return ReleaseBlock.objects.filter(release=release_id)


def end_of(release: Release, enrolment: Enrolment | None) -> End:
    """The end of the page alone, after somebody answered or finished."""
    rows = blocks_of(release.pk)
    missing = unanswered(rows, standing_answers(enrolment, rows))
    needs = needs_of(release.course, enrolment.person) if enrolment else []
    return _end(release, enrolment, missing, needs)


def column(
    request: Request,
    release: Release,
    rows: Sequence[ReleaseBlock],
    answers: Mapping[str, Answer],
    remarks: PageRemarks,
) -> Markup:
    """The text: what was frozen at the release, this person's questions, and the words that were marked."""
    pieces = []
    for row in rows:
        html: str = row.html
        if is_question(row.node):
            html = question(request, release, row, answers.get(row.block_id))
        pieces.append(Piece(row.block_id, row.kind, remarks.mark(row.block_id, html)))
    return assemble(pieces, after=remarks.below)


def question(
    request: Request,
    release: Release,
    row: ReleaseBlock,
    answer: Answer | None,
    refusal: Refusal | None = None,
) -> Markup:
    """One question, as this person may answer it now; with what was wrong with what they sent."""
    asked = Asked(
        url=url("learning:responses", release.course_id, release.number, row.block_id),
        csrf=csrf_input(request),
        answer=answer,
        is_open=bool(rules.can_take(request.user, release.course)),
        refusal=refusal,
    )
    return render_question(row.node, asked)


def needs_of(course: Course, person: Person) -> list[Need]:
    """The needs that it answers, of those this person may know; ``is_backed`` says whether they are among the
    backers."""
    return _needs_of(course.pk, person)


@kept_query
def _needs_of(course_id: int, person: Person) -> QuerySet[Need]:
    seen = Need.objects.visible_to(person).filter(links__course=course_id)
    mine = Backing.objects.filter(need=OuterRef("pk"), person=person)
    return seen.annotate(is_backed=Exists(mine)).order_by("pk")


def asking_of(person_id: int, needs: Sequence[Need]) -> list[Asking]:
    """Of these needs, those that the person waited for, with their reply of this round."""
    waited = [
        need
        for need in needs
        if need.state in (NeedState.ANSWERED, NeedState.SOLVED)
        if need.declarer_id == person_id or need.is_backed  # type: ignore[attr-defined]
    ]
    if not waited:
        return []
    checkins = CheckIn.objects.filter(person=person_id, need__in=waited).order_by("-wave")
    found = list(checkins)
    return [_asking(need, found) for need in waited]


def _asking(need: Need, checkins: Sequence[CheckIn]) -> Asking:
    """What they said last, unless they are asked again now; the latest question comes first."""
    here = [one for one in checkins if one.need_id == need.pk and one.round == need.reopened_count]
    for one in here:
        if one.asked_at and not one.replied_at:
            return Asking(need, None, one.wave)
    return Asking(need, next((one for one in here if one.replied_at), None))


def _end(
    release: Release,
    enrolment: Enrolment | None,
    missing: Sequence[ReleaseBlock],
    needs: Sequence[Need],
) -> End:
    if enrolment is None or not enrolment.has_read(release):
        return End(release.course, release, enrolment, missing, ())
    asking = asking_of(enrolment.person_id, needs)
    return End(release.course, release, enrolment, (), asking)


def _update(
    course: Course, enrolment: Enrolment | None, rows: Sequence[ReleaseBlock]
) -> Update | None:
    """Only a major release is offered to those who read an earlier one."""
    read = enrolment.finished if enrolment else None
    if read is None or read.pk == course.current_id or not course.is_released:
        return None
    is_major = course.current is not None and course.current.size == ReleaseSize.MAJOR
    if not is_major and not queries.is_major_since(course, read.number):
        return None
    known = ReleaseBlock.objects.filter(release=read).values_list("block_id", "digest")
    before = dict(known)
    fresh = [row for row in rows if before.get(row.block_id) != row.digest]
    gone = before.keys() - {row.block_id for row in rows}
    minutes = -(-int(sum(seconds_of(row.node) for row in fresh)) // 60)
    return Update(read.number, blocks_and_minutes(len(fresh) + len(gone), minutes))


def _place(release: Release, enrolment: Enrolment | None, rows: Sequence[ReleaseBlock]) -> str:
    """The heading above the block where somebody stopped."""
    if enrolment is None or not enrolment.position or enrolment.has_read(release):
        return ""
    heading = ""
    for at, row in enumerate(rows):
        if row.kind == "heading":
            heading = row.text
        if row.block_id == enrolment.position:
            return (heading or row.text) if at else ""
    return ""
