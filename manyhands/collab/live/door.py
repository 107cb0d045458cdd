"""Who comes in: a session, a rule, a room; and the codes with which a socket is closed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from django.utils.translation import gettext as _

from manyhands.collab.models import SCHEMA_VERSION, Room
from manyhands.collab.rules import may_write
from manyhands.web.live.session import person_by_session


class Code(IntEnum):
    """Why a socket is closed. The editor reads them: keep ``frontend/src/editor/codes.ts`` equal."""

    LEFT = 1000  # the other side has closed it
    RESTARTING = 1012
    TRY_AGAIN = 1013
    GARBAGE = 4400
    SIGNED_OUT = 4401
    REFUSED = 4403
    GONE = 4404
    TOO_SLOW = 4408
    RELOAD = 4409
    TOO_LARGE = 4413
    TOO_MUCH = 4429
    NO_ROOM = 4507


class Closed(Exception):
    """The socket must be closed, with this code and this sentence for the person."""

    def __init__(self, code: Code, sentence: str = "") -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """Somebody at the door of a room, as their colleagues in it see them."""

    session_key: str
    person_id: int
    name: str
    initials: str
    tint: int
    photo: str

    def card(self) -> dict[str, Any]:
        """What others are shown; browsers do not say themselves who they are."""
        return {
            "id": self.person_id,
            "name": self.name,
            "initials": self.initials,
            "tint": self.tint,
            "photo": self.photo,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Admission:
    """A guest and the room they may write in."""

    guest: Guest
    room_id: int
    copy: str
    speaks_our_version: bool


def admit(session_key: str, key: str, version: int) -> Admission:
    """Let somebody in. For database threads. Raises Closed with the reason why not."""
    guest = recognise(session_key, key)
    room = Room.objects.only("id", "copy", "schema_version").filter(key=key).first()
    if room is None:
        raise Closed(Code.GONE, _("There is no such draft."))
    is_ours = version == SCHEMA_VERSION and room.schema_version <= SCHEMA_VERSION
    return Admission(guest=guest, room_id=room.pk, copy=str(room.copy), speaks_our_version=is_ours)


def recognise(session_key: str, key: str) -> Guest:
    """Whose session this is, if they may write here now. Raises Closed."""
    person = person_by_session(session_key)
    if person is None:
        raise Closed(Code.SIGNED_OUT, _("You are signed out."))
    verdict = may_write(person, key)
    if not verdict:
        raise Closed(Code.REFUSED, verdict.reason)
    return Guest(
        session_key=session_key,
        person_id=person.pk,
        name=person.name,
        initials=person.initials,
        tint=person.tint,
        photo=person.photo_url,
    )
