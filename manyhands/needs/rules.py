"""May they? Everything that people may do with needs, on one page."""

from __future__ import annotations

from django.utils.translation import gettext as _

from manyhands.kernel.access import ALLOW, Verdict, deny
from manyhands.people.models import Group, Person
from manyhands.people.queries import coaches_everybody

from .answers import authors_of
from .models import AnswerProposal, CheckIn, Need, NeedPair, NeedState, Nomination, NominationState

# Seeing and asking


def can_see(person: Person, need: Need) -> Verdict:
    if not person.is_active:
        return deny(_("Your account is closed."))
    if not need.is_restricted or Need.objects.visible_to(person).filter(pk=need.pk).exists():
        return ALLOW
    return deny(_("There is no such need."))


def can_declare(person: Person) -> Verdict:
    return ALLOW if person.is_active else deny(_("Your account is closed."))


def can_change(person: Person, need: Need) -> Verdict:
    """The declarer; where nobody speaks for it any more, the coach who could decline it."""
    if need.is_closed:
        return deny(_("This need is closed. Open it again, or ask anew."))
    if need.declarer_id == person.pk or (need.declarer_id is None and can_coach(person, need)):
        return ALLOW
    return deny(_("Only whoever asked changes the words. Say “me too” with a reason of your own."))


# Waiting


def can_back(person: Person, need: Need) -> Verdict:
    if need.declarer_id == person.pk:
        return deny(_("You asked for this yourself: you are counted already."))
    if need.is_answered:
        return deny(_("This need has its answer. Read it; if it does not help, ask in your words."))
    return _can_join_in(person, need)


def can_read_effect(person: Person, need: Need) -> Verdict:
    """Say how far the number has come: whoever waited."""
    if need.effect_target is None:
        return deny(_("No number was agreed for this need."))
    return _waited(person, need)


# Answering


def can_offer(person: Person, need: Need) -> Verdict:
    return _can_join_in(person, need)


def can_nominate(person: Person, need: Need, nominee: Person) -> Verdict:
    if nominee.pk == person.pk:
        return deny(_("To answer it yourself, offer to."))
    if not nominee.is_active:
        return deny(_("%(name)s no longer works here.") % {"name": nominee.name})
    if need.is_restricted and not can_see(nominee, need):
        return deny(_("%(name)s may not see this need.") % {"name": nominee.name})
    return _can_join_in(person, need)


def can_reply_to_nomination(person: Person, nomination: Nomination) -> Verdict:
    if nomination.nominee_id != person.pk:
        return deny(_("Somebody else was asked."))
    if nomination.state != NominationState.ASKED:
        return deny(_("You have replied already."))
    return _can_join_in(person, nomination.need)


def can_propose(person: Person, need: Need) -> Verdict:
    return _can_join_in(person, need)


def can_decide(person: Person, proposal: AnswerProposal) -> Verdict:
    """Whether the course answers it: the declarer says; who has left: any backer; nobody: a coach."""
    need = proposal.need
    if not need.is_waiting or proposal.refused_at or proposal.confirmed_at:
        return deny(_("This has been decided."))
    declarer = need.declarer
    if declarer and declarer.is_active and declarer.pk != person.pk:
        return deny(_("%(name)s asked, and says whether it answers.") % {"name": declarer.name})
    if need.declarer_id == person.pk or _decides_for_absent(person, need):
        return ALLOW
    return deny(_("Those who wait say whether it answers."))


# Solved?


def can_reply(person: Person, checkin: CheckIn) -> Verdict:
    if checkin.person_id != person.pk:
        return deny(_("Somebody else was asked."))
    need = checkin.need
    if not need.is_answered or checkin.round != need.reopened_count:
        return deny(_("This need is open again. You are asked anew when it has an answer."))
    return ALLOW


def can_say_whether_solved(person: Person, need: Need) -> Verdict:
    """Also unasked: whoever waited."""
    if not need.is_answered:
        return deny(_("This need has no answer yet."))
    return _waited(person, need)


def can_read_sentences(person: Person, need: Need) -> Verdict:
    """What people said with their yes or no: keeper, co-authors and coaches (counts are for all)."""
    if person.pk in authors_of(need.pk) or can_coach(person, need):
        return ALLOW
    return deny(_("What they said is for its authors and coaches."))


# Closing


def can_coach(person: Person, need: Need) -> Verdict:
    """A coach whose groups cover the whole audience, or one of the whole organisation."""
    groups = [part["id"] for part in need.summary.get("audience", [])]
    if person.is_coach and groups and not need.is_for_everybody and person.coaches_all(groups):
        return ALLOW
    if coaches_everybody(person):
        return ALLOW
    return deny(_("Only a coach of all its groups, or of the whole organisation, can do this."))


def can_decline(person: Person, need: Need) -> Verdict:
    if not need.is_waiting:
        return deny(_("This need no longer waits, so there is nothing to decline."))
    return can_coach(person, need)


def can_withdraw(person: Person, need: Need) -> Verdict:
    if need.declarer_id != person.pk:
        return deny(_("Only whoever asked can withdraw it."))
    if not need.is_waiting:
        return deny(_("This need no longer waits, so it cannot be withdrawn."))
    if need.backings.filter(person__is_active=True).exclude(person=person).exists():
        return deny(_("Others wait with you now. It stays for them."))
    return ALLOW


def can_merge(person: Person, need: Need, into: Need) -> Verdict:
    if need.pk == into.pk:
        return deny(_("This is the same need. Choose another one."))
    if not need.is_waiting:
        return deny(_("Only a need that still waits can be joined with another."))
    if not (into.is_waiting or into.state == NeedState.ANSWERED):
        return deny(_("The other need is over. Say instead that its course answers this one."))
    if need.is_restricted != into.is_restricted:
        return deny(_("Not everybody who sees one of them may see the other."))
    if not can_see(person, into):
        return deny(_("There is no such need."))
    return can_start_merging(person, need)


def can_start_merging(person: Person, need: Need) -> Verdict:
    if need.is_waiting and (need.declarer_id == person.pk or can_coach(person, need)):
        return ALLOW
    return deny(_("Whoever asked, or a coach of its groups, joins it with another."))


def can_decide_pair(person: Person, pair: NeedPair) -> Verdict:
    """Whether two needs are one: whoever may join either with the other."""
    return can_merge(person, pair.other, pair.one) or can_merge(person, pair.one, pair.other)


def can_take_out(person: Person, need: Need, group: Group) -> Verdict:
    """A coach says that it does not concern their group (who covers the whole audience declines)."""
    if group.pk not in person.coached:
        return deny(_("You can take out groups that you coach."))
    if not need.is_waiting:
        return deny(_("This need no longer waits."))
    groups = {part["id"] for part in need.summary.get("audience", [])}
    if groups == {group.pk} and not need.is_for_everybody:
        return deny(_("It is the only group concerned. Decline the need, and say why."))
    return ALLOW


def can_reopen(person: Person, need: Need) -> Verdict:
    """The declarer where an answer does not hold; a coach where it was declined."""
    if need.state == NeedState.DECLINED:
        return can_coach(person, need)
    if need.is_answered and need.declarer_id == person.pk:
        return ALLOW
    if need.is_answered and need.declarer_id is None:
        return can_coach(person, need)
    return deny(_("This need cannot be opened again by you. Ask anew in your words."))


# Said once


def _can_join_in(person: Person, need: Need) -> Verdict:
    """What all may do who see it, while it waits."""
    if seen := can_see(person, need):
        if need.is_waiting:
            return ALLOW
        return deny(
            _("This need no longer waits: %(state)s.") % {"state": need.get_state_display()}
        )
    return seen


def _decides_for_absent(person: Person, need: Need) -> bool:
    backers = need.backings.filter(person__is_active=True)
    if backers.exists():
        return backers.filter(person=person).exists()
    return bool(can_coach(person, need))


def _waited(person: Person, need: Need) -> Verdict:
    if need.declarer_id == person.pk or need.backings.filter(person=person).exists():
        return ALLOW
    return deny(_("Those who waited say so."))
