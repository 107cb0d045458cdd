"""``bench/release``: CPU of releasing a course of 60 blocks, the whole request.

Through middleware, view and action, without a socket; what the worker does afterwards is told apart.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from typing import Any

from .measuring import Figure, cpu_ms, parser_for, publish
from .setting import a_copy_of

BLOCKS = 60
NOTE = "Number {} says it better."


def main() -> None:
    parser = parser_for("release", __doc__)
    parser.add_argument("size", nargs="?", default="demo", choices=["demo", "M"])
    parser.add_argument("--rounds", type=int, default=10)
    chosen = parser.parse_args()
    with a_copy_of(chosen.size, "sqlite"):
        publish(
            "release",
            f"a course of {BLOCKS} blocks, 20 questions said about it, size {chosen.size} on SQLite",
            lambda: _measure(chosen.rounds),
            as_json=chosen.json,
        )


def _measure(rounds: int) -> Iterator[Figure]:
    from django.conf import settings
    from django.test import Client

    from manyhands.people.models import Person

    settings.ALLOWED_HOSTS = ["*"]
    author = Person.objects.get(email="amara@ferrow.example")
    client = Client()
    client.force_login(author)
    _release(client, _course(author), 0)  # what is only dear once: templates, kept queries
    course = _course(author)
    first = _release(client, course, 0)
    _talk(course)
    again = [_again(client, course, author, number) for number in range(1, rounds + 1)]
    yield Figure("the first release", first, "ms CPU", target=100)
    yield Figure(
        "a later one, three blocks changed", statistics.median(again), "ms CPU", target=100
    )
    yield Figure("what the worker does after one", cpu_ms(_deliver) / (rounds + 2), "ms CPU")


def _course(author: Any) -> Any:
    from manyhands.collab import drafts
    from manyhands.courses import actions
    from manyhands.courses.blocks import build
    from manyhands.courses.models import Intention

    kinds = [
        lambda n: build.heading(f"Part {n} of the way", id=f"block{n:04}"),
        lambda n: build.paragraph(_words(n), id=f"block{n:04}"),
        lambda n: build.step(_words(n), id=f"block{n:04}"),
        lambda n: build.bullets(_words(n), _words(n + 1), id=f"block{n:04}"),
        lambda n: build.callout(_words(n), id=f"block{n:04}"),
        lambda n: build.choice(
            _words(n), [("Yes", "It is.", True), ("No", "Look again.", False)], id=f"block{n:04}"
        ),
    ]
    course = actions.start_course(Intention.BLANK, by=author)
    document = build.document(
        "Load a lorry for three customers",
        goal="load so that the first customer is served first",
        for_whom="whoever loads",
        blocks=[kinds[n % len(kinds)](n) for n in range(BLOCKS)],
    )
    drafts.change_document(course.room_key, lambda draft: draft.become(document), by=author)
    return course


def _words(number: int) -> str:
    return (
        f"At gate {number} the pallets of the last customer go in first, and the driver is shown the list "
        "before the door is closed. Whoever loads writes down what was damaged, and who saw it."
    )


def _talk(course: Any) -> None:
    """Questions on half the parts, so that there is something to place again."""
    from manyhands.feedback import actions
    from manyhands.feedback.actions import Remark
    from manyhands.people.models import Person

    course.refresh_from_db()
    people = list(Person.objects.active().exclude(pk=course.keeper_id)[:10])
    for number in range(20):
        remark = Remark(
            kind="question", text=f"And at gate {number}?", block_id=f"block{number * 3:04}"
        )
        actions.say(course.current, remark=remark, by=people[number % len(people)])


def _again(client: Any, course: Any, author: Any, number: int) -> float:
    from manyhands.collab import drafts

    for place in (1, 19, 37):
        drafts.change_document(
            course.room_key,
            lambda draft, place=place: draft.set_text(f"block{place:04}", _words(100 * number)),
            by=author,
        )
    return _release(client, course, number)


def _release(client: Any, course: Any, number: int) -> float:
    from manyhands.web.links import url

    said = {
        "size": "major",
        "note": NOTE.format(number),
        "is_for_everybody": "on",
        "expected": str(number),
    }
    answers: list[Any] = []
    spent = cpu_ms(lambda: answers.append(client.post(url("courses:releases", course.pk), said)))
    course.refresh_from_db()
    assert course.release_count == number + 1, answers[0].content.decode()[:2000]
    return spent


def _deliver() -> None:
    from manyhands.journal import queue

    while leased := queue.lease_due(limit=50):
        for delivery in leased:
            queue.run(delivery)


if __name__ == "__main__":
    main()
