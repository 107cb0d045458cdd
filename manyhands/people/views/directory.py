"""Finding people."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from manyhands.people import queries, rules
from manyhands.people.models import Group, Topic
from manyhands.people.queries import Wanted
from manyhands.web.http import Request, members_only, show


@members_only
@require_safe
def directory(request: Request) -> HttpResponse:
    wanted = _wanted(request)
    page = queries.directory(wanted, number_of(request, "page") or 1)
    count, topics = queries.known_topics() if wanted.is_anybody else (0, [])
    context = {
        "wanted": wanted,
        "page": page,
        "topics_count": count,
        "known_topics": topics,
        "can_invite": rules.can_invite(request.user),
    }
    fragment = "rows" if number_of(request, "page") else "found"
    return show(request, "people/directory.html", context, fragment=fragment)


def _wanted(request: Request) -> Wanted:
    topic, group = number_of(request, "topic"), number_of(request, "group")
    is_administrator = request.user.is_administrator
    return Wanted(
        words=" ".join(request.GET.get("q", "").replace("\x00", "").split())[:80],
        topic=Topic.objects.filter(pk=topic).first() if topic else None,
        group=Group.objects.filter(pk=group).first() if group else None,
        has_left=is_administrator and bool(request.GET.get("left")),
        by_email=is_administrator,
    )


def number_of(request: Request, name: str) -> int | None:
    """A positive number in the address; None for anything else."""
    text = request.GET.get(name, "")
    if not (text.isascii() and text.isdecimal()) or len(text) > 15:
        return None
    return int(text) or None
