"""Every address of the product that names a thing by its number."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from manyhands.feedback.models import Comment, Item
from manyhands.needs.models import CheckIn, Nomination
from manyhands.notifications.models import Notice

from .world import BLOCK, World


def addresses(world: World) -> Iterator[str]:
    """Every address of the product that names a thing by its number, of the hidden things."""
    for course in (world.course, world.draft):
        numbers = _numbers(world) | {"course_id": course.pk}
        for path in paths(get_resolver()):
            if "<int:" not in path:
                continue
            for name, value in numbers.items():
                path = path.replace(f"<int:{name}>", str(value)).replace(
                    f"<str:{name}>", str(value)
                )
            if "<" not in path:
                yield f"/{path}"


def _numbers(world: World) -> dict[str, object]:
    return {
        "need_id": world.need.pk,
        "nomination_id": Nomination.objects.get().pk,
        "proposal_id": 1,
        "checkin_id": CheckIn.objects.first().pk,
        "item_id": Item.objects.first().pk,
        "comment_id": Comment.objects.first().pk,
        "notice_id": Notice.objects.values_list("pk", flat=True).first() or 1,
        "asset_id": 1,
        "number": 1,
        "block_id": BLOCK,
    }


def paths(resolver: URLResolver, before: str = "") -> Iterator[str]:
    for part in resolver.url_patterns:
        path = before + str(part.pattern)
        if isinstance(part, URLPattern):
            yield path
        else:
            yield from paths(part, path)
