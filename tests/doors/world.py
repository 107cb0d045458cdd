"""A small world with one thing of each kind, open or hidden, and somebody in each part."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any, Final

from django.conf import settings
from django.test import Client

from manyhands.courses.actions import invite_coauthor
from manyhands.courses.blocks import build
from manyhands.courses.models import ImportRun
from manyhands.feedback import actions as feedback
from manyhands.feedback.actions import Remark
from manyhands.journal.models import Delivery, DeliveryState
from manyhands.kernel.clock import now, telling
from manyhands.learning import actions as learning
from manyhands.media.storing import store_image
from manyhands.needs import actions as needs
from manyhands.needs.answers import find_answer
from manyhands.needs.models import CheckIn, NeedPair
from manyhands.notifications.digests import stop_token
from manyhands.notifications.models import Mail, Notice
from manyhands.people import actions as people
from manyhands.people.models import Person
from manyhands.people.new_addresses import address_token
from manyhands.people.sessions import digest_of
from tests.factories import someone
from tests.factories_courses import a_course, a_draft, release
from tests.factories_media import a_picture
from tests.factories_needs import a_need

PARTS: Final = (
    "stranger",
    "left",
    "outside",
    "inside",
    "asker",
    "keeper",
    "co-author",
    "coach",
    "manager",
    "administrator",
)
OPEN: Final = "openblock001"


@dataclass(frozen=True)
class World:
    """``things`` fill the braces in an address; ``cookies`` sign a part in."""

    things: dict[str, Any]
    cookies: dict[str, str]
    people: dict[str, Person]


def a_world(cast: Any, deliver: Any) -> World:
    """Warehouse North: its people, one need and course of theirs, one of each for everybody, one draft."""
    parts = {
        "outside": cast.amara,
        "inside": someone("Ida Roth", cast.north),
        "asker": cast.nora,
        "keeper": cast.salma,
        "co-author": someone("Cora Lind", cast.north),
        "coach": someone("Karl Moor"),
        "manager": cast.mei,
        "administrator": cast.pavel,
    }
    people.put_in_group(parts["coach"], cast.north, role="coach", by=cast.pavel)
    parts["coach"].refresh_from_db()
    left = someone("Lars Weg", cast.north)
    cookies = {part: _session_of(person) for part, person in parts.items()}
    cookies |= {"left": _session_of(left), "stranger": ""}
    people.deactivate_person(left, by=cast.pavel)
    things = {
        "group": cast.north.pk,
        "group_above": cast.operations.pk,
        "other_group": cast.care.pk,
        "colleague": parts["inside"].pk,
        "coauthor": parts["co-author"].pk,
        "left": left.pk,
        "session": digest_of(cookies["asker"]),
    }
    things |= _courses(cast, parts)
    things |= _needs(cast, parts, things) | _answered(cast, deliver)
    things |= _said(things, parts) | _letters(cast, parts)
    return World(things={k: _key(v) for k, v in things.items()}, cookies=cookies, people=parts)


def _key(thing: Any) -> Any:
    return getattr(thing, "pk", thing)


def _session_of(person: Person) -> str:
    client = Client()
    client.force_login(person)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def _courses(cast: Any, parts: dict[str, Person]) -> dict[str, Any]:
    blocks = [
        build.paragraph("Close the gate.", id="firstblock01"),
        build.open_question("Why?", id=OPEN),
    ]
    made = {
        "course": a_course(cast.salma, "Close the gate"),
        "hidden_course": a_course(cast.salma, "Lock the yard", cast.north, blocks=blocks),
        "draft": a_draft(cast.salma, "Ring the bell"),
    }
    for course in made.values():
        invite_coauthor(course, parts["co-author"], by=cast.salma)
    for course in (made["course"], made["hidden_course"]):
        learning.open_course(course.current, by=parts["inside"])
    learning.respond(made["hidden_course"].current, OPEN, text="So that…", by=parts["inside"])
    picture = store_image(a_picture(), scope=made["hidden_course"].room_key, by=cast.salma)
    run = ImportRun.objects.create(
        person=cast.salma, source="pages", file="x", asked_at=made["course"].started_at
    )
    return made | {"picture": picture, "picture_uuid": picture.uuid, "import": run}


def _needs(cast: Any, parts: dict[str, Person], things: dict[str, Any]) -> dict[str, Any]:
    number = {
        "effect_unit": "cases",
        "effect_baseline": Decimal(6),
        "effect_target": Decimal(1),
    }
    need = a_need(cast.nora, "close the gate", **number)
    hidden = a_need(cast.nora, "lock the yard", cast.north, is_restricted=True)
    naming = needs.nominate(hidden, nominee=cast.salma, by=cast.mei)
    hidden.refresh_from_db()
    course = find_answer(things["hidden_course"].pk, parts["manager"])
    proposal = needs.propose_answer(hidden, answer=course, by=parts["manager"])
    other = a_need(parts["inside"], "paint the gate")
    two = [a_need(cast.nora, f"grease gate hinges {n}", cast.north) for n in (1, 2)]
    pair = NeedPair.objects.create(one=two[0], other=two[1], shared=["gate"], found_at=now())
    return {
        "pair": pair,
        "other_need": other,
        "proposal": proposal,
        "sleeping_draft": _sleeping(cast),
        "need": need,
        "hidden_need": hidden,
        "nomination": naming,
    }


def _sleeping(cast: Any) -> Any:
    """Somebody waits for it, and nobody has written it for six days."""
    with telling(now() - timedelta(days=6)):
        return a_draft(cast.salma, "Oil the hinges", need=a_need(cast.amara, "oil the hinges"))


def _answered(cast: Any, deliver: Any) -> dict[str, Any]:
    need = a_need(cast.nora, "count the pallets", cast.north, is_restricted=True)
    course = a_draft(cast.salma, "Count the pallets", need=need)
    release(course, groups=(cast.north.pk,))
    course.refresh_from_db()
    deliver()
    learning.open_course(course.current, by=cast.nora)
    learning.finish_course(course.current, by=cast.nora)
    deliver()
    return {"answered_need": need, "checkin": CheckIn.objects.filter(person=cast.nora).first()}


def _said(things: dict[str, Any], parts: dict[str, Person]) -> dict[str, Any]:
    """A question about each course by somebody inside, answered by the keeper."""
    made = {}
    for name in ("course", "hidden_course"):
        remark = Remark(kind="question", text="Which gate?", block_id="firstblock01")
        item = feedback.say(things[name].current, remark=remark, by=parts["inside"])
        feedback.plan_item(item, by=parts["keeper"])
        made[name.replace("course", "item")] = item
    made["comment"] = feedback.answer_item(made["hidden_item"], text="Two.", by=parts["inside"])
    return made


def _letters(cast: Any, parts: dict[str, Person]) -> dict[str, Any]:
    people.ask_for_address(parts["inside"], "ida@new.example", by=parts["inside"])
    parts["inside"].refresh_from_db()
    invitation = people.invite("new@ferrow.example", group=cast.north, by=parts["coach"])
    mail = Mail.objects.create(
        person=cast.nora, to=cast.nora.email, message_id="<1@x>", subject="x", written_at=now()
    )
    Delivery.objects.filter(pk=Delivery.objects.order_by("pk").values("pk")[:1]).update(
        state=DeliveryState.PARKED
    )
    return {
        "invitation": invitation,
        "token": invitation.token,
        "mail": mail,
        "delivery": Delivery.objects.parked().first(),
        "notice": Notice.objects.filter(person=cast.nora).first(),
        "address_token": address_token(parts["inside"]),
        "stop_token": stop_token(cast.nora, ["mine"]),
    }
