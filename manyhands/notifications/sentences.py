"""What each notice says. The words are made when shown, so that a name that must go is gone everywhere.

Placeholders: ``actor`` (who did it), ``title`` (the need or course), and the facts of the event.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from manyhands.people.models import Person

from .models import Notice

SENTENCES: Final[dict[str, Promise]] = {
    "person_joined": lazy("%(actor)s accepted your invitation."),
    "need_for_expert": lazy("%(actor)s asks for what you can explain: “I need to %(need)s”."),
    "need_declared": lazy("%(actor)s asks: “I need to %(need)s”."),
    "need_backed": lazy("%(actor)s needs it too: “%(need)s”."),
    "offer_made": lazy("%(actor)s offers to answer “%(need)s”."),
    "offer_withdrawn": lazy("%(actor)s can no longer answer “%(need)s”. It looks for somebody."),
    "nominated": lazy("%(actor)s named you: you know how to %(need)s."),
    "nomination_accepted": lazy("%(actor)s will answer “%(need)s”."),
    "nomination_declined": lazy("%(actor)s can’t answer “%(need)s” now."),
    "nomination_passed_on": lazy("%(actor)s passed “%(need)s” on to somebody who knows."),
    "answer_proposed": lazy(
        "%(actor)s says “%(answer_title)s” already answers “%(need)s”. Does it?"
    ),
    "answer_refused": lazy("%(actor)s says your course for “%(need)s” does not answer it."),
    "draft_started": lazy("%(actor)s is writing an answer to “%(need)s”."),
    "need_answered": lazy("%(actor)s answered “%(need)s” with “%(answer_title)s”."),
    "checkin_asked": lazy("Did it solve your need to %(need)s?"),
    "checkin_again": lazy("%(wave)s days later: does it still help you to %(need)s?"),
    "checkin_yes": lazy("%(actor)s says your answer solved “%(need)s”."),
    "checkin_partly": lazy("%(actor)s says your answer partly solved “%(need)s”."),
    "checkin_no": lazy("%(actor)s says your answer did not solve “%(need)s”."),
    "need_solved_thanks": lazy("“%(need)s” is solved. Thank you: you helped."),
    "need_solved": lazy("“%(need)s” is solved."),
    "need_reopened": lazy("“%(need)s” is open again."),
    "need_declined": lazy("%(actor)s declined “%(need)s”: %(reason)s"),
    "need_withdrawn": lazy("%(actor)s withdrew “%(need)s”."),
    "need_merged": lazy("“%(need)s” was joined with “%(survivor_title)s”."),
    "declarer_changed": lazy("You speak for “%(need)s” now: who asked has left."),
    "coauthor_invited": lazy("%(actor)s asks you to write “%(title)s” together."),
    "keeper_changed": lazy("“%(title)s” has a new keeper."),
    "course_released": lazy("“%(title)s” has changed since you read it: release %(number)s."),
    "release_by_coauthor": lazy("%(actor)s released “%(title)s”, number %(number)s."),
    "course_ended": lazy("“%(title)s” has ended: %(reason)s"),
    "course_ends_soon": lazy("“%(title)s” ends soon. Extend it, keep it for good, or let it end?"),
    "open_answer": lazy("%(actor)s answered your open question in “%(title)s”."),
    "item_question": lazy("%(actor)s asks about “%(title)s”."),
    "item_outdated": lazy("%(actor)s says something in “%(title)s” is outdated."),
    "item_lost_me": lazy("%(actor)s got lost in “%(title)s”."),
    "item_suggestion": lazy("%(actor)s suggests other words in “%(title)s”."),
    "item_flag": lazy("%(actor)s says something in “%(title)s” is wrong or unsafe."),
    "item_not_solved": lazy("“%(title)s” did not solve it for somebody."),
    "item_remark": lazy("%(actor)s says something about “%(title)s”."),
    "item_answered": lazy("%(actor)s answered what you said about “%(title)s”."),
    "item_commented": lazy("%(actor)s answered a question about “%(title)s”."),
    "item_new": lazy("What you said about “%(title)s” is looked at again."),
    "item_planned": lazy("%(actor)s plans what you said about “%(title)s”."),
    "item_in_draft": lazy("What you said about “%(title)s” is in the draft."),
    "item_declined": lazy("%(actor)s leaves “%(title)s” as it is: %(reason)s"),
    "item_done": lazy("What you said about “%(title)s” is in release %(number)s."),
    "reaction_useful": lazy("%(actor)s found “%(title)s” useful."),
    "reaction_learned": lazy("%(actor)s learned something from “%(title)s”."),
    "reaction_clear": lazy("%(actor)s found “%(title)s” clear."),
    "reaction_lost_me": lazy("“%(title)s” lost %(actor)s."),
    "reaction_outdated": lazy("%(actor)s finds “%(title)s” outdated."),
    "reaction_not_useful": lazy("%(actor)s did not find “%(title)s” useful."),
}


@dataclass(frozen=True, slots=True)
class Told:
    """A notice with its words, ready to be shown."""

    notice: Notice
    sentence: str
    actor: Person | None


def put_into_words(notices: Iterable[Notice]) -> list[Told]:
    """The sentences of these notices; all names in one query."""
    listed = list(notices)
    ids = {notice.actor_id for notice in listed if notice.actor_id}
    people = Person.objects.in_bulk(ids) if ids else {}
    return [
        Told(
            notice,
            sentence_of(notice, people.get(notice.actor_id or 0)),
            people.get(notice.actor_id or 0),
        )
        for notice in listed
    ]


def sentence_of(notice: Notice, actor: Person | None) -> str:
    words: dict[str, Any] = {
        "need": notice.facts.get("statement") or notice.facts.get("title", ""),
        **notice.facts,
        "actor": _name_of(notice, actor),
    }
    pattern = SENTENCES.get(notice.kind)
    return str(pattern) % words if pattern else str(words.get("title", ""))


def _name_of(notice: Notice, actor: Person | None) -> str:
    if actor is not None:
        return actor.name
    return _("Somebody") if notice.actor_id is None else _("A former colleague")
