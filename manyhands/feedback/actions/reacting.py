from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from manyhands.courses.models import Course, Release
from manyhands.courses.queries import find_block, know_coauthors
from manyhands.feedback import rules
from manyhands.feedback.events import ReactionGiven
from manyhands.feedback.models import LASTING, Reaction, ReactionKind
from manyhands.journal.events import record
from manyhands.journal.models import Entry
from manyhands.journal.queue import cancel
from manyhands.kernel.access import Refused, require
from manyhands.kernel.clock import now
from manyhands.kernel.kept_queries import kept_query
from manyhands.people.models import Person
from manyhands.web.live.hub import publish

from .counting import recount_reactions

# Of each pair only one can be meant.
AGAINST: Final[dict[str, str]] = {
    ReactionKind.USEFUL: ReactionKind.NOT_USEFUL,
    ReactionKind.NOT_USEFUL: ReactionKind.USEFUL,
    ReactionKind.CLEAR: ReactionKind.LOST_ME,
    ReactionKind.LOST_ME: ReactionKind.CLEAR,
}
UNDO: Final = timedelta(minutes=2)


@transaction.atomic
def react(release: Release, kind: str, *, block_id: str = "", by: Person) -> bool:
    """Say one of six things with one press; press again to take it back. Returns whether it stands now."""
    course = Course.objects.locked(release.course_id)
    know_coauthors(course)
    require(rules.can_react(by, course))
    if kind not in ReactionKind.values:
        raise Refused(_("Choose one of the six reactions."))
    if block_id and find_block(release, block_id) is None:
        raise Refused(_("This part is not in the course any more. Load the page again."))

    mine = _reactions_of(by, course.pk, block_id)
    is_of_any = kind in LASTING
    given = [
        one for one in mine if one.kind == kind and (is_of_any or one.release_id == release.pk)
    ]
    stands = not given
    _take_back(given or [one for one in mine if one.kind == AGAINST.get(kind)])
    if stands:
        _give(course, release, kind, block_id, by)
    else:
        _recall(course, kind, block_id, by)
    recount_reactions(course, [kind, AGAINST.get(kind, kind)])
    release.course = course  # with the counts as they are now
    publish(f"course:{course.pk}", "reactions")
    return stands


@kept_query
def _reactions_of(person: Person, course_id: int, block_id: str) -> QuerySet[Reaction]:
    mine = Reaction.objects.filter(person=person, course=course_id, block_id=block_id)
    return mine.only("kind", "release_id")


def _take_back(reactions: list[Reaction]) -> None:
    if reactions:
        Reaction.objects.filter(pk__in=[one.pk for one in reactions]).delete()


def _give(course: Course, release: Release, kind: str, block_id: str, by: Person) -> None:
    Reaction.objects.create(
        person=by, course=course, release=release, block_id=block_id, kind=kind, reacted_at=now()
    )
    fact = ReactionGiven(course_id=course.pk, title=course.title, reaction=kind, block_id=block_id)
    record(fact, by=by, about=course)


def _recall(course: Course, kind: str, block_id: str, by: Person) -> None:
    """Who was not told yet is not told."""
    lately = Entry.objects.about(course).filter(
        kind=ReactionGiven.kind, actor_id=by.pk, happened_at__gte=now() - UNDO
    )
    for entry in lately:
        if (entry.facts.get("reaction"), entry.facts.get("block_id")) == (kind, block_id):
            cancel(entry)
