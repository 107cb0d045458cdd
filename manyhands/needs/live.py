"""Who hears of what: a need is followed by whoever sees it, the board by topics that no hidden need is told to.

``board:0`` hears of what everybody may see, ``board:12`` of what is for group 12 alone.
"""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext as _

from manyhands.kernel.access import ALLOW, Verdict, deny
from manyhands.people.models import Person
from manyhands.web.live.topics import topic_rule

from . import rules
from .models import Need

FOR_ALL: Final = 0
# A page follows a few more things, and twenty in all; whoever looks after more groups sees the rest at the next look.
MOST_GROUPS: Final = 16


@topic_rule("need")
def may_follow_need(person: Person, pk: int) -> Verdict:
    """Whoever sees it hears of it."""
    need = Need.objects.filter(pk=pk).first()
    return rules.can_see(person, need) if need else deny(_("There is no such need."))


@topic_rule("board")
def may_follow_board(person: Person, pk: int) -> Verdict:
    if pk == FOR_ALL or pk in _groups_of(person):
        return ALLOW
    return deny(_("What is for other groups alone is theirs to know."))


def boards_for(person: Person) -> list[str]:
    """What this person's board follows."""
    return [f"board:{pk}" for pk in (FOR_ALL, *sorted(_groups_of(person))[:MOST_GROUPS])]


def boards_with(need: Need) -> list[str]:
    """Whose boards hear that something became of it."""
    if not need.is_restricted:
        return [f"board:{FOR_ALL}"]
    return [f"board:{group['id']}" for group in need.summary["audience"]]


def _groups_of(person: Person) -> set[int]:
    return {*person.circle, *person.coached, *person.managed}
