"""Outages: what a machine goes through without being killed; what people are told meanwhile, and that all goes on.

Nothing is started again between them: whatever was away comes back, and everybody goes on.
"""

from __future__ import annotations

import re
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Final

import httpx

from tests.factories_media import a_picture
from tests.journeys.post import PostOffice

from .machine import Estate, database
from .writers import Written

AWAY: Final = "reach our memory"
FULL: Final = "no room left"
EDITOR_FULL: Final = "Not saved yet"
SOON: Final = 90.0
TAG: Final = re.compile(r"<[^>]+>")
CSRF: Final = re.compile(r'name="csrf-token" content="([^"]+)"')


@dataclass(slots=True)
class Visitor:
    """Amara, who looks at what is said and does something now and then."""

    estate: Estate
    written: Written
    complaints: list[str] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)
    _token: str = ""
    _number: int = 0
    _line: httpx.Client = field(init=False)

    def __post_init__(self) -> None:
        session = self.estate.known["sessions"]["amara"]
        cookies = {"sessionid": session}
        self._line = httpx.Client(base_url=self.estate.url, cookies=cookies, timeout=30)

    def demand(self, sentence: str, happens: Callable[[], bool], longest: float = SOON) -> None:
        """Let it happen within that time; else it is a loss."""
        deadline = time.monotonic() + longest
        while not happens():
            if time.monotonic() > deadline:
                self.complaints.append(f"Not so: {sentence}")
                return
            time.sleep(0.3)
        self.seen.append(sentence)

    def reads(self, path: str = "/needs/") -> tuple[int, str]:
        """Status and text; 0 where nobody answers."""
        with suppress(httpx.HTTPError):
            answer = self._line.get(path)
            return answer.status_code, answer.text
        return 0, ""

    def declares(self) -> int:
        return self._declares()[0]

    def is_told_of_no_room(self) -> bool:
        status, page = self._declares()
        return status == 503 and FULL in page

    def uploads(self) -> int:
        course = self.estate.known["shared"]
        picture = a_picture(size=(300, 200)).read()
        sent = {"file": ("a.png", picture, "image/png")}
        return self._posts(f"/courses/{course}/draft/uploads/", files=sent)[0]

    def job_is_done(self) -> bool:
        """Whether the need that was just declared can be found: the worker has indexed it."""
        page = self.reads(f"/search/?q={self._thing}")[1]
        return f"without {self._thing}" in TAG.sub("", page)

    def editors_say(self, words: str) -> bool:
        return any(words in line for line in self.written.status)

    @property
    def _thing(self) -> str:
        return f"thing{self._number:05d}"

    def _declares(self) -> tuple[int, str]:
        self._number += 1
        said = {"statement": f"do without {self._thing}", "audience": "everybody"}
        return self._posts("/needs/new/", data={**said, "effect": "Nobody waits."})

    def _posts(self, path: str, **said: Any) -> tuple[int, str]:
        with suppress(httpx.HTTPError):
            if not self._token and (found := CSRF.search(self._line.get("/needs/new/").text)):
                self._token = found[1]
            answer = self._line.post(path, headers={"X-CSRFToken": self._token}, **said)
            return answer.status_code, answer.text
        return 0, ""


def suffer(estate: Estate, office: PostOffice, written: Written) -> Visitor:
    """All of them, one after another."""
    visitor = Visitor(estate, written)
    visitor.reads("/needs/new/")
    starts = estate.starts
    if estate.is_postgresql:
        _database_away(visitor)
        _database_read_only(visitor)
    if not estate.disks:
        visitor.seen.append("A full disk: left out, since nothing may be mounted here")
    else:
        _disk_full(visitor)
        _files_read_only(visitor)
    _clock_moved(visitor)
    _mail_server_unwell(visitor, office)
    if estate.starts != starts:
        visitor.complaints.append("Something had to be started again.")
    return visitor


def _goes_on(visitor: Visitor) -> None:
    visitor.demand("writing goes on", lambda: visitor.declares() == 303)
    visitor.demand("the worker goes on", visitor.job_is_done)
    written = visitor.written
    written.saved.clear()
    visitor.demand("the editors save", lambda: len(written.saved) == len(written.status))


def _database_away(visitor: Visitor) -> None:
    visitor.estate.blows["database away for 36 s"] = 1
    database("stop", "-m", "fast")
    back = time.monotonic() + 36
    visitor.demand(
        "a page says that the database is away",
        lambda: (page := visitor.reads())[0] == 503 and AWAY in page[1],
        25,
    )
    visitor.demand(
        "the editors say that they are not connected",
        lambda: visitor.editors_say("Not connected"),
        25,
    )
    time.sleep(max(back - time.monotonic(), 0))
    database("start")
    visitor.demand("pages come back soon", lambda: visitor.reads()[0] == 200, 15)
    told = visitor.written.new_needs
    _goes_on(visitor)
    visitor.demand("an open board goes on telling", lambda: visitor.written.new_needs > told)


def _database_read_only(visitor: Visitor) -> None:
    estate = visitor.estate
    estate.blows["database may only be read"] = 1
    estate.forbid_writing()
    visitor.demand(
        "a page says that nothing can be kept",
        visitor.is_told_of_no_room,
    )
    visitor.demand("the editors say so too", lambda: visitor.editors_say(EDITOR_FULL))
    visitor.demand("reading goes on", lambda: visitor.reads()[0] == 200)
    estate.forbid_writing(over=True)
    _goes_on(visitor)


def _disk_full(visitor: Visitor) -> None:
    visitor.estate.blows["disk full"] = 1
    visitor.estate.travel(minutes=20)  # so that each session wants to say that it was used
    time.sleep(2)
    for disk in visitor.estate.disks:
        disk.fill()
    visitor.demand(
        "a page says that there is no room",
        visitor.is_told_of_no_room,
    )
    visitor.demand("the editors say so too", lambda: visitor.editors_say(EDITOR_FULL))
    visitor.demand("an upload is refused", lambda: visitor.uploads() in (400, 503))
    visitor.demand("reading goes on", lambda: visitor.reads()[0] == 200)
    for disk in visitor.estate.disks:
        disk.make_room()
    visitor.demand("uploads are taken again", lambda: visitor.uploads() == 201)
    _goes_on(visitor)


def _files_read_only(visitor: Visitor) -> None:
    """Where the database lies on the same disk it is open for writing, and the system refuses."""
    disk = visitor.estate.disks[0]
    try:
        disk.remount("ro")
    except subprocess.CalledProcessError:
        visitor.seen.append("A read-only disk: left out, since it is being written")
        return
    visitor.estate.blows["files may only be read"] = 1
    visitor.demand("an upload is refused", lambda: visitor.uploads() in (400, 503))
    visitor.demand("writing goes on", lambda: visitor.declares() == 303)
    disk.remount("rw")
    visitor.demand("uploads are taken again", lambda: visitor.uploads() == 201)
    _goes_on(visitor)


def _clock_moved(visitor: Visitor) -> None:
    """Ten days ahead, for sessions last fourteen, and back."""
    visitor.estate.blows["clock ten days ahead"] = 1
    visitor.estate.travel(days=10)
    visitor.demand("writing goes on with the clock ahead", lambda: visitor.declares() == 303)
    time.sleep(3)
    visitor.estate.travel(days=-10)
    _goes_on(visitor)


def _mail_server_unwell(visitor: Visitor, office: PostOffice) -> None:
    for how in ("452 Later", "554 Never", "421 Hanging", "away"):
        _unwell(visitor, office, how)
    office.recover()
    arrived = len(office.letters)
    visitor.estate.travel(hours=1)
    visitor.demand("mails that waited arrive", lambda: len(office.letters) > arrived)


def _unwell(visitor: Visitor, office: PostOffice, how: str) -> None:
    visitor.estate.blows[f"mail server: {how}"] = 1
    office.fall_ill(how)
    tried = office.refused
    visitor.estate.travel(minutes=6)  # what was told is due as mail
    if how != "away":
        visitor.demand(f"a mail is tried ({how})", lambda: office.refused > tried)
    _goes_on(visitor)
