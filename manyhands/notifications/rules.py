"""May they? The whole permission model of notices on one page: everybody has their own, and nobody another's."""

from __future__ import annotations

from django.utils.translation import gettext as _

from manyhands.kernel.access import ALLOW, Verdict, deny
from manyhands.people.models import Person


def can_see_parked(person: Person) -> Verdict:
    """What could not be delivered names people and what they did."""
    if person.is_active and person.is_administrator:
        return ALLOW
    return deny(_("Only administrators see what could not be delivered."))
