"""``bench/writes``: reacting, answering questions, backing and declaring, sixteen at once, against a running server.

Of ten writes four react, three answer a question, two back a need, one declares one, each as another person, sent as
the browser sends it (a fragment comes back). The load comes from this process, on the same cores; its CPU is told.
Afterwards the worker's backlog is watched: what can be undone waits half a minute by design.
"""

from __future__ import annotations

import asyncio
import itertools
import random
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from .load import Ask, Told, crowd
from .measuring import DATABASES, Figure, parser_for, publish, share, tell_progress
from .postgresql import backends_cpu
from .serving import serving, session_of
from .setting import a_copy_of

AT_ONCE = 16
PEOPLE = 400
PER_SECOND = {"sqlite": 200.0, "postgresql": 500.0}
LONGEST_BACKLOG = 180.0
UNDO = timedelta(seconds=31)
MIX = ["react", "answer", "react", "back", "react", "answer", "declare", "react", "answer", "back"]


def main() -> None:
    parser = parser_for("writes", __doc__)
    parser.add_argument("size", nargs="?", default="M", choices=["demo", "M"])
    parser.add_argument("--on", choices=DATABASES, default="sqlite")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--processes", type=int, default=None, help="default: 1, PostgreSQL 2")
    chosen = parser.parse_args()
    processes = chosen.processes or (1 if chosen.on == "sqlite" else 2)
    with a_copy_of(chosen.size, chosen.on) as data:
        publish(
            "writes",
            f"{AT_ONCE} at once for {chosen.seconds:.0f} s, size {chosen.size} on {chosen.on}, {processes} process(es)",
            lambda: _measure(data, chosen.on, chosen.seconds, processes),
            as_json=chosen.json,
        )


def _measure(data: Path, on: str, seconds: float, processes: int) -> Iterator[Figure]:
    from manyhands.journal.models import Delivery

    asks = _mixed(_acts())
    _do_what_recurs()
    waiting_before = Delivery.objects.open().count()
    with serving(data, processes=processes) as server:
        asyncio.run(crowd(server.port, asks, at_once=4, seconds=2))
        tell_progress(f"Writing for {seconds:.0f} s.")
        cpu, database_cpu = server.cpu_seconds, backends_cpu()
        told = asyncio.run(crowd(server.port, asks, at_once=AT_ONCE, seconds=seconds))
        cpu, database_cpu = server.cpu_seconds - cpu, (backends_cpu() or 0) - (database_cpu or 0)
        waiting = Delivery.objects.open().count() - waiting_before
        tell_progress(
            "Waiting until the backlog is empty: half a minute at least, since acts can be undone."
        )
        backlog = _until_empty()
    if told.failures:
        print(told.failures[0])
    yield Figure("errors", len(told.failures), "", target=0)
    yield Figure(f"writes on {on}", told.rate, "a second", target=PER_SECOND[on], at_least=True)
    yield Figure("waiting for an answer, p95", share(told.all_times, 0.95) * 1000, "ms")
    yield from _each(told)
    yield Figure("server's CPU for each write", cpu / told.count * 1000, "ms")
    if on == "postgresql":
        yield Figure("the database's CPU for each", database_cpu / told.count * 1000, "ms")
    yield Figure("the load's own CPU for each", told.own_cpu / told.count * 1000, "ms")
    yield Figure("deliveries that waited at the end", waiting)
    yield Figure("until none was due", backlog, "s", target=60)


def _do_what_recurs() -> None:
    """Once: a filled size never had its nightly sweeps, which would fall into the first seconds of the minute."""
    from manyhands.journal.queue import run_recurring

    run_recurring()


def _each(told: Told) -> Iterator[Figure]:
    for name, times in sorted(told.times.items()):
        yield Figure(f"of these: {name}, median", share(times, 0.5) * 1000, "ms")


def _until_empty() -> float:
    """Seconds until nothing is left that was due by the end or could be undone until then."""
    from manyhands.journal.models import Delivery
    from manyhands.kernel.clock import now

    began, until = time.perf_counter(), now() + UNDO
    while (gone := time.perf_counter() - began) < LONGEST_BACKLOG:
        if not Delivery.objects.open().filter(run_at__lte=until).exists():
            break
        time.sleep(0.5)
    return gone


def _mixed(acts: dict[str, Iterator[Ask]]) -> Iterator[Ask]:
    return (next(acts[name]) for name in itertools.cycle(MIX))


def _acts() -> dict[str, Iterator[Ask]]:
    from manyhands.people.models import Person

    dice = random.Random(7)  # noqa: S311 - not a secret
    active = list(Person.objects.active().order_by("pk"))
    people = dice.sample(active, k=min(PEOPLE, len(active)))
    sessions = {person.pk: session_of(person) for person in people}
    reading = _reading(people, dice)
    more = _turns(reading[::-1], sessions, _react)  # once everybody backs everything
    return {
        "react": _turns(reading, sessions, _react),
        "answer": _turns(_questions(people, dice), sessions, _answer),
        "back": itertools.chain(_once(_waiting(people, dice), sessions, _back), more),
        "declare": _turns(people, sessions, _declare),
    }


def _once(
    things: list[Any], sessions: dict[int, str], act: Callable[[Any, str, int], Ask]
) -> Iterator[Ask]:
    return (act(thing, sessions[thing[0].pk], 0) for thing in things)


def _turns(
    things: list[Any], sessions: dict[int, str], act: Callable[[Any, str, int], Ask]
) -> Iterator[Ask]:
    """Each in turn, again and again; the round is told, so that nothing is sent twice in the same words."""
    assert things, f"Nothing to {act.__name__}."
    for round_ in itertools.count():
        for thing in things:
            person = thing[0] if isinstance(thing, tuple) else thing
            yield act(thing, sessions[person.pk], round_)


def _reading(people: list[Any], dice: random.Random) -> list[Any]:
    """Pairs of a person and the release that they read and may read."""
    from django.db.models import F

    from manyhands.courses.models import Course
    from manyhands.learning.models import Enrolment

    pairs = []
    for person in people:
        open_to = set(Course.objects.readable_by(person).released().values_list("pk", flat=True))
        mine = Enrolment.objects.filter(person=person, release=F("course__current"))
        mine = mine.exclude(course__keeper=person).select_related("course__current")
        pairs += [(person, one.course) for one in mine if one.course_id in open_to]
    dice.shuffle(pairs)
    return pairs


def _questions(people: list[Any], dice: random.Random) -> list[Any]:
    """The choices of what they read."""
    found = []
    for person, course in _reading(people, dice):
        for node in course.current.document["content"]:
            if node["type"] == "choice":
                options = [n["attrs"]["id"] for n in node["content"] if n["type"] == "option"]
                found.append((person, course, node["attrs"]["id"], options))
    return found


def _waiting(people: list[Any], dice: random.Random) -> list[Any]:
    from manyhands.needs.models import Backing, Need

    pairs = []
    for person in people:
        backed = Backing.objects.filter(person=person).values("need")
        open_needs = Need.objects.visible_to(person).waiting().exclude(declarer=person)
        pairs += [
            (person, pk)
            for pk in open_needs.exclude(pk__in=backed).values_list("pk", flat=True)[:400]
        ]
    dice.shuffle(pairs)
    return pairs


def _react(pair: Any, session: str, round_: int) -> Ask:
    from manyhands.web.links import url

    course = pair[1]
    kinds = ("useful", "clear", "learned")
    path = url("feedback:reactions", course.pk, course.current.number)
    return Ask(path, session, {"reaction": kinds[round_ % 3]}, "react")


def _answer(known: Any, session: str, round_: int) -> Ask:
    from manyhands.web.links import url

    _person, course, block, options = known
    path = url("learning:responses", course.pk, course.current.number, block)
    return Ask(path, session, {"option": options[round_ % len(options)]}, "answer")


def _back(pair: Any, session: str, _round: int) -> Ask:
    from manyhands.web.links import url

    return Ask(url("needs:backings", pair[1]), session, {"reason": "We too."}, "back")


def _declare(person: Any, session: str, round_: int) -> Ask:
    from manyhands.web.links import url

    said = {
        "statement": f"close the gate after lorry {round_} of {person.pk}",
        "effect": "Nobody asks twice.",
        "audience": "myself",
    }
    return Ask(url("needs:ask"), session, said, "declare")


if __name__ == "__main__":
    main()
