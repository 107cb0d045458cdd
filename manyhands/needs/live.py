from __future__ import annotations

from django.utils.translation import gettext as _

from manyhands.kernel.access import Verdict, deny
from manyhands.people.models import Person
from manyhands.web.live.topics import topic_rule

from . import rules
from .models import Need


@topic_rule("need")
def may_follow_need(person: Person, pk: int) -> Verdict:
    """Whoever sees it hears of it."""
    need = Need.objects.filter(pk=pk).first()
    return rules.can_see(person, need) if need else deny(_("There is no such need."))
