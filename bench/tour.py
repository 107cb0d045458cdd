"""The pages of the loop, each with the person who opens it."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.db.models import Count
from django.test import Client

from manyhands.courses.models import Course, CourseState
from manyhands.needs.models import Need, NeedState
from manyhands.people.models import Person
from manyhands.web.links import url


def tour() -> Iterator[tuple[str, Client, str]]:
    """Name of the page, a client signed in as its person, and the address."""
    settings.ALLOWED_HOSTS = ["*"]
    amara, hana = (Person.objects.get(email=f"{who}@ferrow.example") for who in ("amara", "hana"))
    member, coach = _client(amara), _client(hana)
    need = _busiest_need()
    read = _most_read()
    author = _client(read.keeper)
    yield "home", member, url("home:home")
    yield "board", member, url("needs:board")
    yield "need", _client(need.declarer), url("needs:need", need.pk)
    yield "ask", member, url("needs:ask")
    yield "near ones", member, url("search:near", statement="hand over the night shift")
    yield "catalogue", member, url("courses:catalogue")
    yield "reader", author, url("learning:course", read.pk)
    yield "draft", author, draft_of(read)
    yield "inbox", author, url("feedback:inbox")
    yield "search", member, url("search:search", q="night shift truck")
    yield "notices", member, url("notifications:notices")
    yield "coach", coach, url("home:coach")
    yield "impact", member, url("impact:impact")
    yield "profile", member, url("people:person", read.keeper_id)
    yield "directory", member, url("people:directory")


def _client(person: Person | None) -> Client:
    assert person is not None
    client = Client()
    client.force_login(person)
    return client


def _busiest_need() -> Need:
    answered = Need.objects.filter(state=NeedState.ANSWERED, declarer__is_active=True)
    counted = answered.annotate(voices=Count("backings")).order_by("-voices")
    return counted.select_related("declarer")[0]


def _most_read() -> Course:
    released = Course.objects.filter(state=CourseState.RELEASED)
    return released.select_related("keeper").order_by("-learner_count")[0]


def draft_of(course: Course) -> str:
    """Its draft page; the room is made where bulk rows left it out."""
    from manyhands.collab import drafts
    from manyhands.collab.models import Room

    if not Room.objects.filter(key=course.room_key).exists():
        assert course.current is not None
        drafts.create_room(course.room_key, course.current.document, by=course.keeper)
    return url("courses:draft", course.pk)
