from __future__ import annotations

from typing import Any, Self

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from manyhands.kernel.loading import QuickToLoad

from .person import Person


class SessionQuerySet(models.QuerySet["Session"]):
    def of(self, person: Person) -> Self:
        return self.filter(person=person)

    def end(self) -> None:
        """Whatever was signed in by these is out."""
        self.delete()


class Session(QuickToLoad, AbstractBaseSession):
    """One browser in which somebody is signed in; a stranger's too, while they sign in.

    The key is the digest of what the browser holds, so that a copy of this table opens nothing.
    """

    session_key = models.CharField(max_length=64, primary_key=True)
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="sessions")
    browser = models.CharField(max_length=300, default="", blank=True)  # as it calls itself
    address = models.CharField(max_length=45, default="", blank=True)
    signed_in_at = models.DateTimeField()
    used_at = models.DateTimeField()

    # Not the manager that Django lends: it saves what we save.
    objects = SessionQuerySet.as_manager()  # type: ignore[assignment,misc]

    class Meta(AbstractBaseSession.Meta):
        verbose_name = "session"
        verbose_name_plural = "sessions"

    def __str__(self) -> str:
        return f"{self.person_id} in {self.browser}"

    @classmethod
    def get_session_store_class(cls) -> Any:
        from manyhands.people.sessions import SessionStore

        return SessionStore
