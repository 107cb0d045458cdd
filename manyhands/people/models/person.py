from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import datetime
from typing import Any, ClassVar, Self

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from manyhands.kernel.kept_queries import kept_query
from manyhands.kernel.loading import QuickToLoad
from manyhands.kernel.text import fold, initials
from manyhands.media.models import Asset
from manyhands.web.links import url


class PersonQuerySet(models.QuerySet["Person"]):
    def locked(self, pk: int) -> Person:
        for person in _locked(pk):
            return person
        raise Person.DoesNotExist

    def named(self, words: str) -> Self:
        """Those whose name holds each of these words, whatever their case and accents."""
        found = self
        for word in words.split()[:6]:
            found = found.filter(Q(folded__contains=fold(word)) | Q(name__icontains=word))
        return found

    def administrators(self) -> Self:
        return self.active().filter(is_administrator=True)

    def active(self) -> Self:
        """Who still works here."""
        return self.filter(is_active=True)

    def in_groups(self, group_ids: list[int]) -> Self:
        """Who belongs to any of these groups or to one below them."""
        return self.filter(pk__in=_members_below(group_ids))


@kept_query
def _locked(pk: int) -> PersonQuerySet:
    people: PersonQuerySet = Person.objects.select_for_update(of=("self",))
    return people.filter(pk=pk)


def _members_below(group_ids: list[int]) -> models.QuerySet[Any, int]:
    from .group import Group, Membership

    below = Group.objects.below(group_ids)
    return Membership.objects.filter(group__in=below).values_list("person_id", flat=True)


class PersonManager(BaseUserManager["Person"].from_queryset(PersonQuerySet)):  # type: ignore[misc]
    def get_by_natural_key(self, username: str | None) -> Person:
        found: Person = self.get(email__iexact=username)
        return found


class Person(QuickToLoad, AbstractBaseUser):
    """Somebody who belongs to the organisation, or did."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("e-mail"), max_length=254, unique=True)
    # The address they want to be known by, until a link sent there is opened.
    next_email = models.EmailField(max_length=254, default="", blank=True, editable=False)
    name = models.CharField(_("name"), max_length=80)
    # The name without case and accents, for the directory; kept by the actions.
    folded = models.CharField(max_length=160, default="", editable=False)
    about = models.CharField(_("what you do"), max_length=200, default="", blank=True)
    photo = models.ForeignKey(Asset, models.SET_NULL, null=True, blank=True, related_name="+")
    time_zone = models.CharField(_("time zone"), max_length=60, default="", blank=True)
    is_active = models.BooleanField(default=True)
    is_administrator = models.BooleanField(_("administrator"), default=False)
    single_keys = models.BooleanField(_("single-key shortcuts"), default=True)
    # Part of what each session is signed with: counting up ends them all.
    session_round = models.PositiveIntegerField(default=0, editable=False)
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)
    # Kept by the actions on memberships, so that no page asks for them again:
    # own groups and all above them; groups coached or managed and all below them; the one shown beside the name.
    circle = models.JSONField(default=list, editable=False)
    coached = models.JSONField(default=list, editable=False)
    managed = models.JSONField(default=list, editable=False)
    group_name = models.CharField(max_length=80, default="", editable=False)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects = PersonManager()

    class Meta:
        verbose_name_plural = "people"
        constraints = [
            models.UniqueConstraint(Lower("email"), name="person_has_an_email_of_their_own"),
        ]
        # Asked for as "where is_active", which SQLite finds along no column that holds yes or no.
        indexes = [
            models.Index(
                fields=["name", "id"], condition=Q(is_active=True), name="person_active_by_name"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return url("people:person", self.pk)

    @property
    def initials(self) -> str:
        return initials(self.name)

    @property
    def first_name(self) -> str:
        return self.name.split()[0] if self.name.split() else self.name

    @property
    def tint(self) -> int:
        """Which of the eight tints stands behind the initials."""
        return self.pk % 8 + 1

    @property
    def photo_url(self) -> str:
        return url("people:photo", self.pk, self.photo_id) if self.photo_id else ""

    @property
    def portrait_url(self) -> str:
        return url("people:portrait", self.pk, self.photo_id) if self.photo_id else ""

    @property
    def is_coach(self) -> bool:
        return bool(self.coached)

    @property
    def is_manager(self) -> bool:
        return bool(self.managed)

    @property
    def owes_second_step(self) -> bool:
        """Whether they have to switch it on before anything else."""
        if not (settings.ADMINISTRATORS_NEED_SECOND_STEP and self.is_administrator):
            return False
        return not Authenticator.objects.filter(
            user_id=self.pk, type=Authenticator.Type.TOTP
        ).exists()

    def read_by_queries(self) -> dict[str, Any]:
        """All of a person that a kept query may ask for."""
        return {
            "pk": self.pk,
            "is_administrator": self.is_administrator,
            "circle": self.circle,
            "coached": self.coached,
            "managed": self.managed,
        }

    def coaches_all(self, group_ids: list[int]) -> bool:
        """Whether this coach's groups cover all of these."""
        return set(group_ids) <= set(self.coached)

    def get_session_auth_hash(self) -> str:
        return f"{super().get_session_auth_hash()}-{self.session_round}"

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        for own in super().get_session_auth_fallback_hash():
            yield f"{own}-{self.session_round}"

    def end_sessions(self) -> None:
        """Whatever was signed in until now has to sign in again."""
        self.session_round += 1

    def leave(self, *, at: datetime) -> None:
        self.is_active = False
        self.next_email = ""  # the link sent there opens nothing, also once they are back
        self.left_at = at

    def return_(self) -> None:
        self.is_active = True
        self.left_at = None
