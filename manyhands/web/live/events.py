"""``/live/events``: what changed, streamed to a page as server-sent events."""

from __future__ import annotations

import json
import time
from collections.abc import AsyncIterator
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from .database import in_database
from .hub import BYE, OVERLAP, RESYNC, RIGHTS, Message, Subscription, hub
from .session import person_by_session, session_key
from .streams import one_more
from .topics import Topic, WrongTopics, may_follow, read_topics

HEARTBEAT: Final = 20.0
RIGHTS_LAST: Final = 60.0
RETRY_AFTER: Final = 2000


async def events(request: Request) -> Response:
    """Stream what changes in ``topics``, as long as the page is open and its reader may know."""
    try:
        topics = read_topics(request.query_params.get("topics", ""))
        heard, shown = _moment_in(request, "since"), _moment_in(request, "shown")
    except ValueError as error:
        return PlainTextResponse(str(error), 400)
    key = session_key(request)
    person = await in_database(person_by_session, key)
    if person is None:
        return PlainTextResponse("Please sign in.", 401)
    denied = await in_database(denied_topics, person, topics)
    if len(denied) == len(topics):
        return PlainTextResponse("\n".join(denied.values()), 403)
    return StreamingResponse(
        Stream(key, person, topics, heard=heard, shown=shown).chunks(denied),
        media_type="text/event-stream",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )


routes: Final = [Route("/events", events)]


def _moment_in(request: Request, name: str) -> int | None:
    """``since``: what the page heard last; the browser says it by itself when it comes back. ``shown``: when the page
    was asked for.
    """
    told = request.query_params.get(name)
    if name == "since":
        told = request.headers.get("last-event-id") or told
    try:
        return int(told) if told else None
    except ValueError:
        raise WrongTopics(f"“{name}” is a number of milliseconds.") from None


def denied_topics(person: Any, topics: list[Topic]) -> dict[Topic, str]:
    """Those that the person may not follow, each with the reason. For database threads."""
    verdicts = {topic: may_follow(person, topic) for topic in topics}
    return {topic: verdict.reason for topic, verdict in verdicts.items() if not verdict}


class Stream:
    """One open page of one person: it ends with a reason, or when the page goes away.

    It begins with what the page has not ``heard`` yet; where it has heard nothing, with what came since it was
    ``shown``.
    """

    def __init__(
        self,
        key: str,
        person: Any,
        topics: list[Topic],
        *,
        heard: int | None,
        shown: int | None,
    ) -> None:
        self._session_key = key
        self._person_id: int = person.pk
        self._topics = topics
        self._since = shown if heard is None else heard
        # A page shows all that was told before it was asked for: to hear it again would be news of nothing. What was
        # told within the same millisecond may have come after.
        self._overlap = 1 if heard is None else OVERLAP
        self._denied: set[Topic] = set()
        self._asked_at = time.monotonic()

    async def chunks(self, denied: dict[Topic, str]) -> AsyncIterator[str]:
        own = Topic(
            "person", self._person_id
        )  # rights travel by it, whether or not the page follows it
        followed = {str(topic) for topic in [*self._topics, own]}
        with (
            hub.subscribe(followed, since=self._since, overlap=self._overlap) as subscription,
            one_more(self._person_id, subscription),
        ):
            yield f"retry: {RETRY_AFTER}\n: listening\n\n" + self._refusals(denied)
            async for chunk in self._follow(subscription):
                yield chunk

    async def _follow(self, subscription: Subscription) -> AsyncIterator[str]:
        while True:
            message = await subscription.next(within=HEARTBEAT)
            if self._must_ask(message):
                denied = await in_database(self._ask_again)
                if denied is None:
                    yield _control(BYE, {"reason": "signed-out"})
                    return
                yield self._refusals(denied)
            yield self._told(message)
            if message is not None and message.name == BYE:
                return

    def _told(self, message: Message | None) -> str:
        if message is None:
            return ": still here\n\n"
        if message.name in (BYE, RESYNC):
            return f"id: {message.at}\n" + _control(message.name, message.data)
        if message.name == RIGHTS or message.topic in {str(topic) for topic in self._denied}:
            return ""
        return f"id: {message.at}\ndata: {message.as_json()}\n\n"

    def _must_ask(self, message: Message | None) -> bool:
        told = message is not None and message.name == RIGHTS
        return told or time.monotonic() - self._asked_at > RIGHTS_LAST

    def _ask_again(self) -> dict[Topic, str] | None:
        """The topics denied by now; None when the session is over."""
        self._asked_at = time.monotonic()
        person = person_by_session(self._session_key)
        if person is None or person.pk != self._person_id:
            return None
        return denied_topics(person, self._topics)

    def _refusals(self, denied: dict[Topic, str]) -> str:
        """What to say about topics that were allowed until now."""
        fresh = {topic: reason for topic, reason in denied.items() if topic not in self._denied}
        self._denied = set(denied)
        return "".join(
            _control("denied", {"topic": str(topic), "reason": reason})
            for topic, reason in fresh.items()
        )


def _control(name: str, data: dict[str, Any]) -> str:
    return f"event: {name}\ndata: {json.dumps(data)}\n\n"
