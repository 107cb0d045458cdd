"""The same act twice in the same moment, by two or by one with two windows: one counts, nobody sees a failure."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest
from django.db import connection

from manyhands.courses.models import Release
from manyhands.feedback import actions as feedback
from manyhands.feedback.actions import Remark
from manyhands.feedback.models import Item
from manyhands.kernel.access import Refused
from manyhands.learning import actions as learning
from manyhands.learning.models import Enrolment
from manyhands.needs import actions
from manyhands.needs.models import Backing, Need, NeedState, Offer
from manyhands.people import memberships
from manyhands.people.actions import change_group, put_in_group, take_out_of_group
from tests.factories_courses import a_draft, release
from tests.factories_learning import HOUR, a_question, a_reader, a_text, current
from tests.factories_needs import a_need, an_answered_need, details, read_by, reply

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], object]) -> list[object]:
    """What each act gave, or how it was refused; all begun in the same moment."""
    start = Barrier(len(acts))

    def one(act: Callable[[], object]) -> object:
        try:
            start.wait(timeout=10)
            return act()
        except Refused as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))


def test_one_need_from_a_form_sent_twice(cast):
    at_once(*[lambda: actions.declare_need(details=details(), by=cast.nora)] * 3)

    assert Need.objects.count() == 1


def test_one_backing_and_one_offer_each(cast):
    need = a_need(cast.nora)
    two = (cast.leo, cast.tom)

    at_once(*[lambda p=p: actions.back_need(need, by=p) for p in two * 2])
    at_once(*[lambda p=p: actions.offer_answer(need, by=p) for p in two * 2])

    need.refresh_from_db()
    assert (Backing.objects.count(), Offer.objects.count()) == (2, 2)
    assert (need.waiting_count, need.state) == (3, NeedState.CLAIMED)


def test_what_is_backed_is_not_withdrawn(cast):
    need = a_need(cast.nora)

    at_once(
        lambda: actions.withdraw_need(need, by=cast.nora),
        lambda: actions.back_need(need, by=cast.leo),
    )

    need.refresh_from_db()
    assert (need.state == NeedState.WITHDRAWN) != Backing.objects.exists()


def test_a_yes_and_a_no_leave_what_the_declarer_said(cast):
    need = an_answered_need(cast.nora, [cast.leo], author=cast.amara)
    nora, leo = read_by(need, cast.nora, cast.leo)

    at_once(lambda: reply(nora, "no"), lambda: reply(leo, "yes"))

    assert Need.objects.get(pk=need.pk).state == NeedState.CLAIMED


def test_one_release_of_two(cast):
    draft = a_draft(cast.amara)

    answers = at_once(*[lambda: release(draft, expected=0)] * 2)

    assert Release.objects.count() == 1
    assert sum(isinstance(answer, Refused) for answer in answers) == 1


def test_a_group_that_is_renamed_gives_nobody_back_what_was_taken(cast, monkeypatch):
    """Between reading who is in which group and writing it down, somebody is taken out of another."""
    put_in_group(cast.nora, cast.office, by=cast.pavel)
    read, taken = Event(), Event()
    as_ever = memberships._say_all

    def say_and_wait(people):
        as_ever(people)
        if not read.is_set():
            read.set()
            taken.wait(timeout=0.5)  # it is made to wait for us: nothing comes

    def take_out():
        read.wait(timeout=10)
        take_out_of_group(cast.nora, cast.office, by=cast.pavel)
        taken.set()

    monkeypatch.setattr(memberships, "_say_all", say_and_wait)
    at_once(
        lambda: change_group(cast.north, name="North", kind="site", by=cast.pavel),
        take_out,
    )

    cast.nora.refresh_from_db()
    assert cast.office.pk not in cast.nora.circle
    assert not list(memberships.strays())
    assert not list(memberships.group_strays())


def test_words_taken_back_in_one_window_are_not_changed_in_another(cast):
    item = a_question(cast.nora, a_text(cast.amara))
    comment = feedback.answer_item(item, text="Write it down.", by=cast.leo)
    feedback.remove_comment(comment, by=cast.leo)

    with pytest.raises(Refused, match="taken back meanwhile"):
        feedback.change_comment(comment, text="Write it twice.", by=cast.leo)


def test_one_question_and_one_completion_of_two(cast):
    course = a_text(cast.amara)
    a_reader(cast.nora, course)
    released = current(course)
    question = Remark(kind="question", text="And if they are late?", block_id=HOUR)

    at_once(*[lambda: feedback.say(released, remark=question, by=cast.nora)] * 2)
    at_once(*[lambda: learning.finish_course(released, by=cast.nora)] * 2)
    at_once(*[lambda: learning.open_course(released, by=cast.leo)] * 2)

    course.refresh_from_db()
    assert (Item.objects.count(), Enrolment.objects.count()) == (1, 2)
    assert (course.learner_count, course.finished_count) == (2, 1)
