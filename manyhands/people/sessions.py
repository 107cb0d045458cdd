"""Sessions that know their person: Django's own, in a table of ours (``SESSION_ENGINE``).

A page reads its session's row anyway, so that listing them and saying when each was used costs no page anything.
"""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from typing import Any, Final

from allauth.account.adapter import get_adapter
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.contrib.sessions.middleware import SessionMiddleware
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from manyhands.kernel.clock import now
from manyhands.kernel.kept_queries import kept_query
from manyhands.web.errors import cannot_write
from manyhands.web.live.hub import rights_changed

from .models import Session

# A browser that was not used for so long signs in again; so does each after the other span, used or not.
IDLE: Final = timedelta(days=14)
LONGEST: Final = timedelta(days=30)
# Said to be used at most so often: a write for each page would cost more than it tells.
TOUCHED_EVERY: Final = timedelta(minutes=15)


def digest_of(key: str) -> str:
    """What stands in the table for the key that a browser holds."""
    return hashlib.sha256(key.encode()).hexdigest()


class SessionStore(db.SessionStore):
    """One session. ``request`` is whose it is, where a page asks (live connections leave no trace)."""

    request: HttpRequest | None = None
    _row: Session | None = None

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    @property
    def digest(self) -> str:
        return digest_of(self.session_key) if self.session_key else ""

    def _get_session_from_db(self) -> Session | None:
        row = next(iter(_standing(self.digest, timezone.now())), None)
        if row is None:
            self._session_key = None
            return None
        self._row = row
        if self.request and row.person_id and now() - row.used_at > TOUCHED_EVERY:
            self._touch(row)
        return row

    def exists(self, session_key: str) -> bool:
        return Session.objects.filter(pk=digest_of(session_key)).exists()

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if not key:
            return
        gone = Session.objects.filter(pk=digest_of(key))
        people = list(gone.values_list("person_id", flat=True))
        gone.delete()
        # Only now: a stream that asks while the row is there would stay.
        for person_id in filter(None, people):
            rights_changed(person_id)

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        row = Session(session_data=self.encode(data))
        row.session_key = digest_of(self._get_or_create_session_key())  # type: ignore[attr-defined]
        row.person_id = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        row.browser, row.address = self._whence()
        before = self._row
        is_same = before is not None and before.person_id == row.person_id
        row.signed_in_at = before.signed_in_at if before and is_same else now()
        row.used_at = now()
        row.expire_date = min(
            self.get_expiry_date(), timezone.now() + IDLE, row.signed_in_at + LONGEST
        )
        self._row = row
        return row

    def _touch(self, row: Session) -> None:
        row.used_at = now()
        row.expire_date = min(timezone.now() + IDLE, row.signed_in_at + LONGEST)
        _browser, row.address = self._whence()
        noted = {"used_at": row.used_at, "expire_date": row.expire_date, "address": row.address}
        try:
            Session.objects.filter(pk=row.pk).update(
                **noted
            )  # none, where it was just ended elsewhere
        except DatabaseError as error:
            if not cannot_write(error):  # on a full disk one can still read
                raise

    def _whence(self) -> tuple[str, str]:
        if self.request is None:
            return (self._row.browser, self._row.address) if self._row else ("", "")
        browser = self.request.headers.get("User-Agent", "").replace("\x00", "")[:300]
        try:
            address = str(get_adapter().get_client_ip(self.request))[:45]
        except PermissionDenied:  # a server that does not say
            address = ""
        return browser, address


@kept_query
def _standing(digest: str, at: datetime) -> QuerySet[Session]:
    """The one session of this digest, unless it is over. By the real clock, which no demo sets ahead."""
    return Session.objects.filter(pk=digest, expire_date__gt=at)


class Sessions(SessionMiddleware):
    """Tells each session whose request it serves."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        request.session.request = request  # type: ignore[attr-defined]


def forget_expired() -> None:
    """Take out what nobody can use any more."""
    Session.objects.filter(expire_date__lt=timezone.now()).delete()


def digest_in(request: HttpRequest) -> str:
    """The row of the session that asks; "" for none."""
    return request.session.digest if isinstance(request.session, SessionStore) else ""
