"""Facts, and who listens to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields
from datetime import timedelta
from typing import Any, ClassVar, TypeVar

from manyhands.kernel.clock import now
from manyhands.kernel.people import Actor, Subject
from manyhands.kernel.saving import insert_rows

from .lanes import Lane
from .models import Delivery, Entry
from .models.entry import subject_type_of
from .wake import wake_workers


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A fact in the past tense, carrying ids rather than objects, and the words that must outlive the row."""

    kind: ClassVar[str]


E = TypeVar("E", bound=Event)
Receiver = Callable[[Any, Entry], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listening:
    """One receiver of one kind of event; ``delay`` is how long it waits so that the act can be undone."""

    key: str
    receive: Receiver
    delay: timedelta


_kinds: dict[str, type[Event]] = {}
_listening: defaultdict[str, dict[str, Listening]] = defaultdict(dict)
_adding: set[str] = set()


def on(
    *event_types: type[Event], delay: timedelta = timedelta(), only_adds: bool = False
) -> Callable[[Callable[[E, Entry], None]], Callable[[E, Entry], None]]:
    """Call the function below for each such event: after commit, at least once, in order per subject.

    ``only_adds``: it writes new rows and changes none. Many such share a transaction, since nobody waits for what they
    hold.
    """

    def register(receiver: Callable[[E, Entry], None]) -> Callable[[E, Entry], None]:
        key = key_of(receiver)
        if only_adds:
            _adding.add(key)
        for event_type in event_types:
            _kinds[event_type.kind] = event_type
            _listening[event_type.kind][key] = Listening(key=key, receive=receiver, delay=delay)
        return receiver

    return register


def record(event: Event, *, by: Actor | None, about: Subject) -> Entry:
    """Write the event, and a delivery for each receiver, in the caller's transaction."""
    _kinds.setdefault(event.kind, type(event))
    moment = now()
    entry = Entry.objects.create(
        kind=event.kind,
        actor_id=by.pk if by else None,
        subject_type=subject_type_of(about),
        subject_id=about.pk,
        facts=asdict(event),
        happened_at=moment,
    )
    line = f"{entry.subject_type}:{entry.subject_id}"
    listening = _listening[event.kind].values()
    if listening:
        insert_rows(
            [
                Delivery(
                    entry=entry,
                    receiver=one.key,
                    subject=line,
                    run_at=moment + one.delay,
                    set_at=moment,
                )
                for one in listening
            ]
        )
        wake_workers(Lane.DESK, due=moment + min(one.delay for one in listening))
    return entry


def event_of(entry: Entry) -> Event:
    """The event as it was recorded; facts unknown to today's class are left out."""
    event_type = _kinds[entry.kind]
    known = {field.name for field in fields(event_type)}
    return event_type(**{name: fact for name, fact in entry.facts.items() if name in known})


def listener(kind: str, key: str) -> Listening | None:
    return _listening[kind].get(key)


def only_adds(key: str) -> bool:
    """Whether this receiver said so of itself."""
    return key in _adding


def known_kinds() -> dict[str, type[Event]]:
    """Every kind of event that somebody listens to or that was recorded by this process."""
    return dict(_kinds)


def key_of(function: Callable[..., Any]) -> str:
    """The stable name of a receiver or job: "notifications.tell_backers"."""
    app = function.__module__.removeprefix("manyhands.").split(".")[0]
    return f"{app}.{function.__name__}"
