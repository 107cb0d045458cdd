from __future__ import annotations

from datetime import timedelta

from bench.world import World, insert
from manyhands.courses import blocks
from manyhands.courses.blocks import Document, Page, build
from manyhands.courses.models import (
    Course,
    CourseState,
    NeedLink,
    Release,
    ReleaseBlock,
    ReleaseSize,
)
from manyhands.courses.outline import outline_of
from manyhands.kernel.portions import in_portions
from manyhands.needs.models import Need

PAGE = Page(media=lambda pk: None)


def fill(world: World) -> None:
    answered = list(Need.objects.filter(answered_at__isnull=False))
    for numbers in in_portions(range(world.size.courses)):
        courses = insert([_course(world) for _ in numbers])
        _audiences(world, courses)
        _releases(world, courses)
    ids = list(Course.objects.values_list("pk", flat=True))
    insert(
        [
            NeedLink(need=need, course_id=world.dice.choice(ids), linked_at=need.answered_at)
            for need in answered
        ]
    )


def _releases(world: World, courses: list[Course]) -> None:
    bodies = {course.pk: _document(world, course) for course in courses}
    numbers = range(1, world.size.releases + 1)
    releases = insert([_release(world, c, n, bodies[c.pk]) for c in courses for n in numbers])
    rows = {pk: blocks.rows_of(body, PAGE) for pk, body in bodies.items()}
    insert(
        [
            ReleaseBlock(release=release, **row._asdict())
            for release in releases
            for row in rows[release.course_id]
        ]
    )
    newest = {release.course_id: release for release in releases}
    for course in courses:
        course.current = newest[course.pk]
    Course.objects.bulk_update(courses, ["current"], batch_size=300)


def _course(world: World) -> Course:
    keeper, begun = world.someone(), world.before(390)
    return Course(
        title=world.words(3, 8).capitalize()[:200],
        goal=world.sentence(),
        for_whom=world.words(2, 5),
        keeper=keeper,
        state=CourseState.RELEASED,
        is_for_everybody=world.dice.random() < 0.4,
        started_at=begun,
        edited_at=begun,
        released_at=begun,
        release_count=world.size.releases,
        minutes=world.dice.randint(2, 9),
        check_on=(world.moment + timedelta(days=world.dice.randint(-60, 180))).date(),
    )


def _document(world: World, course: Course) -> Document:
    parts = [build.heading(world.words(2, 4).capitalize())]
    lengths = range(world.dice.randint(6, 14))
    parts += [build.paragraph(" ".join(world.sentence() for _ in range(3))) for _ in lengths]
    parts += [build.step(world.sentence()) for _ in range(3)]
    parts.append(
        build.choice(
            world.sentence(), [(world.words(2, 5), world.sentence(), n == 0) for n in range(3)]
        )
    )
    raw = build.document(course.title, goal=course.goal, for_whom=course.for_whom, blocks=parts)
    return blocks.parse_document(raw)


def _release(world: World, course: Course, number: int, body: Document) -> Release:
    return Release(
        course=course,
        number=number,
        size=ReleaseSize.MAJOR,
        note=world.sentence(),
        title=course.title,
        goal=course.goal,
        for_whom=course.for_whom,
        minutes=course.minutes,
        document=body.as_json(),
        outline=outline_of(body),
        released_by_id=course.keeper_id,
        released_at=course.started_at + timedelta(days=number),
    )


def _audiences(world: World, courses: list[Course]) -> None:
    audience = Course.audience.through
    some = [course for course in courses if not course.is_for_everybody]
    insert(
        [
            audience(course=course, group=g)
            for course in some
            for g in world.dice.sample(world.groups, k=2)
        ]
    )
    topics = Course.topics.through
    insert(
        [
            topics(course=course, topic=t)
            for course in courses
            for t in world.dice.sample(world.topics, k=2)
        ]
    )
