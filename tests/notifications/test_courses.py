"""Who is told of what happens to courses and of what is said about them."""

from __future__ import annotations

import pytest

from manyhands.courses import actions as courses
from manyhands.feedback import actions as feedback
from manyhands.feedback.actions import Remark
from manyhands.learning import actions as learning
from manyhands.notifications.models import Notice
from manyhands.people.actions import accept_invitation, invite
from tests.factories_courses import FIRST, a_course, a_draft, release, type_words
from tests.factories_needs import a_need


@pytest.fixture
def course(cast, deliver):
    course = a_course(cast.amara)
    deliver()
    Notice.objects.all().delete()
    return course


def ask(course, person, text="Where does the form go?", kind="question"):
    remark = Remark(kind=kind, text=text, block_id=FIRST)
    return feedback.say(course.current, remark=remark, by=person)


def read(course, person):
    learning.open_course(course.current, by=person)
    learning.finish_course(course.current, by=person)


def release_again(course, **plan):
    type_words(course, "Do it at half past five, not at six.", by=course.keeper)
    release(course, **plan)
    course.refresh_from_db()


def test_a_question_reaches_all_who_write(cast, course, deliver, told, sentences):
    courses.invite_coauthor(course, cast.tom, by=cast.amara)
    deliver()
    ask(course, cast.nora)
    deliver()

    assert told(cast.amara) == ["item_question"]
    assert told(cast.tom) == ["coauthor_invited", "item_question"]
    assert sentences(cast.amara) == [
        "Nora Vik asks about “Hand over a night shift in ten minutes”."
    ]


def test_who_was_taken_off_hears_it_and_so_does_the_keeper_of_one_who_left(
    cast, course, deliver, told, sentences
):
    for person in (cast.tom, cast.salma, cast.nora):
        courses.invite_coauthor(course, person, by=cast.amara)
    deliver()
    courses.remove_coauthor(course, cast.tom, by=cast.amara)
    courses.leave_course(course, by=cast.salma)
    courses.remove_coauthor(course, cast.nora, by=cast.amara)
    courses.invite_coauthor(course, cast.nora, by=cast.amara)
    deliver()

    title = "“Hand over a night shift in ten minutes”"
    assert sentences(cast.tom)[1:] == [
        f"Amara Osei writes {title} without you now. Your words stay."
    ]
    assert sentences(cast.amara) == [f"Salma Diallo no longer writes {title} with you."]
    assert "coauthor_taken_off" not in told(cast.nora)


def test_a_question_taken_back_is_not_told(cast, course, deliver, told):
    item = ask(course, cast.nora)
    feedback.take_back(item, by=cast.nora)
    deliver()

    assert told(cast.amara) == []


def test_who_asked_hears_the_answer(cast, course, deliver, told):
    item = ask(course, cast.nora)
    deliver()
    feedback.answer_item(item, text="Into the blue tray.", by=cast.amara)
    deliver()

    assert told(cast.nora) == ["item_answered"]
    assert told(cast.amara) == ["item_question"]


def test_a_colleague_who_answers_is_told_to_asker_and_author(cast, course, deliver, told):
    item = ask(course, cast.nora)
    feedback.answer_item(item, text="Into the blue tray.", by=cast.leo)
    deliver()

    assert told(cast.nora) == ["item_answered"]
    assert told(cast.amara) == ["item_question", "item_commented"]
    assert told(cast.leo) == []


def test_the_release_that_deals_with_it_leads_to_the_place(cast, course, deliver, told):
    read(course, cast.nora)
    item = ask(course, cast.nora)
    feedback.plan_item(item, by=cast.amara)
    deliver()
    release_again(course, settled=(item.pk,))
    deliver()

    assert told(cast.nora) == ["item_planned", "item_done"]
    done = Notice.objects.get(person=cast.nora, kind="item_done")
    assert done.url == f"/courses/{course.pk}/#block-{FIRST}"


def test_what_was_taken_back_at_once_is_not_told(cast, course, deliver, travel, told):
    item = ask(course, cast.nora)
    feedback.plan_item(item, by=cast.amara)
    deliver()
    for seconds in (5, 120):
        feedback.decline_item(item, reason="No.", by=cast.amara)
        travel(seconds=seconds)
        feedback.undo_decision(item, by=cast.amara)
        deliver()

    assert told(cast.nora) == ["item_planned", "item_planned"]


def test_a_reason_is_told_with_the_refusal(cast, course, deliver, sentences):
    item = ask(course, cast.nora, kind="suggestion")
    feedback.decline_item(item, reason="The form says so.", by=cast.amara)
    deliver()

    assert sentences(cast.nora)[0].endswith("as it is: “The form says so.”")


def test_a_major_release_is_offered_to_who_read_it(cast, course, deliver, told):
    read(course, cast.nora)
    learning.open_course(course.current, by=cast.leo)
    release_again(course)
    deliver()

    assert told(cast.nora) == ["course_released"]
    assert told(cast.leo) == told(cast.amara) == []


def test_a_minor_release_disturbs_nobody(cast, course, deliver, told):
    read(course, cast.nora)
    release_again(course, size="minor")
    deliver()

    assert told(cast.nora) == []


def test_who_can_no_longer_open_it_is_not_told(cast, course, deliver, told):
    read(course, cast.nora)
    release_again(course, groups=(cast.office.pk,), is_for_everybody=False)
    deliver()

    assert told(cast.nora) == []


def test_a_reaction_is_told_unless_taken_back(cast, course, deliver, told):
    feedback.react(course.current, "useful", by=cast.nora)
    feedback.react(course.current, "learned", by=cast.nora)
    feedback.react(course.current, "learned", by=cast.nora)
    deliver()

    assert told(cast.amara) == ["reaction_useful"]


def test_the_end_of_a_course_is_told_with_its_reason(cast, course, deliver, sentences):
    read(course, cast.nora)
    courses.end_course(course, reason="The tool is gone.", by=cast.amara)
    deliver()

    assert sentences(cast.nora) == [
        "“Hand over a night shift in ten minutes” has ended: “The tool is gone.”"
    ]


def test_keeping_is_given_and_taken(cast, course, deliver, told):
    courses.hand_over_keeping(course, to=cast.tom, by=cast.amara)
    deliver()

    assert told(cast.tom) == ["keeping_given"]
    assert told(cast.amara) == []


def test_who_invited_hears_of_the_arrival(cast, deliver, sentences):
    invitation = invite("ada@ferrow.example", group=None, by=cast.pavel)
    accept_invitation(invitation, name="Ada Lind", password="a lorry full of other words")
    deliver()

    assert sentences(cast.pavel) == ["Ada Lind accepted your invitation."]


def test_a_coach_offers_help_with_a_draft_that_sleeps(cast, deliver, travel, sentences, mailbox):
    draft = a_draft(cast.mei, "Bills of lading", need=a_need(cast.salma, "read a bill"))
    travel(days=6)
    courses.write_to_keeper(draft, words="Shall we finish it on Friday?", by=cast.hana)
    deliver()
    travel(minutes=6)
    deliver()

    assert sentences(cast.mei)[-1] == (
        f"{cast.hana.name} offers help with your draft “Bills of lading”: “Shall we finish it on Friday?”"
    )
    notice = Notice.objects.get(person=cast.mei, kind="help_offered")
    assert notice.url == f"/courses/{draft.pk}/draft/"
    assert any("Shall we finish it on Friday?" in mail.body for mail in mailbox)


def test_a_coach_asks_for_another_look(cast, course, deliver, told):
    type(course).objects.filter(pk=course.pk).update(outdated_count=3)
    courses.write_to_keeper(course, words="Is the form still yellow?", by=cast.hana)
    deliver()

    assert told(cast.amara) == ["look_asked"]


def test_a_letter_to_a_former_keeper_is_not_told(cast, course, deliver, told):
    type(course).objects.filter(pk=course.pk).update(outdated_count=3)
    courses.write_to_keeper(course, words="Is the form still yellow?", by=cast.hana)
    courses.hand_over_keeping(course, to=cast.tom, by=cast.amara)
    deliver()

    assert "look_asked" not in told(cast.amara) + told(cast.tom)
