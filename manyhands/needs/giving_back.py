"""What was withdrawn, carried by the address that gives it back: signed, for one person and one need, and good for ten
minutes. Elsewhere it would let anybody have waited for anything since any day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.core import signing
from django.utils.translation import gettext as _

from manyhands.kernel.access import Refused
from manyhands.people.models import Person

from .models import Backing, Need

SALT: Final = "needs.backing"
GOOD_FOR: Final = 600  # seconds


@dataclass(frozen=True, slots=True)
class GivenBack:
    reason: str
    needed_by: date | None
    since: datetime


def token_of(backing: Backing) -> str:
    by = backing.needed_by.isoformat() if backing.needed_by else ""
    whose = [backing.need_id, backing.person_id]
    return signing.dumps([whose, backing.reason, by, backing.backed_at.isoformat()], salt=SALT)


def read_token(token: str, *, need: Need, person: Person) -> GivenBack:
    """Raises Refused when it is not one of ours, of somebody else's or of another need, or too old."""
    try:
        whose, reason, by, since = signing.loads(token, salt=SALT, max_age=GOOD_FOR)
    except (signing.BadSignature, ValueError):
        whose = None
    if whose != [need.pk, person.pk]:
        raise Refused(_("That is too long ago to be undone. Say “me too” again."))
    return GivenBack(reason, date.fromisoformat(by) if by else None, datetime.fromisoformat(since))
