from __future__ import annotations

from collections import Counter
from datetime import timedelta

from bench.sizes import World, insert
from manyhands.courses.models import Course
from manyhands.feedback.models import Item, ItemKind, ItemState, Reaction, ReactionKind
from manyhands.learning.models import Attempt, Enrolment


def fill(world: World) -> None:
    courses = list(Course.objects.select_related("current"))
    pairs: dict[tuple[int, int], Course] = {}
    while len(pairs) < world.size.attempts:
        course = world.popular(courses) if world.dice.random() < 0.5 else world.dice.choice(courses)
        pairs[world.someone().pk, course.pk] = course
    enrolments = insert([_enrolment(world, who, course) for (who, _), course in pairs.items()])
    insert(
        [
            Attempt(
                enrolment=one,
                release_id=one.release_id,
                began_at=one.opened_at,
                finished_at=one.finished_at,
            )
            for one in enrolments
        ]
    )
    _reactions(world, courses)
    _items(world, courses)
    _counts(courses, enrolments)


def _enrolment(world: World, person_id: int, course: Course) -> Enrolment:
    opened = world.before(300)
    is_finished = world.dice.random() < 0.7
    return Enrolment(
        person_id=person_id,
        course=course,
        opened_at=opened,
        seen_at=opened,
        release_id=course.current_id,
        finished_id=course.current_id if is_finished else None,
        finished_at=opened + timedelta(minutes=9) if is_finished else None,
    )


def _reactions(world: World, courses: list[Course]) -> None:
    rows = {}
    for _ in range(world.size.reactions):
        course, kind = world.popular(courses), world.dice.choice(ReactionKind.values)
        person = world.someone()
        rows[person.pk, course.pk, kind] = Reaction(
            person=person,
            course=course,
            release_id=course.current_id,
            kind=kind,
            reacted_at=world.before(200),
        )
    insert(list(rows.values()))


def _items(world: World, courses: list[Course]) -> None:
    rows = []
    for _ in range(world.size.items):
        course = world.dice.choice(courses)
        said = world.before(200)
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


def _counts(courses: list[Course], enrolments: list[Enrolment]) -> None:
    learners = Counter(one.course_id for one in enrolments)
    finished = Counter(one.course_id for one in enrolments if one.finished_at)
    useful = Counter(Reaction.objects.filter(kind="useful").values_list("course_id", flat=True))
    still_open = Item.objects.open()
    items = Counter(still_open.values_list("course_id", flat=True))
    outdated = Counter(still_open.filter(kind="outdated").values_list("course_id", flat=True))
    for course in courses:
        course.learner_count = learners[course.pk]
        course.finished_count = finished[course.pk]
        course.useful_count = useful[course.pk]
        course.open_item_count = items[course.pk]
        course.outdated_count = outdated[course.pk]
    fields = [
        "learner_count",
        "finished_count",
        "useful_count",
        "open_item_count",
        "outdated_count",
    ]
    Course.objects.bulk_update(courses, fields, batch_size=300)
