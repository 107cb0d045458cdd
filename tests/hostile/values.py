"""What nobody means to send: words, numbers, dates, addresses; and whether an answer made more of them."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from random import Random
from typing import Final

MARK: Final = "mhevil"
ELSEWHERE: Final = "evil.example"

MARKUP: Final = (
    f"<{MARK} a=1>",
    f"<script>{MARK}()</script>",
    f"\"'><img src=x onerror={MARK}()>",
    f'" onmouseover="{MARK}()',
    f"' autofocus onfocus={MARK}() x='",
    f"</textarea></title><svg onload={MARK}()>",
    f"javascript:{MARK}()",
    f"data:text/html,<script>{MARK}()</script>",
    f"]]>--><{MARK}>",
    f"<a href='javascript:{MARK}()'>x</a>",
)
TEMPLATES: Final = (
    "mh{{7*7}}mh",
    "mh{%print(7*7)%}mh",
    "mh${7*7}mh",
    "%(nobody)s%s%d{0}{x}",
    "#{7*7}",
)
SQL: Final = (
    "' OR 1=1 --",
    "1; DROP TABLE people_person",
    "\\'; --",
    "%' AND '%'='",
    "1)) UNION SELECT 1--",
)
LETTERS: Final = (
    "",
    " ",
    "\x00",
    "a\x00b",
    "\x01\x08\x1b\x7f",
    "\r\nX-Mhinjected: 1\r\n\r\n",
    "\u202e\u2066abc\u2069",
    "e\u0301\u0301\u0301" * 60,
    "\ufffe\uffff\ufeff",
    "\U000e0001\U0001f9a5\u200d",
    "\N{LATIN SMALL LIGATURE FF}\N{MICRO SIGN}\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}ß",
    "x" * 300,
    "word " * 20_000,
)
NUMBERS: Final = (
    *("-1", "0", "00", "1", "1.5", "1e309", "NaN", "-Infinity", "0x10", "१२", "²"),
    *("2147483648", "9223372036854775807", "9223372036854775808", "9" * 40, "9" * 5000),
)
DATES: Final = (
    *("0000-01-01", "0001-01-01", "9999-12-31", "10000-01-01", "2026-02-31", "-2026-01-01"),
    *("2026-1-1T25:61", "١٢٣٤-٠١-٠١", "today", "9999-12-31T23:59:59+99:99"),
)
SEARCHES: Final = (
    *('"', '"a', "a*", "NEAR(a b)", "a NEAR/3 b", "title_words: a", "a AND OR NOT", "^a", "-a"),
    *("a & b | !c", "(((((", "a:*", "'\\", "a" * 2000, "* * *", "{a b}: c", "a + b"),
)
AWAY: Final = (
    *(f"//{ELSEWHERE}/", f"https://{ELSEWHERE}/", f"/\\{ELSEWHERE}", f"https:{ELSEWHERE}"),
    *(f"\t//{ELSEWHERE}", f"///{ELSEWHERE}", f"http:///{ELSEWHERE}", f"/%09/{ELSEWHERE}"),
    *(
        f"javascript:{MARK}()",
        f"https://[{ELSEWHERE}",
        "http://[::1",
        f"//{ELSEWHERE}\\@localhost/",
    ),
)
KINDS: Final = (MARKUP, TEMPLATES, SQL, LETTERS, NUMBERS, DATES, SEARCHES, AWAY)


def anything(chance: Random) -> str:
    """One hostile value, or two glued together."""
    one = chance.choice(chance.choice(KINDS))
    return one + anything(chance) if chance.random() < 0.1 else one


class _Executed(HTMLParser):
    """Finds what a browser would run or build of words that we sent."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._in_script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_script = tag == "script"
        if tag == MARK:
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            said = (value or "").strip().lower()
            if name.startswith("on") and MARK in said:
                self.found.append(f"{tag} {name}")
            runs = ("href", "src", "action", "formaction", "hx-get", "hx-post", "data", "srcdoc")
            if name in runs and re.match(rf"(javascript|data):.*{MARK}", said):
                self.found.append(f"{tag} {name}={said[:40]}")

    def handle_endtag(self, tag: str) -> None:
        self._in_script = False

    def handle_data(self, data: str) -> None:
        if self._in_script and MARK in data:
            self.found.append("script")


def executed(page: str) -> list[str]:
    """What in this page came from us and is more than words."""
    found = ["template evaluated"] if "mh49mh" in page else []
    if MARK in page:
        reader = _Executed()
        reader.feed(page)
        found += reader.found
    return found
