"""What of each thing can be found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Prefetch, QuerySet

from manyhands.courses.models import Course, ReleaseBlock
from manyhands.feedback.models import Comment, Item, ItemKind
from manyhands.kernel.portions import in_portions
from manyhands.needs.models import Need
from manyhands.people.models import Person, Relation, TopicLink

from .index import Text, put
from .models import Document, DocumentKind

PORTION: Final = 200
MOST_ANSWERS: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Sort:
    """One sort of thing that can be found: ``texts`` of those with these ids, nothing for those that cannot."""

    name: str
    kinds: tuple[str, ...]
    all: Callable[[], QuerySet[Any]]
    texts: Callable[[Sequence[int]], Iterable[Text]]
    receiver: str

    def index(self, *ids: int) -> None:
        """Let what can be found of these be what they say now."""
        put(self.kinds, ids, self.texts(ids))

    def portions(self) -> Iterator[list[int]]:
        """The ids of all that there are and all that are known, which may be gone, some at a time."""
        known = Document.objects.filter(kind__in=self.kinds).values_list("object_id", flat=True)
        ids = sorted({*self.all().values_list("pk", flat=True), *known})
        return in_portions(ids, PORTION)


def index_everything() -> int:
    """Build the whole index anew, in portions that are each a transaction. Returns how many things were looked at."""
    looked_at = 0
    for sort in SORTS:
        for some in sort.portions():
            sort.index(*some)
            looked_at += len(some)
    return looked_at


def _texts_of_needs(ids: Sequence[int]) -> Iterator[Text]:
    topics = _topics(Need.topics.through.objects.filter(need__in=ids), "need_id")
    for need in Need.objects.filter(pk__in=ids):
        if not need.is_closed:
            yield Text(
                kind=DocumentKind.NEED,
                object_id=need.pk,
                title=need.statement,
                body=need.effect,
                extra=" ".join(topics[need.pk]),
            )


def _texts_of_courses(ids: Sequence[int]) -> Iterator[Text]:
    """A course by its title and goal, and each block of its current release by its words."""
    courses = Course.objects.released().filter(pk__in=ids, current__isnull=False)
    blocks = _blocks_of(courses)
    topics = _topics(Course.topics.through.objects.filter(course__in=ids), "course_id")
    for course in courses:
        yield Text(
            kind=DocumentKind.COURSE,
            object_id=course.pk,
            title=course.title,
            body=f"{course.goal} {course.for_whom} {' '.join(topics[course.pk])}",
        )
        heading = ""
        for block_id, kind, text in blocks[course.current_id]:
            is_heading = kind == "heading"
            heading = text if is_heading else heading
            yield Text(
                kind=DocumentKind.BLOCK,
                object_id=course.pk,
                place=block_id,
                title=f"{course.title} › {heading}" if heading else course.title,
                # The course's own title leads to the course, not to each of its blocks.
                named=heading if is_heading else "",
                body="" if is_heading else text,
            )


def _topics(links: QuerySet[Any], owner: str) -> dict[int, list[str]]:
    """The oldest first, so that the same topics are always told in the same order."""
    found = defaultdict[int, list[str]](list)
    for pk, name in links.order_by("topic_id").values_list(owner, "topic__name"):
        found[pk].append(name)
    return found


def _blocks_of(courses: QuerySet[Course]) -> dict[int | None, list[tuple[str, str, str]]]:
    found = defaultdict[int | None, list[tuple[str, str, str]]](list)
    blocks = ReleaseBlock.objects.filter(release__in=courses.values("current")).exclude(text="")
    rows = blocks.exclude(block_id__in=("title", "goal", "forwhom")).order_by("position")
    for release_id, block_id, kind, text in rows.values_list("release", "block_id", "kind", "text"):
        found[release_id].append((block_id, kind, text))
    return found


def _texts_of_questions(ids: Sequence[int]) -> Iterator[Text]:
    """Questions with their answers; other feedback is for the author only."""
    answers = Prefetch("comments", Comment.objects.order_by("id"))
    items = Item.objects.filter(pk__in=ids, kind=ItemKind.QUESTION)
    for item in items.prefetch_related(answers):
        said = " ".join(comment.text for comment in item.comments.all()[:MOST_ANSWERS])
        yield Text(
            kind=DocumentKind.QUESTION,
            object_id=item.pk,
            title=item.text,
            body=said or item.quote,
            extra=item.quote,
        )


def _texts_of_people(ids: Sequence[int]) -> Iterator[Text]:
    explain = (
        TopicLink.objects.filter(relation=Relation.EXPLAIN).select_related("topic").order_by("pk")
    )
    people = Person.objects.active().filter(pk__in=ids)
    for person in people.prefetch_related(Prefetch("topic_links", explain)):
        topics = ", ".join(link.topic.name for link in person.topic_links.all())
        body = " · ".join(part for part in (person.about, person.group_name, topics) if part)
        yield Text(kind=DocumentKind.PERSON, object_id=person.pk, title=person.name, body=body)


NEEDS: Final = Sort(
    name="Need",
    kinds=(DocumentKind.NEED,),
    all=Need.objects.all,
    texts=_texts_of_needs,
    receiver="search.index_need",
)
COURSES: Final = Sort(
    name="Course",
    kinds=(DocumentKind.COURSE, DocumentKind.BLOCK),
    all=Course.objects.all,
    texts=_texts_of_courses,
    receiver="search.index_course",
)
QUESTIONS: Final = Sort(
    name="Question",
    kinds=(DocumentKind.QUESTION,),
    all=Item.objects.filter(kind=ItemKind.QUESTION).all,
    texts=_texts_of_questions,
    receiver="search.index_item",
)
PEOPLE: Final = Sort(
    name="Person",
    kinds=(DocumentKind.PERSON,),
    all=Person.objects.all,
    texts=_texts_of_people,
    receiver="search.index_person",
)
SORTS: Final = (NEEDS, COURSES, QUESTIONS, PEOPLE)
