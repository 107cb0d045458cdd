"""How the demo's courses are read, what is said about them, and the days that pass between."""

from __future__ import annotations

import random
from collections.abc import Iterable
from datetime import timedelta
from functools import partial
from typing import Final

from manyhands.courses.models import Course, Release
from manyhands.feedback import actions as feedback
from manyhands.feedback.actions import Remark
from manyhands.feedback.models import Item
from manyhands.kernel.clock import now
from manyhands.learning import actions as learning
from manyhands.needs import actions as needs
from manyhands.needs.actions import CheckInAnswer
from manyhands.needs.models import CheckIn, Reply

from .story.needs import NEEDS
from .story.parts import CoursePart, RemarkPart
from .story.remarks import REMARKS
from .teller import Stage

SEED: Final = 7
_dice = random.Random(SEED)  # noqa: S311 - the same story at every telling


def stage_reading(stage: Stage, part: CoursePart) -> None:
    """Who read it when: those who waited on the day of the answer, the others over the weeks after."""
    if not part.releases:
        return
    first = stage.ago(part.releases[0].days_ago)
    left = part.releases[0].days_ago
    waited = [
        reply.who
        for need in NEEDS
        if need.course == part.key and not need.found
        for reply in need.replies
    ]
    for number, who in enumerate(dict.fromkeys(waited)):
        stage.at(first + timedelta(hours=2 + 2 * number), partial(_read, stage, part, who, True))
    for who in part.readers:
        after = _dice.random() * max(left - 0.2, 0.1) * 0.8
        finishes = _dice.random() < 0.85
        stage.at(first + timedelta(days=after), partial(_read, stage, part, who, finishes))


def stage_remarks(stage: Stage, courses: Iterable[CoursePart]) -> None:
    parts = {course.key: course for course in courses}
    for remark in REMARKS:
        moment = stage.ago(remark.days_ago)
        stage.at(moment, partial(_say, stage, parts[remark.course], remark))


def stage_days(stage: Stage) -> None:
    """Each morning whoever is due is asked whether it solved their need; most reply the same day."""
    for days_ago in range(150, -1, -1):
        stage.at(stage.ago(days_ago), lambda: _morning(stage))


def _read(stage: Stage, part: CoursePart, who: str, finishes: bool) -> None:
    course, person = _course(stage, part), stage.people[who]
    release = course.current
    if release is None or not Course.objects.readable_by(person).filter(pk=course.pk).exists():
        return
    if learning.open_course(release, by=person) is None:
        return
    _answer_questions(release, part, stage, who)
    if finishes:
        learning.finish_course(release, by=person)
        kind = _dice.choices(["useful", "learned", "clear", "not_useful"], [6, 3, 3, 1])[0]
        if _dice.random() < 0.7:
            feedback.react(release, kind, by=person)


def _answer_questions(release: Release, part: CoursePart, stage: Stage, who: str) -> None:
    for block in release.blocks.filter(kind="choice"):
        options = [child for child in block.node["content"] if child["type"] == "option"]
        right = [option["attrs"]["id"] for option in options if option["attrs"]["right"]]
        wrong = [option["attrs"]["id"] for option in options if not option["attrs"]["right"]]
        chosen = right[:1] if _dice.random() < 0.7 or not wrong else wrong[:1]
        learning.respond(release, block.block_id, options=chosen, by=stage.people[who])


def _say(stage: Stage, part: CoursePart, said: RemarkPart) -> None:
    course = _course(stage, part)
    if course.current is None:
        return
    block_id = "" if said.block is None else part.blocks[said.block]["attrs"]["id"]
    remark = Remark(kind=said.kind, text=said.text, block_id=block_id, quote=said.quote)
    item = feedback.say(course.current, remark=remark, by=stage.people[said.by])
    keeper = stage.people[part.keeper]
    if said.answer:
        who, words, hours = said.answer
        stage.at(
            now() + timedelta(hours=hours),
            lambda: feedback.answer_item(_item(item), text=words, by=stage.people[who]),
        )
    if said.settled_in:
        _stage_settling(stage, part, said, item)
    if said.planned:
        stage.at(now() + timedelta(hours=8), lambda: feedback.plan_item(_item(item), by=keeper))
    if said.declined:
        stage.at(
            now() + timedelta(hours=20),
            lambda: feedback.decline_item(_item(item), reason=said.declined, by=keeper),
        )


def _stage_settling(stage: Stage, part: CoursePart, said: RemarkPart, item: Item) -> None:
    """The author takes it into the draft a moment before the release that deals with it."""
    assert said.settled_in is not None  # noqa: S101 - staged only then
    release = stage.ago(part.releases[said.settled_in - 1].days_ago)
    stage.at(
        max(release - timedelta(minutes=30), now() + timedelta(minutes=5)),
        lambda: feedback.plan_item(_item(item), by=stage.people[part.keeper]),
    )
    stage.taken_in.setdefault((part.key, said.settled_in), []).append(item.pk)


def _morning(stage: Stage) -> None:
    needs.ask_who_is_due()
    for checkin in CheckIn.objects.waiting().filter(wave__gt=0).select_related("person"):
        if _dice.random() < 0.8:
            reply = _dice.choices([Reply.YES, Reply.PARTLY, Reply.NO], [16, 3, 1])[0]
            answer = CheckInAnswer(reply=reply)
            stage.at(
                now() + timedelta(hours=4),
                partial(needs.reply_to_checkin, checkin, answer=answer, by=checkin.person),
            )


def _course(stage: Stage, part: CoursePart) -> Course:
    return Course.objects.select_related("current").get(pk=stage.courses[part.key].pk)


def _item(item: Item) -> Item:
    return Item.objects.get(pk=item.pk)
