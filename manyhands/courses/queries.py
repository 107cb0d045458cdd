"""What pages need of courses that a queryset cannot say."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Value

from manyhands.kernel.clock import now, today
from manyhands.kernel.kept_queries import kept_query, know_related
from manyhands.kernel.memory import remembered
from manyhands.kernel.text import squeeze
from manyhands.needs.models import WAITING, Backing, Need
from manyhands.people.models import Group, Membership, Person

from . import notes
from .audience import audience_of
from .models import CoAuthor, Course, CourseState, KeeperLetter, NeedLink, Release, ReleaseBlock
from .reading import opened_by

NEW_DAYS: Final = 90
SHORT_MINUTES: Final = 5
# So long after a letter to its keeper, a course is left alone by those who look after others.
QUIET_DAYS: Final = 5
_OUT: Final = Q(state=CourseState.RELEASED)
# What a line says of a keeper: face, name, and whether they still work here.
KEEPER: Final = ("keeper__name", "keeper__photo_id", "keeper__is_active")
# What a row of a list says of a course, and where it stands; half of a course's columns are for its own page.
CARD: Final = (
    *("title", "for_whom", "state", "minutes", "release_count", "edited_at", "released_at"),
    *("valid_from", "valid_until", "end_reason", "check_on", "outdated_count"),
    *("solved_yes_count", "solved_asked_count", "useful_count"),
    *KEEPER,
)


# One person's


def written_by(person: Person) -> QuerySet[Course]:
    """All they keep or co-author, what was edited last first."""
    return with_authors(Course.objects.written_by(person)).order_by("-edited_at", "-pk")


def drafts_of(person: Person) -> QuerySet[Course]:
    return written_by(person).filter(state=CourseState.DRAFT)


def to_check(person: Person) -> QuerySet[Course]:
    """What this keeper should look at: its day has come, or readers say that it is outdated."""
    kept = Course.objects.released().filter(keeper=person)
    return kept.filter(Q(check_on__lte=today()) | Q(outdated_count__gt=0)).order_by(
        "-outdated_count", "check_on"
    )


@kept_query
def because_you_asked(person: Person, *, limit: int = 5) -> QuerySet[Course]:
    """Released answers to needs that the person declared or backs, the newest first."""
    asked = Need.objects.filter(declarer=person).values("pk")
    backed = Backing.objects.filter(person=person).values("need_id")
    # One list of needs: of two, PostgreSQL expects most of all links.
    linked = NeedLink.objects.filter(need__in=asked.union(backed, all=True))
    found = Course.objects.released().filter(pk__in=linked.values("course_id"))
    readable = found.readable_by(person).exclude(keeper=person)
    cards = readable.select_related("keeper").only(*CARD)
    return cards.order_by("-released_at", "-pk")[:limit]


def new_for(person: Person) -> QuerySet[Course]:
    """Released within the last three months, and not opened by the person yet."""
    return Course.objects.readable_by(person).filter(_new_to(person, _lately()))


# One course's


def know_coauthors(course: Course) -> None:
    """Whoever asks for its co-authors finds them there, with their faces."""
    know_related(course, "coauthors", _coauthors(course.pk))


@kept_query
def _coauthors(course_id: int) -> QuerySet[CoAuthor]:
    return CoAuthor.objects.filter(course=course_id).select_related("person").order_by("pk")


def find_block(release: Release, block_id: str) -> ReleaseBlock | None:
    """As it stands frozen in this release."""
    return next(iter(_blocks(release.pk, block_id)), None)


@kept_query
def _blocks(release_id: int, block_id: str) -> QuerySet[ReleaseBlock]:
    return ReleaseBlock.objects.filter(release=release_id, block_id=block_id).order_by()


# Whoever looks after others


def sleeping_drafts(groups: Collection[int] | None = None, days: int = 14) -> QuerySet[Course]:
    """Drafts never released that nobody edited for so many days, whose keeper is in these groups or below.

    ``need_waiting`` says whether a need waits for it.
    """
    asleep = _asleep(now() - timedelta(days=days))
    if groups is not None:
        members = Membership.objects.filter(group__in=Group.objects.below(list(groups)))
        asleep = asleep.filter(keeper__in=members.values("person_id"))
    return with_authors(asleep)


def waking(groups: Collection[int] | None, *, days: int, limit: int) -> list[Course]:
    """The first few of them with their keepers, who are in exactly these groups, for a list that shows no co-authors;
    not whom one just wrote to."""
    return _waking(groups, now() - timedelta(days=days), quiet_since(), limit=limit)


@kept_query
def _waking(
    groups: Collection[int] | None, since: datetime, quiet: datetime, *, limit: int
) -> QuerySet[Course]:
    rows = not_written_about(_asleep(since), quiet)
    if groups is not None:
        members = Membership.objects.filter(group__in=groups).values("person_id")
        rows = rows.filter(keeper__in=members)
    return rows.select_related("keeper").only("title", "edited_at", *KEEPER)[:limit]


@kept_query
def waiting_links(course_ids: list[int], reader: Person) -> QuerySet[NeedLink]:
    """Which needs wait for these courses, of those that the reader may know."""
    seen = Need.objects.visible_to(reader).filter(pk=OuterRef("need"))
    waiting = NeedLink.objects.filter(Exists(seen), course__in=course_ids, need__state__in=WAITING)
    lines = waiting.select_related("need").only("course", "need__statement", "need__waiting_count")
    return lines.order_by("need_id")


def quiet_since() -> datetime:
    """A letter written after this leaves its course alone."""
    return now() - timedelta(days=QUIET_DAYS)


def not_written_about(courses: QuerySet[Course], since: datetime) -> QuerySet[Course]:
    """Those whose keeper got no letter about them since then."""
    letters = KeeperLetter.objects.filter(course=OuterRef("pk"), keeper=OuterRef("keeper"))
    return courses.filter(~Exists(letters.filter(written_at__gt=since)))


def _asleep(since: datetime) -> QuerySet[Course]:
    asleep = Course.objects.filter(
        state=CourseState.DRAFT, edited_at__lt=since, imported__isnull=True
    )
    waiting = NeedLink.objects.filter(
        course=OuterRef("pk"), need__in=Need.objects.waiting().values("pk")
    )
    known = asleep.annotate(need_waiting=Exists(waiting))
    return known.order_by(F("need_waiting").desc(), "edited_at")


def orphaned(person: Person) -> QuerySet[Course]:
    """Courses whose keeper has left, in this person's care."""
    alone = Course.objects.in_care_of(person).filter(keeper__is_active=False)
    return alone.select_related("keeper").only(*CARD).order_by("-learner_count", "pk")


# A course's


def find_known(course_id: int, person: Person) -> Course | None:
    """The course, with its authors, as far as the person can open it in some way. Two queries."""
    found = _known(course_id, person)
    if not found:
        return None
    know_coauthors(found[0])
    return found[0]


@kept_query
def _known(course_id: int, person: Person) -> QuerySet[Course]:
    known = Course.objects.known_to(person).filter(pk=course_id)
    # The document stands frozen in the release's blocks; it is long, and few ask for it.
    return known.select_related("keeper", "current").defer("current__document")


def find_release(course_id: int, number: int, person: Person) -> Release | None:
    """Any release of a course that the person can open in some way, with the course."""
    course = find_known(course_id, person)
    if course is None:
        return None
    release = course.current
    if release is None or release.number != number:
        of_course = Release.objects.filter(course=course, number=number)
        release = of_course.defer("document").first()
    if release is not None:
        release.course = course
    return release


def readers_of(course: Course) -> QuerySet[Person]:
    """Who it is for, as colleagues would count them."""
    return audience_of(course).people()


def needs_seen_by(course: Course, person: Person) -> list[Need]:
    """The needs it is written for, of those that this person may know."""
    return _needs_seen(course.pk, person)


@kept_query
def _needs_seen(course_id: int, person: Person) -> QuerySet[Need]:
    return Need.objects.visible_to(person).filter(links__course=course_id).order_by("pk")


def successor_of(course: Course, person: Person) -> Course | None:
    """What stands in its place, where the person may read that."""
    if course.successor_id is None:
        return None
    return Course.objects.readable_by(person).filter(pk=course.successor_id).first()


def releases_of(course: Course) -> list[tuple[Release, list[Person]]]:
    """Each release, the newest first, with those whose words it answers."""
    light = course.releases.defer("document", "outline").select_related("released_by")
    releases = list(light.order_by("-number"))
    credited = notes.credited([release.pk for release in releases])
    people = Person.objects.in_bulk({pk for ids in credited.values() for pk in ids})
    return [
        (release, [people[pk] for pk in credited.get(release.pk, []) if pk in people])
        for release in releases
    ]


# Finding


def courses_named(words: str, person: Person, limit: int = 8) -> QuerySet[Course]:
    """Courses the person can open whose title holds these words."""
    found = Course.objects.released().readable_by(person)
    for word in squeeze(words).split()[:6]:
        found = found.filter(title__icontains=word)
    return found.order_by("-useful_count", "title")[:limit]


@dataclass(frozen=True, slots=True)
class Shelf:
    """How much there is: courses released, colleagues who keep them, and new ones."""

    course_count: int
    colleague_count: int
    new_count: int


@remembered(60, key=lambda person: person.pk)
def shelf_of(person: Person) -> Shelf:
    """As of a minute ago: it reads every course that the person can open. One query."""
    counted = _counted(person, _lately())
    return Shelf(*counted[0]) if counted else Shelf(0, 0, 0)


def own_count(person: Person) -> int:
    """How many courses they write, drafts with them; with one query."""
    return len(_own(person))


@kept_query
def _own(person: Person) -> QuerySet[Course, int]:
    return Course.objects.written_by(person).values_list("pk", flat=True)


@kept_query
def _counted(person: Person, since: datetime) -> QuerySet[Course, tuple[int, ...]]:
    """One row: the three counts of a shelf."""
    seen = Course.objects.visible_to(person).order_by().annotate(all=Value(1)).values("all")
    counted = seen.annotate(
        courses=Count("pk", filter=_OUT),
        colleagues=Count("keeper", filter=_OUT, distinct=True),
        new=Count("pk", filter=_new_to(person, since)),
    )
    return counted.values_list("courses", "colleagues", "new")


def _lately() -> datetime:
    return now() - timedelta(days=NEW_DAYS)


def _new_to(person: Person, since: datetime) -> Q:
    """Of those the person can open: released within three months, written by others, not opened yet."""
    own = Course.objects.written_by(person).values("pk")
    new = _OUT & Q(released_at__gte=since) & ~Q(pk__in=own)
    opened = opened_by(person)
    return new if opened is None else new & ~Q(pk__in=opened)


def with_authors(courses: QuerySet[Course]) -> QuerySet[Course]:
    return courses.select_related("keeper").prefetch_related("coauthors__person")
