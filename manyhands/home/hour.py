"""The coach's hour: one ordered list of the acts that would free most people now."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from manyhands.courses.models import DOUBTFUL_FROM, Course, CourseState
from manyhands.feedback.models import Item, ItemKind
from manyhands.kernel.clock import now
from manyhands.kernel.text import shorten
from manyhands.needs.models import CheckIn, Need, NeedState, Reply
from manyhands.people.models import Group, Person, Relation, TopicLink
from manyhands.web.filters import duration
from manyhands.web.links import url

EACH: Final = 8
SLEEPING: Final = timedelta(days=4)
UNANSWERED: Final = timedelta(hours=20)


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One thing a coach can do: whom it frees, what it is, where it is done."""

    people: int
    kind: str
    title: str
    words: str
    faces: tuple[Person | None, ...]
    label: str
    url: str


def acts_for(coach: Person) -> list[Act]:
    """All that waits in the coach's groups, what frees most people first."""
    acts = [
        *_needs_without_offer(coach),
        *_needs_without_voice(coach),
        *_sleeping_drafts(coach),
        *_silent_questions(coach),
        *_noes(coach),
        *_doubtful(coach),
    ]
    return sorted(acts, key=lambda act: -act.people)[:25]


def covers_all(coach: Person) -> bool:
    """Whether the coach looks after the whole organisation."""
    return Group.objects.filter(parent=None, pk__in=coach.coached).exists()


def needs_of(coach: Person) -> QuerySet[Need]:
    """Needs whose audience touches the coach's groups; all of them for an organisation-wide coach."""
    if covers_all(coach):
        return Need.objects.all()
    reached = Need.audience.through.objects.filter(group_id__in=coach.coached)
    return Need.objects.filter(pk__in=reached.values("need_id"))


def courses_of(coach: Person) -> QuerySet[Course]:
    """Courses kept by people of the coach's groups."""
    if covers_all(coach):
        return Course.objects.all()
    return Course.objects.filter(keeper__memberships__group__in=coach.coached).distinct()


def _needs_without_offer(coach: Person) -> list[Act]:
    waiting = needs_of(coach).filter(state=NeedState.OPEN, declarer__isnull=False)
    needs = list(waiting.select_related("declarer").by_cost()[:EACH])  # type: ignore[attr-defined]
    knowing = _who_knows(needs, besides=coach)
    return [_introduce(need, knowing.get(need.pk)) for need in needs]


def _introduce(need: Need, expert: Person | None) -> Act:
    waits = _("%(time)s, no offer") % {"time": duration(now() - need.declared_at)}
    if expert is None:
        kind, label = _("Find somebody who knows"), _("Look at it")
        title = need.title
    else:
        kind, label = _("Introduce two people"), _("Ask %(name)s") % {"name": expert.first_name}
        title = _("%(need)s: %(name)s can explain it") % {"need": need.title, "name": expert.name}
    return Act(
        people=need.waiting_count,
        kind=kind,
        title=title,
        words=waits,
        faces=(need.declarer, expert) if expert else (need.declarer,),
        label=label,
        url=url("needs:need", need.pk) + "#nominations",
    )


def _who_knows(needs: list[Need], *, besides: Person) -> dict[int, Person]:
    """For each need one colleague who lists a topic of it and does not wait for it."""
    tagged = Need.topics.through.objects.filter(need__in=needs).values_list("need_id", "topic_id")
    topics: dict[int, list[int]] = {}
    for need_id, topic_id in tagged:
        topics.setdefault(topic_id, []).append(need_id)
    links = TopicLink.objects.filter(
        topic_id__in=topics, relation=Relation.EXPLAIN, person__is_active=True
    ).exclude(person=besides)
    declarers = {need.pk: need.declarer_id for need in needs}
    found: dict[int, Person] = {}
    for link in links.select_related("person").order_by("pk")[:200]:
        for need_id in topics[link.topic_id]:
            if declarers[need_id] != link.person_id:
                found.setdefault(need_id, link.person)
    return found


def _needs_without_voice(coach: Person) -> list[Act]:
    silent = needs_of(coach).filter(declarer=None, state__in=(NeedState.OPEN, NeedState.CLAIMED))
    return [
        Act(
            people=need.waiting_count,
            kind=_("Speak for a need"),
            title=need.title,
            words=_("Who asked has left."),
            faces=(),
            label=_("Look at it"),
            url=url("needs:need", need.pk),
        )
        for need in silent.by_cost()[:EACH]  # type: ignore[attr-defined]
    ]


def _sleeping_drafts(coach: Person) -> list[Act]:
    drafts = courses_of(coach).filter(
        state=CourseState.DRAFT,
        edited_at__lt=now() - SLEEPING,
        needs__state__in=(NeedState.OPEN, NeedState.CLAIMED),
    )
    rows = drafts.select_related("keeper").prefetch_related("needs").distinct()
    return [
        Act(
            people=sum(need.waiting_count for need in course.needs.all()),
            kind=_("Wake a draft"),
            title=_("%(name)s’s draft “%(title)s” has slept for %(time)s")
            % {
                "name": course.keeper.first_name,
                "title": course.name,
                "time": duration(now() - course.edited_at),
            },
            words=", ".join(need.title for need in course.needs.all()[:1]),
            faces=(course.keeper,),
            label=_("Offer help"),
            url=url("people:person", course.keeper_id),
        )
        for course in rows.order_by("edited_at")[:EACH]
    ]


def _silent_questions(coach: Person) -> list[Act]:
    silent = Item.objects.unanswered().filter(
        course__in=courses_of(coach).values("pk"), said_at__lt=now() - UNANSWERED
    )
    rows = list(silent.select_related("course", "person").order_by("said_at")[: EACH * 3])
    askers = Counter(item.course_id for item in rows)
    first: dict[int, Item] = {}
    for item in rows:
        first.setdefault(item.course_id, item)
    return [
        Act(
            people=askers[item.course_id],
            kind=_("Answer a question"),
            title=_("“%(words)s”") % {"words": shorten(item.text or item.quote, 90)},
            words=_("asked %(time)s ago on %(title)s")
            % {"time": duration(now() - item.said_at), "title": item.course.title},
            faces=(item.person,),
            label=_("Find who knows"),
            url=url("feedback:item", item.pk),
        )
        for item in list(first.values())[:EACH]
    ]


def _noes(coach: Person) -> list[Act]:
    unhappy = CheckIn.objects.filter(
        need__in=needs_of(coach).values("pk"), reply__in=(Reply.NO, Reply.PARTLY)
    ).exclude(need__state=NeedState.SOLVED)
    rows = unhappy.select_related("need", "person").order_by("-replied_at")[: EACH * 5]
    grouped: dict[int, list[CheckIn]] = {}
    for checkin in rows:
        grouped.setdefault(checkin.need_id, []).append(checkin)
    return [_no(checkins) for checkins in list(grouped.values())[:EACH]]


def _no(checkins: list[CheckIn]) -> Act:
    need = checkins[0].need
    people = {checkin.person_id for checkin in checkins}
    words = next((checkin.sentence for checkin in checkins if checkin.sentence), "")
    named = tuple(checkin.person for checkin in checkins if not checkin.is_nameless)[:3]
    return Act(
        people=len(people),
        kind=_("A “no”"),
        title=ngettext(
            "“%(need)s” is not solved for %(n)d person",
            "“%(need)s” is not solved for %(n)d people",
            len(people),
        )
        % {"need": need.title, "n": len(people)},
        words=_("“%(words)s”") % {"words": words} if words else "",
        faces=named,
        label=_("Read"),
        url=url("needs:need", need.pk),
    )


def _doubtful(coach: Person) -> list[Act]:
    kept = courses_of(coach).filter(state=CourseState.RELEASED, outdated_count__gte=DOUBTFUL_FROM)
    told = Count(
        "items__person",
        filter=Q(items__kind=ItemKind.OUTDATED, items__state__in=("new", "planned", "in_draft")),
        distinct=True,
    )
    rows = kept.select_related("keeper").annotate(told=told).order_by("-outdated_count")[:EACH]
    return [
        Act(
            people=course.told,
            kind=_("Look again"),
            title=ngettext(
                "%(n)d reader says “%(title)s” is outdated",
                "%(n)d readers say “%(title)s” is outdated",
                course.told,
            )
            % {"n": course.told, "title": course.title},
            words=_("keeper %(name)s") % {"name": course.keeper.name},
            faces=(course.keeper,),
            label=_("Write to %(name)s") % {"name": course.keeper.first_name},
            url=url("learning:course", course.pk),
        )
        for course in rows
    ]
