"""What was said since a page was shown: counted, and shown when one asks for it."""

from __future__ import annotations

from collections.abc import Sequence

from manyhands.courses.models import Course
from manyhands.people.models import Person

from .models import Comment, Item
from .pins import Pin


def latest_in(pins: Sequence[Pin]) -> str:
    """A page's mark: "item-comment", the last of each that it shows."""
    items = max((pin.item.pk for pin in pins), default=0)
    comments = max((one.pk for pin in pins for one in pin.comments), default=0)
    return f"{items}-{comments}"


def count_news(course: Course, person: Person, after: str) -> int:
    """How many remarks and answers of others came after that mark."""
    item_id, comment_id = _read(after)
    seen = Item.objects.filter(course=course).shown_to(person)
    items = seen.filter(pk__gt=item_id).exclude(person=person)
    comments = Comment.objects.filter(item__in=seen.values("pk"), pk__gt=comment_id)
    return items.count() + comments.exclude(person=person).count()


def _read(after: str) -> tuple[int, int]:
    parts = after.split("-")
    if len(parts) != 2 or not all(part.isdecimal() and len(part) < 19 for part in parts):
        return 0, 0
    return int(parts[0]), int(parts[1])
