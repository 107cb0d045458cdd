from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Final

from django.db import connection

from bench.pouring import indexes_afterwards, pour
from bench.world import World, insert
from manyhands.courses.models import Course
from manyhands.feedback.models import Item, ItemKind, ItemState, Reaction, ReactionKind
from manyhands.kernel.portions import in_portions
from manyhands.learning.models import Attempt, Enrolment

ENROLMENT: Final = [
    "person_id",
    "course_id",
    "opened_at",
    "seen_at",
    "release_id",
    "position",
    "finished_id",
    "finished_at",
]
REACTION: Final = ("person_id", "course_id", "release_id", "block_id", "kind", "reacted_at")
# One for each, on the release that they opened.
ATTEMPTS: Final = (
    "INSERT INTO learning_attempt (enrolment_id, release_id, began_at, finished_at) "
    "SELECT id, release_id, opened_at, finished_at FROM learning_enrolment ORDER BY id"
)
COUNTS: Final = (
    "learner_count",
    "finished_count",
    "useful_count",
    "open_item_count",
    "outdated_count",
)
# Nobody has a course that really everybody reads.
MOST: Final = 0.9


def fill(world: World) -> None:
    courses = list(Course.objects.only("pk", "current"))
    with indexes_afterwards(Enrolment):
        pour(Enrolment, ENROLMENT, _enrolments(world, courses))
    with connection.cursor() as cursor:
        cursor.execute(ATTEMPTS)
    assert Attempt.objects.exists()
    with indexes_afterwards(Reaction):
        pour(Reaction, REACTION, _reactions(world, courses))
    for some in in_portions(courses):
        _items(world, some)
    _counts()


def _enrolments(world: World, courses: list[Course]) -> Iterator[tuple[Any, ...]]:
    """Person after person."""
    pairs = [
        who * len(courses) + at
        for at, count in enumerate(_learners(world, courses))
        for who in world.dice.sample(range(len(world.people)), k=count)
    ]
    pairs.sort()
    for pair in pairs:
        who, at = divmod(pair, len(courses))
        course, opened = courses[at], world.before(300)
        is_finished = world.dice.random() < 0.7
        finished = opened + timedelta(minutes=9) if is_finished else None
        release = course.current_id
        ended = (release, finished) if is_finished else (None, None)
        yield world.people[who].pk, course.pk, opened, opened, release, "", *ended


def _learners(world: World, courses: list[Course]) -> list[int]:
    """How many take each course: half of all attempts on a few that are read by everybody."""
    places, counts = list(range(len(courses))), [0] * len(courses)
    most = int(len(world.people) * MOST)
    left = world.size.attempts
    while left:
        popular = world.dice.random() < 0.5
        at = world.popular(places) if popular else world.dice.choice(places)
        if counts[at] < most:
            counts[at] += 1
            left -= 1
    return counts


def _reactions(world: World, courses: list[Course]) -> Iterator[tuple[Any, ...]]:
    places, given = list(range(len(courses))), set()
    for _ in range(world.size.reactions):
        person, at = world.someone().pk, world.popular(places)
        given.add((person, at, world.dice.choice(ReactionKind.values)))
    for person, at, kind in sorted(given):
        course = courses[at]
        yield person, course.pk, course.current_id, "", kind, world.before(200)


def _items(world: World, courses: list[Course]) -> None:
    """Some on each of these courses, as many as their share of all is."""
    rows = []
    whole = Course.objects.select_related("current").in_bulk([course.pk for course in courses])
    for _ in range(world.size.items * len(courses) // world.size.courses):
        course = whole[world.dice.choice(courses).pk]
        said = world.before(200)
        assert course.current is not None
        block = world.dice.choice(course.current.document["content"][3:])
        rows.append(
            Item(
                course=course,
                release_id=course.current_id,
                person=world.someone(),
                kind=world.dice.choice([ItemKind.QUESTION, ItemKind.OUTDATED, ItemKind.LOST_ME]),
                state=world.dice.choice([ItemState.NEW, ItemState.PLANNED, ItemState.DONE]),
                text=world.sentence(),
                block_id=block["attrs"]["id"],
                said_at=said,
                moved_at=said,
            )
        )
    insert(rows)


def _counts() -> None:
    def by_course(rows: Any) -> Counter[int]:
        return Counter(rows.values_list("course_id", flat=True).iterator())

    still_open = Item.objects.open()
    counts = (
        by_course(Enrolment.objects),
        by_course(Enrolment.objects.exclude(finished_at=None)),
        by_course(Reaction.objects.filter(kind="useful")),
        by_course(still_open),
        by_course(still_open.filter(kind="outdated")),
    )
    given: defaultdict[int, dict[str, int]] = defaultdict(dict)
    for kind in ReactionKind.values:
        for course_id, count in by_course(Reaction.objects.filter(kind=kind)).items():
            given[course_id][kind] = count
    courses = list(Course.objects.only("pk", *COUNTS))
    for course in courses:
        course.reaction_counts = given[course.pk]
        for name, count in zip(COUNTS, counts, strict=True):
            setattr(course, name, count[course.pk])
    Course.objects.bulk_update(courses, [*COUNTS, "reaction_counts"], batch_size=300)
