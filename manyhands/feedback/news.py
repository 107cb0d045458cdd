"""What was said since a page was shown: counted, and shown when one asks for it."""

from __future__ import annotations

from datetime import UTC, datetime

from manyhands.courses.models import Course
from manyhands.kernel.clock import now
from manyhands.people.models import Person

from .models import Comment, Item


def moment_of_page() -> str:
    """A page's mark: the moment at which it was drawn, in microseconds."""
    return str(int(now().timestamp() * 1_000_000))


def count_news(course: Course, person: Person, after: str) -> int:
    """How many remarks and answers of others came after that mark; 0 when it is none."""
    since = read_mark(after)
    if since is None:
        return 0
    seen = Item.objects.filter(course=course).shown_to(person)
    items = seen.filter(said_at__gt=since).exclude(person=person)
    comments = Comment.objects.filter(item__in=seen.values("pk"), said_at__gt=since)
    return items.count() + comments.exclude(person=person).count()


def read_mark(after: str) -> datetime | None:
    """The moment that a page's mark tells; None when it is none."""
    if not (after.isascii() and after.isdecimal() and len(after) < 18):
        return None
    return datetime.fromtimestamp(int(after) / 1_000_000, UTC)
