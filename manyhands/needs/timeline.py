"""What happened to a need, in sentences, read from the journal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any, Final

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from manyhands.journal.models import Entry
from manyhands.people.models import Person

from . import events as told
from . import rules
from .answers import answers_of, answers_open_to
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
    told.NeedJoined.kind: lazy("joined another need with it."),
    told.GroupTakenOut.kind: lazy("took %(group_name)s out: it does not concern them."),
    told.EffectRead.kind: lazy("says the number is %(value)s now."),
}
# Where the answer is not open to whoever reads.
CLOSED: Final[dict[str, Promise]] = {
    told.AnswerProposed.kind: lazy("found a course that may answer this; it is not open to you."),
    told.NeedAnswered.kind: lazy("answered with a course that is not open to you."),
    told.NeedMerged.kind: lazy("joined it with another need."),
}
REPLIES: Final[dict[str, Promise]] = {
    Reply.YES: lazy("says it solved the need."),
    Reply.PARTLY: lazy("says it partly solved the need."),
    Reply.NO: lazy("says it did not solve the need."),
    Reply.NOT_READ: lazy("has not read it yet."),
}
# Several who are not named said the same, one after the other.
REPLIES_OF_SEVERAL: Final[dict[str, Promise]] = {
    Reply.YES: lazy("%(num)d who waited say it solved the need."),
    Reply.PARTLY: lazy("%(num)d who waited say it partly solved the need."),
    Reply.NO: lazy("%(num)d who waited say it did not solve the need."),
    Reply.NOT_READ: lazy("%(num)d who waited have not read it yet."),
}
NOMINATIONS: Final[dict[str, Promise | str]] = {
    NominationState.ACCEPTED: "",  # the offer stands beside it
    NominationState.DECLINED: lazy("can’t answer it."),
    NominationState.PASSED_ON: lazy("passed it on."),
}
# Told already by what stands beside them, or nobody's business.
SILENT: Final = (
    told.CheckInAsked.kind,
    told.BackingWithdrawn.kind,
    told.NeedsKeptApart.kind,
    told.NeedsMayBeOne.kind,
)


@dataclass(frozen=True, slots=True)
class Happening:
    """One line: who (None: nobody, or a former colleague), what in words, a quotation, when."""

    person: Person | None
    words: str
    quote: str
    at: datetime
    is_nobodys: bool = False
    together: tuple[Person, ...] = ()  # several who did the same, one after the other
    other: Need | None = None  # the one that it came to be joined with, where the reader may see it


def happenings(need: Need, reader: Person) -> list[Happening]:
    """The latest first. Who said whether it helped is for those who may read it (rulings B3), the title of an answer
    for those who may open it."""
    return _in_sentences(need, reader, _told(need))


def news_of(need: Need, reader: Person, *, after: int) -> list[Happening]:
    """What others did since ``after``, the newest entry there was when the reader's page was drawn."""
    return _in_sentences(need, reader, _told(need).filter(pk__gt=after).exclude(actor_id=reader.pk))


def _told(need: Need) -> QuerySet[Entry]:
    return Entry.objects.about(need).exclude(kind__in=SILENT)


def _in_sentences(need: Need, reader: Person, told_of: QuerySet[Entry]) -> list[Happening]:
    entries = list(told_of.order_by("-pk")[:MOST])
    if not entries:
        return []
    ids = {entry.actor_id for entry in entries} | {
        entry.facts.get(key) for entry in entries for key in ("nominee_id", "declarer_id")
    }
    people = Person.objects.only("name", "photo").in_bulk([pk for pk in ids if pk])
    sight = _Sight(
        people=people,
        reads_replies=bool(rules.can_read_sentences(reader, need)),
        answers=_open_to(reader, need, entries),
        sees_survivor=_sees_survivor(reader, need),
        joined=_joined(reader, entries),
    )
    lines: list[Happening] = []
    for kind, run in groupby(entries, key=lambda entry: entry.kind):
        same = list(run)
        if kind == told.NeedBacked.kind and len(same) > 1:
            lines.append(_backed_together(same, people))
        elif kind == told.CheckInReplied.kind:
            lines.extend(_replies(same, sight))
        else:
            lines.extend(line for entry in same if (line := _line(entry, sight)))
    return lines


def _backed_together(entries: list[Entry], people: dict[Any, Person]) -> Happening:
    """ "Me too", said by one after the other, is one line, in the order in which they said it."""
    backers = dict.fromkeys(people.get(entry.actor_id) for entry in reversed(entries))
    known = tuple(person for person in backers if person)
    if len(backers) == 1:  # the same person, who had taken it back meanwhile
        return Happening(next(iter(backers)), _("said “me too”."), "", entries[0].happened_at)
    return Happening(None, _("said “me too”."), "", entries[0].happened_at, together=known)


def _replies(entries: list[Entry], sight: _Sight) -> Iterator[Happening]:
    """Replies whose persons the reader may not know are counted where they say the same."""
    for (is_hidden, reply), run in groupby(
        entries, key=lambda entry: (_is_hidden(entry, sight), entry.facts["reply"])
    ):
        same = list(run)
        several = len({entry.actor_id for entry in same})
        if is_hidden and several > 1:
            words = str(REPLIES_OF_SEVERAL[reply]) % {"num": several}
            yield Happening(None, words, "", same[0].happened_at, is_nobodys=True)
        else:
            yield from (line for entry in same if (line := _line(entry, sight)))


@dataclass(frozen=True, slots=True)
class _Sight:
    """What the reader of a history may know: whose replies, which answers (ids), which needs that came in."""

    people: dict[Any, Person]
    reads_replies: bool
    answers: frozenset[int]
    sees_survivor: bool
    joined: dict[Any, Need]


def _sees_survivor(reader: Person, need: Need) -> bool:
    """A restricted need may have been joined with one for other groups."""
    if need.merged_into_id is None or not need.is_restricted:
        return True
    return Need.objects.visible_to(reader).filter(pk=need.merged_into_id).exists()


def _joined(reader: Person, entries: list[Entry]) -> dict[Any, Need]:
    """The needs that came in, as far as the reader may see them: a restricted one may be for other groups."""
    ids = [entry.facts["other_id"] for entry in entries if entry.kind == told.NeedJoined.kind]
    if not ids:
        return {}
    return Need.objects.visible_to(reader).only("statement").in_bulk(ids)


def _open_to(reader: Person, need: Need, entries: list[Entry]) -> frozenset[int]:
    """Of the answers named in these entries, those that the reader may open."""
    named = {entry.facts["answer_id"] for entry in entries if "answer_title" in entry.facts}
    linked = answers_of([need.pk], reader).get(need.pk, ()) if named else ()
    known = frozenset(card.answer_id for card in linked)
    return known | answers_open_to(named - known, reader)


def _is_hidden(entry: Entry, sight: _Sight) -> bool:
    """Whether the reader may not know who it was."""
    is_reply = entry.kind == told.CheckInReplied.kind
    return bool(entry.facts.get("is_nameless")) or (is_reply and not sight.reads_replies)


def _line(entry: Entry, sight: _Sight) -> Happening | None:
    facts, people = entry.facts, sight.people
    actor = people.get(entry.actor_id)
    if _is_hidden(entry, sight):
        words = _("Somebody who waited %(said)s") % {"said": _said(entry, sight)}
        return Happening(None, words, "", entry.happened_at, is_nobodys=True)
    if entry.kind == told.NeedSolved.kind:
        return Happening(None, _("Solved."), "", entry.happened_at, is_nobodys=True)
    if entry.kind == told.DeclarerChanged.kind:
        return Happening(None, _handed_on(facts, people), "", entry.happened_at, is_nobodys=True)
    if not (words := _said(entry, sight)):
        return None
    quote = str(facts.get("reason", ""))
    other = sight.joined.get(facts.get("other_id"))
    return Happening(actor, words, quote, entry.happened_at, other=other)


def _said(entry: Entry, sight: _Sight) -> str:
    facts = entry.facts
    choices: dict[str, Callable[[], Any]] = {
        told.CheckInReplied.kind: lambda: REPLIES.get(facts["reply"], ""),
        told.NominationAnswered.kind: lambda: NOMINATIONS.get(facts["state"], ""),
    }
    if entry.kind in choices:
        return str(choices[entry.kind]())
    known = SENTENCES
    if "answer_title" in facts and facts["answer_id"] not in sight.answers:
        known = CLOSED
    if entry.kind == told.NeedMerged.kind and not sight.sees_survivor:
        known = CLOSED
    sentence = str(known.get(entry.kind, ""))
    nominee = sight.people.get(facts.get("nominee_id"))
    named = nominee.name if nominee else _("a former colleague")
    return sentence % {**facts, "nominee": named} if sentence else ""


def _handed_on(facts: dict[str, Any], people: dict[Any, Person]) -> str:
    now_speaks = people.get(facts.get("declarer_id"))
    if now_speaks is None:
        return _("Who asked has left; a coach looks after it.")
    return _("%(name)s speaks for it now.") % {"name": now_speaks.name}
