"""What each notice says. The words are made when shown, so that a name that must go is gone everywhere.

Placeholders: ``actor`` (who did it), ``need`` (its statement) or ``title`` (of the course), and the facts of the event.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from manyhands.people.models import Person
from manyhands.people.queries import people_by_id

from .models import Notice

SENTENCES: Final[dict[str, Promise]] = {
    "person_joined": lazy("%(actor)s accepted your invitation."),
    "need_for_expert": lazy("%(actor)s asks for what you can explain: “I need to %(need)s”."),
    "need_declared": lazy("%(actor)s asks: “I need to %(need)s”."),
    "need_backed": lazy("%(actor)s needs it too: “I need to %(need)s”."),
    "offer_made": lazy("%(actor)s offers to answer “I need to %(need)s”."),
    "offer_withdrawn": lazy("%(actor)s can’t answer “I need to %(need)s” after all."),
    "nominated": lazy("%(actor)s named you for “I need to %(need)s”. Can you answer?"),
    "nomination_accepted": lazy("%(actor)s will answer “I need to %(need)s”: you named them."),
    "nomination_declined": lazy("%(actor)s can’t answer “I need to %(need)s” now."),
    "nomination_passed_on": lazy("%(actor)s passed “I need to %(need)s” on to somebody who knows."),
    "answer_proposed": lazy(
        "%(actor)s says “%(answer_title)s” already answers “I need to %(need)s”. Does it?"
    ),
    "answer_refused": lazy(
        "%(actor)s says “%(answer_title)s” does not answer “I need to %(need)s”."
    ),
    "draft_started": lazy("%(actor)s is writing an answer to “I need to %(need)s”."),
    "need_answered": lazy("“I need to %(need)s” has its answer: “%(answer_title)s”."),
    "need_answered_closed": lazy(
        "“I need to %(need)s” has its answer, a course that is not open to you."
    ),
    "checkin_asked": lazy("You needed to %(need)s. Did the answer solve it?"),
    "checkin_again": lazy(
        "You needed to %(need)s. Does the answer still help, %(wave)s days later?"
    ),
    "checkin_yes": lazy("%(actor)s says your answer solved “I need to %(need)s”."),
    "checkin_still_yes": lazy(
        "%(actor)s says your answer to “I need to %(need)s” still helps, %(wave)s days later."
    ),
    "need_solved_thanks": lazy(
        "%(actor)s says “I need to %(need)s” is solved. Thank you for your help."
    ),
    "need_solved_words": lazy(
        "%(actor)s says “I need to %(need)s” is solved: “%(words)s”. Thank you for your help."
    ),
    "need_solved": lazy("“I need to %(need)s” is solved: that is what those who waited say."),
    "need_reopened": lazy("“I need to %(need)s” is open again: the answer did not solve it."),
    "need_reopened_why": lazy("“I need to %(need)s” is open again: “%(reason)s”"),
    "need_declined": lazy("%(actor)s declined “I need to %(need)s”: “%(reason)s”"),
    "need_withdrawn": lazy("%(actor)s no longer needs an answer to “I need to %(need)s”."),
    "need_merged": lazy(
        "“I need to %(need)s” and “I need to %(survivor_title)s” are one need now."
    ),
    "need_joined": lazy("Another need was joined with “I need to %(need)s”."),
    "group_taken_out": lazy("%(actor)s says “I need to %(need)s” does not concern %(group_name)s."),
    "declarer_changed": lazy("You speak for “I need to %(need)s” now: who asked has left."),
    "coauthor_invited": lazy("%(actor)s asks you to write “%(title)s” together."),
    "coauthor_left": lazy("%(actor)s no longer writes “%(title)s” with you."),
    "coauthor_taken_off": lazy("%(actor)s writes “%(title)s” without you now. Your words stay."),
    "keeping_given": lazy("%(actor)s gave “%(title)s” into your care."),
    "keeping_taken": lazy("“%(title)s” is in somebody else’s care now."),
    "help_offered": lazy("%(actor)s offers help with your draft “%(title)s”: “%(words)s”"),
    "look_asked": lazy("%(actor)s asks you to look at “%(title)s” again: “%(words)s”"),
    "course_released": lazy("“%(title)s” has changed since you read it: release %(number)s."),
    "release_by_coauthor": lazy("%(actor)s released “%(title)s”, number %(number)s."),
    "course_ended": lazy("“%(title)s” has ended."),
    "course_ended_why": lazy("“%(title)s” has ended: “%(reason)s”"),
    "course_ends_soon": lazy("“%(title)s” ends soon. Extend it, keep it for good, or let it end?"),
    "open_answer": lazy("%(actor)s answered your open question in “%(title)s”."),
    "item_question": lazy("%(actor)s asks about “%(title)s”."),
    "item_outdated": lazy("%(actor)s says something in “%(title)s” is outdated."),
    "item_lost_me": lazy("%(actor)s got lost in “%(title)s”."),
    "item_suggestion": lazy("%(actor)s suggests other words in “%(title)s”."),
    "item_flag": lazy("%(actor)s says something in “%(title)s” is wrong or unsafe."),
    "item_not_solved": lazy("%(actor)s says “%(title)s” has not quite solved it yet."),
    "item_remark": lazy("%(actor)s says something about “%(title)s”."),
    "item_answered": lazy("%(actor)s answered what you said about “%(title)s”."),
    "item_discussed": lazy("%(actor)s also answered a question about “%(title)s”."),
    "item_commented": lazy("%(actor)s answered a question about “%(title)s”, which you write."),
    "item_new": lazy("%(actor)s looks again at what you said about “%(title)s”."),
    "item_planned": lazy("%(actor)s plans to change “%(title)s” as you said."),
    "item_in_draft": lazy("%(actor)s took what you said into the next “%(title)s”."),
    "item_declined": lazy("%(actor)s leaves “%(title)s” as it is: “%(reason)s”"),
    "item_done": lazy("You helped: what you said about “%(title)s” is in release %(number)s."),
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

    @property
    def face(self) -> Person | dict[str, Any] | None:
        """Who did it; a stand-in where nobody in particular did, or gave no name."""
        if self.actor or self.notice.actor_id:
            return self.actor
        return {"name": _("Somebody"), "initials": "?", "tint": 0, "photo_url": ""}


def put_into_words(notices: Iterable[Notice]) -> list[Told]:
    """The sentences of these notices; all names in one query."""
    listed = list(notices)
    ids = {notice.actor_id for notice in listed if notice.actor_id}
    people = people_by_id(ids)
    return [
        Told(
            notice,
            sentence_of(notice, people.get(notice.actor_id or 0)),
            people.get(notice.actor_id or 0),
        )
        for notice in listed
    ]


def sentence_of(notice: Notice, actor: Person | None) -> str:
    """The words of a notice. A kind that a newer version dropped is told by its title alone."""
    title = notice.facts.get("title", "")
    words: dict[str, Any] = {**notice.facts, "need": title, "actor": _name_of(notice, actor)}
    pattern = SENTENCES.get(notice.kind)
    return str(pattern) % words if pattern else str(title)


def _name_of(notice: Notice, actor: Person | None) -> str:
    if actor is not None:
        return actor.name
    return _("Somebody") if notice.actor_id is None else _("A former colleague")
