"""Who may know: nobody is told of what they cannot open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from manyhands.courses.audience import audience_of
from manyhands.courses.models import Course
from manyhands.kernel.portions import in_portions
from manyhands.needs.models import Need
from manyhands.people.models import Person


def who_may_see(need: Need, people: Iterable[int | None]) -> set[int]:
    """Of these people (ids), those for whom the need exists. Asked one by one only where few may see it."""
    ids = {pk for pk in people if pk is not None}
    if not need.is_restricted:
        return ids
    this = Need.objects.filter(pk=need.pk)
    return {person.pk for person in _here(ids) if this.visible_to(person).exists()}


def who_may_open(course: Course, people: Iterable[int | None]) -> set[int]:
    """Of these people (ids), those who may read the course, or write it."""
    ids = {pk for pk in people if pk is not None}
    if not course.has_begun():
        return ids & {course.keeper_id, *(one.person_id for one in course.coauthors.all())}
    audience = audience_of(course)
    if audience.is_for_everybody or not ids - audience.named:
        return ids
    return {person.pk for person in _here(ids) if audience.includes(person)}


def _here(ids: set[int]) -> Iterator[Person]:
    for some in in_portions(ids):
        yield from Person.objects.active().filter(pk__in=some)
