"""The coach's hour: one ordered list of the acts that would free most people now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Any, Final, Required, TypedDict

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from manyhands.courses.models import DOUBTFUL_FROM, SLEEPING_DAYS, Course
from manyhands.courses.queries import KEEPER, not_written_about, quiet_since, waiting_links, waking
from manyhands.feedback.models import Item, ItemKind
from manyhands.feedback.queries import unanswered
from manyhands.kernel.clock import now
from manyhands.kernel.kept_queries import kept_query
from manyhands.kernel.text import shorten
from manyhands.kernel.words import gettext as _
from manyhands.kernel.words import ngettext
from manyhands.needs.models import Backing, CheckIn, Need, NeedState, Nomination
from manyhands.needs.pairs import undecided_pairs
from manyhands.needs.queries import looked_after_by_nobody, replies_no
from manyhands.needs.rules import can_coach, can_merge
from manyhands.people.models import Membership, Person, Relation, TopicLink
from manyhands.people.queries import coaches_everybody
from manyhands.web.filters import ago_words, duration
from manyhands.web.links import url

EACH: Final = 8
ALL: Final = 25
UNANSWERED_HOURS: Final = 20
MOST_FACES: Final = 3
# So many who know a topic are looked at; where all of them wait or were asked, nobody is proposed.
FIRST_ASKED: Final = 8
Face = Person | dict[str, Any] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One thing a coach can do: whom it frees, what it is, where it is done.

    ``nominee``: the colleague who is asked by the button itself; elsewhere the button leads to ``url``, or opens
    ``letter``, a form in the dialogue. ``pair_id``: two needs that may also be kept apart.
    """

    people: int
    kind: str
    title: str
    url: str
    label: str
    words: str = ""
    faces: Sequence[Face] = ()
    need_id: int = 0
    pair_id: int = 0
    nominee: Person | None = None
    letter: str = ""


class _Button(TypedDict, total=False):
    url: Required[str]
    label: Required[str]
    letter: str


def acts_for(coach: Person, groups: list[int] | None) -> list[Act]:
    """All that waits in these groups, what frees most people first. Nine queries."""
    needs = looked_after_by_nobody(groups, limit=EACH)
    acts = chain(
        _needs_without_offer([need for need in needs if need.declarer_id], coach),
        _needs_without_voice([need for need in needs if not need.declarer_id]),
        _may_be_one(groups, coach),
        _sleeping_drafts(groups, coach),
        _silent_questions(groups, coach),
        _noes(groups, coach),
        _doubtful(groups, coach),
    )
    return sorted(acts, key=lambda act: -act.people)[:ALL]


def groups_of(coach: Person) -> list[int] | None:
    """The groups that this coach looks after; None for the whole organisation."""
    return None if coaches_everybody(coach) else coach.coached


def _needs_without_offer(needs: list[Need], coach: Person) -> Iterable[Act]:
    knowing = _who_knows(needs, besides=coach)
    for need in needs:
        expert = knowing.get(need.pk)
        waits = _("%(time)s, no offer") % {"time": duration(now() - need.declared_at)}
        yield Act(
            people=need.waiting_count,
            kind=_("Introduce two people") if expert else _("Find somebody who knows"),
            title=need.title,
            url=need.get_absolute_url(),
            label=_("Ask %(name)s") % {"name": expert.first_name} if expert else _("Look at it"),
            words=_("%(name)s can explain it; %(waits)s") % {"name": expert.name, "waits": waits}
            if expert
            else waits,
            faces=(*need.summary["faces"][:1], *((expert,) if expert else ())),
            need_id=need.pk,
            nominee=expert,
        )


def _who_knows(needs: Iterable[Need], *, besides: Person) -> dict[int, Person]:
    """For each need one colleague who lists a topic of it, does not wait for it, and was not asked yet."""
    open_ones = [need for need in needs if not need.is_restricted]
    topics = {need.pk: {topic["id"] for topic in need.summary["topics"]} for need in open_ones}
    links = _knowing({pk for some in topics.values() for pk in some})
    taken = {(need.pk, need.declarer_id) for need in open_ones}
    taken |= set(_involved(list(topics), list({person_id for _, _, person_id, *_ in links})))
    first: dict[int, Person] = {}
    for _link_id, topic_id, person_id, name, photo_id in sorted(links):  # the oldest first
        for need_id, its_topics in topics.items():
            known = topic_id in its_topics and person_id != besides.pk
            if known and need_id not in first and (need_id, person_id) not in taken:
                # As much of a person as a face, a name and a button need: a hundred are looked at, a few are shown.
                first[need_id] = Person(pk=person_id, name=name, photo_id=photo_id)
    return first


@kept_query
def _knowing(topic_ids: set[int]) -> QuerySet[TopicLink, tuple[int, int, int, str, int | None]]:
    """Of each topic the few who said first that they can explain it: what they said, topic, person, name, photo.

    Each topic's few are looked for by themselves, along the index: a popular topic has thousands.
    """
    said = TopicLink.objects.filter(relation=Relation.EXPLAIN, person__is_active=True)
    few = [said.filter(topic=pk).order_by("pk").values("pk")[:FIRST_ASKED] for pk in topic_ids]
    links = [
        TopicLink.objects.filter(pk__in=some)
        .order_by()
        .values_list("pk", "topic", "person", "person__name", "person__photo")
        for some in few
    ]
    return links[0].union(*links[1:], all=True) if links[1:] else links[0]


@kept_query
def _involved(need_ids: list[int], people: list[int]) -> QuerySet[Any, tuple[int, int]]:
    """Who of these waits for which need, or was named for it."""
    backing = Backing.objects.filter(need__in=need_ids, person__in=people)
    named = Nomination.objects.filter(need__in=need_ids, nominee__in=people)
    return backing.values_list("need_id", "person_id").union(
        named.values_list("need_id", "nominee_id"), all=True
    )


def _needs_without_voice(needs: list[Need]) -> Iterable[Act]:
    for need in needs:
        yield Act(
            people=need.waiting_count,
            kind=_("Speak for a need"),
            title=need.title,
            url=need.get_absolute_url(),
            label=_("Look at it"),
            words=_("Who asked has left."),
        )


def _may_be_one(groups: list[int] | None, coach: Person) -> Iterable[Act]:
    """Two needs, of which the younger would be joined with the older, or the other way round where only that may be."""
    for pair in undecided_pairs(groups, limit=EACH):
        older, younger = sorted(
            (pair.one, pair.other), key=lambda need: (need.declared_at, need.pk)
        )
        if not can_merge(coach, younger, older):
            older, younger = younger, older
            if not can_merge(coach, younger, older):
                continue
        titles = {"one": older.statement, "other": younger.statement}
        shared = {"words": ", ".join(pair.shared)}
        yield Act(
            people=older.waiting_count + younger.waiting_count,
            kind=_("Decide"),
            title=_("Are these two needs one? “%(one)s” and “%(other)s”") % titles,
            url=younger.get_absolute_url(),
            label=_("Join them…"),
            words=_("same words: %(words)s") % shared,
            letter=url("needs:merged", younger.pk, **{"with": older.pk}),
            pair_id=pair.pk,
        )


def _sleeping_drafts(groups: list[int] | None, coach: Person) -> Iterable[Act]:
    """Those that somebody waits for, as far as the coach may know of the need."""
    drafts = waking(groups, days=SLEEPING_DAYS, limit=EACH)
    waiting: dict[int, list[Need]] = {}
    for link in waiting_links([draft.pk for draft in drafts], coach):
        waiting.setdefault(link.course_id, []).append(link.need)
    for draft in drafts:
        needs = waiting.get(draft.pk)
        if not needs:
            continue
        words = {
            "name": draft.keeper.first_name,
            "title": draft.name,
            "time": duration(now() - draft.edited_at),
        }
        yield Act(
            people=sum(need.waiting_count for need in needs),
            kind=_("Wake a draft"),
            title=_("%(name)s’s draft “%(title)s” has slept for %(time)s") % words,
            words=needs[0].title,
            faces=(draft.keeper,),
            **_to_its_keeper(draft, coach, _("Offer help")),
        )


def _silent_questions(groups: list[int] | None, coach: Person) -> Iterable[Act]:
    """The oldest of each course that is open to the coach, with how many people asked there."""
    silent = unanswered(groups, reader=coach, hours=UNANSWERED_HOURS, limit=EACH * 3)
    asking = Counter(course_id for course_id, _ in {(i.course_id, i.person_id) for i in silent})
    oldest: dict[int, Item] = {}
    for item in silent:
        oldest.setdefault(item.course_id, item)
    for item in list(oldest.values())[:EACH]:
        asked = {"when": ago_words(item.said_at), "title": item.course.title}
        yield Act(
            people=asking[item.course_id],
            kind=_("Answer a question"),
            title=_("“%(words)s”") % {"words": shorten(item.text or item.quote, 90)},
            url=item.get_absolute_url(),
            label=_("Find who knows"),
            words=_("asked %(when)s on “%(title)s”") % asked,
            faces=(item.person,),
        )


def _noes(groups: list[int] | None, coach: Person) -> Iterable[Act]:
    """Needs that their answer has not solved, by those who said so; solved meanwhile is solved."""
    said: dict[int, list[CheckIn]] = {}
    for checkin in replies_no(groups, limit=EACH * 4):
        if checkin.need.state != NeedState.SOLVED and not checkin.need.is_closed:
            said.setdefault(checkin.need_id, []).append(checkin)
    return [_no(checkins, coach) for checkins in list(said.values())[:EACH]]


def _no(checkins: list[CheckIn], coach: Person) -> Act:
    """Who said it in which words is for those who coach all its groups; how many, for everybody (rulings B3)."""
    need = checkins[0].need
    count = len({checkin.person_id for checkin in checkins})
    read = checkins if can_coach(coach, need) else []
    sentence = next((checkin.sentence for checkin in read if checkin.sentence), "")
    title = ngettext(
        "“%(need)s” is not solved for %(n)d person",
        "“%(need)s” is not solved for %(n)d people",
        count,
    )
    return Act(
        people=count,
        kind=_("A “no”"),
        title=title % {"need": need.title, "n": count},
        url=need.get_absolute_url(),
        label=_("Read"),
        words=_("“%(words)s”") % {"words": sentence} if sentence else "",
        faces=[c.person for c in read if not c.is_nameless][:MOST_FACES],
    )


def _doubtful(groups: list[int] | None, coach: Person) -> Iterable[Act]:
    for course in _doubted(groups, quiet_since()):
        title = ngettext(
            "%(n)d reader says “%(title)s” is outdated",
            "%(n)d readers say “%(title)s” is outdated",
            course.told,
        )
        yield Act(
            people=course.told,
            kind=_("Look again"),
            title=title % {"n": course.told, "title": course.title},
            words=_("%(name)s keeps it") % {"name": course.keeper.name},
            faces=(course.keeper,),
            **_to_its_keeper(
                course, coach, _("Write to %(name)s") % {"name": course.keeper.first_name}
            ),
        )


def _to_its_keeper(course: Course, coach: Person, label: str) -> _Button:
    """The button: one's own is opened, others are written to, and who has left needs somebody in their place."""
    keeper = course.keeper
    if keeper.pk == coach.pk:
        return {"url": url("courses:draft", course.pk), "label": _("Open the draft")}
    if not keeper.is_active:
        return {"url": url("courses:keeping", course.pk), "label": _("Find who keeps it")}
    letter = url("home:letter", course.pk)
    return {"url": keeper.get_absolute_url(), "label": label, "letter": letter}


@kept_query
def _doubted(groups: list[int] | None, quiet: datetime) -> QuerySet[Course, Any]:
    kept = _kept_in(Course.objects.released().filter(outdated_count__gte=DOUBTFUL_FROM), groups)
    rows = not_written_about(kept, quiet).annotate(told=_told()).select_related("keeper")
    return rows.only("title", *KEEPER).order_by("-outdated_count", "pk")[:EACH]


def _told() -> Coalesce:
    """How many people say so; counted for the few courses that are shown."""
    said = Item.objects.filter(course=OuterRef("pk"), kind=ItemKind.OUTDATED).open()
    people = said.order_by().values("course").annotate(n=Count("person", distinct=True))
    return Coalesce(Subquery(people.values("n")), 0)


def _kept_in(courses: QuerySet[Course], groups: list[int] | None) -> QuerySet[Course]:
    if groups is None:
        return courses
    members = Membership.objects.filter(group__in=groups).values("person_id")
    return courses.filter(keeper__in=members)
