"""A small world in which the same words stand in every field that people fill in."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from manyhands.courses import actions as courses
from manyhands.courses.blocks import Node, build
from manyhands.courses.models import Course
from manyhands.feedback import actions as feedback
from manyhands.feedback.actions import Remark
from manyhands.learning import actions as learning
from manyhands.needs import actions as needs
from manyhands.needs.models import Need
from manyhands.people import actions as people
from manyhands.people.models import Group, Person
from tests.factories_courses import a_draft, release
from tests.factories_needs import a_need

BLOCK = "wordsblock01"
OPEN = "openblock001"


@dataclass(frozen=True)
class World:
    need: Need
    course: Course
    draft: Course


def a_world_of(words: str, cast: Any, *groups: Group) -> World:
    """Asked by Nora, backed by Mei, answered by Salma, all of Warehouse North: all of it said in ``words``."""
    need = _asked(words, cast, groups)
    course = a_draft(
        cast.salma, words, need=need, goal=words, for_whom=words, blocks=every_block(words)
    )
    release(course, groups=tuple(g.pk for g in groups), note=words)
    course.refresh_from_db()
    _said(words, course, cast.nora)
    _answered(words, course, need, cast)
    courses.set_facts(course, topics=[words[:60]], check_on=None, by=cast.salma)
    draft = a_draft(cast.salma, f"{words} draft", blocks=every_block(words))
    need.refresh_from_db()
    return World(need, course, draft)


def every_block(words: str) -> list[Node]:
    return [
        build.paragraph(words, id=BLOCK),
        build.heading(words),
        build.bullets(words),
        build.callout(words),
        build.step(words, picture=build.picture(None, words, words)),
        build.picture(None, words, words),
        build.code(words, language="python"),
        build.table([[words], [words]]),
        build.file(None, words),
        build.video("https://vimeo.com/1", words),
        build.choice(words, [(words, words, True), (f"{words} b", words, False)]),
        build.open_question(words, id=OPEN),
        build.reflection(words),
    ]


def _asked(words: str, cast: Any, groups: tuple[Group, ...]) -> Need:
    need = a_need(
        cast.nora,
        words,
        *groups,
        effect=words,
        effect_unit=words[:60],
        effect_baseline=Decimal(6),
        effect_target=Decimal(1),
        topics=(words[:60],),
        is_restricted=bool(groups),
    )
    needs.back_need(need, reason=words, by=cast.mei)
    naming = needs.nominate(need, nominee=cast.salma, reason=words, by=cast.mei)
    needs.decline_nomination(naming, reply=words, by=cast.salma)
    needs.offer_answer(need, note=words, by=cast.mei)
    return need


def _said(words: str, course: Course, person: Person) -> None:
    current = course.current
    assert current is not None
    learning.open_course(current, by=person)
    learning.respond(current, OPEN, text=words, by=person)
    question = Remark(kind="question", text=words, block_id=BLOCK, quote=words)
    item = feedback.say(current, remark=question, by=person)
    feedback.answer_item(item, text=words, by=course.keeper)
    outdated = Remark(kind="outdated", text=words, block_id=BLOCK, quote=words)
    feedback.decline_item(
        feedback.say(current, remark=outdated, by=person), reason=words, by=course.keeper
    )
    learning.finish_course(current, by=person)


def _answered(words: str, course: Course, need: Need, cast: Any) -> None:
    needs.read_effect(need, value=Decimal(3), by=cast.nora)
    partly = needs.CheckInAnswer(reply="partly", sentence=words)
    needs.reply_about(need, answer=partly, by=cast.mei)
    yes = needs.CheckInAnswer(reply="yes", sentence=words)
    needs.reply_about(need, answer=yes, by=cast.nora)


def people_say(words: str, cast: Any) -> None:
    """Names of people and groups, and what people say of themselves."""
    people.change_person(
        cast.nora, name=words[:80], about=words, time_zone="Europe/Prague", single_keys=True
    )
    people.set_topics(cast.nora, explain=[words[:60]], learn=[words[:60]])
    people.make_group(words[:80], kind="team", parent=cast.root, by=cast.pavel)
