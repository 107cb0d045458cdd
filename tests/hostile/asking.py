"""Making up requests: an address, who asks, a form that a page offered or none at all, headers nobody sends."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from random import Random
from typing import Final
from urllib.parse import quote_plus, urlencode

from tests.bad_input.test_any_words import NAMES

from .addresses import an_address, every_route
from .line import Answer, Sent
from .values import AWAY, MARK, anything

METHODS: Final = (
    *("GET",) * 12,
    *("POST",) * 16,
    "HEAD",
    "PUT",
    "DELETE",
    "OPTIONS",
    "TRACE",
    "MHEVIL",
)
SAFE: Final = ("GET", "HEAD", "OPTIONS", "TRACE")
MOST_FORMS: Final = 400
Fields = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Form:
    action: str
    fields: Fields


@dataclass(slots=True)
class Maker:
    """Makes requests by chance, and learns forms from the pages that answer."""

    chance: Random
    host: str
    forms: dict[tuple[str, tuple[str, ...]], Form] = field(default_factory=dict)
    not_taken: set[tuple[str, str]] = field(
        default_factory=set
    )  # routes, and methods that they refuse
    route: str = ""

    def make(self, cookies: dict[str, str]) -> Sent:
        method = self.chance.choice(METHODS)
        learned = method == "POST" and self.forms and self.chance.random() < 0.5
        form = self.chance.choice(list(self.forms.values())) if learned else self._made_up(method)
        target = form.action + self._query() if self.chance.random() < 0.5 else form.action
        kind, body = self._body(form.fields) if method not in SAFE else ("", b"")
        headers = self._headers(method, cookies, kind, body)
        return Sent(method, _printable(target), headers, body)

    def learn(self, sent: Sent, answer: Answer) -> None:
        """The forms of a page, to be sent back with other values; and what need not be asked again."""
        if answer.status == 405 and sent.method in ("GET", "POST"):
            self.not_taken.add((self.route, sent.method))
        if answer.is_page and answer.status == 200 and len(self.forms) < MOST_FORMS:
            reader = _Forms()
            reader.feed(answer.text)
            for form in reader.found:
                names = tuple(name for name, _ in form.fields)
                self.forms.setdefault((re.sub(r"\d+", "0", form.action), names), form)

    def _made_up(self, method: str) -> Form:
        names = self.chance.sample(NAMES, self.chance.randint(0, 12))
        taken = [route for route in every_route() if (route, method) not in self.not_taken]
        self.route = self.chance.choice(taken)
        return Form(an_address(self.chance, self.route), [(name, "1") for name in names])

    def _query(self) -> str:
        names = (
            *("q", "page", "state", "as", "since", "statement", MARK),
            *self.chance.sample(NAMES, 4),
        )
        pairs = [(name, anything(self.chance)[:2000]) for name in self.chance.sample(names, 4)]
        if self.chance.random() < 0.5:
            pairs.append(("next", self.chance.choice(AWAY)))
        loose = self.chance.choice(("", "", "&&=%", "&q=%ff%fe%00", "&q=%ed%a0%80"))
        return "?" + urlencode(pairs, quote_via=quote_plus) + loose

    def _body(self, fields: Fields) -> tuple[str, bytes]:
        fields = [(name, self._changed(value)) for name, value in fields]
        if fields and self.chance.random() < 0.2:
            fields.append((fields[0][0], anything(self.chance)))
        way = self.chance.random()
        if way < 0.55:
            return "application/x-www-form-urlencoded", urlencode(fields).encode()
        if way < 0.85:
            return _multipart(fields, self.chance)
        if way < 0.92:
            deep = "[" * 5000 + "]" * 5000
            return "application/json", self.chance.choice(
                (json.dumps(dict(fields)), deep, "{", "NaN")
            ).encode()
        kind = (
            "text/html; charset=utf-7",
            "multipart/form-data",
            "x" * 500,
            "application/x-www-form-urlencoded; charset=rot13",
        )
        return self.chance.choice(kind), self.chance.randbytes(self.chance.randint(0, 300))

    def _changed(self, value: str) -> str:
        return anything(self.chance) if self.chance.random() < 0.4 else value

    def _headers(self, method: str, cookies: dict[str, str], kind: str, body: bytes) -> Fields:
        said: Fields = [("Host", self.host)]
        if cookies:
            said.append(("Cookie", "; ".join(f"{name}={value}" for name, value in cookies.items())))
        if method not in SAFE:
            said += [("Content-Type", kind), ("Content-Length", str(len(body)))]
            if self.chance.random() < 0.92:
                said.append(("X-CSRFToken", cookies.get("csrftoken", "")))
        if self.chance.random() < 0.4:
            said.append(("HX-Request", "true"))
        if self.chance.random() < 0.3:
            said.append(self._odd_header())
        return [(name, _printable(value)) for name, value in said]

    def _odd_header(self) -> tuple[str, str]:
        away, any_words = self.chance.choice(AWAY), anything(self.chance)[:3000]
        return self.chance.choice(
            (
                *((n, away) for n in ("Referer", "HX-Current-URL", "Origin", "X-Forwarded-Host")),
                *((n, any_words) for n in ("HX-Target", "HX-Trigger", "Accept-Language", "Range")),
                *((n, any_words) for n in ("X-Forwarded-For", "X-Forwarded-Proto", "User-Agent")),
                *((n, any_words) for n in ("Last-Event-ID", "If-None-Match", "If-Modified-Since")),
                ("Cookie", f'sessionid="{any_words}"; csrftoken={any_words}; messages={any_words}'),
                ("HX-Boosted", "true"),
                ("HX-History-Restore-Request", "true"),
                ("Accept-Encoding", "gzip"),
                ("Host", "evil.example"),
                ("Host", any_words[:80]),
            )
        )


def _multipart(fields: Fields, chance: Random) -> tuple[str, bytes]:
    parts = []
    for name, value in fields:
        as_file = name in ("file", "photo", "logo") or chance.random() < 0.1
        label = f'; filename="{anything(chance)[:300]}.png"' if as_file else ""
        head = f'--mh\r\nContent-Disposition: form-data; name="{name}"{label}\r\n\r\n'
        parts.append(head.encode(errors="replace") + value.encode(errors="replace") + b"\r\n")
    end = b"--mh--\r\n" if chance.random() < 0.9 else b""
    return "multipart/form-data; boundary=mh", b"".join(parts) + end


def _printable(words: str) -> str:
    """As it may stand on one line of a request; what may not is a matter for the server, not for us."""
    return re.sub(
        r"[\x00-\x1f\x7f]", "", words.encode("latin-1", errors="ignore").decode("latin-1")
    ).strip()


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Form] = []
        self._fields: Fields | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        action = said.get("hx-post") or said.get("action", "")
        is_posted = "hx-post" in said or said.get("method", "").lower() == "post"
        if tag == "form" and is_posted and action.startswith("/") and "logout" not in action:
            self._fields = []
            self.found.append(Form(action, self._fields))
        elif tag in ("input", "textarea", "select", "button") and self._fields is not None:
            name = said.get("name", "")
            if name and name != "csrfmiddlewaretoken":
                self._fields.append((name, said.get("value", "1")))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._fields = None
