"""What was withdrawn, carried by the address that gives it back: signed, and good for ten minutes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.core import signing
from django.utils.translation import gettext as _

from manyhands.kernel.access import Refused

from .models import Backing

SALT: Final = "needs.backing"
GOOD_FOR: Final = 600  # seconds


@dataclass(frozen=True, slots=True)
class GivenBack:
    reason: str
    needed_by: date | None
    since: datetime


def token_of(backing: Backing) -> str:
    by = backing.needed_by.isoformat() if backing.needed_by else ""
    return signing.dumps([backing.reason, by, backing.backed_at.isoformat()], salt=SALT)


def read_token(token: str) -> GivenBack:
    """Raises Refused when it is not one of ours or too old."""
    try:
        reason, by, since = signing.loads(token, salt=SALT, max_age=GOOD_FOR)
    except signing.BadSignature:
        raise Refused(_("That is too long ago to be undone. Say “me too” again.")) from None
    return GivenBack(reason, date.fromisoformat(by) if by else None, datetime.fromisoformat(since))
