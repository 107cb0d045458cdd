"""What happened to a need, in sentences, read from the journal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from manyhands.journal.models import Entry
from manyhands.people.models import Person

from . import events as told
from .models import Need, NominationState, Reply

MOST: Final = 60

SENTENCES: Final[dict[str, Promise]] = {
    told.NeedDeclared.kind: lazy("asked."),
    told.NeedChanged.kind: lazy("changed the words, the audience or the date."),
    told.NeedBacked.kind: lazy("said “me too”."),
    told.OfferMade.kind: lazy("offered to answer."),
    told.OfferWithdrawn.kind: lazy("can’t answer it after all."),
    told.PersonNominated.kind: lazy("named %(nominee)s."),
    told.AnswerProposed.kind: lazy("found “%(answer_title)s”: does it answer this?"),
    told.AnswerProposalRefused.kind: lazy("said that this does not answer it."),
    told.DraftStarted.kind: lazy("began to write."),
    told.NeedAnswered.kind: lazy("answered with “%(answer_title)s”."),
    told.AnswerUsed.kind: lazy("was the first who waited to finish it."),
    told.NeedSolved.kind: lazy("solved."),
    told.NeedReopened.kind: lazy("opened it again."),
    told.NeedDeclined.kind: lazy("declined it."),
    told.NeedWithdrawn.kind: lazy("withdrew it."),
    told.NeedMerged.kind: lazy("joined it with “%(survivor_title)s”."),
    told.GroupTakenOut.kind: lazy("took %(group_name)s out: it does not concern them."),
    told.EffectRead.kind: lazy("read the number: %(value)s."),
}
REPLIES: Final[dict[str, Promise]] = {
    Reply.YES: lazy("says it solved the need."),
    Reply.PARTLY: lazy("says it partly solved the need."),
    Reply.NO: lazy("says it did not solve the need."),
    Reply.NOT_READ: lazy("has not read it yet."),
}
NOMINATIONS: Final[dict[str, Promise]] = {
    NominationState.ACCEPTED: lazy("said yes."),
    NominationState.DECLINED: lazy("can’t."),
    NominationState.PASSED_ON: lazy("passed it on."),
}
# Told already by what stands beside them, or nobody's business.
SILENT: Final = (told.CheckInAsked.kind, told.BackingWithdrawn.kind)


@dataclass(frozen=True, slots=True)
class Happening:
    """One line: who (None: nobody, or a former colleague), what in words, a quotation, when."""

    person: Person | None
    words: str
    quote: str
    at: datetime
    is_nobodys: bool = False
    together: tuple[Person, ...] = ()  # several who did the same, one after the other


def happenings(need: Need, *, reads_replies: bool) -> list[Happening]:
    """The latest first. Two queries. Who said whether it helped is for those who may read it (rulings B3)."""
    entries = list(Entry.objects.about(need).exclude(kind__in=SILENT).order_by("-pk")[:MOST])
    ids = {entry.actor_id for entry in entries} | {
        entry.facts.get(key) for entry in entries for key in ("nominee_id", "declarer_id")
    }
    people = Person.objects.only("name", "photo").in_bulk([pk for pk in ids if pk])
    lines: list[Happening] = []
    for kind, run in groupby(entries, key=lambda entry: entry.kind):
        same = list(run)
        if kind == told.NeedBacked.kind and len(same) > 1:
            lines.append(_backed_together(same, people))
        else:
            lines.extend(line for entry in same if (line := _line(entry, people, reads_replies)))
    return lines


def _backed_together(entries: list[Entry], people: dict[Any, Person]) -> Happening:
    """ "Me too", said by one after the other, is one line, in the order in which they said it."""
    backers = dict.fromkeys(people.get(entry.actor_id) for entry in reversed(entries))
    known = tuple(person for person in backers if person)
    return Happening(None, _("said “me too”."), "", entries[0].happened_at, together=known)


def _line(entry: Entry, people: dict[Any, Person], reads_replies: bool) -> Happening | None:
    facts = entry.facts
    actor = people.get(entry.actor_id)
    is_hidden = entry.kind == told.CheckInReplied.kind and not reads_replies
    if facts.get("is_nameless") or is_hidden:
        words = _("Somebody who waited %(said)s") % {"said": _said(entry, people)}
        return Happening(None, words, "", entry.happened_at, is_nobodys=True)
    if entry.kind == told.NeedSolved.kind:
        return Happening(None, _("Solved."), "", entry.happened_at, is_nobodys=True)
    if entry.kind == told.DeclarerChanged.kind:
        return Happening(None, _handed_on(facts, people), "", entry.happened_at, is_nobodys=True)
    if not (words := _said(entry, people)):
        return None
    return Happening(actor, words, str(facts.get("reason", "")), entry.happened_at)


def _said(entry: Entry, people: dict[Any, Person]) -> str:
    facts = entry.facts
    choices: dict[str, Callable[[], Any]] = {
        told.CheckInReplied.kind: lambda: REPLIES.get(facts["reply"], ""),
        told.NominationAnswered.kind: lambda: NOMINATIONS.get(facts["state"], ""),
    }
    if entry.kind in choices:
        return str(choices[entry.kind]())
    sentence = str(SENTENCES.get(entry.kind, ""))
    nominee = people.get(facts.get("nominee_id"))
    named = nominee.name if nominee else _("a former colleague")
    return sentence % {**facts, "nominee": named} if sentence else ""


def _handed_on(facts: dict[str, Any], people: dict[Any, Person]) -> str:
    now_speaks = people.get(facts.get("declarer_id"))
    if now_speaks is None:
        return _("Who asked has left; a coach looks after it.")
    return _("%(name)s speaks for it now.") % {"name": now_speaks.name}
