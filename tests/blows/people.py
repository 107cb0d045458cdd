"""People who use the whole loop through HTTP, and remember each thing that was acknowledged."""

from __future__ import annotations

import re
import threading
import time
from dataclasses import dataclass, field
from random import Random
from typing import Any, Final

import httpx

PATIENCE: Final = 300.0  # seconds in which a service that was killed is back
PAUSE: Final = 0.4
CSRF: Final = re.compile(r'name="csrf-token" content="([^"]+)"')
OPTION: Final = re.compile(r'name="option"[^>]*value="([^"]+)"')
REACTIONS: Final = ("useful", "learned", "clear")
LASTING: Final = ("useful", "learned")  # said once of all releases


class Unheard(Exception):
    """The service did not answer in all that time."""


@dataclass(slots=True)
class Ledger:
    """What was acknowledged, by anybody; shared by all threads."""

    entries: list[dict[str, Any]] = field(default_factory=list)
    answers: dict[str, int] = field(default_factory=dict)
    unexpected: list[str] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def keep(self, kind: str, **facts: Any) -> None:
        with self._lock:
            self.entries.append({"kind": kind, **facts})

    def count(self, outcome: str) -> None:
        with self._lock:
            self.answers[outcome] = self.answers.get(outcome, 0) + 1

    def complain(self, sentence: str) -> None:
        with self._lock:
            self.unexpected.append(sentence)

    def so_far(self) -> list[dict[str, Any]]:
        with self._lock:
            return list(self.entries)

    def some(self, kind: str, random: Random) -> dict[str, Any] | None:
        with self._lock:
            found = [one for one in self.entries if one["kind"] == kind]
        return random.choice(found) if found else None


class Colleague(threading.Thread):
    """One person with one browser's worth of cookies."""

    def __init__(  # noqa: PLR0913 - all named
        self, key: str, *, url: str, known: dict[str, Any], ledger: Ledger, seed: int, until: Any
    ) -> None:
        super().__init__(name=key, daemon=True)
        self.key = key
        self._known = known
        self._ledger = ledger
        self._random = Random(f"{seed}-{key}")  # noqa: S311
        self._until: threading.Event = until
        self._number = 0
        self._reacted: set[Any] = set()
        self._http = httpx.Client(
            base_url=url, cookies={"sessionid": known["sessions"][key]}, timeout=30
        )
        self._token = ""
        self._text: dict[str, str] = known["text"]

    def run(self) -> None:
        acts = [self._declare, self._back, self._offer, self._start, self._read, self._ask]
        acts += [self._reply, self._react, self._release, self._check_in]
        while not self._until.is_set():
            try:
                self._random.choice(acts)()
            except Unheard as error:
                self._ledger.complain(str(error))
            time.sleep(self._random.uniform(0, PAUSE))

    def _declare(self) -> None:
        words = self._words("be able to")
        answer = self._post(
            "/needs/new/", {"statement": words, "audience": "everybody", "effect": "Fewer calls."}
        )
        if number := _number(answer, r"/needs/(\d+)/"):
            self._ledger.keep("need", person=self.key, id=number, words=words)

    def _back(self) -> None:
        need = self._ledger.some("need", self._random)
        if need and need["person"] != self.key:
            answer = self._post(f"/needs/{need['id']}/backings/", {"reason": self._words("me too")})
            if answer is not None and answer.is_redirect:
                self._ledger.keep("backing", person=self.key, id=need["id"])

    def _offer(self) -> None:
        need = self._ledger.some("need", self._random)
        answer = need and self._post(f"/needs/{need['id']}/offers/", {"note": self._words("I do")})
        if answer is not None and answer and answer.is_redirect:
            self._ledger.keep("offer", person=self.key, id=need["id"])  # type: ignore[index]

    def _start(self) -> None:
        if self._random.random() < 0.3:
            answer = self._post("/courses/new/", {"intention": "blank"}, again=False)
            if number := _number(answer, r"/courses/(\d+)/draft/"):
                self._ledger.keep("course", person=self.key, id=number)

    def _release(self) -> None:
        course = self._known["kept"].get(self.key)
        if course is None:
            return
        expected = self._released(course)
        note = self._words("Newer words")
        form = {"size": "major", "is_for_everybody": "on", "note": note, "expected": expected}
        answer = self._post(f"/courses/{course}/releases/", {**form, "check_on": "2099-01-01"})
        if answer is not None and answer.is_redirect:
            self._ledger.keep(
                "release", person=self.key, id=course, words=note, number=expected + 1
            )

    def _released(self, course: int) -> int:
        mine = [e for e in self._ledger.entries if e["kind"] == "release" and e["id"] == course]
        return max((e["number"] for e in mine), default=0)

    def _read(self) -> None:
        """Open a course, answer its question, and say that it was read."""
        course, number, page = self._open_course()
        options = OPTION.findall(page)
        if not (course and options):
            return
        where = f"/courses/{course}/releases/{number}/blocks/{self._text['choice']}/responses/"
        answer = self._post(where, {"option": options[0]})
        if answer is not None and answer.is_redirect:
            self._ledger.keep("response", person=self.key, id=course, number=number)
        answer = self._post(f"/courses/{course}/completion/", {"release": number})
        if answer is not None and answer.is_redirect:
            self._ledger.keep("finished", person=self.key, id=course, number=number)

    def _open_course(self) -> tuple[int, int, str]:
        release = self._ledger.some("release", self._random)
        if release is None or release["person"] == self.key:
            return 0, 0, ""
        course = int(release["id"])
        page = self._get(f"/courses/{course}/")
        return course, self._released(course), page.text if page is not None else ""

    def _ask(self) -> None:
        course, number, _page = self._open_course()
        if course:
            words = self._words("And what about")
            said = {
                "kind": "question",
                "text": words,
                "block": self._text["hour"],
                "quote": self._text["quarter"],
            }
            answer = self._post(f"/feedback/courses/{course}/releases/{number}/items/", said)
            if item := _number(answer, r"#item-(\d+)"):
                self._ledger.keep("item", person=self.key, id=item, course=course, words=words)

    def _reply(self) -> None:
        item = self._ledger.some("item", self._random)
        words = self._words("This is how")
        answer = item and self._post(f"/feedback/{item['id']}/comments/", {"text": words})
        if answer is not None and answer and answer.is_redirect:
            asker = item["person"]  # type: ignore[index]
            self._ledger.keep(
                "comment",
                person=self.key,
                id=item["id"],
                words=words,
                asker=asker,  # type: ignore[index]
            )

    def _react(self) -> None:
        """Each but once, and never again when it is not known whether it was heard: a second press takes it back."""
        course, number, _page = self._open_course()
        kind, block = self._random.choice(REACTIONS), self._random.choice(("", self._text["form"]))
        said = (course, kind in LASTING or number, kind, block)
        if not course or said in self._reacted:
            return
        self._reacted.add(said)
        where = f"/feedback/courses/{course}/releases/{number}/reactions/"
        answer = self._post(where, {"reaction": kind, "block": block}, again=False)
        if answer is not None and answer.is_redirect:
            facts = {"id": course, "number": number, "reaction": kind, "block": block}
            self._ledger.keep("reaction", person=self.key, **facts)

    def _check_in(self) -> None:
        if self.key in ("ines", "nora"):
            words = self._words("It helped")
            said = {"reply": "yes", "sentence": words}
            answer = self._post(f"/needs/{self._known['phone']}/replies/", said)
            if answer is not None and answer.is_redirect:
                self._ledger.keep("check-in", person=self.key, id=self._known["phone"], words=words)

    def _words(self, beginning: str) -> str:
        self._number += 1
        return f"{beginning} {self.key} {self._number}"

    def _get(self, path: str) -> httpx.Response | None:
        return self._ask_until_heard("GET", path, {}, again=True)

    def _post(
        self, path: str, form: dict[str, Any], *, again: bool = True
    ) -> httpx.Response | None:
        if not self._token:
            page = self._get("/needs/new/")
            found = CSRF.search(page.text) if page is not None else None
            self._token = found[1] if found else ""
        return self._ask_until_heard("POST", path, form, again=again)

    def _ask_until_heard(
        self, method: str, path: str, form: dict[str, Any], *, again: bool
    ) -> httpx.Response | None:
        """The answer; asked again while the service is away, where asking twice is harmless. None: not known."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            answer = self._once(method, path, form)
            if answer is not None:
                return answer
            if not again:
                return None
            time.sleep(0.3)
        raise Unheard(f"{self.key}: {method} {path} was not answered for {PATIENCE:.0f} s")

    def _once(self, method: str, path: str, form: dict[str, Any]) -> httpx.Response | None:
        """None when the service is away, and says so."""
        headers = {"X-CSRFToken": self._token} if method == "POST" else {}
        try:
            data = form if method == "POST" else None
            answer = self._http.request(method, path, data=data, headers=headers)
        except httpx.TransportError:
            self._ledger.count("no line")
            return None
        self._ledger.count(str(answer.status_code))
        if answer.status_code == 503:
            return None
        if answer.status_code >= 500 or answer.status_code in (400, 401, 404, 422):
            self._ledger.complain(f"{self.key}: {method} {path} {form}: {answer.status_code}")
        return answer


def _number(answer: httpx.Response | None, pattern: str) -> int:
    """The number in the address to which the answer leads; 0 when it leads nowhere."""
    found = re.search(pattern, answer.headers.get("location", "")) if answer is not None else None
    return int(found[1]) if found else 0
