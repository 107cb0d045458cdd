"""The lives of the demo's needs, put on stage."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from functools import partial

from manyhands.kernel.clock import now
from manyhands.needs import actions, answers
from manyhands.needs.actions import CheckInAnswer
from manyhands.needs.details import NeedDetails
from manyhands.needs.models import Need, NominationState

from .story.parts import NeedPart
from .teller import Deed, Stage


def stage_need(stage: Stage, part: NeedPart) -> None:
    """Put one need's life on stage; what its course does is staged with the course."""
    born = stage.ago(part.days_ago)

    def at(after: float, deed: Deed) -> None:
        stage.at(born + timedelta(days=after), deed)

    at(0, lambda: _declare(stage, part))
    for backing in part.backings:
        at(backing.after, partial(_back, stage, part, backing.who, backing.reason))
    if part.nominated:
        at(part.nominated[3], lambda: _nominate(stage, part))
    if part.offer:
        at(part.offer[1], lambda: _offer(stage, part))
    if part.found:
        at(1, lambda: _propose(stage, part))
        at(1.2, lambda: _confirm(stage, part))
    if part.reading:
        stage.at(stage.ago(part.reading[1]), lambda: _read_effect(stage, part))
    _stage_end(stage, part)


def stage_replies(stage: Stage, part: NeedPart) -> None:
    """What those who waited reply, counted from the answer."""
    for reply in part.replies:
        answer = CheckInAnswer(
            reply=reply.reply, sentence=reply.sentence, is_nameless=reply.nameless
        )
        stage.at(
            now() + timedelta(days=reply.after),
            partial(_reply, stage, part, reply.who, answer),
        )


def _stage_end(stage: Stage, part: NeedPart) -> None:
    born = stage.ago(part.days_ago)
    if part.declined:
        who, reason, after = part.declined
        stage.at(
            born + timedelta(days=after),
            lambda: actions.decline_need(_need(stage, part), reason=reason, by=stage.people[who]),
        )
    if part.withdrawn_after is not None:
        stage.at(
            born + timedelta(days=part.withdrawn_after),
            lambda: actions.withdraw_need(_need(stage, part), by=stage.people[part.by]),
        )
    if part.merged_into:
        survivor, after = part.merged_into
        stage.at(
            born + timedelta(days=after),
            lambda: actions.merge_needs(
                _need(stage, part), into=stage.needs[survivor], by=stage.people["hana"]
            ),
        )


def _need(stage: Stage, part: NeedPart) -> Need:
    return Need.objects.get(pk=stage.needs[part.key].pk)


def _declare(stage: Stage, part: NeedPart) -> None:
    details = NeedDetails(
        statement=part.statement,
        effect=part.effect,
        group_ids=stage.group_ids(part.groups),
        is_for_everybody=not part.groups,
        effect_unit=part.unit,
        effect_baseline=None if part.baseline is None else Decimal(str(part.baseline)),
        effect_target=None if part.target is None else Decimal(str(part.target)),
        topics=part.topics,
    )
    need = actions.declare_need(details=details, by=stage.people[part.by])
    if part.needed_in is not None:
        # The date may have passed by today; nobody could have typed it today.
        Need.objects.filter(pk=need.pk).update(
            needed_by=(stage.today + timedelta(days=part.needed_in)).date()
        )
    stage.needs[part.key] = need


def _back(stage: Stage, part: NeedPart, who: str, reason: str) -> None:
    actions.back_need(_need(stage, part), reason=reason, by=stage.people[who])


def _reply(stage: Stage, part: NeedPart, who: str, answer: CheckInAnswer) -> None:
    actions.reply_about(_need(stage, part), answer=answer, by=stage.people[who])


def _nominate(stage: Stage, part: NeedPart) -> None:
    assert part.nominated is not None  # noqa: S101 - staged only then
    by, whom, reason, _ = part.nominated
    actions.nominate(
        _need(stage, part), nominee=stage.people[whom], reason=reason, by=stage.people[by]
    )


def _offer(stage: Stage, part: NeedPart) -> None:
    """Somebody who was named accepts; somebody who was not just offers."""
    assert part.offer is not None  # noqa: S101 - staged only then
    need, person = _need(stage, part), stage.people[part.offer[0]]
    named = need.nominations.filter(nominee=person, state=NominationState.ASKED).first()
    if named:
        actions.accept_nomination(named, by=person)
    else:
        actions.offer_answer(need, by=person)


def _propose(stage: Stage, part: NeedPart) -> None:
    course = stage.courses[part.course]
    card = answers.find_answer(course.pk, stage.people["hana"])
    if card:
        actions.propose_answer(_need(stage, part), answer=card, by=stage.people["hana"])


def _confirm(stage: Stage, part: NeedPart) -> None:
    need = _need(stage, part)
    proposal = need.proposals.filter(confirmed_at=None, refused_at=None).first()
    if proposal:
        actions.confirm_answer(proposal, by=stage.people[part.by])
        stage_replies(stage, part)


def _read_effect(stage: Stage, part: NeedPart) -> None:
    assert part.reading is not None  # noqa: S101 - staged only then
    actions.read_effect(
        _need(stage, part), value=Decimal(str(part.reading[0])), by=stage.people[part.by]
    )
