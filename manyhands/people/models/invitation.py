from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from typing import Final, Self

from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from manyhands.kernel.identifiers import new_token

from .group import Group, Role
from .person import Person

VALID_FOR: Final = timedelta(days=14)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self, at: datetime) -> Self:
        """Those that still let somebody in."""
        return self.waiting().filter(expires_at__gt=at)

    def waiting(self) -> Self:
        """Neither used nor taken back; the time of some may be over."""
        return self.filter(accepted_at=None, revoked_at=None)

    def by_token(self, token: str) -> Self:
        return self.filter(token_digest=digest_of(token))


class Invitation(models.Model):
    """A letter that lets one person in. Its token is in the mail only; here lies the digest.

    The token is made from ``seed`` and the installation's secret, so that the mail can be written (and written
    again) by a job, while neither the journal nor the queue nor this table ever holds it.
    """

    email = models.EmailField(_("e-mail"), max_length=254)
    name = models.CharField(_("name"), max_length=80, default="", blank=True)
    group = models.ForeignKey(Group, models.SET_NULL, null=True, blank=True, related_name="+")
    role = models.CharField(max_length=10, choices=Role, default=Role.MEMBER)
    invited_by = models.ForeignKey(Person, models.CASCADE, related_name="invitations")
    seed = models.CharField(max_length=43, default=new_token, editable=False)
    token_digest = models.CharField(max_length=64, unique=True, editable=False)
    # How many letters went out: part of the mail's Message-ID, so that each is its own.
    letters_count = models.PositiveSmallIntegerField(default=0)
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    accepted_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["accepted_at", "revoked_at", "-id"], name="invitation_open")
        ]

    def __str__(self) -> str:
        return f"#{self.pk} for {self.email}"

    @property
    def token(self) -> str:
        """What the link in the mail says: 64 hexadecimal characters."""
        mac = salted_hmac("people.invitation", self.seed, algorithm="sha256")
        return mac.hexdigest()

    def renew(self, *, at: datetime) -> None:
        """Open for another fortnight. The link stays the same, so that any of its mails works."""
        self.expires_at = at + VALID_FOR
        self.token_digest = digest_of(self.token)

    def is_open(self, at: datetime) -> bool:
        return self.accepted_at is None and self.revoked_at is None and at < self.expires_at


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
