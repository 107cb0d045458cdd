from __future__ import annotations

from manyhands.kernel.access import Verdict
from manyhands.people.models import Person
from manyhands.web.live.topics import topic_rule

from . import rules
from .models import Need


@topic_rule("need")
def may_follow_need(person: Person, pk: int) -> Verdict:
    """Whoever sees it hears of it."""
    return rules.can_see(person, Need(pk=pk))
