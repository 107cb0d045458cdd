from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from manyhands.journal.events import record
from manyhands.kernel.access import Refused, require
from manyhands.kernel.clock import now
from manyhands.kernel.text import shorten
from manyhands.needs import rules
from manyhands.needs.answers import AnswerCard, find_answer
from manyhands.needs.events import AnswerProposalRefused, AnswerProposed
from manyhands.needs.models import AnswerProposal, Need
from manyhands.people.models import Person

from .answering import answer_need
from .held import hold, keep


@transaction.atomic
def propose_answer(need: Need, *, answer: AnswerCard, by: Person) -> AnswerProposal:
    """ "This already answers it". Said by whoever decides, it is decided at once."""
    need = hold(need)
    known = need.proposals.filter(answer_id=answer.answer_id, refused_at=None).first()
    if known is not None:
        return known
    require(rules.can_propose(by, need))
    refused = need.proposals.filter(answer_id=answer.answer_id, proposed_by=by)
    if refused.exists():
        raise Refused(_("You proposed this before, and it did not answer the need."))
    _require_open_to_declarer(need, answer, by=by)

    proposal = AnswerProposal.objects.create(
        need=need,
        answer_id=answer.answer_id,
        answer_title=shorten(answer.title, 200),
        answer_url=answer.url,
        proposed_by=by,
        proposed_at=now(),
    )
    if rules.can_decide(by, proposal):
        return confirm_answer(proposal, by=by)
    keep(need)
    fact = AnswerProposed(
        need_id=need.pk,
        title=need.statement,
        proposal_id=proposal.pk,
        answer_id=proposal.answer_id,
        answer_title=proposal.answer_title,
    )
    record(fact, by=by, about=need)
    return proposal


def _require_open_to_declarer(need: Need, answer: AnswerCard, *, by: Person) -> None:
    """What who asked may not open answers nothing; its authors can let them in."""
    declarer = need.declarer
    if declarer is None or not declarer.is_active or find_answer(answer.answer_id, by) is None:
        return
    if find_answer(answer.answer_id, declarer) is None:
        sentence = _(
            "%(name)s asked, and cannot open this course. Its authors can open it to them."
        )
        raise Refused(sentence % {"name": declarer.name})


@transaction.atomic
def confirm_answer(proposal: AnswerProposal, *, by: Person) -> AnswerProposal:
    """Yes, this answers it: found, not made."""
    proposal = _held(proposal)
    if proposal.confirmed_at:
        return proposal
    require(rules.can_decide(by, proposal))

    proposal.confirmed_at = now()
    proposal.save(update_fields=["confirmed_at"])
    answer_need(
        proposal.need,
        answer_id=proposal.answer_id,
        answer_title=proposal.answer_title,
        answer_url=proposal.answer_url,
        is_found=True,
        by=by,
    )
    return proposal


@transaction.atomic
def refuse_answer(proposal: AnswerProposal, *, by: Person) -> AnswerProposal:
    """No, it does not answer it; the need goes on waiting."""
    proposal = _held(proposal)
    if proposal.refused_at:
        return proposal
    require(rules.can_decide(by, proposal))

    proposal.refused_at = now()
    proposal.save(update_fields=["refused_at"])
    keep(proposal.need)

    need = proposal.need
    fact = AnswerProposalRefused(
        need_id=need.pk, title=need.statement, proposal_id=proposal.pk, answer_id=proposal.answer_id
    )
    record(fact, by=by, about=need)
    return proposal


def _held(proposal: AnswerProposal) -> AnswerProposal:
    """As it is now, with its need held."""
    need = hold(proposal.need)
    found = need.proposals.get(pk=proposal.pk)
    found.need = need
    return found
