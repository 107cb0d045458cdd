"""What happens to needs, in the past tense."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from manyhands.journal.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedEvent(Event):
    """What every fact about a need carries; ``title`` outlives the row."""

    need_id: int
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedDeclared(NeedEvent):
    kind: ClassVar[str] = "needs.need.declared"


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedChanged(NeedEvent):
    """Its words, audience, date or topics were changed by its declarer."""

    kind: ClassVar[str] = "needs.need.changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedBacked(NeedEvent):
    kind: ClassVar[str] = "needs.need.backed"
    backing_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BackingWithdrawn(NeedEvent):
    kind: ClassVar[str] = "needs.backing.withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferMade(NeedEvent):
    kind: ClassVar[str] = "needs.offer.made"
    offer_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferWithdrawn(NeedEvent):
    kind: ClassVar[str] = "needs.offer.withdrawn"
    offer_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonNominated(NeedEvent):
    kind: ClassVar[str] = "needs.person.nominated"
    nomination_id: int
    nominee_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NominationAnswered(NeedEvent):
    """The nominee accepted, could not, or passed it on (``state``)."""

    kind: ClassVar[str] = "needs.nomination.answered"
    nomination_id: int
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerProposed(NeedEvent):
    kind: ClassVar[str] = "needs.answer.proposed"
    proposal_id: int
    answer_id: int
    answer_title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerProposalRefused(NeedEvent):
    kind: ClassVar[str] = "needs.answer.refused"
    proposal_id: int
    answer_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftStarted(NeedEvent):
    """Somebody began to write a course for it."""

    kind: ClassVar[str] = "needs.draft.started"
    answer_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedAnswered(NeedEvent):
    kind: ClassVar[str] = "needs.need.answered"
    answer_id: int
    answer_title: str
    answer_url: str
    is_found: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerUsed(NeedEvent):
    """The first of those who waited has finished the answer."""

    kind: ClassVar[str] = "needs.answer.used"
    person_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInAsked(NeedEvent):
    kind: ClassVar[str] = "needs.checkin.asked"
    checkin_id: int
    person_id: int
    wave: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInReplied(NeedEvent):
    """Somebody said whether it helped; their sentence stays on the check-in, not here."""

    kind: ClassVar[str] = "needs.checkin.replied"
    checkin_id: int
    wave: int
    reply: str
    is_nameless: bool
    is_declarer: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedSolved(NeedEvent):
    kind: ClassVar[str] = "needs.need.solved"


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedReopened(NeedEvent):
    """``reason`` is for everybody; of a "no" there is none here: its sentence stays on the check-in."""

    kind: ClassVar[str] = "needs.need.reopened"
    reason: str
    checkin_id: int | None = None
    is_nameless: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedDeclined(NeedEvent):
    kind: ClassVar[str] = "needs.need.declined"
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedWithdrawn(NeedEvent):
    kind: ClassVar[str] = "needs.need.withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedMerged(NeedEvent):
    kind: ClassVar[str] = "needs.need.merged"
    survivor_id: int
    survivor_title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedJoined(NeedEvent):
    """Another need was merged into this one, the survivor."""

    kind: ClassVar[str] = "needs.need.joined"
    other_id: int
    other_title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedsKeptApart(NeedEvent):
    """Somebody who may join the two said that they are not the same."""

    kind: ClassVar[str] = "needs.pair.kept_apart"
    other_id: int
    other_title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedsMayBeOne(NeedEvent):
    """That was taken back."""

    kind: ClassVar[str] = "needs.pair.proposed_again"
    other_id: int
    other_title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupTakenOut(NeedEvent):
    """The group's coach says that the need does not concern it."""

    kind: ClassVar[str] = "needs.group.taken_out"
    group_id: int
    group_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclarerChanged(NeedEvent):
    """The declarer left; the earliest backer speaks for the need now, or nobody does."""

    kind: ClassVar[str] = "needs.declarer.changed"
    declarer_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectRead(NeedEvent):
    kind: ClassVar[str] = "needs.effect.read"
    value: str
