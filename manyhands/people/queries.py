"""What pages about people need that a queryset cannot say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from allauth.mfa.models import Authenticator
from django.db.models import Case, Count, Q, QuerySet, When
from django.utils import timezone

from manyhands.kernel.kept_queries import kept_query
from manyhands.kernel.memory import remembered

from .models import Group, Invitation, Membership, Person, Relation, Role, Session, Topic, TopicLink

PAGE: Final = 25
MOST_FACES: Final = 5
MOST_TOPICS: Final = 12
_LEADING_FIRST: Final = Case(
    When(role=Role.MANAGER, then=0), When(role=Role.COACH, then=1), default=2
)


@dataclass(frozen=True, slots=True)
class Page:
    """Some of many people. ``following`` is the number of the next page, or None."""

    people: Sequence[Person]
    explained: Mapping[int, Sequence[TopicLink]]
    count: int
    following: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Whom the directory is asked for."""

    words: str = ""
    topic: Topic | None = None
    group: Group | None = None
    has_left: bool = False
    by_email: bool = False

    @property
    def is_anybody(self) -> bool:
        return not (self.words or self.topic or self.group or self.has_left)


def directory(wanted: Wanted, page: int = 1) -> Page:
    """People by name, a page at a time, with what they can explain. Three queries at most."""
    some = list(_first_by_name(page=page) if wanted.is_anybody else _by_name(_found(wanted), page))
    people = some[:PAGE]
    explained: dict[int, list[TopicLink]] = {}
    for link in _explanations([person.pk for person in people]):
        explained.setdefault(link.person_id, []).append(link)
    return Page(
        people=people,
        explained=explained,
        count=people_count() if wanted.is_anybody else _found(wanted).count(),
        following=page + 1 if len(some) > PAGE else None,
    )


@remembered(60)
def people_count() -> int:
    """How many work here, as of a minute ago."""
    return int(Person.objects.active().count())


@kept_query
def _first_by_name(*, page: int) -> QuerySet[Person]:
    return _by_name(Person.objects.active(), page)


def _by_name(people: QuerySet[Person], page: int) -> QuerySet[Person]:
    start = (page - 1) * PAGE
    return people.order_by("name", "pk")[start : start + PAGE + 1]


@kept_query
def _explanations(person_ids: list[int]) -> QuerySet[TopicLink]:
    links = TopicLink.objects.filter(relation=Relation.EXPLAIN, person__in=person_ids)
    return links.select_related("topic").order_by("topic__folded")


def _found(wanted: Wanted) -> QuerySet[Person]:
    people: QuerySet[Person] = Person.objects.filter(is_active=not wanted.has_left)
    if wanted.words:
        named = Q(pk__in=Person.objects.named(wanted.words).values("pk"))
        if wanted.by_email:
            named |= Q(email__icontains=wanted.words.strip())
        people = people.filter(named)
    if wanted.topic:
        knowing = TopicLink.objects.filter(topic=wanted.topic, relation=Relation.EXPLAIN)
        people = people.filter(pk__in=knowing.values("person_id"))
    if wanted.group:
        inside = Membership.objects.filter(group__path__startswith=wanted.group.path)
        people = people.filter(pk__in=inside.values("person_id"))
    return people


@remembered(300)
def known_topics() -> tuple[int, Sequence[Topic]]:
    """How many topics somebody here can explain, and those that most can; as of a few minutes ago.

    It reads all that anybody can explain.
    """
    known = Topic.objects.filter(
        people_links__relation=Relation.EXPLAIN, people_links__person__is_active=True
    )
    topics = list(known.annotate(knowing=Count("people_links")).order_by("-knowing", "folded"))
    return len(topics), topics[:MOST_TOPICS]


def groups_named(words: str, limit: int = 10) -> list[Group]:
    """Groups whose name holds these words; without words the largest."""
    groups = Group.objects.filter(parent__isnull=False)
    for word in words.split()[:4]:
        groups = groups.filter(name__icontains=word)
    return list(groups.order_by("name" if words else "-people_count", "pk")[:limit])


def people_by_id(ids: set[int]) -> dict[int, Person]:
    return {person.pk: person for person in _among(ids)}


@kept_query
def _among(ids: set[int]) -> QuerySet[Person]:
    people: QuerySet[Person] = Person.objects.filter(pk__in=ids)
    return people


@kept_query
def named_groups(ids: set[int]) -> QuerySet[Group]:
    """These groups with their names, in the order of the tree."""
    return Group.objects.filter(pk__in=ids).only("name").order_by("path")


def people_named(words: str, limit: int = 8) -> list[Person]:
    """Active people whose name holds these words; those whose name begins so come first."""
    found = Person.objects.active().named(words).order_by("folded", "name", "pk")[: limit * 4]
    start = words.strip().casefold()
    return sorted(found, key=lambda p: not p.name.casefold().startswith(start))[:limit]


def faces_around(group: Group | None) -> tuple[list[dict[str, object]], int]:
    """A few who are here already, for somebody at the door, and how many there are in all.

    Names and tints only: photos are for those who have come in.
    """
    people = Person.objects.active()
    near = people.in_groups([group.pk]) if group else people
    faces = list(near.order_by("-joined_at", "pk")[:MOST_FACES])
    if len(faces) < MOST_FACES:
        known = [face.pk for face in faces]
        rest = people.exclude(pk__in=known).order_by("-joined_at", "pk")
        faces += list(rest[: MOST_FACES - len(faces)])
    bare = [{"name": p.name, "initials": p.initials, "tint": p.tint} for p in faces]
    return bare, people.count()


@dataclass(frozen=True, slots=True)
class Branch:
    """A group with those below it, each by name."""

    group: Group
    below: list[Branch]


def tree(groups: list[Group] | None = None) -> list[Branch]:
    """The groups as a tree, from those whose parent is not among them."""
    all_groups = list(Group.objects.order_by("name")) if groups is None else groups
    known = {group.pk for group in all_groups}
    below: dict[int | None, list[Group]] = {}
    for group in all_groups:
        parent = group.parent_id if group.parent_id in known else None
        below.setdefault(parent, []).append(group)

    def branches(parent: int | None) -> list[Branch]:
        return [Branch(group, branches(group.pk)) for group in below.get(parent, [])]

    return branches(None)


def lineage(group: Group) -> list[Group]:
    """The groups above this one, from the root down."""
    above = {g.pk: g for g in Group.objects.filter(pk__in=group.lineage[:-1])}
    return [above[pk] for pk in group.lineage[:-1] if pk in above]


def members(group: Group, page: int = 1) -> tuple[Sequence[Membership], int | None]:
    """Those of the group itself, whoever leads it first; and the number of the next page."""
    held = (
        Membership.objects.filter(group=group, person__is_active=True)
        .select_related("person")
        .annotate(role_order=_LEADING_FIRST)
        .order_by("role_order", "person__name", "pk")
    )
    start = (page - 1) * PAGE
    some = list(held[start : start + PAGE + 1])
    return some[:PAGE], page + 1 if len(some) > PAGE else None


def topics_of(person: Person) -> tuple[list[Topic], list[Topic]]:
    """What a person can explain, and what they want to learn."""
    links = person.topic_links.select_related("topic").order_by("topic__folded")
    said: dict[str, list[Topic]] = {Relation.EXPLAIN: [], Relation.LEARN: []}
    for link in links:
        said[link.relation].append(link.topic)
    return said[Relation.EXPLAIN], said[Relation.LEARN]


def sessions_of(person: Person, here: str) -> list[Session]:
    """The browsers in which somebody is signed in: the one that asks first, then those used last."""
    alive = Session.objects.of(person).filter(expire_date__gt=timezone.now())
    return sorted(
        alive.defer("session_data").order_by("-used_at", "pk"), key=lambda one: one.pk != here
    )


@dataclass(frozen=True, slots=True)
class SecondStep:
    """Whether signing in asks for a code, and how many recovery codes are left."""

    is_on: bool
    codes: int = 0


def second_step_of(person: Person) -> SecondStep:
    held = {one.type: one for one in Authenticator.objects.filter(user_id=person.pk)}
    codes = held.get(Authenticator.Type.RECOVERY_CODES)
    return SecondStep(
        is_on=Authenticator.Type.TOTP in held,
        codes=len(codes.wrap().get_unused_codes()) if codes else 0,
    )


def invitations_for(person: Person) -> QuerySet[Invitation]:
    """Those this person may look after: their own, and those to the groups they lead."""
    every = Invitation.objects.select_related("group", "invited_by")
    if person.is_administrator:
        return every
    led = {*person.managed, *person.coached}
    return every.filter(Q(invited_by=person) | Q(group_id__in=led))


def waiting_invitations(person: Person, page: int = 1) -> tuple[list[Invitation], int | None]:
    """Invitations not used yet, latest first; and the number of the next page."""
    waiting = invitations_for(person).filter(accepted_at=None, revoked_at=None).order_by("-pk")
    start = (page - 1) * PAGE
    some = list(waiting[start : start + PAGE + 1])
    return some[:PAGE], page + 1 if len(some) > PAGE else None


def coaches_everybody(person: Person) -> bool:
    """Whether this coach looks after the whole organisation. Asked once, until their groups are others."""
    known = vars(person).get("_coaches_everybody")
    if known is None or known[0] != person.coached:
        roots = Group.objects.filter(parent=None, pk__in=person.coached)
        known = (list(person.coached), person.is_coach and roots.exists())
        vars(person)["_coaches_everybody"] = known
    return bool(known[1])
