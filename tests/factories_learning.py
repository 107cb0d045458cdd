"""Readers, what they say, and the course they read, made through the actions."""

from __future__ import annotations

from typing import Any, Final

from manyhands.courses.blocks import Node, build
from manyhands.courses.models import Course, Release
from manyhands.feedback import actions as feedback
from manyhands.feedback.actions import Remark
from manyhands.feedback.models import Item
from manyhands.learning import actions as learning
from manyhands.learning.models import Enrolment
from manyhands.people.models import Person
from tests.factories_courses import a_course, release, write

HOUR: Final = "hourblock001"
FORM: Final = "formblock001"
CHOICE: Final = "choiceblock1"
SEVERAL: Final = "severalblock"
OPEN: Final = "openblock001"
REFLECTION: Final = "reflectblock"

QUARTER: Final = "the only quarter of an hour in which both of you know everything"
YELLOW: Final = "Use the yellow form at the gate."


def night_blocks(form: str = YELLOW) -> list[Node]:
    """The text that the tests read: two headings, words to mark, a step."""
    return [
        build.heading("Before you leave", id="headblock001"),
        build.paragraph(f"Do it at a quarter to six: that is {QUARTER}.", id=HOUR),
        build.step(f"For each, write one line. {form}", id=FORM),
        build.heading("Try it", id="headblock002"),
    ]


def a_choice(*, required: bool = False, id: str = CHOICE) -> Node:
    options = [
        ("I say who calls him back", "A case without a name is nobody’s case.", True),
        ("I mark it urgent", "Urgent for whom?", False),
        ("I mail the whole team", "Then nobody does it.", False),
    ]
    return build.choice("A driver called at 05:40. What else?", options, required=required, id=id)


def questions(*, required: bool = False) -> list[Node]:
    """One of each kind."""
    several = [("the name", "", True), ("the promise", "", True), ("the weather", "", False)]
    return [
        a_choice(required=required),
        build.choice("What do you write down?", several, multiple=True, id=SEVERAL),
        build.open_question("What will you change?", id=OPEN),
        build.reflection("What did you lose last week?", id=REFLECTION),
    ]


def a_text(keeper: Person, *extra: Node, **more: Any) -> Course:
    """A released course with words to mark, and whatever is added."""
    return a_course(keeper, blocks=[*night_blocks(), *extra], **more)


def release_again(course: Course, *blocks: Node, **plan: Any) -> Release:
    """The next release, with these blocks."""
    document = build.document(course.title, goal=course.goal, blocks=blocks)
    write(course, document, by=course.keeper)
    made = release(course, **plan)
    course.refresh_from_db()
    return made


def current(course: Course) -> Release:
    course.refresh_from_db()
    assert course.current is not None
    return course.current


def a_reader(person: Person, course: Course, *, finished: bool = False) -> Enrolment:
    """Somebody who has opened the current release, and perhaps read it to the end."""
    enrolment = learning.open_course(current(course), by=person)
    assert enrolment is not None
    return learning.finish_course(current(course), by=person) if finished else enrolment


def a_remark(person: Person, course: Course, kind: str = "outdated", **said: Any) -> Item:
    """Words marked in the current release; by default the yellow form is outdated."""
    if kind != "question" and not said:
        said = {"text": "The form is blue since October.", "block_id": FORM, "quote": YELLOW}
    return feedback.say(current(course), remark=Remark(kind=kind, **said), by=person)


def a_question(person: Person, course: Course, text: str = "And if they are late?") -> Item:
    """About the quarter of an hour."""
    before, after = "Do it at a quarter to six: that is ", "."
    said = {"block_id": HOUR, "quote": QUARTER, "prefix": before, "suffix": after}
    return a_remark(person, course, "question", text=text, **said)
