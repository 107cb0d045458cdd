"""The token in the link that confirms another address: who, and a digest of the address, signed, for three days."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Final

from django.core import signing

from .models import Person

SALT: Final = "people.new-address"
VALID_FOR: Final = timedelta(days=3)


def address_token(person: Person) -> str:
    return signing.dumps([person.pk, _digest(person.next_email)], salt=SALT)


def read_address_token(token: str) -> Person | None:
    """The person whose wanted address the link was sent to; None for any other link, also one taken back."""
    try:
        pk, digest = signing.loads(token, salt=SALT, max_age=VALID_FOR)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    person = Person.objects.active().filter(pk=pk).exclude(next_email="").first()
    return person if person is not None and _digest(person.next_email) == digest else None


def _digest(email: str) -> str:
    return hashlib.sha256(email.encode()).hexdigest()
