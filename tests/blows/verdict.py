"""Run inside an installation, after the blows: is everything there that was acknowledged?

Reads a ledger as JSON and prints what is missing, as JSON: a list of sentences.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any

import django

Entry = dict[str, Any]


def missing(ledger: list[Entry], typed: dict[str, int], shared: int) -> Iterator[str]:
    """A sentence for each loss."""
    yield from _lost(ledger)
    yield from _doubled(ledger)
    yield from _untold(ledger)
    yield from _unwritten(typed, shared)
    yield from _undone()


def missing_in_a_backup(ledger: list[Entry], saved: dict[str, int], shared: int) -> Iterator[str]:
    """As ``missing``, of one moment: acts and signs may have come after what is asked for, and jobs may wait."""
    yield from _lost(ledger)
    yield from _doubled(ledger)
    text = _draft(shared)
    for sign, times in saved.items():
        if text.count(sign) < times:
            yield f"{sign} was saved {times} times and stands {text.count(sign)} times in the draft"


def _lost(ledger: list[Entry]) -> Iterator[str]:
    look = _Look()
    for entry in ledger:
        if not getattr(look, entry["kind"].replace("-", "_"))(entry):
            yield f"Lost: {entry}"


class _Look:
    """One question to the database for each kind of thing that was acknowledged."""

    def __init__(self) -> None:
        from manyhands.people.models import Person

        mails = Person.objects.values_list("email", "pk")
        self._people = {mail.partition("@")[0]: pk for mail, pk in mails}

    def need(self, entry: Entry) -> bool:
        from manyhands.needs.models import Need

        return Need.objects.filter(pk=entry["id"], statement=entry["words"]).exists()

    def backing(self, entry: Entry) -> bool:
        from manyhands.needs.models import Backing

        return Backing.objects.filter(need=entry["id"], person=self._who(entry)).exists()

    def offer(self, entry: Entry) -> bool:
        from manyhands.needs.models import Offer

        return Offer.objects.filter(need=entry["id"], person=self._who(entry)).exists()

    def course(self, entry: Entry) -> bool:
        from manyhands.courses.models import Course

        return Course.objects.filter(pk=entry["id"], keeper=self._who(entry)).exists()

    def release(self, entry: Entry) -> bool:
        from manyhands.courses.models import Release

        made = Release.objects.filter(course=entry["id"], number=entry["number"])
        return made.filter(note=entry["words"]).exists()

    def response(self, entry: Entry) -> bool:
        from manyhands.learning.models import Response

        given = Response.objects.filter(attempt__enrolment__person=self._who(entry))
        return given.filter(attempt__release__course=entry["id"]).exists()

    def finished(self, entry: Entry) -> bool:
        from manyhands.learning.models import Enrolment

        read = Enrolment.objects.filter(person=self._who(entry), course=entry["id"])
        return read.filter(finished_at__isnull=False).exists()

    def item(self, entry: Entry) -> bool:
        from manyhands.feedback.models import Item

        return Item.objects.filter(pk=entry["id"], text=entry["words"]).exists()

    def comment(self, entry: Entry) -> bool:
        from manyhands.feedback.models import Comment

        return Comment.objects.filter(item=entry["id"], text=entry["words"]).exists()

    def reaction(self, entry: Entry) -> bool:
        from manyhands.feedback.models import Reaction

        given = Reaction.objects.filter(person=self._who(entry), course=entry["id"])
        return given.filter(
            release__number=entry["number"], kind=entry["reaction"], block_id=entry["block"]
        ).exists()

    def check_in(self, entry: Entry) -> bool:
        from manyhands.needs.models import CheckIn

        return CheckIn.objects.filter(
            need=entry["id"], person=self._who(entry), reply="yes"
        ).exists()

    def _who(self, entry: Entry) -> int:
        return self._people[entry["person"]]


def _doubled(ledger: list[Entry]) -> Iterator[str]:
    """What was asked again while nobody answered must have happened once."""
    from manyhands.feedback.models import Comment, Item
    from manyhands.needs.models import Need

    made = Counter(Need.objects.values_list("statement", flat=True))
    made += Counter(Item.objects.values_list("text", flat=True))
    made += Counter(Comment.objects.values_list("text", flat=True))
    for entry in ledger:
        if entry["kind"] in ("need", "item", "comment") and made[entry["words"]] > 1:
            yield f"Done {made[entry['words']]} times: {entry}"


def _untold(ledger: list[Entry]) -> Iterator[str]:
    """Whoever asked is told of each answer by somebody else, once; whoever declared, of each backing."""
    from manyhands.journal.models import Entry as Told
    from manyhands.notifications.models import Notice
    from manyhands.people.models import Person

    for kind, receiver in (("needs.need.backed", "declarer"), ("feedback.item.answered", "asker")):
        for told in Told.objects.filter(kind=kind):
            whom = _whom(told, receiver)
            if (
                whom in (None, told.actor_id)
                or not Person.objects.active().filter(pk=whom).exists()
            ):
                continue
            times = Notice.objects.filter(entry_id=told.pk, person_id=whom).count()
            if times != 1:
                yield f"Person {whom} was told {times} times of {told} ({told.facts})"


def _whom(told: Any, receiver: str) -> int | None:
    from manyhands.feedback.models import Item
    from manyhands.needs.models import Need

    if receiver == "declarer":
        return Need.objects.values_list("declarer_id", flat=True).get(pk=told.subject_id)
    item = Item.objects.filter(pk=told.facts["item_id"]).first()
    return item.person_id if item else None


def _unwritten(typed: dict[str, int], shared: int) -> Iterator[str]:
    text = _draft(shared)
    for sign, times in typed.items():
        if text.count(sign) != times:
            yield f"{sign} was typed {times} times and stands {text.count(sign)} times in the draft"


def _draft(shared: int) -> str:
    from manyhands.collab import drafts

    return json.dumps(drafts.read_document(f"course:{shared}"), ensure_ascii=False)


def _undone() -> Iterator[str]:
    from manyhands.journal.models import Delivery
    from manyhands.notifications.models import Mail, MailState

    for delivery in Delivery.objects.open() | Delivery.objects.parked():
        yield f"Not done: {delivery} ({delivery.state}, {delivery.error})"
    for mail in Mail.objects.filter(state=MailState.WAITING):
        yield f"Not sent: {mail}"


def letters() -> list[str]:
    """The Message-IDs of what was sent."""
    from manyhands.notifications.models import Mail

    return list(Mail.objects.values_list("message_id", flat=True))


def is_quiet() -> bool:
    """Whether the worker has nothing left to do."""
    return not list(_undone())


if __name__ == "__main__":
    django.setup()
    asked = json.loads(sys.stdin.read())
    facts = asked.get("ledger", []), asked.get("typed", {}), asked.get("shared", 0)
    if asked["what"] == "quiet":
        said: Any = is_quiet()
    elif asked["what"] == "restored":
        said = list(missing_in_a_backup(*facts))
    else:
        said = {"losses": list(missing(*facts)), "letters": letters()}
    print(json.dumps(said))  # noqa: T201
