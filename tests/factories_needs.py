"""Needs for tests, made through the actions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from manyhands.kernel.clock import now, telling
from manyhands.needs import actions
from manyhands.needs.answers import AnswerCard
from manyhands.needs.details import NeedDetails
from manyhands.needs.models import CheckIn, Need
from manyhands.people.models import Group, Person

EFFECT = "No case gets lost between Saturday and Monday."


def details(statement: str = "hand over a night shift", *groups: Group, **more: Any) -> NeedDetails:
    """What somebody says of a need; for everybody unless groups are given."""
    more.setdefault("effect", EFFECT)
    more.setdefault("is_for_everybody", not groups)
    return NeedDetails(statement=statement, group_ids=tuple(g.pk for g in groups), **more)


def a_need(
    declarer: Person,
    statement: str = "hand over a night shift",
    *groups: Group,
    days_ago: float = 0,
    **more: Any,
) -> Need:
    with telling(now() - timedelta(days=days_ago)):
        return actions.declare_need(details=details(statement, *groups, **more), by=declarer)


def backed(need: Need, *people: Person, days_ago: float = 0) -> Need:
    """The need with these backers, each since so many days."""
    with telling(now() - timedelta(days=days_ago)):
        for person in people:
            actions.back_need(need, by=person)
    need.refresh_from_db()
    return need


def answered(need: Need, *, by: Person, answer_id: int = 1, is_found: bool = False) -> Need:
    """The need with its answer, as a release would leave it."""
    if not is_found:
        actions.start_draft(need, answer_id=answer_id, by=by)
    actions.answer_need(
        need,
        answer_id=answer_id,
        answer_title="Hand over in ten minutes",
        answer_url=f"/courses/{answer_id}/",
        is_found=is_found,
        by=by,
    )
    need.refresh_from_db()
    return need


def an_answered_need(declarer: Person, backers: Iterable[Person] = (), *, author: Person) -> Need:
    return answered(backed(a_need(declarer), *backers), by=author)


def read_by(need: Need, *people: Person) -> list[CheckIn]:
    """These people finish the answer, and are asked whether it helped."""
    asked = []
    for person in people:
        actions.answer_used(need, person)
        if checkin := actions.ask_whether_solved(need, person):
            asked.append(checkin)
    need.refresh_from_db()
    return asked


def reply(checkin: CheckIn, words: str, sentence: str = "", *, nameless: bool = False) -> Need:
    """Somebody says yes, partly, no or not_read; returns the need as it stands then."""
    answer = actions.CheckInAnswer(reply=words, sentence=sentence, is_nameless=nameless)
    actions.reply_to_checkin(checkin, answer=answer, by=checkin.person)
    return Need.objects.get(pk=checkin.need_id)


def a_card(answer_id: int = 1, *authors: Person, **more: Any) -> AnswerCard:
    """An answer as the courses would tell it."""
    more.setdefault("title", "Hand over in ten minutes")
    return AnswerCard(
        answer_id=answer_id,
        url=f"/courses/{answer_id}/",
        authors=authors,
        minutes=6,
        release=2,
        **more,
    )
