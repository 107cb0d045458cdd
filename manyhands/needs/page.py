"""All that a need's page shows, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any, Final

from django.db.models import Case, Q, QuerySet, Value, When
from django.utils.translation import gettext as _

from manyhands.kernel.access import ALLOW, Verdict
from manyhands.kernel.clock import now
from manyhands.kernel.kept_queries import kept_query
from manyhands.people.models import Person
from manyhands.web.filters import duration

from . import rules
from .answers import AnswerCard, answers_of, answers_open_to
from .models import (
    AnswerProposal,
    Backing,
    CheckIn,
    Need,
    NeedState,
    Nomination,
    NominationState,
    Offer,
)
from .tallies import ReplyCounts, replies_about

MOST_BACKINGS: Final = 12
MOST_OFFERS: Final = 25
MOST_SENTENCES: Final = 20
# A summary kept by an older version, until the night's sweep: then everything is asked for.
_UNKNOWN: Final = {"offers": 1, "nominations": 1, "proposals": 1}
# A face and a name; what else there is of a person would only be read in vain.
_FACE: Final = ("person__name", "person__photo")


@dataclass(frozen=True, slots=True)
class Moment:
    """One of the six moments; ``gap`` is the time until the next."""

    name: str
    at: datetime | None
    note: str = ""
    gap: str = ""


LINKED_WITHIN: Final = timedelta(minutes=1)


class NeedPage:
    """One need as one person sees it. Each part is asked for once, when the page comes to it."""

    def __init__(self, need: Need, person: Person) -> None:
        self.need = need
        self.person = person

    @property
    def newest_entry(self) -> int:
        """The last thing told of it when it was read: what is told later is news."""
        return vars(self.need).get("newest_entry") or 0

    @property
    def _open(self) -> dict[str, int]:
        """How many offers, nominations and proposals stand: what is not there is not asked for."""
        return dict(self.need.summary.get("open") or _UNKNOWN)

    # Who waits

    @cached_property
    def backings(self) -> list[Backing]:
        """One's own first, then those with a reason, then by the day."""
        first = _backings(self.need.pk, self.person)
        known = {backing.pk for backing in first}
        silent = [one for one in _first_backings(self.need.pk) if one.pk not in known]
        return [*first, *silent][:MOST_BACKINGS]

    @cached_property
    def own_backing(self) -> Backing | None:
        first = self.backings[0] if self.backings else None
        return first if first and first.person_id == self.person.pk else None

    @property
    def is_own(self) -> bool:
        return self.need.declarer_id == self.person.pk

    @property
    def waits(self) -> bool:
        return self.is_own or self.own_backing is not None

    @property
    def with_reason(self) -> list[Backing]:
        return [b for b in self.others if b.reason or b.needed_by]

    @property
    def without_reason(self) -> list[Person]:
        return [b.person for b in self.others if not (b.reason or b.needed_by)]

    @property
    def more_backers(self) -> int:
        """How many wait beside those whom the page names."""
        declarer = 1 if self.need.declarer_id else 0
        return max(0, self.need.waiting_count - declarer - len(self.others))

    @property
    def others(self) -> list[Backing]:
        """Backers; the declarer stands apart, also one who had backed it before."""
        return [b for b in self.backings if b.person_id != self.need.declarer_id]

    # Who answers

    @property
    def answer_is_coming(self) -> bool:
        """A course that was found is linked in the moments after it was confirmed."""
        need = self.need
        return bool(need.is_found and need.answered_at and now() - need.answered_at < LINKED_WITHIN)

    @cached_property
    def offers(self) -> list[Offer]:
        if not self._open["offers"]:
            return []
        return _offers(self.need.pk)

    @cached_property
    def own_offer(self) -> Offer | None:
        return next((o for o in self.offers if o.person_id == self.person.pk), None)

    @cached_property
    def nominations(self) -> list[Nomination]:
        if not (self.need.is_waiting and self._open["nominations"]):
            return []
        asked = self.need.nominations.filter(state=NominationState.ASKED)
        return list(asked.select_related("nominee", "nominated_by").order_by("pk")[:MOST_OFFERS])

    @cached_property
    def own_nomination(self) -> Nomination | None:
        return next((n for n in self.nominations if n.nominee_id == self.person.pk), None)

    @cached_property
    def proposals(self) -> list[AnswerProposal]:
        if not (self.need.is_waiting and self._open["proposals"]):
            return []
        undecided = self.need.proposals.filter(confirmed_at=None, refused_at=None)
        return list(undecided.select_related("proposed_by").order_by("pk")[:MOST_OFFERS])

    @cached_property
    def open_proposals(self) -> frozenset[int]:
        """The proposed answers that this person may open; the others have no name here."""
        return answers_open_to({one.answer_id for one in self.proposals}, self.person)

    @cached_property
    def decides(self) -> bool:
        """Whether this person says if a proposed course answers it (as in the rules, from what is at hand)."""
        if self.need.declarer_id is not None:
            return self.is_own
        if self.others:
            return self.own_backing is not None
        return bool(self.coaches)

    @cached_property
    def answers(self) -> Sequence[AnswerCard]:
        return answers_of([self.need.pk], self.person).get(self.need.pk, ())

    # Solved?

    @cached_property
    def checkin(self) -> CheckIn | None:
        """This person's own, the last one asked first."""
        if not self.need.is_answered:
            return None
        last = _last_asked(self.need.pk, self.person, self.need.reopened_count)
        return last[0] if last else None

    @property
    def asks(self) -> bool:
        """Whether the question stands before this person now."""
        return self.checkin is not None and self.checkin.replied_at is None

    @property
    def may_say(self) -> bool:
        """Whoever waited may say it unasked, or think better of it."""
        return self.need.is_answered and self.waits

    @cached_property
    def replies(self) -> ReplyCounts:
        kept = self.need.summary.get("replies")
        return ReplyCounts(**kept) if kept else replies_about(self.need)

    @cached_property
    def sentences(self) -> list[CheckIn]:
        """What they said, for authors and coaches; without a name where none was to be shown."""
        was_answered = self.need.is_answered or self.need.reopened_count
        if not was_answered or not (self._is_author or self.coaches):
            return []
        said = self.need.checkins.filter(replied_at__isnull=False).exclude(sentence="")
        return list(said.select_related("person").order_by("-replied_at", "-pk")[:MOST_SENTENCES])

    @property
    def _is_author(self) -> bool:
        return any(self.person.pk == author.pk for card in self.answers for author in card.authors)

    @cached_property
    def survivor(self) -> Need | None:
        """The need it was joined with, where this person may see it."""
        if self.need.merged_into_id is None:
            return None
        return Need.objects.visible_to(self.person).filter(pk=self.need.merged_into_id).first()

    # What may be done

    @cached_property
    def coaches(self) -> Verdict:
        return rules.can_coach(self.person, self.need)

    @property
    def may_change(self) -> bool:
        if self.need.is_closed:
            return False
        return self.is_own or (self.need.declarer_id is None and bool(self.coaches))

    @property
    def may_withdraw(self) -> bool:
        return self.is_own and self.need.is_waiting and self.need.waiting_count <= 1

    @property
    def may_merge(self) -> bool:
        return self.need.is_waiting and (self.is_own or bool(self.coaches))

    @property
    def may_decline(self) -> bool:
        return self.need.is_waiting and bool(self.coaches)

    @property
    def may_reopen(self) -> bool:
        if self.need.state == NeedState.DECLINED:
            return bool(self.coaches)
        return self.need.is_answered and (
            self.is_own or (self.need.declarer_id is None and bool(self.coaches))
        )

    @property
    def may_take_out(self) -> list[dict[str, Any]]:
        """The groups that this coach may take out of the audience."""
        groups = self.need.summary["audience"]
        if not self.need.is_waiting or (len(groups) < 2 and not self.need.is_for_everybody):
            return []
        return [] if self.may_decline else [g for g in groups if g["id"] in self.person.coached]

    @property
    def may_read_effect(self) -> Verdict | bool:
        return ALLOW if self.need.effect_target is not None and self.waits else False

    # The number, and how far it has come

    @property
    def value(self) -> Decimal | None:
        reading = self.need.summary["reading"]
        return Decimal(reading["value"]) if reading else None

    @property
    def progress(self) -> int:
        """How much of the way from today to the aim is done, in hundredths."""
        need = self.need
        if self.value is None or need.effect_baseline is None or need.effect_target is None:
            return 0
        way = need.effect_target - need.effect_baseline
        done = (self.value - need.effect_baseline) / way if way else Decimal(0)
        return int(max(Decimal(0), min(Decimal(1), done)) * 100)

    @property
    def read_at(self) -> datetime | None:
        reading = self.need.summary["reading"]
        return datetime.fromisoformat(reading["at"]) if reading else None

    # The six moments

    @cached_property
    def moments(self) -> list[Moment]:
        need, first = self.need, self.need.summary["first"]
        found = need.is_found and need.answered_at is not None
        never = _("never") if need.is_closed else ""
        skipped = _("not needed") if found else never
        release = _("found") if found else ""
        named = [
            (_("Asked"), need.declared_at, ""),
            (_("Offered"), need.first_offer_at, first["offer"] if need.first_offer_at else skipped),
            (_("Drafted"), need.first_draft_at, "" if need.first_draft_at else skipped),
            (_("Released"), need.answered_at, release or never),
            (_("Used"), need.first_used_at, first["use"] if need.first_used_at else never),
            (_("Solved"), need.solved_at, never),
        ]
        dates = [at for _name, at, _note in named]
        return [
            # What was found was neither offered nor drafted: one waited from asking to finding.
            Moment(name, at, note, self._gap(at, dates[3 if found and i == 0 else i + 1 :]))
            for i, (name, at, note) in enumerate(named)
        ]

    def _gap(self, at: datetime | None, later: list[datetime | None]) -> str:
        """The time until the next moment, or until now where it waits; never a negative one."""
        if at is None or not later:
            return ""
        if later[0] is not None:
            return duration(later[0] - at) if later[0] >= at else ""
        if any(later) or not self.need.is_waiting:
            return ""
        return _("%(time)s so far") % {"time": duration(now() - at)}


# Thousands may wait: not all of them are brought in order to find the few with a reason.


@kept_query
def _backings(need_id: int, person: Person) -> QuerySet[Backing]:
    """One's own, then those with a reason."""
    is_own = Case(When(person=person, then=Value(0)), default=Value(1))
    some = _with_faces(need_id).filter(Q(person=person) | Q(reason__gt=""))
    return some.order_by(is_own, "backed_at", "pk")[:MOST_BACKINGS]


@kept_query
def _first_backings(need_id: int) -> QuerySet[Backing]:
    return _with_faces(need_id).order_by("backed_at", "pk")[:MOST_BACKINGS]


def _with_faces(need_id: int) -> QuerySet[Backing]:
    active = Backing.objects.filter(need=need_id, person__is_active=True).select_related("person")
    return active.only("need_id", "reason", "needed_by", "backed_at", *_FACE)


@kept_query
def _offers(need_id: int) -> QuerySet[Offer]:
    standing = Offer.objects.standing().filter(need=need_id).select_related("person")
    found = standing.only("need_id", "note", "offered_at", "writing_since", *_FACE)
    return found.order_by("offered_at", "pk")[:MOST_OFFERS]


@kept_query
def _last_asked(need_id: int, person: Person, round_: int) -> QuerySet[CheckIn]:
    own = CheckIn.objects.filter(need=need_id, person=person, round=round_)
    return own.filter(asked_at__isnull=False).order_by("-asked_at", "-wave")[:1]
