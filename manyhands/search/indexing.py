"""What of each thing can be found."""

from __future__ import annotations

from manyhands.courses.models import Course, ReleaseBlock
from manyhands.feedback.models import Item, ItemKind
from manyhands.needs.models import Need
from manyhands.people.models import Person, Relation

from .index import Text, put
from .models import DocumentKind

COURSE_KINDS = (DocumentKind.COURSE, DocumentKind.BLOCK)


def index_need(need_id: int) -> None:
    put([DocumentKind.NEED], need_id, texts_of_need(need_id))


def texts_of_need(need_id: int) -> list[Text]:
    need = Need.objects.filter(pk=need_id).first()
    if need is None or need.is_closed:
        return []
    topics = " ".join(need.topics.values_list("name", flat=True))
    text = Text(
        kind=DocumentKind.NEED,
        object_id=need_id,
        title=need.statement,
        body=need.effect,
        extra=topics,
    )
    return [text]


def index_course(course_id: int) -> None:
    """The course by its title and goal, and each block of its current release by its words."""
    put(COURSE_KINDS, course_id, texts_of_course(course_id))


def texts_of_course(course_id: int) -> list[Text]:
    course = Course.objects.released().filter(pk=course_id, current__isnull=False).first()
    return _texts_of(course) if course else []


def _texts_of(course: Course) -> list[Text]:
    topics = " ".join(course.topics.values_list("name", flat=True))
    whole = Text(
        kind=DocumentKind.COURSE,
        object_id=course.pk,
        title=course.title,
        body=f"{course.goal} {course.for_whom} {topics}",
    )
    blocks = ReleaseBlock.objects.filter(release=course.current_id).exclude(text="")
    rows = blocks.exclude(block_id__in=("title", "goal", "forwhom")).order_by("position")
    parts, heading = [], ""
    for block_id, kind, text in rows.values_list("block_id", "kind", "text"):
        is_heading = kind == "heading"
        heading = text if is_heading else heading
        parts.append(
            Text(
                kind=DocumentKind.BLOCK,
                object_id=course.pk,
                place=block_id,
                title=f"{course.title} › {heading}" if heading else course.title,
                # The course's own title leads to the course, not to each of its blocks.
                named=heading if is_heading else "",
                body="" if is_heading else text,
            )
        )
    return [whole, *parts]


def index_item(item_id: int) -> None:
    put([DocumentKind.QUESTION], item_id, texts_of_item(item_id))


def texts_of_item(item_id: int) -> list[Text]:
    """Questions with their answers; other feedback is for the author only."""
    item = Item.objects.filter(pk=item_id, kind=ItemKind.QUESTION).first()
    if item is None:
        return []
    answers = " ".join(item.comments.order_by("id").values_list("text", flat=True)[:20])
    text = Text(
        kind=DocumentKind.QUESTION,
        object_id=item_id,
        title=item.text,
        body=answers or item.quote,
        extra=item.quote,
    )
    return [text]


def index_person(person_id: int) -> None:
    put([DocumentKind.PERSON], person_id, texts_of_person(person_id))


def texts_of_person(person_id: int) -> list[Text]:
    person = Person.objects.active().filter(pk=person_id).first()
    if person is None:
        return []
    links = person.topic_links.filter(relation=Relation.EXPLAIN)
    topics = ", ".join(links.values_list("topic__name", flat=True))
    body = " · ".join(part for part in (person.about, person.group_name, topics) if part)
    return [Text(kind=DocumentKind.PERSON, object_id=person_id, title=person.name, body=body)]


def index_everything() -> int:
    """Build the whole index anew. Returns how many things were taken in."""
    jobs = [
        *((index_need, pk) for pk in Need.objects.values_list("pk", flat=True)),
        *((index_course, pk) for pk in Course.objects.released().values_list("pk", flat=True)),
        *((index_item, pk) for pk in Item.objects.values_list("pk", flat=True)),
        *((index_person, pk) for pk in Person.objects.values_list("pk", flat=True)),
    ]
    for index, pk in jobs:
        index(pk)
    return len(jobs)
